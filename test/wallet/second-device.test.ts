// The same key on a second device, and nodes that say what they like of numbers: what was proved counts, at the offer and again at the
// signature.

import { describe, expect, test } from "vitest";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { checkOrder } from "../../src/receipt/order-rule.ts";
import { signTransfer } from "../../src/signer/sign.ts";
import {
	entryOf,
	isToBeSent,
	outstandingOf,
	withDelivery,
	withNonceUsed,
	withSignature,
} from "../../src/wallet/ledger.ts";
import { composeTransfer } from "../../src/wallet/order.ts";
import { gwei, header, key, me, nowMs, you } from "../receipt/call-world.ts";
import { account, scene, timeS } from "../receipt/world.ts";
import { refusedWith } from "../refused.ts";

const signing = { address: me, privateKey: key } as const;
const compose = (part: object = {}, under = header) =>
	composeTransfer({
		...{ id: "one", origin: null, valueWei: 7n, tipWei: gwei },
		...{ outstanding: [], code: null, header: under, nowMs },
		sender: account(under, me, {}),
		recipient: account(under, you, {}),
		...part,
	});
const order = compose();
const sign = (of = order, ms = nowMs) =>
	signTransfer(of.transfer, of.facts, signing, ms);

describe("a second device with the same key", () => {
	test("that signs the same order makes the same bytes: there is one transaction, not two", () => {
		const other = compose({ id: "on the other device" });
		expect(sign(other).raw).toBe(sign().raw);
		const entry = withSignature(entryOf(order), sign().raw);
		expect(withSignature(entry, sign(other).raw)).toBe(entry);
	});

	test("that used the number between composing and signing: on newer proofs it is refused with order-nonce", () => {
		const newer = scene({ slot: 6_401 }).header;
		const facts = {
			...order.facts,
			sender: account(newer, me, { nonce: 1 }),
			recipient: account(newer, you, {}),
			header: newer,
		};
		expect(
			refusedWith(() => signTransfer(order.transfer, facts, signing, nowMs)),
		).toBe("order-nonce");
	});

	test("that used the number between signing and sending: it is over and not sent again, and counts for nothing later", () => {
		const sent = withDelivery(
			withSignature(entryOf(order), sign().raw),
			"node",
		);
		const final = scene({ finality: "final" }).header;
		const over = withNonceUsed(sent, account(final, me, { nonce: 1 }));
		expect(over.state).toBe("over");
		expect(over.fault?.code).toBe("receipt-missing");
		expect(isToBeSent(over)).toBe(false);
		expect(outstandingOf([over], me, 1337)).toEqual([]);
		// it is not said to have failed, nor to have happened
		expect(over.inclusion).toBe(null);
	});

	test("whose transaction waits elsewhere is not reckoned with until it is proved, and its number is refused once it is", () => {
		expect(order.reading.unknowns).toContainEqual(
			expect.objectContaining({ code: "unknown.other-transactions" }),
		);
		const used = compose({ sender: account(header, me, { nonce: 4 }) });
		expect(used.transfer.nonce).toBe(4);
	});
});

describe("a node that invents a number", () => {
	test("changes nothing: the number of an order is the proved one, or accounted for by this key's own signatures", () => {
		for (const nonce of [1, 5, 2 ** 40])
			expect(
				refusedWith(() =>
					checkOrder({ ...order.transfer, nonce }, order.facts, nowMs, "sign"),
				),
			).toBe("order-nonce");
		const next = compose({ outstanding: [sign().raw] });
		expect(next.transfer.nonce).toBe(1);
	});

	test("cannot account for it with the signatures of others", () => {
		const foreign = decodeSigned(sign().raw);
		expect(
			refusedWith(() =>
				checkOrder(
					{
						...order.transfer,
						from: you,
						nonce: 1,
						outstanding: [foreign.raw],
					},
					{ ...order.facts, sender: account(header, you, {}) },
					nowMs,
					"sign",
				),
			),
		).toBe("order-nonce");
	});
});

describe("freshness is asked twice", () => {
	test("what was young enough for the offer is refused with order-stale at the signature", () => {
		expect(sign(order, nowMs + 60_000).from).toBe(me);
		const late = (timeS + 30 * 12 + 60) * 1000;
		expect(refusedWith(() => sign(order, late))).toBe("order-stale");
	});

	test("what is too old for an order is not made, though it could still be signed", () => {
		const ms = (timeS + 15 * 12) * 1000;
		expect(refusedWith(() => compose({ nowMs: ms }))).toBe("order-stale");
		expect(sign(order, ms).from).toBe(me);
	});

	test("a clock before what was proved signs nothing", () => {
		expect(refusedWith(() => sign(order, (timeS - 3_600) * 1000))).toBe(
			"clock",
		);
	});
});

describe("what is spendable", () => {
	test("is less by the most of all that is under way, whatever becomes of it", () => {
		const raw = sign().raw;
		const most = 7n + 21_000n * order.transfer.maxFeePerGasWei;
		const next = compose({ outstanding: [raw] });
		expect(next.reading.spendableWei).toBe(next.reading.balanceWei - most);
		expect(next.reading.underWayWei).toBe(most);
		const { balanceWei } = next.reading;
		const fee = 21_000n * next.transfer.maxFeePerGasWei;
		expect(
			refusedWith(() =>
				compose({ outstanding: [raw], valueWei: balanceWei - fee }),
			),
		).toBe("order-funds");
		expect(compose({ valueWei: balanceWei - fee }).reading.mostLeavesWei).toBe(
			balanceWei,
		);
	});
});
