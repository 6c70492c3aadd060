import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Execution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import {
	encodeReceipt,
	encodeTransaction,
} from "../../src/source/transaction.ts";
import {
	proveReceipts,
	proveTransactions,
	receiptAt,
	transactionAt,
} from "../../src/state/block.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { replayState } from "../../src/state/replay.ts";
import { wholeHeader } from "../../src/state/walk.ts";
import { refusedWith } from "../refused.ts";
import { headOf, mine } from "./chain.ts";

const block = mine({}, null, { transactions: 200 });
const header = headerOfHead(headOf(block), block.rlp);
const raws = block.transactions.map((t) => encodeTransaction(t));
const receipts = block.receipts.map((r) => encodeReceipt(r));
const hashOf = (i: number) => `${block.transactions[i]?.hash}` as Hex;

describe("transactions and receipts of a block", () => {
	const proved = proveTransactions(header, raws, [
		hashOf(130),
		hashOf(0),
		block.hash,
	]);
	const found = proved.filter((t) => t !== null);
	it("are proved by the whole list, and absence too", () => {
		expect(proved.map((t) => t?.value.index ?? null)).toEqual([130, 0, null]);
		expect(found[0]?.value).toMatchObject({
			hash: hashOf(130),
			raw: raws[130],
		});
		const [receipt] = proveReceipts(header, found, receipts);
		expect(receipt?.value).toMatchObject({
			transactionHash: hashOf(130),
			index: 130,
			succeeded: true,
			cumulativeGasUsed: 21_000 * 131,
			logs: [{ topics: [`0x${"00".repeat(32)}`], data: "0x1234" }],
		});
		expect(receipt?.premises).toEqual([header, found[0]]);
	});
	it("are replayed from a proof much smaller than the list", async () => {
		for (const transaction of found) {
			const [receipt] = proveReceipts(header, [transaction], receipts);
			if (receipt === undefined) throw new Error("receipt");
			const again = await replayState.transaction(
				[header],
				JSON.parse(JSON.stringify(transaction.witness)),
			);
			expect(again.value).toEqual(transaction.value);
			const receiptAgain = await replayState.receipt(
				[header, again],
				JSON.parse(JSON.stringify(receipt.witness)),
			);
			expect(receiptAgain.value).toEqual(receipt.value);
		}
	});
	it("rejects a transaction dropped, swapped, added or changed", () => {
		const last = raws.at(-1) ?? "0x";
		const changed = encodeTransaction({
			...block.transactions[3],
			value: "0x2",
		});
		for (const lie of [
			raws.slice(1),
			raws.slice(0, -1),
			raws.with(0, last).with(199, raws[0] ?? "0x"),
			[...raws, last],
			raws.with(3, changed),
			[],
		])
			expect(
				refusedWith(() => proveTransactions(header, lie, [hashOf(5)])),
			).toBe("transactions-root");
	});
	it("rejects a receipt dropped, swapped or changed to say success", () => {
		const failed = encodeReceipt({ ...block.receipts[3], status: "0x0" });
		for (const lie of [receipts.slice(1), receipts.with(3, failed), []])
			expect(refusedWith(() => proveReceipts(header, found, lie))).toBe(
				"receipts-root",
			);
	});
	it("rejects the proof of another place and of a place that is not there", () => {
		const witness = found[0]?.witness as { index: number; proof: Hex[] };
		expect(
			refusedWith(() => transactionAt(header, { ...witness, index: 131 })),
		).toMatch(/^mpt-/);
		const beyond = { index: 200, proof: witness.proof.slice(0, 1) };
		expect(refusedWith(() => transactionAt(header, beyond))).toMatch(/^mpt-/);
	});
	it("rejects a receipt for a transaction of another block", () => {
		const other = mine({}, block, { transactions: 3 });
		const [foreign] = proveTransactions(
			headerOfHead(headOf(other), other.rlp),
			other.transactions.map((t) => encodeTransaction(t)),
			[`${other.transactions[0]?.hash}` as Hex],
		);
		if (foreign === undefined || foreign === null) throw new Error("foreign");
		expect(refusedWith(() => receiptAt(header, foreign, []))).toBe(
			"evidence-step",
		);
	});
	it("needs the header's bytes: a payload has no transactions root", () => {
		expect(
			refusedWith(() =>
				proveTransactions(headerOfHead(headOf(block)), raws, []),
			),
		).toBe("not-anchored");
	});
	it("proves that an empty block has no transaction", () => {
		const empty = mine({}, null);
		const head = headerOfHead(headOf(empty), empty.rlp);
		expect(proveTransactions(head, [], [hashOf(1)])).toEqual([null]);
	});
});

describe("a header out of a beacon block's payload", () => {
	const bare = headerOfHead(headOf(block));
	const served = (rlp: Hex) =>
		openPool<Pick<Execution, "header">>(
			[
				{
					name: "node",
					client: {
						header: async () => ({
							value: {
								number: block.number,
								hash: block.hash,
								stateRoot: header.value.stateRoot,
								rlp,
							},
							from: "node",
							atMs: 0,
						}),
					},
				},
			],
			() => new Fault("not-followed", "nobody answers"),
		);

	it("proves no transaction before its bytes are here", () => {
		expect(bare.value.transactionsRoot).toBeNull();
		expect(refusedWith(() => proveTransactions(bare, raws, [hashOf(0)]))).toBe(
			"not-anchored",
		);
	});
	it("becomes whole by bytes of its hash, and proves them then", async () => {
		const whole = await wholeHeader(bare, served(block.rlp));
		expect(whole.value).toEqual(header.value);
		const [first] = proveTransactions(whole, raws, [hashOf(0)]);
		expect(first?.value.index).toBe(0);
		expect(await wholeHeader(header, served("0x"))).toBe(header);
	});
	it("refuses the bytes of another header", async () => {
		const other = mine({}, null, { transactions: 3 });
		await expect(wholeHeader(bare, served(other.rlp))).rejects.toMatchObject({
			code: "header-hash",
		});
	});
});
