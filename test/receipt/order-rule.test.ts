import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { orderPolicy } from "../../src/evidence/l1-order.ts";
import {
	joinSignature,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import {
	decodeTransfer,
	type Transfer,
	transactionOf,
	transferText,
} from "../../src/evidence/transfer.ts";
import {
	checkOrder,
	checkTransfer,
	factsInOrder,
	factsOf,
	type TransferFacts,
} from "../../src/receipt/order-rule.ts";
import { refusedWith } from "../refused.ts";
import { saidAll } from "../said.ts";
import {
	a,
	account,
	codeOf,
	h,
	noCode,
	say,
	scene,
	testNetwork,
	timeS,
} from "./world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const gwei = 1_000_000_000n;
const ether = 10n ** 18n;
const nowMs = (timeS + 20) * 1000;

const { header } = scene();
const facts = (
	sender: Parameters<typeof account>[2] = {},
	recipient: Parameters<typeof account>[2] = {},
): TransferFacts => ({
	sender: account(header, me, sender),
	recipient: account(header, a(2), recipient),
	header,
	code: null,
});
const order: Transfer = {
	format: "sextant-order-1",
	id: "one",
	origin: null,
	chainId: 1337,
	from: me,
	to: a(2),
	valueWei: ether / 10n,
	data: "0x",
	nonce: 0,
	gasLimit: 21_000,
	maxFeePerGasWei: 3n * gwei,
	maxPriorityFeePerGasWei: gwei,
	outstanding: [],
	madeMs: nowMs,
};
const sign = (part: Partial<Transaction>, by = key): Hex => {
	const transaction = { ...transactionOf(order), ...part };
	return joinSignature(transaction, signHash(signingHash(transaction), by)).raw;
};
const verdict = (
	part: Partial<Transfer>,
	on: TransferFacts = facts(),
	atMs = nowMs,
	purpose: "order" | "sign" = "order",
) => refusedWith(() => checkOrder({ ...order, ...part }, on, atMs, purpose));

describe("a transfer", () => {
	test("is taken with proved nonce, balance, recipient and base fee", () => {
		const reading = checkOrder(order, facts(), nowMs, "order");
		expect(reading).toMatchObject({
			recipient: "account",
			mostFeeWei: 63_000n * gwei,
			mostLeavesWei: ether / 10n + 63_000n * gwei,
			balanceWei: ether,
			spendableWei: ether,
			checkpoint: h(1),
			headSlot: 6_500,
			asOfS: timeS,
		});
	});

	test("survives being written down", () => {
		expect(decodeTransfer(transferText(order))).toEqual(order);
		expect(() =>
			decodeTransfer(transferText(order).replace('"0x"', '"0xaa"')),
		).toThrow(/bad-field/);
	});

	test("takes its facts from evidence in one order only", () => {
		const { sender, recipient } = facts();
		expect(factsOf(factsInOrder(facts())).code).toBe(null);
		for (const conclusions of [
			[],
			[sender, recipient],
			[sender, header, recipient],
			[header, sender, recipient],
			[sender, recipient, header, sender],
			[sender, recipient, header, sender, sender],
		])
			expect(refusedWith(() => factsOf(conclusions))).toBe("order-evidence");
	});
});

describe("facts that are not this order's", () => {
	test("refuses another sender, another recipient and another chain", () => {
		expect(verdict({ from: a(7) })).toBe("order-evidence");
		expect(verdict({ to: a(7) })).toBe("order-evidence");
		expect(verdict({ chainId: 1 })).toBe("order-evidence");
		const elsewhere = scene({ chainId: 10 });
		expect(
			verdict(
				{ chainId: 10 },
				{
					...facts(),
					sender: account(elsewhere.header, me),
					recipient: account(elsewhere.header, a(2)),
					header: elsewhere.header,
				},
			),
		).toBe("order-evidence");
	});

	test("refuses accounts proved at another block than the header's", () => {
		const older = scene({ slot: 6_499 }).header;
		expect(verdict({}, { ...facts(), sender: account(older, me) })).toBe(
			"order-evidence",
		);
		expect(verdict({}, { ...facts(), recipient: account(older, a(2)) })).toBe(
			"order-evidence",
		);
		expect(verdict({}, { ...facts(), header: older })).toBe("order-evidence");
	});

	test("refuses code that is not the recipient's", () => {
		const third = account(header, a(3), { codeHash: h(3) });
		expect(verdict({}, { ...facts(), code: codeOf(third, "0x00") })).toBe(
			"order-evidence",
		);
	});

	test("refuses a header of a rollup", () => {
		const { head } = scene();
		const rolled = say("el-header", [head], {
			...header.value,
			grade: { ...header.value.grade, who: "proposed" as const },
		});
		expect(
			verdict(
				{},
				{
					...facts(),
					sender: account(rolled, me),
					recipient: account(rolled, a(2)),
					header: rolled,
				},
			),
		).toBe("order-evidence");
	});

	test("refuses an optimistic head where the policy wants a final one", () => {
		const policy = { ...orderPolicy(testNetwork), finality: "final" as const };
		expect(refusedWith(() => checkTransfer(order, facts(), policy))).toBe(
			"order-evidence",
		);
		const { header: final } = scene({ finality: "final" });
		const rests = {
			sender: account(final, me),
			recipient: account(final, a(2)),
			header: final,
			code: null,
		};
		expect(refusedWith(() => checkTransfer(order, rests, policy))).toBe("none");
	});
});

describe("nonce", () => {
	test("refuses one that is used and one that nothing accounts for", () => {
		expect(verdict({ nonce: 4 }, facts({ nonce: 5 }))).toBe("order-nonce");
		expect(verdict({ nonce: 6 }, facts({ nonce: 5 }))).toBe("order-nonce");
		expect(verdict({ nonce: 5 }, facts({ nonce: 5 }))).toBe("none");
	});

	test("takes a step above the proved nonce for which our own transaction stands", () => {
		const outstanding = [sign({ nonce: 5 }), sign({ nonce: 6 })];
		expect(verdict({ nonce: 7, outstanding }, facts({ nonce: 5 }))).toBe(
			"none",
		);
		expect(
			verdict(
				{ nonce: 7, outstanding: outstanding.slice(1) },
				facts({ nonce: 5 }),
			),
		).toBe("order-nonce");
	});

	test("refuses another key's transaction, another chain's, and one that is none", () => {
		const stranger = keccak256(Uint8Array.of(43));
		for (const raw of [
			sign({ nonce: 0 }, stranger),
			sign({ nonce: 0, chainId: 1 }),
			"0x02c0" as const,
			"0x01" as const,
		])
			expect(verdict({ nonce: 1, outstanding: [raw] })).toBe("order-nonce");
	});

	test("refuses a nonce that is signed for another transaction, takes the same one again", () => {
		expect(verdict({ outstanding: [sign({ valueWei: 1n })] })).toBe(
			"order-nonce",
		);
		expect(verdict({ outstanding: [sign({})] })).toBe("none");
	});
});

describe("funds", () => {
	test("refuses a wei more than value and highest fee leave", () => {
		const most = order.valueWei + 63_000n * gwei;
		expect(verdict({}, facts({ balanceWei: most }))).toBe("none");
		expect(verdict({}, facts({ balanceWei: most - 1n }))).toBe("order-funds");
	});

	test("holds back the most that transactions under way can spend, the dearer of two at one nonce", () => {
		const outstanding = [
			sign({ nonce: 0, valueWei: ether / 2n }),
			sign({ nonce: 0, valueWei: ether / 4n }),
			sign({ nonce: 2, valueWei: ether / 10n }),
		];
		const held = (ether * 6n) / 10n + 2n * 63_000n * gwei;
		const own = order.valueWei + 63_000n * gwei;
		const part = { nonce: 1, outstanding };
		expect(verdict(part, facts({ balanceWei: held + own }))).toBe("none");
		expect(verdict(part, facts({ balanceWei: held + own - 1n }))).toBe(
			"order-funds",
		);
		expect(verdict(part, facts({ balanceWei: 0n }))).toBe("order-funds");
	});

	test("holds nothing back for a transaction whose nonce is proved used", () => {
		const outstanding = [sign({ nonce: 0, valueWei: ether })];
		expect(verdict({ nonce: 1, outstanding }, facts({ nonce: 1 }))).toBe(
			"none",
		);
	});
});

describe("an account that runs code", () => {
	test("refuses a sender with code or a delegation", () => {
		expect(
			verdict({}, facts({ codeHash: keccakHex(Uint8Array.of(0xef, 1)) })),
		).toBe("order-delegated");
	});

	test("tells a recipient that is new, plain, a contract or delegated", () => {
		const kind = (on: TransferFacts, gasLimit: number) =>
			checkOrder({ ...order, gasLimit }, on, nowMs, "order").recipient;
		expect(kind(facts({}, { exists: false }), 21_000)).toBe("new");
		expect(kind(facts({}, { codeHash: noCode }), 21_000)).toBe("account");
		const delegation = `0xef0100${"11".repeat(20)}` as const;
		const coded = facts({}, { codeHash: h(8) });
		expect(kind(coded, 60_000)).toBe("contract");
		const code = codeOf(coded.recipient, delegation);
		expect(kind({ ...coded, code }, 60_000)).toBe("delegated");
		const long = codeOf(coded.recipient, `${delegation}00`);
		expect(kind({ ...coded, code: long }, 60_000)).toBe("contract");
	});

	test("bounds the gas by what the recipient is, and names unknown effects", () => {
		const coded = facts({}, { codeHash: h(8) });
		expect(verdict({ gasLimit: 21_000 }, coded)).toBe("order-fee");
		expect(verdict({ gasLimit: 200_001 }, coded)).toBe("order-fee");
		expect(verdict({ gasLimit: 21_001 })).toBe("order-fee");
		const reading = checkOrder(
			{ ...order, gasLimit: 100_000 },
			coded,
			nowMs,
			"order",
		);
		expect(saidAll(reading.unknowns)).toMatch(/was not simulated/);
		expect(checkOrder(order, facts(), nowMs, "order").unknowns.length).toBe(1);
	});
});

describe("fee", () => {
	test("refuses a cap under the base fee, over its multiple, a tip over the cap or over its limit", () => {
		expect(
			verdict({ maxFeePerGasWei: gwei - 1n, maxPriorityFeePerGasWei: 0n }),
		).toBe("order-fee");
		expect(verdict({ maxFeePerGasWei: 54n * gwei })).toBe("none");
		expect(verdict({ maxFeePerGasWei: 54n * gwei + 1n })).toBe("order-fee");
		expect(verdict({ maxPriorityFeePerGasWei: 3n * gwei + 1n })).toBe(
			"order-fee",
		);
		expect(
			verdict({
				maxFeePerGasWei: 54n * gwei,
				maxPriorityFeePerGasWei: 51n * gwei,
			}),
		).toBe("order-fee");
	});
});

describe("time", () => {
	test("refuses what is too old for an order, later what is too old for a signature", () => {
		const at = (s: number) => (timeS + s) * 1000;
		expect(verdict({}, facts(), at(120))).toBe("none");
		expect(verdict({}, facts(), at(121))).toBe("order-stale");
		expect(verdict({}, facts(), at(360), "sign")).toBe("none");
		expect(verdict({}, facts(), at(361), "sign")).toBe("order-stale");
	});

	test("refuses state from the future of this clock", () => {
		expect(verdict({}, facts(), (timeS - 11) * 1000)).toBe("clock");
		expect(verdict({}, facts(), (timeS - 11) * 1000, "sign")).toBe("clock");
	});
});
