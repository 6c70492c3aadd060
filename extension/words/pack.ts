// Writes sorted text, for the build (sorted.ts reads it). The same bytes give the same file.

import { certain, Odds } from "./odds.ts";
import { headBytes } from "./sorted.ts";

/** The turns of a text in their order: each begins at its place and goes round. */
const sortedTurns = (bytes: Uint8Array): Uint32Array => {
	const size = bytes.length;
	let rank = Uint32Array.from(bytes);
	const turns = Uint32Array.from(bytes, (_, i) => i);
	for (let span = 1; ; span *= 2) {
		const after = (i: number): number => rank[(i + span) % size] ?? 0;
		const compare = (a: number, b: number): number =>
			(rank[a] ?? 0) - (rank[b] ?? 0) || after(a) - after(b);
		turns.sort((a, b) => compare(a, b) || a - b);
		const made = new Uint32Array(size);
		for (let i = 1; i < size; i++) {
			const [a = 0, b = 0] = [turns[i - 1], turns[i]];
			made[b] = (made[a] ?? 0) + (compare(a, b) === 0 ? 0 : 1);
		}
		rank = made;
		if (span >= size || (rank[turns[size - 1] ?? 0] ?? 0) === size - 1)
			return turns;
	}
};

export const sortedText = (text: Uint8Array): Uint8Array => {
	const bytes = text.toReversed();
	const size = bytes.length;
	const turns = sortedTurns(bytes);
	const head = Buffer.alloc(headBytes);
	head.writeUInt32LE(size, 0);
	head.writeUInt32LE(Math.max(0, turns.indexOf(0)), 4);
	const out: number[] = [];
	const odds = new Odds();
	let [low, high] = [0, 0xffff_ffff];
	for (const turn of turns) {
		const byte = bytes[(turn + size - 1) % size] ?? 0;
		for (let shift = 7; shift >= 0; shift--) {
			const bit = (byte >> shift) & 1;
			const middle = low + Math.floor(((high - low) * odds.ofOne()) / certain);
			if (bit === 1) high = middle;
			else low = middle + 1;
			while (((low ^ high) & 0xff00_0000) === 0) {
				out.push(high >>> 24);
				low = (low << 8) >>> 0;
				high = ((high << 8) | 255) >>> 0;
			}
			odds.learn(bit);
		}
	}
	// zeroes are read behind the end, and the least that is in range may be above them
	out.push(high >>> 24);
	while (out.at(-1) === 0) out.pop();
	return Buffer.concat([head, Buffer.from(out)]);
};
