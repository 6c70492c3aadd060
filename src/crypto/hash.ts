// The hashes everything is committed with. They are noble's until a realm installs faster ones, which answer at once as
// noble does. The signer's realm never installs any.

import { equalBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import {
	type Digests,
	digests,
	nobleDigests,
	putDigests,
} from "../base/digest.ts";
import { Fault } from "../base/fault.ts";
import { testWalk } from "./known-tries.ts";
import { plainPoseidon2 } from "./poseidon2.ts";

export type { Digests };
export { nobleDigests };

export const keccak256 = (bytes: Uint8Array): Uint8Array =>
	digests().keccak256(bytes);

export const keccakHex = (bytes: Uint8Array): Hex =>
	toHex(digests().keccak256(bytes));

export const sha256 = (bytes: Uint8Array): Uint8Array =>
	digests().sha256(bytes);

// Around the block of sha256 (64 with 9 of padding) and of keccak (136 with 1), and back to short ones after that. Few and
// short, for noble runs cold when a realm begins.
const lengths = [
	0, 1, 31, 32, 55, 56, 63, 64, 65, 119, 120, 128, 135, 136, 137, 271, 272, 532,
	1_088, 3, 136,
];
const pairCounts = [0, 1, 2, 3, 4, 5, 7, 8, 17, 1];
/** A leaf of Linea's tree has six words, an account ten. */
const wordCounts = [1, 2, 3, 6, 10, 2];

/** More than a page of memory; the digests of its sample are noble's, computed beforehand. */
export const longLength = 70_000;
export const longDigests = {
	keccak256:
		"0x7538297c2787f252434a992a1fdb5a7e41e3a57a2680d024dfc33271aa1414ca",
	sha256: "0xdaa0d57a7d809e6a3026312fbfb53d82e6600cc0203eef3a3f3b71707cab3a98",
} as const;

/** Bytes that differ from place to place and from length to length. */
export const sample = (length: number): Uint8Array =>
	Uint8Array.from({ length }, (_, i) => i * 167 + (i >> 8) * 29 + length);

/**
 * Compares with noble at every length that is an edge of one of the two. Neither the input nor an earlier result may
 * change. @throws kernel-unsound
 */
export const testDigests = (made: Digests): void => {
	const check = (
		about: string,
		input: Uint8Array,
		ours: (bytes: Uint8Array) => Uint8Array,
		noble: (bytes: Uint8Array) => Uint8Array,
	): (() => void) => {
		// At an odd place in a larger buffer, as parts of messages are.
		const placed = new Uint8Array(input.length + 6).fill(0xa5);
		placed.set(input, 3);
		const given = placed.subarray(3, 3 + input.length);
		const want = noble(input);
		const got = ours(given);
		const same = () => {
			if (!equalBytes(got, want) || !equalBytes(given, input))
				throw new Fault(
					"kernel-unsound",
					`wrong about ${about} of ${input.length} bytes`,
				);
		};
		same();
		return same;
	};
	const again: (() => void)[] = [];
	for (const length of lengths) {
		const input = sample(length);
		again.push(
			check("keccak256", input, made.keccak256, nobleDigests.keccak256),
			check("sha256", input, made.sha256, nobleDigests.sha256),
		);
	}
	for (const which of ["keccak256", "sha256"] as const)
		again.push(
			check(which, sample(longLength), made[which], () =>
				fromHex(longDigests[which]),
			),
		);
	for (const count of pairCounts)
		again.push(
			check(
				"sha256 of pairs",
				sample(64 * count),
				made.sha256Pairs,
				nobleDigests.sha256Pairs,
			),
		);
	if (made.poseidon2 !== undefined)
		for (const count of wordCounts)
			again.push(
				check("poseidon2", sample(32 * count), made.poseidon2, plainPoseidon2),
			);
	for (const same of again) same();
	if (made.walkTrie !== undefined) testWalk(made.walkTrie);
};

/** Tests the hashes and computes with them in this realm from now on. @throws kernel-unsound, and nothing has changed */
export const installHashes = (made: Digests): void => {
	testDigests(made);
	putDigests(made);
};
