// What a site is told of a token's balance: what the contract answers, with the slot it was read from, or nothing.

import { describe, expect, it } from "vitest";
import { whenAborted } from "../../src/base/abort.ts";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { tokenAnswer } from "../../src/engine/balance-answer.ts";
import { openCallTurns } from "../../src/engine/calls.ts";
import type { Token } from "../../src/engine/settings.ts";
import { placeKey } from "../../src/evidence/balance-place.ts";
import { evidence } from "../../src/evidence/evidence.ts";
import type { ProvedState } from "../../src/evm/prove.ts";
import type { Clock } from "../../src/source/ports.ts";
import { shortString, tokenCode } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { madeClock, mine, type Node } from "../state/chain.ts";

const person: Hex = `0x${"aa".repeat(20)}`;
const token: Hex = `0x${"bb".repeat(20)}`;
const key = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const at = (slot: number, layout: "solidity" | "vyper" = "solidity"): Hex =>
	placeKey(person, { layout, slot });

/** No time passes: what is asked here is never too slow, however long the machine takes for it. */
const stillClock: Clock = {
	...madeClock(),
	sleep: (_, signal) =>
		new Promise((_resolve, reject) => {
			whenAborted(signal, () => reject(new Fault("cancelled", "over")));
		}),
};

const listed: Token = {
	chainId: 1,
	address: token,
	symbol: "SAID",
	decimals: 6,
	by: "person",
	found: null,
	place: { layout: "solidity", slot: 5 },
};

const answer = async (
	name: string | null,
	storage: { [key: Hex]: bigint },
	change: Partial<Token> | null = {},
	turn = async () => () => {},
) => {
	const block = mine(
		{
			[person]: { balance: 1n },
			[token]: {
				nonce: 1,
				...(name === null ? {} : { code: tokenCode(name) }),
				storage,
			},
		},
		null,
	);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return tokenAnswer(
		proofsOf({ nodes: [node], signed: () => block }),
		change === null ? undefined : { ...listed, ...change },
		{ address: person, token, challenge: null, origin: "https://a.example" },
		stillClock,
		turn,
	);
};
const shown = d.record({ symbol: d.text(), amount: d.text(), evidence });

describe("a token's balance for a site", () => {
	it("is by the slot that the contract reads, whatever slot was noted before", async () => {
		const told = shown(
			await answer("Plain", {
				[at(0)]: 700n,
				[key(3)]: shortString("N"),
				[key(4)]: shortString("PLN"),
			}),
			"answer",
		);
		expect(told).toMatchObject({ symbol: "PLN", amount: "0x2bc" });
		expect(told.evidence.about).toEqual({
			address: person,
			token,
			balancesSlot: 0,
		});
	});

	it("says in its evidence how the key was made where Solidity would make another", async () => {
		const told = shown(
			await answer("VyperLike", { [at(3, "vyper")]: 9n }),
			"answer",
		);
		expect(told.evidence.about).toEqual({
			address: person,
			token,
			balancesSlot: 3,
			layout: "vyper",
		});
	});

	it("refuses an address without code as a token", async () => {
		await expect(answer(null, {})).rejects.toMatchObject({
			code: "token-no-code",
		});
	});

	it("never gives evidence of a slot for a balance that is computed", async () => {
		await expect(
			answer("Rebasing", { [at(0)]: 200n, [key(1)]: 150n }),
		).rejects.toMatchObject({ code: "unverifiable-method" });
	});

	it("refuses a network file's decimals that the contract denies, and a token nobody added", async () => {
		await expect(
			answer(
				"Plain",
				{ [key(3)]: shortString("N"), [key(4)]: shortString("P") },
				{ by: "file" },
			),
		).rejects.toMatchObject({ code: "not-a-token" });
		await expect(answer("Plain", {}, null)).rejects.toMatchObject({
			code: "bad-params",
		});
	});

	it("never runs a token's code out of turn: a site computes no more by it than by calls", async () => {
		const { most, mostOfOne, ends } = await crowd(["a", "a", "a", "b", "c"]);
		expect(most).toBe(3);
		expect(mostOfOne).toBe(2);
		expect(new Set(ends)).toEqual(new Set(["token-no-code"]));
	});
});

/** So many sites ask at once, each of a token whose proofs take their time; how many are under way together. */
const crowd = async (names: readonly string[]) => {
	const block = mine(
		{ [person]: { balance: 1n }, [token]: { nonce: 1 } },
		null,
	);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	const { site } = openCallTurns();
	const under: string[] = [];
	let most = 0;
	let mostOfOne = 0;
	const asks = names.map((name) => {
		const proofs = proofsOf({ nodes: [node], signed: () => block });
		const state: ProvedState = {
			...proofs,
			read: async (...asked) => {
				under.push(name);
				most = Math.max(most, under.length);
				const mine = under.filter((one) => one === name).length;
				mostOfOne = Math.max(mostOfOne, mine);
				await new Promise((resolve) => setTimeout(resolve, 5));
				under.splice(under.indexOf(name), 1);
				return proofs.read(...asked);
			},
		};
		const origin = `https://${name}.example`;
		return tokenAnswer(
			state,
			listed,
			{ address: person, token, challenge: null, origin },
			stillClock,
			() => site.take({ origin }),
		).then(
			() => "answered",
			(thrown: unknown) => asFault(thrown).code,
		);
	});
	return { ends: await Promise.all(asks), most, mostOfOne };
};
