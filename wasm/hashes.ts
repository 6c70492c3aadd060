// The module of the hashes: what it has and what the host may call. It needs no relaxed SIMD, so there is one for all.

import { Module } from "./asm/module.ts";
import { emitBlake2s } from "./hash/blake2s.ts";
import { emitKeccak } from "./hash/keccak.ts";
import { emitTrieWalk } from "./hash/mpt.ts";
import { emitPoseidon2 } from "./hash/poseidon2.ts";
import { emitSha256Lanes } from "./hash/sha256-lanes.ts";

/** What the host may use behind `heap`: the binding's long inputs, and eight bytes that are read behind them. */
export const hashesHeapBytes = 512 * 1024 + 8;

/** A proof has at most one node for each digit of a 32-byte key, and the root. */
const mostNodes = 65;

/** Exports keccak, keccakTwo, trieWalk, sha256Pairs, merkleRoot, blake2s, poseidon2; and `found`, where trieWalk says what it found. */
export const emitHashes = (): Module => {
	const m = new Module();
	const keccak = emitKeccak(m);
	const { found } = emitTrieWalk(m, keccak, mostNodes);
	m.func("found", { params: [], result: "i32", exported: true }, (f) =>
		f.give(found),
	);
	emitSha256Lanes(m);
	emitBlake2s(m);
	emitPoseidon2(m);
	return m;
};
