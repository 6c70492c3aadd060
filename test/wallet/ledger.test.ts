import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import {
	joinSignature,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import {
	decodeEntry,
	type Entry,
	entryOf,
	entryText,
	isToBeSent,
	outstandingOf,
	withDelivery,
	withNonceUsed,
	withoutInclusion,
	withReceipt,
	withRefusal,
	withReplacement,
	withSignature,
} from "../../src/wallet/ledger.ts";
import { composeTransfer } from "../../src/wallet/order.ts";
import { viewOf } from "../../src/wallet/order-view.ts";
import {
	a,
	account,
	h,
	mined,
	receipt,
	scene,
	timeS,
} from "../receipt/world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const { header } = scene();
const final = scene({ finality: "final" }).header;
const order = composeTransfer({
	id: "one",
	origin: "https://dapp.example",
	valueWei: 10n ** 17n,
	sender: account(header, me, { nonce: 3 }),
	recipient: account(header, a(2)),
	code: null,
	header,
	outstanding: [],
	tipWei: 1_000_000_000n,
	nowMs: (timeS + 20) * 1000,
});
const sign = (part: Partial<Transaction> = {}, by = key) => {
	const transaction = { ...transactionOf(order.transfer), ...part };
	return joinSignature(transaction, signHash(signingHash(transaction), by));
};
const { raw, hash } = sign();
const waiting = entryOf(order);
const signed = withSignature(waiting, raw);
const sent = withDelivery(signed, "a node");
const included = withReceipt(sent, receipt(header, hash));

const code = (work: () => Entry): string => {
	try {
		return work().state;
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

describe("the ledger of an order", () => {
	test("is never written where it would not read back: an order with too much in it is refused", () => {
		const outstanding = Array.from(
			{ length: 7 },
			(): Hex => `0x${"ab".repeat(30_000)}`,
		);
		const large = { ...waiting, order: { ...waiting.order, outstanding } };
		expect(
			code(() => {
				entryText(large);
				return large;
			}),
		).toBe("too-large");
	});

	test("keeps of a refusal no more than is read back, however much an endpoint said", () => {
		const words = new Fault("rpc-error", "x".repeat(5_000), "y".repeat(500));
		const refused = withRefusal(waiting, words.toJson());
		expect(decodeEntry(entryText(refused))).toEqual(refused);
	});

	test("goes from waiting to final, each state stored and read back the same", () => {
		const done = withReceipt(included, receipt(final, hash));
		const states = [waiting, signed, sent, included, done];
		expect(states.map(({ state }) => state)).toEqual([
			"waiting",
			"signed",
			"sent",
			"included",
			"final",
		]);
		for (const entry of states)
			expect(decodeEntry(entryText(entry))).toEqual(entry);
		expect(viewOf(done)).toMatchObject({
			hash,
			succeeded: true,
			blockNumber: final.value.blockNumber,
			mostLeavesWei: order.reading.mostLeavesWei.toString(),
		});
	});

	test("refuses a signature of another transaction, another key, a second one", () => {
		expect(code(() => withSignature(waiting, sign({ valueWei: 1n }).raw))).toBe(
			"order-evidence",
		);
		const stranger = keccak256(Uint8Array.of(43));
		expect(code(() => withSignature(waiting, sign({}, stranger).raw))).toBe(
			"order-evidence",
		);
		expect(withSignature(sent, raw)).toBe(sent);
		const other: Entry = { ...signed, signed: { raw, hash: h(9) } };
		expect(code(() => withSignature(other, raw))).toBe("order-unknown");
	});

	test("counts a signature that comes after a refusal, and refuses no order that is signed", () => {
		const refused = withRefusal(waiting, null);
		expect(refused.state).toBe("refused");
		expect(withSignature(refused, raw).state).toBe("signed");
		expect(code(() => withRefusal(signed, null))).toBe("order-unknown");
		expect(code(() => withDelivery(waiting, "a node"))).toBe("order-unknown");
	});

	test("takes the receipt of its own transaction only", () => {
		expect(code(() => withReceipt(sent, receipt(header, h(7))))).toBe(
			"proof-value",
		);
		expect(code(() => withReceipt(waiting, receipt(header, hash)))).toBe(
			"order-unknown",
		);
		expect(() =>
			withReceipt(sent, structuredClone(receipt(header, hash))),
		).toThrow(TypeError);
	});

	test("goes back to sent when its block is gone, with the nonce and bytes it has", () => {
		const back = withoutInclusion(included);
		expect(back.state).toBe("sent");
		expect(isToBeSent(back)).toBe(true);
		expect(back.signed).toEqual(included.signed);
		const done = withReceipt(sent, receipt(final, hash));
		expect(withoutInclusion(done)).toBe(done);
		expect(withReceipt(done, receipt(header, hash, false))).toBe(done);
	});

	test("is lost only by another transaction with its nonce in a final block", () => {
		const other = sign({ valueWei: 5n });
		const lost = withReplacement(sent, mined(final, other.hash, other.raw));
		expect(lost).toMatchObject({ state: "lost", lostTo: other.hash });
		for (const proof of [
			mined(header, other.hash, other.raw),
			mined(final, hash, raw),
			mined(final, h(1), sign({ nonce: 4 }).raw),
		])
			expect(code(() => withReplacement(sent, proof))).toBe("proof-value");
		const done = withReceipt(sent, receipt(final, hash));
		expect(
			code(() => withReplacement(done, mined(final, other.hash, other.raw))),
		).toBe("order-unknown");
	});

	test("is lost to a transaction of any type that this key signed elsewhere", async () => {
		const elsewhere = privateKeyToAccount(toHex(key));
		const common = { nonce: 3, to: a(4), gas: 21_000n, value: 1n } as const;
		const forms: Hex[] = [
			await elsewhere.signTransaction({
				...common,
				type: "legacy",
				gasPrice: 9n,
				chainId: 1337,
			}),
			await elsewhere.signTransaction({
				...common,
				type: "legacy",
				gasPrice: 9n,
			}),
			await elsewhere.signTransaction({
				...common,
				type: "eip2930",
				gasPrice: 9n,
				chainId: 1337,
				accessList: [{ address: a(5), storageKeys: [h(1)] }],
			}),
			await elsewhere.signTransaction({
				...common,
				type: "eip7702",
				maxFeePerGas: 9n,
				chainId: 1337,
				authorizationList: [],
			}),
		];
		for (const form of forms)
			expect(withReplacement(sent, mined(final, h(1), form)).state).toBe(
				"lost",
			);
	});

	test("is not called lost while its nonce is used and no proof says by what", () => {
		const used = withNonceUsed(sent, account(header, me, { nonce: 4 }));
		expect(used.state).toBe("sent");
		expect(used.fault?.code).toBe("receipt-missing");
		expect(withNonceUsed(sent, account(final, me, { nonce: 3 }))).toBe(sent);
		expect(withNonceUsed(sent, account(final, a(9), { nonce: 9 }))).toBe(sent);
		expect(withReceipt(used, receipt(final, hash)).fault).toBe(null);
	});

	test("is over once a final block has its nonce used, and never outstanding from then on", () => {
		for (const entry of [signed, sent, included]) {
			const over = withNonceUsed(entry, account(final, me, { nonce: 4 }));
			expect(over.state).toBe("over");
			expect(over.fault?.code).toBe("receipt-missing");
			expect(over.overAt).toBe(final.value.blockNumber);
			expect(decodeEntry(entryText(over))).toEqual(over);
			expect(viewOf(over).state).toBe("over");
			expect(isToBeSent(over)).toBe(false);
			expect(outstandingOf([over], me, 1337)).toEqual([]);
			expect(withNonceUsed(over, account(final, me, { nonce: 9 }))).toBe(over);
			// sent again by nobody, and brought back by its own receipt alone
			expect(withDelivery(over, "node").state).toBe("over");
			const found = withReceipt(over, receipt(final, hash));
			expect(found.state).toBe("final");
			expect(found.overAt).toBeUndefined();
		}
		expect(withNonceUsed(waiting, account(final, me, { nonce: 4 }))).toBe(
			waiting,
		);
		// an optimistic head may be undone
		expect(withNonceUsed(included, account(header, me, { nonce: 4 }))).toBe(
			included,
		);
	});

	test("reckons with every signature that may still take effect", () => {
		const done = withReceipt(sent, receipt(final, hash));
		expect(outstandingOf([waiting, signed], me, 1337)).toEqual([raw]);
		expect(outstandingOf([included], me, 1337)).toEqual([raw]);
		expect(outstandingOf([done], me, 1337)).toEqual([]);
		expect(outstandingOf([sent], me, 1)).toEqual([]);
		expect(outstandingOf([sent], a(9), 1337)).toEqual([]);
	});
});
