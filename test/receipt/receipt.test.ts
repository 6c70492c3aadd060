import { describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { evidenceOf } from "../../src/evidence/evidence.ts";
import {
	joinSignature,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import {
	checkReceipt,
	decodeReceipt,
	type ReceiptFile,
	receiptText,
} from "../../src/receipt/receipt.ts";
import { composeTransfer, evidenceOfOrder } from "../../src/wallet/order.ts";
import { a, account, checkpoint, h, receipt, scene, timeS } from "./world.ts";

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("./world.ts");
	return { rules: testRules };
});

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const { header } = scene();
const final = scene({ finality: "final", slot: 6_510 }).header;
const order = composeTransfer({
	id: "one",
	origin: null,
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
const text = receiptText({
	order: order.transfer,
	raw,
	evidence: evidenceOfOrder(order),
	inclusion: evidenceOf(receipt(final, hash)),
});
const file = decodeReceipt(text);
const tools = { kernel: nobleKernel, networks: [], anchors: [h(1)] };
const code = async (part: Partial<ReceiptFile>): Promise<string> => {
	try {
		await checkReceipt({ ...file, ...part }, tools);
		return "none";
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

describe("a receipt", () => {
	test("shows order, signature, ground and inclusion to anyone", async () => {
		const checked = await checkReceipt(file, tools);
		expect(checked).toMatchObject({
			order: order.transfer,
			hash,
			checkpoint: h(1),
			reading: { balanceWei: 10n ** 18n, headSlot: 6_500 },
			included: { succeeded: true, grade: { finality: "final" } },
		});
		expect(
			await checkReceipt({ ...file, inclusion: null }, tools),
		).toMatchObject({ included: null, includedElsewhere: null });
	});

	test("is refused with another transaction, another signer, another hash", async () => {
		const other = sign({ valueWei: 1n });
		expect(await code({ raw: other.raw, hash: other.hash })).toBe(
			"order-evidence",
		);
		const stranger = sign({}, keccak256(Uint8Array.of(43)));
		expect(await code({ raw: stranger.raw, hash: stranger.hash })).toBe(
			"order-evidence",
		);
		expect(await code({ hash: h(5) })).toBe("order-evidence");
	});

	test("is refused with evidence that does not bear the order", async () => {
		const { recipient } = order.facts;
		const poor = account(header, me, { nonce: 3, balanceWei: 1n });
		expect(await code({ evidence: evidenceOf(poor, recipient, header) })).toBe(
			"order-funds",
		);
		const used = account(header, me, { nonce: 4 });
		expect(await code({ evidence: evidenceOf(used, recipient, header) })).toBe(
			"order-nonce",
		);
		expect(await code({ evidence: evidenceOf(recipient) })).toBe(
			"order-evidence",
		);
	});

	test("is refused with the inclusion of another transaction, or what is no receipt", async () => {
		const other = receipt(final, h(6));
		expect(await code({ inclusion: evidenceOf(other) })).toBe("proof-value");
		expect(await code({ inclusion: evidenceOf(final) })).toBe("evidence-step");
	});

	test("does not count an inclusion that is rooted elsewhere", async () => {
		const there = scene({ checkpoint: checkpoint(h(99)) }).header;
		const inclusion = evidenceOf(receipt(there, hash));
		expect(await checkReceipt({ ...file, inclusion }, tools)).toMatchObject({
			included: null,
			includedElsewhere: h(99),
		});
		const anchors: readonly Hex[] = [h(99)];
		await expect(checkReceipt(file, { ...tools, anchors })).rejects.toThrow(
			/evidence-anchor/,
		);
	});

	test("is not decoded out of another form", () => {
		for (const wrong of [
			"{}",
			text.replace("sextant-receipt-1", "sextant-receipt-2"),
			text.replace('"inclusion":{', '"inclusion":[{'),
		])
			expect(() => decodeReceipt(wrong)).toThrow(Fault);
	});
});
