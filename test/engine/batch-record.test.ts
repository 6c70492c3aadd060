// Batches on the disk, step by step: what was asked for is never asked for again, what is signed is never forgotten, and what became of
// a signature is what is proved of it, or of what took its place.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { batchOf, callRequestOf } from "../../src/engine/batches/from-page.ts";
import { outcomeOf } from "../../src/engine/batches/outcome.ts";
import {
	batchKeyOf,
	batchText,
	type CallBatch,
	callIdOf,
	decodeBatch,
	digestOf,
	newBatch,
	nextOf,
	withAsked,
	withDone,
	withFailed,
	withGone,
	withSigned,
	withStop,
} from "../../src/engine/batches/record.ts";
import {
	isBatchUnderWay,
	openBatchStore,
} from "../../src/engine/batches/store.ts";
import { requestIdOf } from "../../src/engine/sites.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { batchAsked } from "../../src/protocol/batches.ts";
import {
	type Entry,
	entryOf,
	withDelivery,
	withSignature,
} from "../../src/wallet/ledger.ts";
import { composeTransfer, type Order } from "../../src/wallet/order.ts";
import { dataOf, payment, router } from "../receipt/call-world.ts";
import { a, account, h, scene, timeS } from "../receipt/world.ts";
import { refusedWith } from "../refused.ts";

const shop = "https://shop.example";
const batchOfName = (id: string, part: Partial<CallBatch> = {}): CallBatch => ({
	...newBatch(
		{
			...{ origin: shop, id, chainId: 1, from: a(1) },
			calls: [
				{ to: a(2), valueWei: "5", data: "0x" },
				{ to: null, valueWei: "0", data: "0x600a" },
			],
		},
		"request",
		1_000,
	),
	...part,
});
const batch = batchOfName("one");
const no = new Fault("user-refused", "no");
const statesOf = ({ steps }: CallBatch) => steps.map(({ state }) => state);

describe("a batch's steps", () => {
	test("go one after the other, each once", () => {
		const asked = withAsked(batch, 0);
		expect(statesOf(asked)).toEqual(["asked", "waits"]);
		expect(withAsked(asked, 0)).toBe(asked);
		expect(withAsked(asked, 1)).toBe(asked);
		const signed = withSigned(asked, 0, h(1));
		expect(withAsked(signed, 1)).toBe(signed);
		expect(withSigned(signed, 0, h(2))).toBe(signed);
		expect(withDone(asked, 0, h(1))).toBe(asked);
		const done = withDone(signed, 0, h(1));
		expect([nextOf(done), done.state]).toEqual([1, "open"]);
		const last = withDone(withSigned(withAsked(done, 1), 1, h(2)), 1, h(2));
		expect([nextOf(last), last.state]).toEqual([-1, "done"]);
		expect(withStop(last, no)).toBe(last);
	});

	test("nothing is asked for after a stop, and a signature that crossed it counts", () => {
		const stopped = withStop(withAsked(batch, 0), no);
		expect([stopped.state, stopped.why?.code, statesOf(stopped)]).toEqual([
			...["stopped", "user-refused", ["failed", "waits"]],
		]);
		expect(withAsked(stopped, 0)).toBe(stopped);
		const large = new Fault(
			"call-reverted",
			"no",
			null,
			`0x${"00".repeat(99)}`,
		);
		expect(withStop(batch, large).why).toEqual({
			...{ kind: "refused", code: "call-reverted" },
			...{ detail: "no", source: null },
		});
		const crossed = withSigned(stopped, 0, h(1));
		expect([statesOf(crossed), crossed.state]).toEqual([
			["signed", "waits"],
			"stopped",
		]);
		expect(isBatchUnderWay(crossed)).toBe(true);
		const done = withDone(crossed, 0, h(1));
		expect([statesOf(done), done.state]).toEqual([
			["done", "waits"],
			"stopped",
		]);
		expect(withAsked(done, 1)).toBe(done);
	});

	test("one that fails or is replaced ends it", () => {
		const signed = withSigned(withAsked(batch, 0), 0, h(1));
		const failed = withFailed(signed, 0, h(1), no);
		expect([failed.state, statesOf(failed)]).toEqual([
			"stopped",
			["failed", "waits"],
		]);
		expect(withFailed(batch, 0, null, no)).toBe(batch);
		const gone = withGone(signed, 0, no);
		expect(gone.steps[0]).toEqual({ state: "gone", hash: null });
		// it is settled: the signature that was lost does not come back
		expect(withSigned(gone, 0, h(1))).toBe(gone);
	});
});

describe("a batch's names", () => {
	test("are another for another site, name or time, and none of a request's", () => {
		const names = [
			batch,
			batchOfName("two"),
			batchOfName("one", { origin: "https://other.example" }),
		].map(batchKeyOf);
		expect(new Set(names).size).toBe(3);
		const calls = [batch, batchOfName("one", { madeMs: 2_000 })].flatMap(
			(one) => [callIdOf(one, 0), callIdOf(one, 1)],
		);
		expect(new Set(calls).size).toBe(4);
		const guess = `${batchKeyOf(batch)}\n1000\n0`;
		for (const request of [guess, "one", `call of batch ${shop}\n${guess}`])
			expect(calls).not.toContain(requestIdOf(shop, request));
	});

	test("the digest stands for all that is asked for", () => {
		const others: readonly CallBatch[] = [
			batchOfName("two"),
			{ ...batch, origin: "https://other.example" },
			{ ...batch, chainId: 2 },
			{ ...batch, from: a(3) },
			{ ...batch, calls: batch.calls.slice(0, 1) },
			{ ...batch, calls: [...batch.calls].reverse() },
			...batch.calls.flatMap((call, at) =>
				[
					{ ...call, to: a(9) },
					{ ...call, valueWei: "6" },
					{ ...call, data: "0x01" as Hex },
				].map((other) => ({
					...batch,
					calls: batch.calls.map((one, i) => (i === at ? other : one)),
				})),
			),
		];
		const digests = [batch, ...others].map(digestOf);
		expect(new Set(digests).size).toBe(digests.length);
	});
});

describe("batches on the disk", () => {
	test("are read back; what does not decode, or lies under another's name, is told of, stays, and is not written over", async () => {
		const disk = memoryStore();
		const first = await openBatchStore(disk, () => {});
		await first.add(batch);
		const asked = await first.change(batchKeyOf(batch), (was) =>
			withAsked(was, 0),
		);
		const other = batchKeyOf(batchOfName("two"));
		await disk.put("receipts", `batch.${other}`, batchText(batch));
		const bad = batchKeyOf(batchOfName("bad"));
		await disk.put("receipts", `batch.${bad}`, "{}");
		const problems: Fault[] = [];
		const second = await openBatchStore(disk, (fault) => problems.push(fault));
		expect(second.list()).toEqual([asked]);
		expect(problems.map(({ code }) => code)).toEqual(["bad-file", "bad-file"]);
		expect(await disk.get("receipts", `batch.${bad}`)).toBe("{}");
		await expect(second.add(batchOfName("bad"))).rejects.toMatchObject({
			code: "bad-file",
		});
	});

	test("refuses a fifth of one site while four are under way, and forgets the oldest that are over", async () => {
		const store = await openBatchStore(memoryStore(), () => {});
		for (let i = 0; i < 4; i++) await store.add(batchOfName(`open ${i}`));
		const fifth = batchOfName("fifth");
		await expect(store.add(fifth)).rejects.toMatchObject({ code: "too-many" });
		await store.add({ ...fifth, origin: "https://other.example" });
		for (const one of store.list())
			await store.change(batchKeyOf(one), (was) => withStop(was, no));
		for (let i = 0; i < 40; i++) {
			const one = batchOfName(`over ${i}`, { madeMs: 2_000 + i });
			await store.add(one);
			await store.change(batchKeyOf(one), (was) => withStop(was, no));
		}
		const own = store.list().filter(({ origin }) => origin === shop);
		expect(own.length).toBeLessThanOrEqual(33);
		expect(own.some(({ id }) => id === "open 0")).toBe(false);
		expect(own.some(({ id }) => id === "over 39")).toBe(true);
	});

	test("one that is under way is not put away", async () => {
		const store = await openBatchStore(memoryStore(), () => {});
		await store.add(batch);
		const key = batchKeyOf(batch);
		await expect(store.forget(key)).rejects.toMatchObject({
			code: "order-unknown",
		});
		await store.change(key, (was) => withStop(was, no));
		await store.forget(key);
		expect(store.list()).toEqual([]);
		expect(await store.change(key, (was) => was)).toBeUndefined();
	});

	test("text that is no batch is refused, whatever it is", () => {
		expect(decodeBatch(batchText(batch))).toEqual(batch);
		// the largest there can be is read back
		const large = batchOfName("\u0001".repeat(8_194), {
			calls: batch.calls.map((call, at) => ({
				...call,
				data: at === 0 ? `0x${"00".repeat(65_536)}` : "0x",
			})),
		});
		expect(decodeBatch(batchText(large))).toEqual(large);
		const endless = `${batchText(batch)}${" ".repeat(300_000)}`;
		expect(refusedWith(() => decodeBatch(endless))).toBe("too-large");
		const short = { ...batch, steps: batch.steps.slice(1) };
		expect(refusedWith(() => decodeBatch(batchText(short)))).toBe("bad-field");
		fc.assert(
			fc.property(fc.json(), (source) => {
				expect(["bad-field", "bad-json", "too-large"]).toContain(
					refusedWith(() => decodeBatch(source)),
				);
			}),
		);
	});
});

describe("what became of a signature", () => {
	const key = keccak256(Uint8Array.of(42));
	const me = addressOf(key);
	const { header } = scene();
	const compose = (
		id: string,
		part: Partial<Parameters<typeof composeTransfer>[0]> = {},
	): Order =>
		composeTransfer({
			...{ id, origin: shop, valueWei: 5n, header, code: null },
			sender: account(header, me, { nonce: 3 }),
			recipient: account(header, a(2)),
			...{ outstanding: [], tipWei: 1_000_000_000n },
			nowMs: (timeS + 20) * 1000,
			...part,
		});
	const sent = (order: Order): Entry => {
		const transaction = transactionOf(order.transfer);
		const signed = joinSignature(
			transaction,
			signHash(signingHash(transaction), key),
		);
		return withDelivery(withSignature(entryOf(order), signed.raw), "node");
	};
	const entry = sent(compose("first"));
	const { raw, hash } = entry.signed ?? { raw: "0x", hash: h(0) };
	const inBlock = (one: Entry, succeeded: boolean): Entry => ({
		...one,
		state: "included",
		inclusion: {
			...{ blockNumber: 9, blockHash: h(9), succeeded },
			finality: "optimistic",
		},
	});
	const instead = (value: bigint): Entry =>
		sent(
			compose("second", {
				...{ origin: null, valueWei: value },
				...{ outstanding: [raw], replaces: [hash] },
			}),
		);

	test("is pending until a proved block has it, and then what the block says", () => {
		expect(outcomeOf(hash, [entry])).toEqual({ kind: "pending" });
		expect(outcomeOf(hash, [inBlock(entry, true)])).toEqual({
			...{ kind: "done", hash },
		});
		expect(outcomeOf(hash, [inBlock(entry, false)])).toEqual({
			...{ kind: "reverted", hash },
		});
	});

	test("the same sent faster in its place counts; another in its place never does", () => {
		const faster = instead(5n);
		expect(outcomeOf(hash, [entry, faster])).toEqual({ kind: "pending" });
		expect(outcomeOf(hash, [entry, inBlock(faster, true)])).toEqual({
			...{ kind: "done", hash: faster.signed?.hash },
		});
		const other = inBlock(instead(0n), true);
		expect(outcomeOf(hash, [entry, other])).toEqual({ kind: "pending" });
		const lost: Entry = {
			...entry,
			state: "lost",
			lostTo: other.signed?.hash ?? null,
		};
		expect(outcomeOf(hash, [lost, other])).toMatchObject({
			kind: "never",
			why: { code: "batch-replaced" },
		});
	});

	test("an allowance with the person's own amount is the same when it is sent faster", () => {
		const asked = dataOf("approve", router, 9n);
		const data = dataOf("approve", router, 4n);
		const to = payment.order();
		const allowed: Entry = {
			...entry,
			order: { ...to, data, own: { asked, amount: 4n } },
		};
		const again = instead(5n);
		const faster = (as: Hex): Entry =>
			inBlock({ ...again, order: { ...to, data: as, replaces: [hash] } }, true);
		expect(outcomeOf(hash, [allowed, faster(data)]).kind).toBe("done");
		expect(outcomeOf(hash, [allowed, faster(asked)]).kind).toBe("pending");
	});

	test("what is used up without a receipt, or put away, is not called done", () => {
		for (const all of [[{ ...entry, state: "over" } as const], []])
			expect(outcomeOf(hash, all)).toMatchObject({
				kind: "unknown",
				why: { code: "receipt-missing" },
			});
	});
});

describe("what a site asks for", () => {
	const l1 = { chainId: 1, title: "Ethereum", calls: true };
	const decode = (part: object) =>
		batchAsked(
			{
				...{ version: "2.0.0", chainId: "0x1", atomicRequired: false },
				calls: [{ to: a(2), value: "0x5" }, { data: "0x600a" }],
				...part,
			},
			"params",
		);
	const taken = (part: object) => batchOf(decode(part), shop, a(1), l1);

	test("becomes the orders of its calls, one for each, with nothing else in them", () => {
		const { id, ...rest } = taken({});
		expect(id).toBeNull();
		expect(
			[0, 1].map((at) => callRequestOf({ ...rest, id: "x" }, at, l1)),
		).toEqual([
			{
				...{ origin: shop, from: a(1), to: a(2), chainId: 1, valueWei: 5n },
				most: { gas: null, feePerGasWei: null, tipPerGasWei: null },
			},
			{
				...{ origin: shop, from: a(1), chainId: 1, valueWei: 0n },
				to: `0x${"00".repeat(20)}`,
				call: { data: "0x600a", accessList: [], creates: true },
				most: { gas: null, feePerGasWei: null, tipPerGasWei: null },
			},
		]);
	});

	test("is refused where the wallet would have to do more than it can", () => {
		const calls = Array.from({ length: 9 }, () => ({ to: a(2) }));
		for (const [code, part] of [
			["batch-chain", { chainId: "0x2" }],
			["batch-chain", { chainId: `0x1${"0".repeat(40)}` }],
			["batch-atomic", { atomicRequired: true }],
			["batch-large", { calls }],
			[
				"batch-large",
				{ calls: [{ to: a(2), data: `0x${"00".repeat(65_537)}` }] },
			],
			["batch-capability", { capabilities: { a: {} } }],
			["batch-capability", { capabilities: { a: { optional: "true" } } }],
			[
				"batch-capability",
				{ calls: [{ to: a(2), capabilities: { a: { optional: false } } }] },
			],
			["unverifiable-method", { nonce: "0x1" }],
			["unverifiable-method", { calls: [{ to: a(2), from: a(3) }] }],
			["bad-field", { calls: [] }],
			["bad-field", { atomicRequired: undefined }],
			["bad-field", { version: "3.0.0" }],
		] as const)
			expect([code, refusedWith(() => taken(part))]).toEqual([code, code]);
	});
});
