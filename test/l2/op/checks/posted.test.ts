// An order among what a batcher sent: channels out of frames, batches out of channels, and the order in a batch, as another library signed
// it; and every layer altered.

import { brotliCompressSync, deflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import {
	concat,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { unpack } from "../../../../src/base/unpack.ts";
import { readBatch, writeBatch } from "../../../../src/l2/op/checks/batch.ts";
import { type Frame, readFrames } from "../../../../src/l2/op/checks/blob.ts";
import {
	channelBatches,
	channelTimeout,
	openChannelBank,
} from "../../../../src/l2/op/checks/channel.ts";
import {
	batcherTransactions,
	holdsTransaction,
	signedBytes,
	wantedOf,
} from "../../../../src/l2/op/checks/posted.ts";
import {
	accountOf,
	batcher,
	chainId,
	channelId,
	channelOf,
	framesOf,
	inbox,
	l1Transaction,
	type SignedOrder,
	signedOrders,
	singleBatch,
	spanBatch,
} from "../posted-world.ts";

let orders: readonly SignedOrder[];
beforeAll(async () => {
	orders = await signedOrders();
});

const filled = (length: number): Uint8Array =>
	Uint8Array.from({ length }, (_, i) => (i * 7919) % 253);

const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "none",
		(thrown: unknown) => String(Object(thrown).code),
	);

describe("an order in a batch", () => {
	it("of a span is put together again as it was signed, whatever its type", () => {
		expect(orders.map(({ split }) => split.type)).toEqual([0, 0, 1, 2, 2, 4]);
		for (const { raw, split } of orders)
			expect(toHex(signedBytes(chainId, split))).toBe(raw);
	});

	it("is found in a span and in a batch of one block, as it is read back", () => {
		const span = spanBatch([
			[],
			orders.slice(0, 4).map(({ split }) => split),
			orders.slice(4).map(({ split }) => split),
		]);
		const single = singleBatch(orders.map(({ raw }) => raw));
		for (const batch of [span, single])
			for (const { raw } of orders) {
				const read = readBatch(writeBatch(batch));
				expect(holdsTransaction(read, wantedOf(raw), chainId)).toBe(true);
			}
	});

	it("is not found where it is another's, for another chain, or altered in any field", () => {
		for (const { raw, split } of orders) {
			const wanted = wantedOf(raw);
			const others = orders.filter((one) => one.raw !== raw);
			const holds = (change: Partial<typeof split>, chain = chainId) =>
				holdsTransaction(spanBatch([[{ ...split, ...change }]]), wanted, chain);
			expect(holds({})).toBe(true);
			expect(
				holdsTransaction(
					spanBatch([others.map((one) => one.split)]),
					wanted,
					chainId,
				),
			).toBe(false);
			if (split.isProtected) expect(holds({}, 902)).toBe(false);
			expect(holds({ nonce: 8n })).toBe(false);
			expect(holds({ gas: 21_001n })).toBe(false);
			expect(holds({ to: filled(20) })).toBe(false);
			expect(holds({ yParity: !split.yParity })).toBe(false);
			if (split.type === 0)
				expect(holds({ isProtected: !split.isProtected })).toBe(false);
			for (const [i, field] of split.fields.entries())
				expect(
					holds({
						fields: split.fields.with(
							i,
							field instanceof Uint8Array ? concat(field, filled(1)) : [field],
						),
					}),
				).toBe(false);
			for (const at of [0, 31, 32, 63])
				expect(
					holds({
						signature: split.signature.with(at, (split.signature[at] ?? 0) ^ 1),
					}),
				).toBe(false);
		}
	});

	it("is not found in a batch of one block with a byte of it altered", () => {
		const [order] = orders;
		if (order === undefined) throw new Error("none");
		const bytes = fromHex(order.raw);
		for (let at = 0; at < bytes.length; at += 7) {
			const other = toHex(bytes.with(at, (bytes[at] ?? 0) ^ 1));
			expect(
				holdsTransaction(singleBatch([other]), wantedOf(order.raw), chainId),
			).toBe(false);
		}
	});
});

describe("the channel bank", () => {
	const channel = filled(1000);
	const frames = (byte: number, count: number): readonly Frame[] =>
		framesOf(channelId(byte), channel, count).flatMap((one) => readFrames(one));
	const whole = (given: readonly (readonly [Frame, number])[]) => {
		const bank = openChannelBank();
		return given.flatMap(([frame, block]) => bank.add([frame], block));
	};

	it("puts the frames of a channel together over several transactions and blocks", () => {
		for (const count of [1, 2, 5]) {
			const [found, ...more] = whole(
				frames(1, count).map((frame, i) => [frame, 100 + i] as const),
			);
			expect(more).toEqual([]);
			expect(found !== undefined && equalBytes(found, channel)).toBe(true);
		}
	});

	it("takes several channels one after the other, also in one transaction", () => {
		const all = [...frames(1, 2), ...frames(2, 3), ...frames(3, 1)];
		expect(openChannelBank().add(all, 100)).toHaveLength(3);
	});

	it("drops the first of two channels that are interleaved, and takes none of their frames out of order", () => {
		const [a, b] = [frames(1, 2), frames(2, 2)];
		const mixed = [a[0], b[0], a[1], b[1]].flatMap((one) => one ?? []);
		// the second channel began while the first was open; the first one's last frame follows nothing
		const bank = openChannelBank();
		const found = mixed.map((frame) => bank.add([frame], 100).length);
		expect(found).toEqual([0, 0, 0, 1]);
	});

	it("has nothing of a channel that lacks a frame, has one twice, or begins before it looks", () => {
		const [first, second, last] = frames(1, 3);
		if (!first || !second || !last) throw new Error("none");
		for (const some of [
			[first, last],
			[second, last],
			[first, second, second],
			[last],
		])
			expect(openChannelBank().add(some, 100)).toEqual([]);
		// a frame that is there twice follows nothing the second time, and leaves the channel open
		expect(
			openChannelBank().add([first, second, second, last], 100),
		).toHaveLength(1);
		// and so does a frame of another channel
		const [, other] = frames(2, 3);
		if (!other) throw new Error("none");
		expect(
			openChannelBank().add([first, other, second, last], 100),
		).toHaveLength(1);
	});

	it("drops a channel that is not whole in time", () => {
		const [first, last] = frames(1, 2);
		if (!first || !last) throw new Error("none");
		expect(
			whole([
				[first, 100],
				[last, 100 + channelTimeout],
			]),
		).toHaveLength(1);
		expect(
			whole([
				[first, 100],
				[last, 101 + channelTimeout],
			]),
		).toEqual([]);
	});

	it("says since when a channel is open", () => {
		const [first, last] = frames(1, 2);
		if (!first || !last) throw new Error("none");
		const bank = openChannelBank();
		expect(bank.openSince(100)).toBeNull();
		bank.add([first], 100);
		expect(bank.openSince(140)).toBe(100);
		expect(bank.openSince(151)).toBeNull();
		bank.add([last], 141);
		expect(bank.openSince(142)).toBeNull();
	});

	it("keeps no channel without bound", () => {
		const bank = openChannelBank();
		const data = new Uint8Array(1_000_000);
		const add = (number: number) =>
			bank.add(
				[{ channel: channelId(1), number, data, isLast: false }],
				100 + number,
			);
		for (let i = 0; i < 8; i++) add(i);
		expect(() => add(8)).toThrow("batch-unread");
	});
});

describe("a channel", () => {
	const batches = () => [
		singleBatch(orders.map(({ raw }) => raw)),
		spanBatch([orders.map(({ split }) => split)]),
	];

	it("is unpacked to its batches, one or several", async () => {
		for (const some of [batches().slice(1), batches()])
			expect(await channelBatches(channelOf(some), unpack)).toEqual(some);
	});

	it("has no batch where a byte of it is altered, it is cut off, or begins otherwise", async () => {
		const channel = channelOf(batches());
		for (let at = 0; at < channel.length; at += 37) {
			const other = channel.with(at, (channel[at] ?? 0) ^ 4);
			expect(await channelBatches(other, unpack)).toEqual([]);
		}
		for (const other of [
			channel.subarray(0, -1),
			new Uint8Array(0),
			concat(Uint8Array.of(0), channel),
			new Uint8Array(deflateSync(filled(500))),
			new Uint8Array(deflateSync(new Uint8Array(0))),
		])
			expect(await channelBatches(other, unpack)).toEqual([]);
	});

	it("is not read where it is too large unpacked, and no more of it than the bound is", async () => {
		const bomb = new Uint8Array(deflateSync(new Uint8Array(40_000_000)));
		expect(bomb.length).toBeLessThan(50_000);
		expect(await codeOf(channelBatches(bomb, unpack))).toBe("batch-unread");
	});

	it("in Brotli is read where the platform reads that, and said to be unread where it does not", async () => {
		const plain = new Uint8Array(channelOf([]).length);
		const packed = concat(
			Uint8Array.of(1),
			new Uint8Array(brotliCompressSync(plain)),
		);
		expect(await codeOf(channelBatches(packed, async () => null))).toBe(
			"batch-unread",
		);
		const asked: unknown[] = [];
		const single = singleBatch([]);
		const bytes = await unpack(channelOf([single]), "deflate", 10_000);
		expect(
			await channelBatches(packed, async (given, packing) => {
				asked.push(given.length, packing);
				return bytes;
			}),
		).toEqual([single]);
		expect(asked).toEqual([packed.length - 1, "brotli"]);
	});
});

describe("the batcher's transactions in a block", () => {
	const data = filled(50);
	const blobs: readonly Hex[] = [
		`0x01${"aa".repeat(31)}`,
		`0x01${"bb".repeat(31)}`,
	];
	const found = (raws: readonly Hex[]) =>
		batcherTransactions(raws, { batcher, inbox });

	it("are those that its key signed to the inbox, with their calldata or the places of their blobs", async () => {
		const others = await l1Transaction(1, { by: accountOf("33"), blobs });
		const calldata = await l1Transaction(2, { data });
		const withBlobs = await l1Transaction(3, { data, blobs });
		expect(found([others.raw, calldata.raw, withBlobs.raw])).toEqual([
			{ hash: calldata.json.hash, data: toHex(data) },
			{
				hash: withBlobs.json.hash,
				data: blobs.map((hash, i) => ({ hash, index: 2 + i })),
			},
		]);
	});

	it("are none of another's to the inbox, and none of its own to anywhere else", async () => {
		const other = await l1Transaction(1, { by: accountOf("33"), data });
		const elsewhere = await l1Transaction(2, { to: batcher, data });
		// also where the inbox stands in the data
		const named = await l1Transaction(3, { to: batcher, data: fromHex(inbox) });
		expect(found([other.raw, elsewhere.raw, named.raw])).toEqual([]);
	});

	it("are none with a signature that was altered", async () => {
		const { raw } = await l1Transaction(2, { data });
		const bytes = fromHex(raw);
		for (const back of [1, 20, 40, 60]) {
			const at = bytes.length - back;
			const other = bytes.with(at, (bytes[at] ?? 0) ^ 1);
			expect(found([toHex(other)])).toEqual([]);
		}
	});

	it("are none of a type that brings no batch", async () => {
		const by = accountOf("22");
		const raw = await by.signTransaction({
			...{ type: "eip7702", chainId: 1, nonce: 1, gas: 21_000n, to: inbox },
			...{ maxFeePerGas: 9n, maxPriorityFeePerGas: 1n, data: toHex(data) },
			authorizationList: [
				await by.signAuthorization({
					...{ chainId: 1, nonce: 2, contractAddress: inbox },
				}),
			],
		});
		expect(found([raw])).toEqual([]);
	});
});
