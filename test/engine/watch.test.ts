// What a screen may draw of one account: proved numbers with a trail, and nothing once a reorg took the block away.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Reader } from "../../src/engine/reader.ts";
import { openShown } from "../../src/engine/shown.ts";
import { openWatch } from "../../src/engine/watch.ts";
import { balanceKey } from "../../src/receipt/balance.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { proveAccount } from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { proveSlot } from "../../src/state/slot.ts";
import type { Finality } from "../../src/trust/grade.ts";
import { headOf, mine, proofJson, type World } from "../state/chain.ts";

const person: Hex = `0x${"aa".repeat(20)}`;
const token: Hex = `0x${"bb".repeat(20)}`;
const world: World = {
	[person]: { balance: 5n * 10n ** 18n, nonce: 3 },
	[token]: {
		balance: 0n,
		nonce: 1,
		storage: { [balanceKey(person, 2)]: 700n },
	},
};

/** A reader of one block, under a head of that finality; it fails when told to. */
const readerOf = (finality: Finality) => {
	const header = headerOfHead(headOf(mine(world, null), finality));
	const state = { fails: false };
	const reader: Reader = {
		chainId: 1,
		basis: async () => header,
		read: async (wanted) => {
			if (state.fails)
				throw new Fault("no-proof-window", "behind", "Execution 1");
			return {
				basis: header,
				reads: wanted.map(({ address, slots }) => {
					const claim = accountClaim(
						proofJson(world, address, [...slots]),
						"claim",
					);
					const account = proveAccount(header, address, claim);
					return {
						account,
						slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
						code: null,
					};
				}),
			};
		},
		block: null,
		receipt: null,
	};
	return { reader, state };
};

const open = (finality: Finality) => {
	const { reader, state } = readerOf(finality);
	const shown = openShown(async () => new Map());
	const watch = openWatch(
		reader,
		"latest",
		{
			account: person,
			tokens: [
				{
					chainId: 1,
					address: token,
					symbol: "TOK",
					decimals: 2,
					balancesSlot: 2,
				},
			],
			chainTitle: "Ethereum",
		},
		shown,
	);
	return { watch, state, shown };
};

const amounts = (watch: ReturnType<typeof open>["watch"]) =>
	watch.views().map(({ amount }) => amount);

describe("the balances of an account", () => {
	it("are no numbers before anything is proved", () => {
		const { watch } = open("optimistic");
		expect(amounts(watch)).toEqual([null, null]);
		expect(watch.views().every(({ trailId }) => trailId === null)).toBe(true);
	});

	it("are what was proved, each with its trail and its evidence", async () => {
		const { watch, shown } = open("optimistic");
		await watch.refresh();
		expect(amounts(watch)).toEqual([(5n * 10n ** 18n).toString(), "700"]);
		const [coin, tokens] = watch.views();
		const trail = await shown.trail(coin?.trailId ?? "");
		expect(trail.conclusion).toBe("5 ETH");
		expect(trail.knots.map(({ rule }) => rule)).toEqual([
			"checkpoint",
			"lc-head",
			"el-header",
			"mpt-account",
		]);
		expect(shown.evidence(tokens?.trailId ?? "").about).toEqual({
			address: person,
			token,
			balancesSlot: 2,
		});
	});

	it("stay with the age they have when they cannot be read again, and a sentence says why", async () => {
		const { watch, state } = open("optimistic");
		await watch.refresh();
		state.fails = true;
		await watch.refresh();
		const [coin] = watch.views();
		expect(coin?.amount).toBe((5n * 10n ** 18n).toString());
		expect(coin?.note).toContain("Execution 1");
	});

	it("are no numbers any more when a reorg took the block away", async () => {
		const { watch, shown } = open("optimistic");
		await watch.refresh();
		const id = watch.views()[0]?.trailId ?? "";
		watch.drop();
		shown.forgetUnfinal();
		expect(amounts(watch)).toEqual([null, null]);
		await expect(shown.trail(id)).rejects.toMatchObject({
			code: "not-anchored",
		});
	});

	it("outlive a reorg when they were proved under a final head", async () => {
		const { watch, shown } = open("final");
		await watch.refresh();
		const id = watch.views()[0]?.trailId ?? "";
		watch.drop();
		shown.forgetUnfinal();
		expect(amounts(watch)).toEqual([(5n * 10n ** 18n).toString(), "700"]);
		expect((await shown.trail(id)).knots).toHaveLength(4);
	});
});
