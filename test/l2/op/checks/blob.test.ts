// Bytes through blobs, frames and channels, against encoders written apart from the code; batches as they are sent.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, equalBytes } from "../../../../src/base/bytes.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import {
	readBatch,
	readBatches,
	type SpanBatch,
	writeBatch,
} from "../../../../src/l2/op/checks/batch.ts";
import {
	blobData,
	joinChannel,
	mostBlobData,
	readFrames,
} from "../../../../src/l2/op/checks/blob.ts";
import { blobOf, frameOf } from "../../../conformance/op-blob.ts";

const filled = (length: number): Uint8Array =>
	Uint8Array.from({ length }, (_, i) => 255 - ((i * 31) % 251));
const id = filled(16);

describe("a blob", () => {
	it("holds data of every length up to the most", () => {
		for (const length of [0, 1, 27, 28, 122, 123, 124, 250, 5000, mostBlobData])
			expect(equalBytes(blobData(blobOf(filled(length))), filled(length))).toBe(
				true,
			);
	});

	it("is refused with another version, a longer count, bytes behind its end, or another size", () => {
		const blob = blobOf(filled(1000));
		for (const other of [
			blob.with(1, 1),
			blob.with(2, 2),
			blob.with(4, (blob[4] ?? 0) - 1),
			blob.with(131_071, 1),
			blob.with(32 * 4000, 1),
			blob.subarray(1),
		])
			expect(() => blobData(other)).toThrow("bad-field");
	});

	it("is refused with an element of more than 254 bits", () => {
		const blob = blobOf(filled(1000));
		for (const at of [0, 32, 64, 96, 128])
			for (const bit of [64, 128])
				expect(() => blobData(blob.with(at, (blob[at] ?? 0) | bit))).toThrow(
					"bad-field",
				);
	});
});

describe("frames", () => {
	const parts = [filled(100), filled(7), filled(0)];
	const sent = parts.map((data, i) =>
		frameOf(id, i, data, i === parts.length - 1),
	);

	it("make their channel again, in whatever order they come", () => {
		const frames = sent.flatMap((one) => readFrames(one));
		for (const some of [frames, frames.toReversed()])
			expect(equalBytes(joinChannel(some), concat(...parts))).toBe(true);
	});

	it("may come several in one transaction", () => {
		const [first, ...rest] = sent;
		if (first === undefined) throw new Error("none");
		const data = concat(first, ...rest.map((one) => one.subarray(1)));
		expect(readFrames(data).length).toBe(3);
	});

	it("are refused with one missing, twice, of another channel, or none that is the last", () => {
		const frames = sent.flatMap((one) => readFrames(one));
		const [a, b, c] = frames;
		if (!a || !b || !c) throw new Error("none");
		const other = { ...b, channel: filled(17).subarray(1) };
		for (const some of [[], [a, c], [a, b], [a, b, b, c], [a, other, c]])
			expect(() => joinChannel(some)).toThrow("bad-field");
		expect(() => joinChannel([a, { ...b, isLast: true }, c])).toThrow(
			"bad-field",
		);
	});

	it("are refused cut off, with another end or version, and empty", () => {
		const [first] = sent;
		if (first === undefined) throw new Error("none");
		for (const data of [
			first.subarray(0, -1),
			first.subarray(0, 20),
			first.with(0, 1),
			first.with(first.length - 1, 2),
			concat(first, filled(3)),
			first.subarray(0, 1),
			new Uint8Array(0),
		])
			expect(() => readFrames(data)).toThrow("bad-field");
	});
});

const transaction = (i: number): SpanBatch["blocks"][0]["transactions"][0] => {
	const type = [0, 1, 2, 4][i % 4] ?? 0;
	const counts = [3, 4, 5, 5, 6];
	const some = Array.from({ length: counts[type] ?? 0 }, (_, at) =>
		at === 2 ? filled(i) : Uint8Array.of(1 + at),
	);
	return {
		type,
		fields: some,
		to: i % 5 === 0 ? null : filled(20),
		nonce: BigInt(i) ** 5n,
		gas: 21_000n + BigInt(i),
		signature: filled(64),
		yParity: i % 3 === 0,
		isProtected: type !== 0 || i % 8 === 0,
	};
};

const span: SpanBatch = {
	version: 1,
	sinceGenesisS: 300n,
	lastOrigin: 1n << 40n,
	parentCheck: filled(20),
	originCheck: filled(20),
	blocks: Array.from({ length: 11 }, (_, i) => ({
		isNewOrigin: i % 3 === 0,
		transactions: Array.from({ length: i % 4 }, (_, at) =>
			transaction(4 * i + at),
		),
	})),
};

describe("a batch", () => {
	it("of one block is read as it was written", () => {
		const batch = {
			version: 0 as const,
			parentHash: filled(32),
			epochNumber: 5n,
			epochHash: filled(32),
			timestampS: 1_700_000_000n,
			transactions: [filled(3), filled(200)],
		};
		expect(readBatch(writeBatch(batch))).toEqual(batch);
	});

	it("of a span is read as it was written", () => {
		expect(readBatch(writeBatch(span))).toEqual(span);
	});

	it("comes with others in a channel", () => {
		const bytes = encodeRlp(writeBatch(span));
		expect(readBatches(concat(bytes, bytes)).length).toBe(2);
		for (const wrong of [
			bytes.subarray(0, -1),
			concat(bytes, filled(1)),
			new Uint8Array(0),
			encodeRlp([writeBatch(span)]),
		])
			expect(() => readBatches(wrong)).toThrow();
	});

	it("is refused cut off, with a byte more, of another version, or of no block", () => {
		const bytes = writeBatch(span);
		for (const wrong of [
			bytes.subarray(0, -1),
			concat(bytes, Uint8Array.of(0)),
			bytes.with(0, 2),
			new Uint8Array(0),
			writeBatch({ ...span, blocks: [] }),
		])
			expect(() => readBatch(wrong)).toThrow();
	});

	it("is refused with a number in long form, and with bits beyond its blocks", () => {
		const bytes = writeBatch({ ...span, sinceGenesisS: 5n });
		const long = concat(
			bytes.subarray(0, 1),
			Uint8Array.of(0x85, 0),
			bytes.subarray(2),
		);
		expect(() => readBatch(long)).toThrow("long form");
		// version, 1 + 6 bytes of numbers, two checks, the count; then 11 bits in two bytes
		const bits = bytes.slice();
		const at = 1 + 1 + 6 + 40 + 1;
		bits[at] = (bits[at] ?? 0) | 0x80;
		expect(() => readBatch(bits)).toThrow("bits beyond");
	});

	it("is written in one way: what can be read is the same bytes again", () => {
		const bytes = writeBatch(span);
		fc.assert(
			fc.property(
				fc.nat(bytes.length - 1),
				fc.integer({ min: 1, max: 255 }),
				(at, change) => {
					const other = bytes.with(at, (bytes[at] ?? 0) ^ change);
					let read: ReturnType<typeof readBatch>;
					try {
						read = readBatch(other);
					} catch {
						return;
					}
					expect(equalBytes(writeBatch(read), other)).toBe(true);
				},
			),
			{ numRuns: 300 },
		);
	});
});
