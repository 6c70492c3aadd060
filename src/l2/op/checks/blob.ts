// What an OP rollup's batcher puts into blobs, and out of them again: bytes in a blob, frames in the bytes of a transaction
// or blob, a channel out of its frames. Whether a blob is the one that L1 was given, KZG says and not this.
// Source: OP Stack specs, protocol/derivation.md (batch submission wire format) and protocol/ecotone/derivation.md (blob
// encoding)

import { concat, equalBytes } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { blobBytes } from "../../../proof/kzg.ts";

const bad = (why: string): Fault => new Fault("bad-field", why);

const elementBytes = 32;
const rounds = blobBytes / elementBytes / 4;
// Version and length take 4 of the bytes that the first round has.
const headBytes = 4;
/** Four elements hold 31 bytes each and 6 bits in front: three bytes more. */
const roundBytes = 4 * 31 + 3;
export const mostBlobData = rounds * roundBytes - headBytes;
const blobVersion = 0;

/** The bytes of a round: of each element the last 31, between them what their first bytes hold. */
const roundOf = (elements: Uint8Array): Uint8Array => {
	const rest = (i: number) =>
		elements.subarray(i * elementBytes + 1, (i + 1) * elementBytes);
	const sixBits = [0, 1, 2, 3].map((i) => elements[i * elementBytes] ?? 0);
	const [a = 0, b = 0, c = 0, d = 0] = sixBits;
	if (sixBits.some((bits) => bits > 63)) throw bad("an element of 255 bits");
	return concat(
		rest(0),
		Uint8Array.of(a | ((b & 0x30) << 2)),
		rest(1),
		Uint8Array.of((b & 0x0f) | ((d & 0x0f) << 4)),
		rest(2),
		Uint8Array.of(c | ((d & 0x30) << 2)),
		rest(3),
	);
};

/** The data of a blob. @throws bad-field when it is not encoded so, of another version, or has more than it counts */
export const blobData = (blob: Uint8Array): Uint8Array => {
	if (blob.length !== blobBytes) throw bad(`a blob of ${blob.length} bytes`);
	const parts = Array.from({ length: rounds }, (_, i) =>
		roundOf(blob.subarray(4 * elementBytes * i, 4 * elementBytes * (i + 1))),
	);
	const all = concat(...parts);
	const [version, high = 0, middle = 0, low = 0] = all;
	if (version !== blobVersion) throw bad(`encoding version ${version}`);
	const length = high * 65_536 + middle * 256 + low;
	if (length > mostBlobData) throw bad(`${length} bytes in a blob`);
	const end = headBytes + length;
	if (all.subarray(end).some((byte) => byte !== 0))
		throw bad("more in the blob than it counts");
	return all.slice(headBytes, end);
};

// --- Frames and channels

export type Frame = {
	/** 16 bytes. */
	readonly channel: Uint8Array;
	readonly number: number;
	readonly data: Uint8Array;
	readonly isLast: boolean;
};

const derivationVersion = 0;
const frameHead = 16 + 2 + 4;
const mostFrameBytes = 1_000_000;
const mostFrames = 4096;

/** The frames of one transaction's calldata or one blob's data. @throws bad-field */
export const readFrames = (data: Uint8Array): readonly Frame[] => {
	if (data[0] !== derivationVersion) throw bad(`derivation version ${data[0]}`);
	const frames: Frame[] = [];
	const view = new DataView(data.buffer, data.byteOffset, data.length);
	for (let at = 1; at < data.length; ) {
		if (at + frameHead + 1 > data.length) throw bad("half a frame");
		const length = view.getUint32(at + 18);
		const end = at + frameHead + length;
		if (length > mostFrameBytes || end >= data.length)
			throw bad(`a frame of ${length} bytes`);
		const last = data[end];
		if (last !== 0 && last !== 1) throw bad(`a frame that ends in ${last}`);
		frames.push({
			channel: data.slice(at, at + 16),
			number: view.getUint16(at + 16),
			data: data.slice(at + frameHead, end),
			isLast: last === 1,
		});
		at = end + 1;
	}
	if (frames.length === 0) throw bad("no frame");
	return frames;
};

/**
 * The channel that these frames make, compressed as it was sent.
 * @param frames of one channel, each once, in any order
 * @throws bad-field for frames of several channels, a gap, one that is there twice, or no last one
 */
export const joinChannel = (frames: readonly Frame[]): Uint8Array => {
	const sorted = frames.toSorted((a, b) => a.number - b.number);
	const [first] = sorted;
	if (first === undefined || frames.length > mostFrames)
		throw bad(`${frames.length} frames`);
	for (const [i, { channel, number, isLast }] of sorted.entries()) {
		if (!equalBytes(channel, first.channel)) throw bad("two channels");
		if (number !== i) throw bad(`frame ${number} where ${i} is missing`);
		if (isLast !== (i === sorted.length - 1))
			throw bad(isLast ? "frames after the last" : "no last frame");
	}
	return concat(...sorted.map(({ data }) => data));
};
