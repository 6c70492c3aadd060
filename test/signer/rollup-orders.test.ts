// The signer and orders on a layer 2 whose accounts are Ethereum's: what it shows, what it signs, and that it reckons with its own
// signatures, whatever the engine says of them.

import { describe, expect, test, vi } from "vitest";
import { abiAddress, abiCall, abiWord } from "../../src/base/abi.ts";
import type { Hex } from "../../src/base/bytes.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { selectorOf } from "../../src/crypto/selector.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { evidenceText } from "../../src/evidence/evidence.ts";
import { rollupOrderText } from "../../src/evidence/rollup-order.ts";
import { tokenPlaceKey } from "../../src/evidence/token-place.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import {
	signedWithdrawal,
	withdrawEthData,
} from "../../src/l2/arbitrum/checks/signed.ts";
import { arbSys } from "../../src/l2/arbitrum/checks/withdrawal.ts";
import { one } from "../../src/l2/arbitrum/profiles/one.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import {
	composeRollup,
	evidenceOfRollup,
} from "../../src/wallet/rollup-order.ts";
import { registryProfile } from "../l2/registry-world.ts";
import { moved, told } from "../receipt/call-world.ts";
import { factsOn, friend, me, nowMs, rootS } from "../receipt/send-world.ts";
import { h, say, testNetwork } from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench } from "./bench.ts";

quickVault();

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const phrase = "test test test test test test test test test test test junk";
const madeOf = (more: object) =>
	decodeRollupProfile(
		{
			...registryProfile,
			l1: testNetwork.name,
			l1ChainId: testNetwork.chainId,
			...more,
		},
		"profile",
	);
const ages = { show: 86_400, answer: 86_400, order: 86_400, sign: 3_700 };
const profile = madeOf({ policy: { ...registryProfile.policy, ages } });
const file = canonical(
	json(
		{ format: "sextant-network-1", l1: testNetwork, rollups: [profile] },
		"file",
	),
);
/** A chain whose kind knows a call by which the coin leaves for its signer. */
const leaving = decodeRollupProfile(
	{
		...{ ...one, chainId: 902, name: "leaving", title: "Leaving" },
		...{ l1: testNetwork.name, l1ChainId: testNetwork.chainId },
	},
	"profile",
);
const leavingFile = canonical(
	json(
		{ format: "sextant-network-1", l1: testNetwork, rollups: [leaving] },
		"file",
	),
);
const token: Hex = `0x${"70".repeat(20)}`;

const offered = (
	id: string,
	more: Partial<Parameters<typeof composeRollup>[0]> = {},
) => {
	const order = composeRollup({
		...{ id, origin: null, valueWei: 10n ** 17n, data: "0x", profile, nowMs },
		...{ facts: factsOn(profile), outstanding: [], tipWei: 1_000_000n },
		callGas: 90_000,
		...more,
	});
	return {
		id,
		order: rollupOrderText(order.transfer),
		evidence: evidenceText(evidenceOfRollup(order)),
	};
};

const open = async (accepted = file): Promise<Bench> => {
	const bench = new Bench(nowMs, [], {} as Kernel);
	await bench.open();
	await bench.screen("keys.create", { phrase, password: "correct horse" });
	await acceptNetwork(bench.screen, accepted);
	await bench.screen("anchor.accept", { network: "test", root: h(1) });
	return bench;
};

const approve = async (bench: Bench, id: string): Promise<void> => {
	const approvals = await bench.screen("approval.list", undefined);
	const found = approvals.find((one) => one.id === id);
	if (found === undefined) throw new Error(`no approval ${id}`);
	const { order, shown } = found;
	await bench.screen("approval.decide", { id, yes: true, order, shown });
};

describe("an order on a layer 2, in the signer", () => {
	test("is shown with what no signature caps apart, and signed for that chain alone", async () => {
		const bench = await open();
		await bench.engine("order.offer", offered("one"));
		const [approval] = await bench.screen("approval.list", undefined);
		expect(approval).toMatchObject({
			chain: { title: profile.title, symbol: "ETH" },
			chainId: profile.chainId,
			to: friend,
			recipient: { kind: "account" },
			rollup: null,
		});
		const { besideWei, heldBackWei } = approval?.onRollup ?? {};
		expect(BigInt(heldBackWei ?? 0)).toBe(4n * BigInt(besideWei ?? 0));
		expect(BigInt(besideWei ?? 0)).toBeGreaterThan(0n);
		await approve(bench, "one");
		const [signed] = bench.signed;
		const { from, transaction } = decodeSigned(signed?.raw ?? "0x");
		expect(from).toBe(me);
		expect(transaction).toMatchObject({ chainId: 901, nonce: 7, to: friend });
		bench.signer.close();
	});

	test("is shown as what its call says, token by token", async () => {
		const bench = await open();
		const data = abiCall(
			selectorOf("transfer(address,uint256)"),
			abiAddress(friend),
			abiWord(5n),
		);
		const facts = factsOn(profile, { to: token, target: { codeHash: h(9) } });
		await bench.engine(
			"order.offer",
			offered("one", { data, valueWei: 0n, facts }),
		);
		const [approval] = await bench.screen("approval.list", undefined);
		expect(approval?.onRollup?.call).toMatchObject({
			parts: [{ kind: "transfer", token, to: friend, amount: "5" }],
			tokens: [{ token, most: "5", why: "asked" }],
		});
		bench.signer.close();
	});

	test("is shown with what the engine says that it would do, beside what is proved, and signed", async () => {
		const bench = await open();
		const data = "0xdeadbeef";
		const facts = factsOn(profile, { to: token, target: { codeHash: h(9) } });
		const { at } = facts.sender.value;
		const place = { kind: "key-first", base: wordHex(3) } as const;
		const key = tokenPlaceKey(place, me);
		const slot = say("mpt-slot", [facts.target], {
			...{ at, address: token, key, word: 900n },
		});
		const code = say("code", [facts.target], {
			...{ at, address: token, codeHash: h(9), bytes: "0x6001" },
		});
		const foretold = told([moved(token, 400n, friend, me)]);
		const of = {
			...({ data, valueWei: 0n } as const),
			facts: { ...facts, code, slots: [...facts.slots, slot] } as typeof facts,
			foretold: { ...foretold, grade: at.grade } as typeof foretold,
			holdings: [{ token, balance: place, allowances: [] }],
		};
		await bench.engine("order.offer", offered("one", of));
		const [approval] = await bench.screen("approval.list", undefined);
		expect(approval?.call).toMatchObject({
			parts: [{ kind: "unknown" }],
			tokens: [{ token, balance: "900", most: "900", why: "own" }],
			foretold: { late: { effects: [{ kind: "moved", amount: "400" }] } },
		});
		expect(approval?.onRollup?.call).toBeUndefined();
		await approve(bench, "one");
		expect(decodeSigned(bench.signed[0]?.raw ?? "0x").transaction.data).toBe(
			data,
		);
		bench.signer.close();
	});

	test("is shown as a withdrawal to oneself, and signed as the forced way takes it", async () => {
		const bench = await open(leavingFile);
		const data = withdrawEthData(me);
		const target = { codeHash: h(9) };
		const facts = factsOn(leaving, { to: arbSys, target });
		const of = { profile: leaving, data, facts };
		await bench.engine("order.offer", offered("one", of));
		const [approval] = await bench.screen("approval.list", undefined);
		expect(approval?.onRollup).toMatchObject({
			call: { parts: [{ kind: "leave", to: me, amount: `${10n ** 17n}` }] },
			leaves: [
				{ code: "arbitrum.leave.what" },
				{ code: "arbitrum.leave.when" },
				{ code: "arbitrum.leave.forced" },
			],
		});
		await approve(bench, "one");
		const raw = bench.signed[0]?.raw ?? "0x";
		expect(
			signedWithdrawal({ chainId: 902, title: one.title }, me, raw).amountWei,
		).toBe(10n ** 17n);
		bench.signer.close();
	});

	test("refuses a withdrawal that would pay another on Ethereum", async () => {
		const bench = await open(leavingFile);
		const target = { codeHash: h(9) };
		const facts = factsOn(leaving, { to: arbSys, target });
		const data = withdrawEthData(me);
		const { id, order, evidence } = offered("one", {
			...{ profile: leaving, data, facts },
		});
		const other = order.replace(data, withdrawEthData(friend));
		expect(other).not.toBe(order);
		expect(
			await refusalOf(
				bench.engine("order.offer", { id, order: other, evidence }),
			),
		).toBe("layer-call");
		bench.signer.close();
	});

	test("refuses a nonce that it signed for already, which a lying engine hides from it", async () => {
		const bench = await open();
		await bench.engine("order.offer", offered("one"));
		await approve(bench, "one");
		const again = offered("two", { valueWei: 1n });
		expect(await refusalOf(bench.engine("order.offer", again))).toBe(
			"order-nonce",
		);
		expect(bench.signed).toHaveLength(1);
		// and what that can spend is not spent twice
		const raw = bench.signed[0]?.raw ?? "0x";
		const next = offered("three", { valueWei: 1n, outstanding: [raw] });
		await bench.engine("order.offer", next);
		await approve(bench, "three");
		expect(decodeSigned(bench.signed[1]?.raw ?? "0x").transaction.nonce).toBe(
			8,
		);
		bench.signer.close();
	});

	test("refuses the profile of a file that nobody accepted", async () => {
		const bench = await open();
		const other = madeOf({ title: "Another" });
		const facts = factsOn(other);
		expect(
			await refusalOf(
				bench.engine("order.offer", offered("one", { profile: other, facts })),
			),
		).toBe("network-unconfirmed");
		bench.signer.close();
	});

	test("refuses evidence of which a number was altered", async () => {
		const bench = await open();
		const { id, order, evidence } = offered("one");
		for (const altered of [
			evidence.replace('"nonce":7', '"nonce":8'),
			evidence.replace("1000000000000000000", "9000000000000000000"),
		]) {
			expect(altered).not.toBe(evidence);
			expect(
				await refusalOf(
					bench.engine("order.offer", { id, order, evidence: altered }),
				),
			).not.toBe("none");
		}
		expect(bench.signed).toEqual([]);
		bench.signer.close();
	});

	test("refuses the yes to one whose root grew stale while it was read", async () => {
		const bench = await open();
		await bench.engine("order.offer", offered("one"));
		bench.nowMs = (rootS + 3_701) * 1000;
		expect(await refusalOf(approve(bench, "one"))).toBe("order-stale");
		expect(bench.signed).toEqual([]);
		bench.signer.close();
	});
});
