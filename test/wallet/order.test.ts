import { describe, expect, test } from "vitest";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { decodeEvidence, stepId } from "../../src/evidence/evidence.ts";
import {
	joinSignature,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { decodeTransfer, transactionOf } from "../../src/evidence/transfer.ts";
import { checkOrder, factsOf } from "../../src/receipt/order-rule.ts";
import { replayEvidence } from "../../src/receipt/replay.ts";
import {
	composeTransfer,
	Order,
	offerOf,
	restsOf,
	type TransferRequest,
} from "../../src/wallet/order.ts";
import {
	a,
	account,
	codeOf,
	h,
	scene,
	testRules,
	timeS,
} from "../receipt/world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const gwei = 1_000_000_000n;
const nowMs = (timeS + 20) * 1000;
const { header } = scene();
const asked: TransferRequest = {
	id: "one",
	origin: null,
	valueWei: 10n ** 17n,
	sender: account(header, me, { nonce: 3 }),
	recipient: account(header, a(2)),
	code: null,
	header,
	outstanding: [],
	tipWei: gwei,
	nowMs,
};
const order = composeTransfer(asked);
const sign = (transaction: Transaction) =>
	joinSignature(transaction, signHash(signingHash(transaction), key)).raw;

describe("composing a transfer", () => {
	test("takes every chain-decided field from what is proved", () => {
		expect(Order.is(order)).toBe(true);
		expect(order.transfer).toMatchObject({
			chainId: 1337,
			from: me,
			to: a(2),
			nonce: 3,
			gasLimit: 21_000,
			maxFeePerGasWei: 3n * gwei,
			maxPriorityFeePerGasWei: gwei,
		});
		expect(Object.isFrozen(order)).toBe(true);
		expect(Object.isFrozen(order.transfer)).toBe(true);
	});

	test("takes the next free nonce after transactions under way", () => {
		const first = sign(transactionOf(order.transfer));
		const next = composeTransfer({ ...asked, id: "two", outstanding: [first] });
		expect(next.transfer.nonce).toBe(4);
		expect(next.transfer.outstanding).toEqual([first]);
		expect(next.reading.spendableWei).toBe(
			10n ** 18n - 10n ** 17n - 63_000n * gwei,
		);
	});

	test("gives a recipient with code bounded gas and says what is unknown", () => {
		const recipient = account(header, a(2), { codeHash: h(8) });
		const code = codeOf(recipient, "0x60006000");
		const made = composeTransfer({ ...asked, recipient, code });
		expect(made.transfer.gasLimit).toBe(100_000);
		expect(made.reading.recipient).toBe("contract");
		expect(restsOf(made).map(({ trailId }) => trailId)).toEqual(
			[asked.sender, recipient, header, code].map(stepId),
		);
	});

	test("refuses an old header, too large a tip and too large an amount", () => {
		expect(() => composeTransfer({ ...asked, nowMs: nowMs + 200_000 })).toThrow(
			/order-stale/,
		);
		expect(() => composeTransfer({ ...asked, tipWei: 51n * gwei })).toThrow(
			/order-fee/,
		);
		expect(() => composeTransfer({ ...asked, valueWei: 10n ** 18n })).toThrow(
			/order-funds/,
		);
		expect(() =>
			composeTransfer({
				...asked,
				sender: account(header, me, { codeHash: h(1) }),
			}),
		).toThrow(/order-delegated/);
	});

	test("offers text and evidence from which another realm reads the same", async () => {
		const offer = offerOf(order);
		const transfer = decodeTransfer(offer.order);
		const evidence = decodeEvidence(offer.evidence);
		const { conclusions } = await replayEvidence(evidence, testRules, {}, [
			h(1),
		]);
		const facts = factsOf(conclusions);
		expect(checkOrder(transfer, facts, nowMs, "sign")).toEqual(order.reading);
	});
});
