import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { raisedFee } from "../../src/evidence/l1-order.ts";
import {
	decodeSigned,
	joinSignature,
	signingHash,
} from "../../src/evidence/transaction.ts";
import {
	decodeTransfer,
	type Transfer,
	transactionOf,
	transferText,
} from "../../src/evidence/transfer.ts";
import { one } from "../../src/l2/arbitrum/profiles/one.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { opMainnet } from "../../src/l2/op/profiles/op-mainnet.ts";
import { checkOrder } from "../../src/receipt/order-rule.ts";
import {
	decodeEntry,
	type Entry,
	entryFromElsewhere,
	entryOf,
	entryText,
	withDelivery,
	withReceipt,
	withSignature,
} from "../../src/wallet/ledger.ts";
import { composeTransfer, type Order } from "../../src/wallet/order.ts";
import { viewOf } from "../../src/wallet/order-view.ts";
import { checkNonceFree } from "../../src/wallet/place.ts";
import {
	isSuperseded,
	replacementFees,
	replacementOf,
	withoutRival,
	withRival,
} from "../../src/wallet/replace.ts";
import { composeRollup } from "../../src/wallet/rollup-order.ts";
import { factsOn, nowMs as layerMs } from "../receipt/send-world.ts";
import { a, account, h, receipt, scene, timeS } from "../receipt/world.ts";
import { refusedWith } from "../refused.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const gwei = 1_000_000_000n;
const nowMs = (timeS + 20) * 1000;
const { header } = scene();
const sender = account(header, me, { nonce: 3 });
const compose = (
	id: string,
	part: Partial<Parameters<typeof composeTransfer>[0]> = {},
): Order =>
	composeTransfer({
		...{ id, origin: null, valueWei: 10n ** 17n, sender, header, nowMs },
		recipient: account(header, a(2)),
		code: null,
		outstanding: [],
		tipWei: gwei,
		...part,
	});
const rawOf = (order: Transfer): Hex => {
	const transaction = transactionOf(order);
	return joinSignature(transaction, signHash(signingHash(transaction), key))
		.raw;
};
const sent = (order: Order): Entry =>
	withDelivery(withSignature(entryOf(order), rawOf(order.transfer)), "node");
const hashOf = (entry: Entry): Hex => entry.signed?.hash ?? "0x";

const first = compose("first");
const entry = sent(first);
const raw = rawOf(first.transfer);
const cancelOf = (part: Partial<Parameters<typeof composeTransfer>[0]> = {}) =>
	compose("cancel", {
		valueWei: 0n,
		recipient: sender,
		outstanding: [raw],
		replaces: [hashOf(entry)],
		...part,
	});
const cancel = cancelOf();

describe("an order that takes another's place", () => {
	test("has its nonce, and both fees a tenth higher", () => {
		expect(cancel.transfer).toMatchObject({
			nonce: 3,
			to: me,
			valueWei: 0n,
			maxFeePerGasWei: (first.transfer.maxFeePerGasWei * 11n) / 10n,
			maxPriorityFeePerGasWei: (gwei * 11n) / 10n,
			replaces: [hashOf(entry)],
		});
		// what it replaces is not counted beside it: at most one of both is carried out
		expect(cancel.reading.spendableWei).toBe(10n ** 18n);
		expect(decodeTransfer(transferText(cancel.transfer))).toEqual(
			cancel.transfer,
		);
	});

	test("replaces all there is at its nonce, however often", () => {
		const again = compose("again", {
			outstanding: [raw, rawOf(cancel.transfer)],
			replaces: [hashOf(entry), hashOf(sent(cancel))],
		});
		expect(again.transfer.maxFeePerGasWei).toBeGreaterThanOrEqual(
			(cancel.transfer.maxFeePerGasWei * 11n) / 10n,
		);
	});

	test("has the cap that it needs also where the base fee fell since, and not a wei more", () => {
		const late = scene({ baseFeeWei: gwei / 100n }).header;
		const dear = compose("dear", { tipWei: 40n * gwei });
		const before = { ...dear.transfer, maxFeePerGasWei: 80n * gwei };
		const old = rawOf({ ...before, maxPriorityFeePerGasWei: gwei });
		const again = cancelOf({
			sender: account(late, me, { nonce: 3 }),
			recipient: account(late, me, { nonce: 3 }),
			header: late,
			outstanding: [old],
			replaces: [decodeSigned(old).hash],
		});
		expect(again.transfer.maxFeePerGasWei).toBe(88n * gwei);
		const dearer = { ...again.transfer, maxFeePerGasWei: 88n * gwei + 1n };
		expect(
			refusedWith(() => checkOrder(dearer, again.facts, nowMs, "sign")),
		).toBe("order-fee");
	});

	test("finds its nonce free where it is what stands there, and refuses every other with order-nonce", () => {
		const free = (replaces: readonly Hex[]) =>
			refusedWith(() => checkNonceFree(3, [raw], replaces));
		// a creation stands at the proved nonce: sped up, it is in its own way otherwise
		expect(free([hashOf(entry)])).toBe("none");
		expect(free([])).toBe("order-nonce");
		expect(refusedWith(() => checkNonceFree(4, [raw], []))).toBe("none");
	});

	test("replaces a ninth and a tenth time, and is read back", () => {
		const all = [raw];
		for (let i = 0; i < 10; i++) {
			const again = compose(`again ${i}`, {
				tipWei: 1_000_000n,
				outstanding: all,
				replaces: all.map((one) => decodeSigned(one).hash),
			});
			expect(decodeTransfer(transferText(again.transfer))).toEqual(
				again.transfer,
			);
			all.push(rawOf(again.transfer));
		}
		expect(all).toHaveLength(11);
	});

	test("is refused with order-fee where a fee is not a tenth higher", () => {
		for (const part of [
			{ maxFeePerGasWei: cancel.transfer.maxFeePerGasWei - 1n },
			{ maxPriorityFeePerGasWei: cancel.transfer.maxPriorityFeePerGasWei - 1n },
		])
			expect(
				refusedWith(() =>
					checkOrder(
						{ ...cancel.transfer, ...part },
						cancel.facts,
						nowMs,
						"sign",
					),
				),
			).toBe("order-fee");
		// four times the base fee and fifty gwei is the most that is signed, for a replacement too
		const dear = compose("dear", {
			tipWei: 49n * gwei,
		});
		expect(
			refusedWith(() =>
				cancelOf({
					outstanding: [rawOf(dear.transfer)],
					replaces: [decodeSigned(rawOf(dear.transfer)).hash],
				}),
			),
		).toBe("order-fee");
	});

	test("is refused with order-nonce where it does not name all it replaces, names another, or what is not there", () => {
		const other = rawOf(compose("other", { outstanding: [raw] }).transfer);
		const check = (part: Partial<Transfer>) =>
			refusedWith(() =>
				checkOrder(
					{ ...cancel.transfer, ...part },
					cancel.facts,
					nowMs,
					"sign",
				),
			);
		const { replaces: _, ...without } = cancel.transfer;
		expect(
			refusedWith(() => checkOrder(without, cancel.facts, nowMs, "sign")),
		).toBe("order-nonce");
		expect(check({ replaces: [`0x${"77".repeat(32)}`] })).toBe("order-nonce");
		expect(
			check({
				outstanding: [raw, other],
				replaces: [hashOf(entry), decodeSigned(other).hash],
			}),
		).toBe("order-nonce");
		expect(
			check({
				outstanding: [raw, rawOf(compose("b", { valueWei: 5n }).transfer)],
			}),
		).toBe("order-nonce");
		expect(refusedWith(() => cancelOf({ outstanding: [] }))).toBe(
			"order-nonce",
		);
		expect(
			refusedWith(() =>
				cancelOf({
					outstanding: [raw, other],
					replaces: [hashOf(entry), decodeSigned(other).hash],
				}),
			),
		).toBe("order-nonce");
	});
});

describe("of two at one nonce", () => {
	const now = sent(cancel);

	test("the one whose place is taken is not sent any more", () => {
		expect(isSuperseded(entry, [entry, now])).toBe(true);
		expect(isSuperseded(now, [entry, now])).toBe(false);
		expect(isSuperseded(entry, [entry, entryOf(cancel)])).toBe(false);
	});

	test("one is lost once the other is final, and not before", () => {
		const final = scene({ finality: "final" }).header;
		const seen = withReceipt(now, receipt(header, hashOf(now)));
		const landed = withReceipt(now, receipt(final, hashOf(now)));
		expect(withRival(entry, seen)).toBe(entry);
		expect(withRival(entry, landed)).toMatchObject({
			state: "lost",
			lostTo: hashOf(now),
		});
		expect(withRival(landed, landed)).toBe(landed);
		const lost = withRival(entry, landed);
		expect(withRival(lost, landed)).toBe(lost);
		expect(decodeEntry(entryText(lost))).toEqual(lost);
		// the first one may be the one that is carried out
		const kept = withReceipt(entry, receipt(final, hashOf(entry)));
		expect(withRival(now, kept).state).toBe("lost");
	});

	test("one that was lost on a layer 2 is under way again where the other is carried out no more, and on Ethereum never", () => {
		const layer = (one: Entry, state: Entry["state"]): Entry => ({
			...one,
			state,
			order: { ...one.order, format: "sextant-l2-order-1" } as never,
		});
		const lost = { ...layer(entry, "lost"), lostTo: hashOf(now) };
		const again = withoutRival(lost, layer(now, "sent"));
		expect(again).toEqual({ ...lost, state: "sent", lostTo: null });
		for (const [one, rival] of [
			[lost, layer(now, "final")],
			[{ ...lost, lostTo: h(5) }, layer(now, "sent")],
			[layer(entry, "sent"), layer(now, "sent")],
			[{ ...entry, state: "lost", lostTo: hashOf(now) } as Entry, now],
		] as const)
			expect(withoutRival(one, rival)).toBe(one);
	});

	test("none takes another's place by the word of a file from elsewhere", () => {
		const file = entryText({
			...entry,
			order: { ...first.transfer, replaces: [hashOf(now)] },
		});
		const foreign = entryFromElsewhere(file, nowMs);
		expect(isSuperseded(now, [foreign, now])).toBe(false);
	});

	test("is not one of another account, chain or nonce", () => {
		const final = scene({ finality: "final" }).header;
		const landed = withReceipt(now, receipt(final, hashOf(now)));
		for (const part of [{ from: a(9) }, { chainId: 5 }, { nonce: 4 }])
			expect(
				withRival({ ...entry, order: { ...first.transfer, ...part } }, landed)
					.state,
			).toBe("sent");
	});
});

describe("what takes the place of an order", () => {
	test("is the same again, or nothing to oneself", () => {
		expect(replacementOf(entry, [entry], "cancel")).toEqual({
			to: me,
			valueWei: 0n,
			replaces: [hashOf(entry)],
		});
		expect(replacementOf(entry, [entry, sent(cancel)], "faster")).toEqual({
			to: a(2),
			valueWei: 10n ** 17n,
			replaces: [hashOf(entry), hashOf(sent(cancel))],
		});
		expect(viewOf(entry).replaceable).toEqual({
			faster: replacementFees(entry)?.faster?.toString(),
			cancel: replacementFees(entry)?.cancel?.toString(),
		});
		expect(viewOf(sent(cancel)).replaces).toEqual([hashOf(entry)]);
	});

	test("costs what the dearest at that nonce asks for, not the one it is shown beside", () => {
		const now = sent(cancel);
		const dearer = replacementFees(now)?.cancel;
		expect(replacementFees(entry, [entry, now])?.cancel).toBe(dearer);
		expect(viewOf(entry, [entry, now]).replaceable?.cancel).toBe(
			dearer?.toString(),
		);
	});

	test("is refused for what waits, is in a block, or has a rival there", () => {
		const seen = withReceipt(entry, receipt(header, hashOf(entry)));
		const code = (one: Entry, all: readonly Entry[]) =>
			refusedWith(() => replacementOf(one, all, "cancel"));
		expect(code(entryOf(first), [])).toBe("order-unknown");
		expect(code(seen, [seen])).toBe("order-unknown");
		const now = sent(cancel);
		const landed = withReceipt(now, receipt(header, hashOf(now)));
		expect(code(entry, [entry, landed])).toBe("order-unknown");
		expect(viewOf(seen).replaceable).toBeUndefined();
	});
});

describe("an order on a layer 2 that is made again with higher fees", () => {
	test("calls what it called: a payment of nothing to the token is no faster transfer", () => {
		const profile = decodeRollupProfile(opMainnet, "profile");
		const token = a(70);
		const data: Hex = `0xa9059cbb${"00".repeat(12)}${"f0".repeat(20)}${"00".repeat(31)}05`;
		const order = composeRollup({
			...{ id: "tokens", origin: null, valueWei: 0n, data, profile },
			facts: factsOn(profile, {
				...{ from: me, to: token },
				target: { codeHash: h(9) },
			}),
			...{ outstanding: [], tipWei: 1_000_000n, nowMs: layerMs },
			callGas: 90_000,
		});
		const transaction = transactionOf(order.transfer);
		const { raw } = joinSignature(
			transaction,
			signHash(signingHash(transaction), key),
		);
		const sent = withSignature(entryOf(order), raw);
		const replaces = [hashOf(sent)];
		expect(replacementOf(sent, [sent], "faster")).toEqual({
			...{ to: token, valueWei: 0n, replaces },
			call: { data, accessList: [] },
		});
		expect(replacementOf(sent, [sent], "cancel")).toEqual({
			...{ to: me, valueWei: 0n, replaces },
		});
	});
});

describe("what takes the place of an order on Arbitrum", () => {
	const profile = decodeRollupProfile(one, "profile");
	const paying = (more: Partial<Parameters<typeof composeRollup>[0]> = {}) =>
		composeRollup({
			...{ id: "paid", origin: null, valueWei: 5n, data: "0x", profile },
			...{ outstanding: [], tipWei: 1_000_000n, nowMs: layerMs },
			facts: factsOn(profile, { from: me, to: me }),
			...more,
		});
	const signed = (order: ReturnType<typeof composeRollup>): Entry => {
		const transaction = transactionOf(order.transfer);
		const hash = signHash(signingHash(transaction), key);
		return {
			...withSignature(entryOf(order), joinSignature(transaction, hash).raw),
			state: "sent",
		};
	};

	test("costs the data on Ethereum too, and no less than the order that is made then", () => {
		const order = paying();
		const before = signed(order);
		const { cancel } = replacementFees(before) ?? {};
		const again = paying({
			...{ id: "again", valueWei: 0n },
			...{ outstanding: [before.signed?.raw ?? "0x"] },
			replaces: [hashOf(before)],
		});
		const { gasLimit, maxFeePerGasWei } = again.transfer;
		expect(gasLimit).toBeGreaterThan(21_000);
		expect(cancel).toBeGreaterThanOrEqual(BigInt(gasLimit) * maxFeePerGasWei);
		expect(decodeEntry(entryText(before))).toEqual(before);
		// what a version before kept says as much
		const { dataGas, ...old } = before;
		expect(BigInt(dataGas ?? 0)).toBeGreaterThanOrEqual(
			BigInt(order.transfer.gasLimit - 21_000),
		);
		expect(replacementFees(old)?.cancel).toBe(
			BigInt(gasLimit) * maxFeePerGasWei,
		);
	});

	test("costs no data where the layer takes none in gas", () => {
		const op = decodeRollupProfile(opMainnet, "profile");
		const order = paying({
			profile: op,
			facts: factsOn(op, { from: me, to: me }),
		});
		expect(replacementFees(signed(order))?.cancel).toBe(
			21_000n * raisedFee(order.transfer.maxFeePerGasWei),
		);
	});
});
