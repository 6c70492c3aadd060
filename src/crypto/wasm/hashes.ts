// The hashes in WebAssembly: the same digests as noble's, and two things noble has not: whole trees, and the walk down a
// trie proof in one call. What is too large for the module's memory is noble's.

import { blake2s } from "@noble/hashes/blake2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { WalkTrie } from "../../base/digest.ts";
import { openWasm, type Wasm, type WasmSource } from "./module.ts";

const digestBytes = 32;
/** What the module promises behind `heap`. */
const heapBytes = 512 * 1024;
/** As the module bounds a proof. */
const mostNodes = 65;
/** Where results and small operands go, before the long input. */
const smallBytes = 1024;

/** The most chunks `merkleRoot` takes at once; one more is room for the zero beside an odd one. */
export const mostChunks = (heapBytes - smallBytes) / digestBytes - 1;

export type WasmHashes = {
	readonly keccak256: (bytes: Uint8Array) => Uint8Array;
	readonly blake2s: (bytes: Uint8Array) => Uint8Array;
	/**
	 * Poseidon2 over KoalaBear of words of 32 bytes, eight limbs each, taken modulo the field.
	 * @throws RangeError for no word, half a word, or more than fit
	 */
	readonly poseidon2: (words: Uint8Array) => Uint8Array;
	/** SHA-256 of each 64 bytes, one digest after the other. @throws RangeError for a length that 64 does not divide */
	readonly sha256Pairs: (inputs: Uint8Array) => Uint8Array;
	/**
	 * The root of the tree of this depth whose first leaves are these chunks of 32 bytes, the others being zero.
	 * @throws RangeError for a length that 32 does not divide, more chunks than 2^depth or mostChunks, a depth above 63
	 */
	readonly merkleRoot: (chunks: Uint8Array, depth: number) => Uint8Array;
	/** What the trie under `root` holds at `key`, by these nodes from the root down; said only of plain, whole proofs. */
	readonly walkTrie: WalkTrie;
};

const viewOf = (part: Uint8Array) =>
	new DataView(part.buffer, part.byteOffset, part.byteLength);

/** The walk down a trie proof, over memory that the root, the key, the lengths and the nodes are written to. */
const trieWalkOf = (wasm: Wasm): WalkTrie => {
	const walk = wasm.func("trieWalk", 7);
	const found = wasm.func("found", 0)();
	const heap = wasm.global("heap");
	const input = heap + smallBytes;
	const room = heapBytes - smallBytes;
	// This module never grows its memory, so views of it stay good.
	const bytes = wasm.window(heap, heapBytes);
	const view = viewOf(bytes);
	const place = viewOf(wasm.window(found, 8));

	return (root, key, nodes, isHashed = false) => {
		let total = 0;
		for (const { length } of nodes) total += length;
		if (root.length !== digestBytes || key.length > digestBytes)
			return "unsaid";
		if (nodes.length > mostNodes || total > room) return "unsaid";
		const [keyAt, lengthsAt] = [digestBytes, 2 * digestBytes];
		bytes.set(root);
		bytes.set(key, keyAt);
		let at = smallBytes;
		let lengthAt = lengthsAt;
		for (const node of nodes) {
			view.setUint32(lengthAt, node.length, true);
			bytes.set(node, at);
			lengthAt += 4;
			at += node.length;
		}
		const said = walk(
			heap,
			heap + keyAt,
			key.length,
			Number(isHashed),
			input,
			heap + lengthsAt,
			nodes.length,
		);
		if (said === 2) return "absent";
		const last = nodes.at(-1);
		if (said !== 1 || last === undefined) return "unsaid";
		const start = place.getUint32(0, true) - heap - (at - last.length);
		return {
			present: last.subarray(start, start + place.getUint32(4, true)),
		};
	};
};

/** @throws wasm-refused, wasm-shape as openWasm */
export const openHashes = async (source: WasmSource): Promise<WasmHashes> => {
	const wasm = await openWasm(source);
	const keccak = wasm.act("keccak", 3);
	const blake = wasm.act("blake2s", 3);
	const poseidon2 = wasm.act("poseidon2", 3);
	const pairs = wasm.act("sha256Pairs", 3);
	const merkle = wasm.act("merkleRoot", 3);
	const heap = wasm.global("heap");
	const input = heap + smallBytes;
	const room = heapBytes - smallBytes;

	const digest =
		(hash: typeof keccak, otherwise: (bytes: Uint8Array) => Uint8Array) =>
		(bytes: Uint8Array): Uint8Array => {
			if (bytes.length > room) return otherwise(bytes);
			wasm.write(input, bytes);
			hash(heap, input, bytes.length);
			return wasm.read(heap, digestBytes);
		};

	return {
		keccak256: digest(keccak, keccak_256),
		blake2s: digest(blake, blake2s),
		poseidon2: (words) => {
			const count = words.length / 32;
			if (!Number.isInteger(count) || count === 0 || words.length > room)
				throw new RangeError(`"words" has ${words.length} bytes`);
			wasm.write(input, words);
			poseidon2(heap, input, count);
			return wasm.read(heap, digestBytes);
		},
		sha256Pairs: (inputs) => {
			if (inputs.length % 64 !== 0)
				throw new RangeError(`"inputs" has ${inputs.length} bytes`);
			const out = new Uint8Array(inputs.length / 2);
			const most = Math.floor(room / 64) * 64;
			for (let at = 0; at < inputs.length; at += most) {
				const part = inputs.subarray(at, at + most);
				wasm.write(input, part);
				pairs(input, input, part.length / 64);
				out.set(wasm.window(input, part.length / 2), at / 2);
			}
			return out;
		},
		merkleRoot: (chunks, depth) => {
			const count = chunks.length / digestBytes;
			if (!Number.isInteger(count))
				throw new RangeError(`"chunks" has ${chunks.length} bytes`);
			if (!Number.isInteger(depth) || depth < 0 || depth > 63)
				throw new RangeError(`"depth" is ${depth}`);
			if (count > 2 ** depth || count > mostChunks)
				throw new RangeError(`"chunks" are ${count} at depth ${depth}`);
			wasm.write(input, chunks);
			merkle(input, count, depth);
			return wasm.read(input, digestBytes);
		},
		walkTrie: trieWalkOf(wasm),
	};
};
