// The signing rule for orders on a layer 2 whose accounts are Ethereum's, with the shipped profiles: what it takes, and every lie and
// every accident that it refuses.

import { describe, expect, test } from "vitest";
import { abiAddress, abiCall, abiWord } from "../../src/base/abi.ts";
import type { Hex } from "../../src/base/bytes.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { selectorOf } from "../../src/crypto/selector.ts";
import {
	type RollupOrder,
	rollupOrder,
	rollupOrderText,
} from "../../src/evidence/rollup-order.ts";
import {
	decodeSigned,
	joinSignature,
	mostBytesOf,
	mostOf,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { unknownMessage } from "../../src/evidence/unknown-codes.ts";
import { one } from "../../src/l2/arbitrum/profiles/one.ts";
import { decodeRollupProfile, profileId } from "../../src/l2/checks.ts";
import { mainnet as lineaProfile } from "../../src/l2/linea/profiles/mainnet.ts";
import { opMainnet } from "../../src/l2/op/profiles/op-mainnet.ts";
import { unichain } from "../../src/l2/op/profiles/unichain.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import { mainnet as scrollProfile } from "../../src/l2/scroll/profiles/mainnet.ts";
import { decodeOrder, orderText } from "../../src/receipt/orders.ts";
import {
	checkRollupOrder,
	feeTermsOf,
	type RollupFacts,
	rollupFactsInOrder,
	rollupFactsOf,
} from "../../src/receipt/rollup-rule.ts";
import { composeRollup } from "../../src/wallet/rollup-order.ts";
import { refusedWith } from "../refused.ts";
import { factsOn, friend, nowMs, usualWords } from "./send-world.ts";
import { h, scene } from "./world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const ether = 10n ** 18n;
const gwei = 1_000_000_000n;
const read = (profile: RollupProfile): RollupProfile =>
	decodeRollupProfile(profile, "profile");
const op = read(opMainnet);
const arbitrum = read(one);
const linea = read(lineaProfile);
const scroll = read(scrollProfile);

type Facts = Parameters<typeof factsOn>[1];
const facts = (profile: RollupProfile, changes: Facts = {}): RollupFacts =>
	factsOn(profile, { from: me, ...changes });

const made = (
	profile: RollupProfile,
	on = facts(profile),
	more: Partial<Parameters<typeof composeRollup>[0]> = {},
): RollupOrder =>
	composeRollup({
		...{ id: "one", origin: null, valueWei: ether / 10n, data: "0x" },
		...{ profile, facts: on, outstanding: [], tipWei: 1_000_000n, nowMs },
		callGas: 90_000,
		...more,
	}).transfer;

const token: Hex = `0x${"70".repeat(20)}`;
const hasCode = { codeHash: h(9) };
const call = (
	signature: Parameters<typeof selectorOf>[0],
	...words: readonly (Hex | bigint)[]
): Hex =>
	abiCall(
		selectorOf(signature),
		...words.map((word) =>
			typeof word === "bigint" ? abiWord(word) : abiAddress(word),
		),
	);

const verdict = (
	order: RollupOrder,
	on: RollupFacts,
	atMs = nowMs,
	purpose: "order" | "sign" = "sign",
) => refusedWith(() => checkRollupOrder(order, on, atMs, purpose));

const signed = (part: Partial<Transaction>, by = key): Hex => {
	const transaction = { ...transactionOf(made(op)), ...part };
	return joinSignature(transaction, signHash(signingHash(transaction), by)).raw;
};

describe("an order on a layer 2", () => {
	test.each([
		["OP Mainnet", op],
		["Arbitrum One", arbitrum],
		["Linea", linea],
		["Scroll", scroll],
	])("is taken on %s, with its nonce, balance and fee proved", (_, profile) => {
		const on = facts(profile);
		const order = made(profile, on);
		expect(order).toMatchObject({
			chainId: profile.chainId,
			nonce: 7,
			from: me,
			to: friend,
			profile: profileId(profile),
		});
		const reading = checkRollupOrder(order, on, nowMs, "sign");
		expect(reading).toMatchObject({ recipient: "account", call: null });
		expect(reading.mostLeavesWei).toBe(
			order.valueWei + BigInt(order.gasLimit) * order.maxFeePerGasWei,
		);
		// a plain payment is pocket money in fees, whatever the node says
		expect(reading.mostFeeWei).toBeLessThan(ether / 1_000n);
	});

	test("survives being written down, and takes its facts in one order only", () => {
		const order = made(op);
		expect(decodeOrder(orderText(order))).toEqual(order);
		expect(rollupOrder(JSON.parse(rollupOrderText(order)), "order")).toEqual(
			order,
		);
		const all = rollupFactsInOrder(facts(op));
		expect(rollupFactsInOrder(rollupFactsOf(all))).toEqual(all);
		for (const wrong of [[], all.slice(1), [...all.slice(0, 2)]])
			expect(refusedWith(() => rollupFactsOf(wrong))).toBe("order-evidence");
	});

	test("sends a token, and says that it leaves", () => {
		const on = facts(op, { to: token, target: hasCode });
		const data = call("transfer(address,uint256)", friend, 5n);
		const reading = checkRollupOrder(
			made(op, on, { data, valueWei: 0n }),
			on,
			nowMs,
			"sign",
		);
		expect(reading.bounds?.tokens).toEqual([
			{ token, balance: null, most: 5n, why: "asked" },
		]);
	});
});

describe("a call whose contract nobody ran", () => {
	test.each([
		["transfer(address,uint256)", [friend, 5n], "unknown.call-token"],
		["withdraw(uint256)", [5n], "unknown.call-own"],
		["deposit()", [], "unknown.call-own"],
	] as const)(
		"says of %s that allowances may be used by the way",
		(signature, words, own) => {
			const on = facts(op, { to: token, target: hasCode });
			const data = call(signature, ...words);
			const { unknowns } = checkRollupOrder(
				made(op, on, { data, valueWei: 0n }),
				on,
				nowMs,
				"sign",
			);
			expect(unknowns).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ code: own }),
					expect.objectContaining({ code: "unknown.call-unnamed" }),
				]),
			);
		},
	);
});

describe("what no signature caps", () => {
	test("is reckoned with at the order's own nonce too, where one that it replaces costs more, and once for those at another", () => {
		const on = facts(op);
		const terms = feeTermsOf(on);
		const gasLimit = 200_000;
		const dear = signed({ data: `0x${"ff".repeat(4_000)}`, gasLimit });
		const { hash, transaction } = decodeSigned(dear);
		const most = {
			...{ valueWei: 0n, outstanding: [dear], replaces: [hash] },
			facts: facts(op, { to: me }),
		};
		const order = made(op, most.facts, most);
		const { mostLeavesWei, heldBackWei, underWayWei } = checkRollupOrder(
			order,
			most.facts,
			nowMs,
			"sign",
		);
		const takes =
			mostOf(transaction) +
			4n * terms.besideWei({ bytes: dear.length / 2, gasLimit });
		expect(mostLeavesWei + heldBackWei + underWayWei).toBe(takes);
		// one of two at a nonce is carried out at most
		const next = (outstanding: readonly Hex[]) =>
			checkRollupOrder(made(op, on, { outstanding }), on, nowMs, "sign")
				.underWayWei;
		expect(next([dear, signed({})])).toBe(next([dear]));
	});

	test("is OP's fee for L1 and for its operator, by proved numbers", () => {
		const on = facts(op);
		const { besideWei, heldBackWei, spendableWei } = checkRollupOrder(
			made(op, on),
			on,
			nowMs,
			"sign",
		);
		// 100 bytes at least, 16 × 5227 × 2 gwei + 1014213 × 0.02 gwei for a million of them
		const least =
			(100n * (16n * 5_227n * 2n * gwei + 1_014_213n * 20_000_000n)) /
			10n ** 6n;
		expect(besideWei).toBeGreaterThanOrEqual(least);
		expect(besideWei).toBeLessThan(3n * least);
		expect(heldBackWei).toBe(4n * besideWei);
		expect(spendableWei).toBe(ether - heldBackWei);
	});

	test("grows by the operator's fee, since Jovian in hundreds of wei a gas, before in millionths", () => {
		const words = usualWords["op-games-v2"] ?? [];
		const withOperator = (forks: bigint): bigint => {
			const on = facts(op, {
				words: [...words.slice(0, 3), (1_000n << 64n) | 5n, forks],
			});
			return checkRollupOrder(made(op, on), on, nowMs, "sign").besideWei;
		};
		const on = facts(op);
		const { besideWei } = checkRollupOrder(made(op, on), on, nowMs, "sign");
		expect(withOperator(0x01010101n) - besideWei).toBe(
			21_000n * 1_000n * 100n + 5n,
		);
		expect(withOperator(0x00010101n) - besideWei).toBe(21n + 5n);
	});

	test("is Scroll's fee for L1, of as many bytes as it is at most, by proved numbers", () => {
		const on = facts(scroll);
		const order = made(scroll, on);
		const reading = checkRollupOrder(order, on, nowMs, "sign");
		const bytes = BigInt(mostBytesOf(transactionOf(order)));
		// what the contract of Scroll computes for the same bytes: the second term is what a long one pays more
		const feeOf = (bytes: bigint): bigint => {
			const base =
				(1_500_000n * 2n * gwei + 400_000_000n * 20_000_000n) * bytes;
			return (base + (base * bytes) / 5_000n) / 10n ** 9n;
		};
		expect(reading.besideWei).toBe(feeOf(bytes));
		expect(reading.heldBackWei).toBe(4n * reading.besideWei);
		expect(reading.spendableWei).toBe(ether - reading.heldBackWei);
		expect(order.gasLimit).toBe(21_000);
		expect(reading.unknowns).toContainEqual(
			unknownMessage("unknown.layer-fee"),
		);
		// each number counts
		const words = usualWords["scroll-v1"] ?? [];
		const withWord = (i: number, word: bigint): bigint => {
			const other = facts(scroll, { words: words.with(i, word) });
			return checkRollupOrder(made(scroll, other), other, nowMs, "sign")
				.besideWei;
		};
		for (const [i, word] of words.slice(0, 4).entries())
			expect(withWord(i, 2n * word)).toBeGreaterThan(reading.besideWei);
		expect(withWord(4, 100n)).toBeGreaterThan(reading.besideWei);
	});

	test("refuses of Scroll numbers that a wrong slot would prove, and the formula of another upgrade", () => {
		const words = usualWords["scroll-v1"] ?? [];
		for (const changed of [
			words.with(0, 0n),
			words.with(1, 0n),
			words.with(2, 0n).with(3, 0n),
			words.with(4, 0n),
			words.with(5, 0n),
			words.with(5, 2n),
			words.with(5, 1n << 8n),
			words.map(() => 0n),
		])
			expect(verdict(made(scroll), facts(scroll, { words: changed }))).toBe(
				"l2-fee-unknown",
			);
		const on = facts(scroll);
		expect(verdict(made(scroll), { ...on, slots: on.slots.slice(1) })).toBe(
			"order-evidence",
		);
		expect(verdict(made(scroll), { ...on, slots: on.slots.toReversed() })).toBe(
			"order-evidence",
		);
	});

	test("is nothing on Arbitrum and Linea, where gas pays all of it", () => {
		for (const profile of [arbitrum, linea]) {
			const on = facts(profile);
			const reading = checkRollupOrder(made(profile, on), on, nowMs, "sign");
			expect(reading.besideWei).toBe(0n);
		}
		// and the limit has room for what the data costs on L1, twice over
		const dearer = facts(arbitrum, { words: [10n * gwei] });
		expect(made(arbitrum, dearer).gasLimit).toBeGreaterThan(
			50 * made(arbitrum).gasLimit,
		);
	});

	test("refuses numbers that a wrong slot would prove: zeros, and forks that are none", () => {
		const words = usualWords["op-games-v2"] ?? [];
		for (const [i, word] of [
			[0, 0n],
			[1, 0n],
			[2, 0n],
			[4, 0n],
			[4, 0x0001n],
			[4, 1n << 64n],
		] as const) {
			const on = facts(op, { words: words.with(i, word) });
			expect(verdict(made(op), on)).toBe("l2-fee-unknown");
		}
		expect(verdict(made(arbitrum), facts(arbitrum, { words: [0n] }))).toBe(
			"l2-fee-unknown",
		);
		expect(verdict(made(arbitrum), facts(arbitrum, { baseFeeWei: 0n }))).toBe(
			"l2-fee-unknown",
		);
	});

	test("refuses an order whose balance does not cover it, four times over", () => {
		const on = facts(op);
		const order = made(op, on);
		const { besideWei, mostLeavesWei } = checkRollupOrder(
			order,
			on,
			nowMs,
			"sign",
		);
		const enough = mostLeavesWei + 4n * besideWei;
		const having = (balanceWei: bigint) =>
			verdict(order, facts(op, { sender: { balanceWei } }));
		expect(having(enough)).toBe("none");
		expect(having(enough - 1n)).toBe("order-funds");
	});

	test("refuses slots of another contract, of another place, too few and too many", () => {
		const on = facts(op);
		const order = made(op, on);
		const [first, second] = on.slots;
		if (first === undefined || second === undefined) throw new Error("slots");
		for (const slots of [
			[],
			on.slots.slice(1),
			on.slots.slice(0, -1),
			[second, first, ...on.slots.slice(2)],
			[...on.slots, first],
		])
			expect(verdict(order, { ...on, slots })).toBe("order-evidence");
	});
});

describe("a nonce", () => {
	test("is the proved one, whatever a node invents", () => {
		for (const nonce of [0, 6, 8, 900])
			expect(verdict({ ...made(op), nonce }, facts(op))).toBe("order-nonce");
	});

	test("above it is accounted for by this key's own signatures alone", () => {
		const raw = signed({ nonce: 7 });
		const order = made(op, facts(op), { outstanding: [raw] });
		expect(order.nonce).toBe(8);
		expect(verdict(order, facts(op))).toBe("none");
		expect(verdict({ ...order, outstanding: [] }, facts(op))).toBe(
			"order-nonce",
		);
		// another key's, another chain's, and one that leaves a gap
		for (const other of [
			signed({ nonce: 7 }, keccak256(Uint8Array.of(43))),
			signed({ nonce: 7, chainId: 8_453 }),
			signed({ nonce: 9 }),
		])
			expect(verdict({ ...order, outstanding: [other] }, facts(op))).toBe(
				"order-nonce",
			);
	});

	test("that a second device used by proof refuses the order", () => {
		const order = made(op);
		expect(verdict(order, facts(op, { sender: { nonce: 8 } }))).toBe(
			"order-nonce",
		);
	});

	test("that is signed for another order here refuses the second one", () => {
		const order = made(op);
		const other = signed({ nonce: 7, to: token });
		expect(verdict({ ...order, outstanding: [other] }, facts(op))).toBe(
			"order-nonce",
		);
	});

	test("of what is under way holds back what that can spend and what the chain takes for it", () => {
		const raw = signed({ nonce: 7, valueWei: ether / 2n });
		const order = made(op, facts(op), { outstanding: [raw] });
		const on = facts(op);
		const alone = checkRollupOrder(made(op), on, nowMs, "sign");
		const beside = checkRollupOrder(order, on, nowMs, "sign");
		expect(alone.spendableWei - beside.spendableWei).toBeGreaterThan(
			ether / 2n,
		);
		const poor = facts(op, { sender: { balanceWei: (6n * ether) / 10n } });
		expect(verdict(order, poor)).toBe("order-funds");
	});

	test("of an account that runs code bounds nothing", () => {
		expect(verdict(made(op), facts(op, { sender: hasCode }))).toBe(
			"order-delegated",
		);
	});
});

describe("the root", () => {
	test("refuses a send at a stale one, and one from the future", () => {
		const on = facts(op);
		const order = made(op, on);
		const old = on.basis.value.grade.asOfS + op.policy.ages.sign;
		expect(verdict(order, on, old * 1000)).toBe("none");
		expect(verdict(order, on, (old + 1) * 1000)).toBe("order-stale");
		expect(verdict(order, on, (old + 1) * 1000, "order")).toBe("order-stale");
		expect(verdict(order, on, nowMs - 7_200_000)).toBe("clock");
	});

	test("refuses one that is claimed only, or not final on L1", () => {
		const order = made(op);
		expect(verdict(order, facts(op, { grade: { who: "claimed" } }))).toBe(
			"l2-root-unproposed",
		);
		expect(
			verdict(order, facts(op, { grade: { finality: "optimistic" } })),
		).toBe("not-anchored");
	});

	test("refuses another chain's, another profile's, and none at all", () => {
		const order = made(op);
		expect(verdict(order, facts(read(unichain)))).toBe("order-evidence");
		expect(verdict(order, facts(op, { chainId: 130 }))).toBe("order-evidence");
		const { policy } = opMainnet;
		const changed = read({
			...opMainnet,
			policy: { ...policy, who: "accepted" },
		});
		expect(verdict(order, facts(op, { rootProfile: changed }))).toBe(
			"order-evidence",
		);
		expect(verdict({ ...order, chainId: 130 }, facts(op))).toBe(
			"order-evidence",
		);
		expect(verdict({ ...order, profile: h(3) }, facts(op))).toBe(
			"order-evidence",
		);
		const { header } = scene();
		expect(verdict(order, { ...facts(op), basis: header })).toBe(
			"order-evidence",
		);
	});

	test("refuses accounts and slots that are proved under another state, or of others", () => {
		const on = facts(op);
		const order = made(op, on);
		const later = facts(op, { grade: { asOfS: 1 } });
		const elsewhere = factsOn(op, { from: me, chainId: 130 });
		for (const wrong of [
			{ ...on, sender: elsewhere.sender },
			{ ...on, target: elsewhere.target },
			{ ...on, slots: elsewhere.slots },
			{ ...on, sender: on.target },
			{ ...on, target: on.sender },
		])
			expect(verdict(order, wrong)).toBe("order-evidence");
		// only the state counts there, not how old each part says it is
		expect(verdict(order, { ...on, sender: later.sender })).toBe("none");
	});
});

describe("a price that a node states", () => {
	test("is bounded when the order is made", () => {
		for (const profile of [op, arbitrum, linea, scroll]) {
			const order = made(profile, facts(profile), { tipWei: 10n ** 20n });
			expect(order.maxFeePerGasWei).toBeLessThanOrEqual(20n * gwei);
			expect(verdict(order, facts(profile))).toBe("none");
		}
	});

	test("counts where no header is proved: room for eight times the base fee, within the bound", () => {
		const capWith = (
			profile: RollupProfile,
			saidBaseFeeWei: bigint | null,
		): bigint =>
			made(profile, facts(profile), { saidBaseFeeWei, tipWei: 1_000n })
				.maxFeePerGasWei;
		expect(capWith(scroll, 15_680_000n)).toBe(8n * 15_680_000n + 1_000n);
		expect(capWith(scroll, null)).toBe(2_000n);
		expect(capWith(scroll, 10n ** 20n)).toBe(11n * gwei);
		expect(capWith(linea, 7n)).toBe(2_000n);
		expect(capWith(linea, 10n ** 20n)).toBe(10n * gwei);
		// where one is proved, it is that one
		expect(capWith(op, 10n ** 20n)).toBe(capWith(op, null));
	});

	test("refuses more than the proved base fee lets be signed, and less than it", () => {
		const order = made(op);
		const most = 64n * 1_000_000n + gwei;
		const at = (maxFeePerGasWei: bigint, tip = 1n) =>
			verdict(
				{ ...order, maxFeePerGasWei, maxPriorityFeePerGasWei: tip },
				facts(op),
			);
		expect(at(most)).toBe("none");
		expect(at(most + 1n)).toBe("order-fee");
		expect(at(999_999n)).toBe("order-fee");
		expect(at(2_000_000n, 2_000_001n)).toBe("order-fee");
		expect(at(most, gwei + 1n)).toBe("order-fee");
		// no header of Linea's is proved: the bound stands by itself
		const lineaAt = (maxFeePerGasWei: bigint) =>
			verdict({ ...made(linea), maxFeePerGasWei }, facts(linea));
		expect(lineaAt(10n * gwei)).toBe("none");
		expect(lineaAt(10n * gwei + 1n)).toBe("order-fee");
		// nor of Scroll's, whose blocks have no base fee above ten gwei
		const scrollAt = (maxFeePerGasWei: bigint) =>
			verdict({ ...made(scroll), maxFeePerGasWei }, facts(scroll));
		expect(scrollAt(11n * gwei)).toBe("none");
		expect(scrollAt(11n * gwei + 1n)).toBe("order-fee");
	});

	test("refuses gas beyond what the order can need", () => {
		expect(verdict({ ...made(op), gasLimit: 21_001 }, facts(op))).toBe(
			"order-fee",
		);
		const order = made(arbitrum);
		const data = (order.gasLimit - 21_000) / 2;
		const at = (gasLimit: number) =>
			verdict({ ...order, gasLimit }, facts(arbitrum));
		expect(at(21_000 + 7 * data)).toBe("none");
		expect(at(21_000 + 9 * data)).toBe("order-fee");
		expect(at(21_000 + data / 2)).toBe("order-fee");
	});
});

describe("a call", () => {
	const on = facts(op, { to: token, target: hasCode });
	const asked = (data: Hex, valueWei = 0n) =>
		refusedWith(() => made(op, on, { data, valueWei }));

	test("is taken where its own bytes say all that can leave", () => {
		for (const data of [
			call("transfer(address,uint256)", friend, 1n),
			call("approve(address,uint256)", friend, 0n),
			call("setApprovalForAll(address,bool)", friend, 0n),
			call("safeTransferFrom(address,address,uint256)", me, friend, 3n),
			call("withdraw(uint256)", 3n),
		])
			expect(asked(data)).toBe("none");
		expect(asked(call("deposit()"), 5n)).toBe("none");
	});

	test("refuses one that nobody can read, or that moves what is another's", () => {
		for (const data of [
			"0x12345678",
			"0x1234",
			call("transferFrom(address,address,uint256)", friend, me, 1n),
			call("safeTransferFrom(address,address,uint256)", friend, me, 3n),
			`${call("transfer(address,uint256)", friend, 1n)}00`,
		] as const)
			expect(asked(data)).toBe("layer-call");
		expect(asked(call("transfer(address,uint256)", friend, 1n), 1n)).toBe(
			"layer-call",
		);
	});

	test("refuses a token that is no contract at that root", () => {
		const bare = facts(op, { to: token });
		const data = call("transfer(address,uint256)", friend, 1n);
		expect(refusedWith(() => made(op, bare, { data, valueWei: 0n }))).toBe(
			"call-no-code",
		);
	});
});
