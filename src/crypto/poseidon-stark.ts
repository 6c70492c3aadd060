// Starknet's Poseidon over its own field, by noble and in plain code, so that it runs where no WebAssembly may: a state of three
// elements, 8 full and 83 partial rounds, x^3. The constants are made at the first use, not stored.
// Source: https://docs.starknet.io/learn/protocol/cryptography (Poseidon hash); StarkWare's parameters: sha256("Hades" and a
// number); https://eprint.iacr.org/2019/458 (sections 2.3 and 4)

import { Field } from "@noble/curves/abstract/modular.js";
import { poseidon as permutationOf } from "@noble/curves/abstract/poseidon.js";
import { bigFromBytes, utf8 } from "../base/bytes.ts";
import { sha256 } from "./hash.ts";
import { starkP } from "./pedersen.ts";

const width = 3;
const roundsFull = 8;
const roundsPartial = 83;

type Permutation = (state: bigint[]) => bigint[];

let made: Permutation | null = null;

const permutation = (): Permutation => {
	made ??= permutationOf({
		Fp: Field(starkP),
		t: width,
		roundsFull,
		roundsPartial,
		sboxPower: 3,
		// the last element is the one that a partial round changes
		reversePartialPowIdx: true,
		mds: [
			[3n, 1n, 1n],
			[1n, starkP - 1n, 1n],
			[1n, 1n, starkP - 2n],
		],
		roundConstants: Array.from(
			{ length: roundsFull + roundsPartial },
			(_, round) =>
				Array.from(
					{ length: width },
					(_, i) =>
						bigFromBytes(sha256(utf8(`Hades${width * round + i}`))) % starkP,
				),
		),
	});
	return made;
};

/**
 * poseidon_hash_many: a one and then zeros fill up to whole pairs, which are added to the state one after the other.
 * @throws RangeError for what is no element of the field
 */
export const starkPoseidon = (elements: readonly bigint[]): bigint => {
	for (const element of elements)
		if (element < 0n || element >= starkP)
			throw new RangeError(`${element} is no element`);
	const padded = [...elements, 1n];
	if (padded.length % 2 === 1) padded.push(0n);
	let state = [0n, 0n, 0n];
	for (let i = 0; i < padded.length; i += 2) {
		const [s0 = 0n, s1 = 0n, s2 = 0n] = state;
		state = permutation()([
			(s0 + (padded[i] ?? 0n)) % starkP,
			(s1 + (padded[i + 1] ?? 0n)) % starkP,
			s2,
		]);
	}
	return state[0] ?? 0n;
};
