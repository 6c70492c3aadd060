// The transcript of ZKsync Era's verifiers: two states that absorb words by keccak, and numbered challenges of 253 bits.
// Source: https://github.com/matter-labs/era-contracts/blob/main/l1-contracts/contracts/state-transition/verifiers/L1VerifierFflonk.sol

import { bigFromBytes, bigToBytes, concat } from "../base/bytes.ts";
import { wordBytes } from "../crypto/bn254.ts";
import { keccak256 } from "../crypto/hash.ts";

const tag = (last: number): Uint8Array => Uint8Array.of(0, 0, 0, last);
/** Challenges are below 2^253, and so below the order. */
export const challengeMask = (1n << 253n) - 1n;

export type EraTranscript = {
	readonly absorb: (words: Uint8Array) => void;
	readonly challenge: (number: number) => bigint;
};

export const openTranscript = (): EraTranscript => {
	let first = new Uint8Array(wordBytes);
	let second = new Uint8Array(wordBytes);
	return {
		absorb: (all) => {
			for (let at = 0; at < all.length; at += wordBytes) {
				const rest = [first, second, all.subarray(at, at + wordBytes)];
				const next = keccak256(concat(tag(0), ...rest));
				second = keccak256(concat(tag(1), ...rest)).slice();
				first = next.slice();
			}
		},
		challenge: (number) =>
			bigFromBytes(
				keccak256(concat(tag(2), first, second, bigToBytes(BigInt(number), 4))),
			) & challengeMask,
	};
};
