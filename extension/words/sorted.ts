// Sorted text (Burrows and Wheeler's transform), read: of sentences it leaves a quarter less than LZMA and two fifths less than
// DEFLATE. It was turned round before, which leaves a little less still. Its head: how many bytes, and which of the sorted ends is
// the whole text, four bytes each with the low one first.

import { Fault } from "../../src/base/fault.ts";
import { certain, Odds } from "./odds.ts";

export const headBytes = 8;
/** More than the words of one language have. */
export const mostBytes = 1_000_000;

/** @throws wasm-refused for what was not written so; its work and its memory are bounded by `mostBytes` */
export const unsorted = (packed: Uint8Array): Uint8Array => {
	const damaged = new Fault("wasm-refused", "the words' file");
	if (packed.length < headBytes) throw damaged;
	const head = new DataView(packed.buffer, packed.byteOffset, headBytes);
	const size = head.getUint32(0, true);
	const whole = head.getUint32(4, true);
	if (size > mostBytes || whole >= Math.max(1, size)) throw damaged;
	const odds = new Odds();
	let [low, high, code, at] = [0, 0xffff_ffff, 0, headBytes];
	const next = (): number => packed[at++] ?? 0;
	for (let i = 0; i < 4; i++) code = ((code << 8) | next()) >>> 0;
	const last = new Uint8Array(size);
	const counts = new Uint32Array(257);
	for (let i = 0; i < size; i++) {
		let byte = 1;
		while (byte < 256) {
			const middle = low + Math.floor(((high - low) * odds.ofOne()) / certain);
			const bit = code <= middle ? 1 : 0;
			if (bit === 1) high = middle;
			else low = middle + 1;
			while (((low ^ high) & 0xff00_0000) === 0) {
				low = (low << 8) >>> 0;
				high = ((high << 8) | 255) >>> 0;
				code = ((code << 8) | next()) >>> 0;
			}
			odds.learn(bit);
			byte = byte * 2 + bit;
		}
		last[i] = byte & 255;
		counts[byte - 255] = (counts[byte - 255] ?? 0) + 1;
	}
	// from the last byte of each sorted end to its first
	for (let i = 0; i < 256; i++)
		counts[i + 1] = (counts[i + 1] ?? 0) + (counts[i] ?? 0);
	const follows = new Uint32Array(size);
	for (let i = 0; i < size; i++) {
		const byte = last[i] ?? 0;
		const place = counts[byte] ?? 0;
		counts[byte] = place + 1;
		follows[place] = i;
	}
	const out = new Uint8Array(size);
	for (let i = 0, row = whole; i < size; i++) {
		row = follows[row] ?? 0;
		out[size - 1 - i] = last[row] ?? 0;
	}
	return out;
};
