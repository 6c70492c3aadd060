// Poseidon over the scalars of BN254 as circomlib has it: x^5, 8 full rounds, one output, which is the first element of a
// state that begins with a zero. The constants are made here by the Grain generator, nothing is stored.
// Source: https://eprint.iacr.org/2019/458 (section 4, appendix E: the generator); the rounds are those of its table for
// 128 bits, rounded as circomlib does.

import { Field } from "@noble/curves/abstract/modular.js";
import {
	grainGenConstants,
	poseidon as permutationOf,
} from "@noble/curves/abstract/poseidon.js";
import { bn254R } from "./bn254.ts";

const fullRounds = 8;
/** Partial rounds by the number of inputs. */
const partialRounds: { readonly [inputs: number]: number } = {
	2: 57,
	3: 56,
	4: 60,
	5: 60,
	6: 63,
};

type Permutation = (state: bigint[]) => bigint[];

const permutations = new Map<number, Permutation>();

const permutationFor = (inputs: number): Permutation => {
	const known = permutations.get(inputs);
	if (known !== undefined) return known;
	const roundsPartial = partialRounds[inputs];
	if (roundsPartial === undefined)
		throw new RangeError(`"inputs" expected 2 to 6 elements, got ${inputs}`);
	const shape = {
		Fp: Field(bn254R),
		t: inputs + 1,
		roundsFull: fullRounds,
		roundsPartial,
	};
	const made = permutationOf({
		...shape,
		...grainGenConstants(shape),
		sboxPower: 5,
	});
	permutations.set(inputs, made);
	return made;
};

/**
 * The hash of 2 to 6 elements of the field. How many there were is part of what is hashed.
 * @throws RangeError for another number of them, and for one that is not below the field's order
 */
export const poseidon = (inputs: readonly bigint[]): bigint => {
	const permute = permutationFor(inputs.length);
	for (const input of inputs)
		if (input < 0n || input >= bn254R)
			throw new RangeError('"inputs" has what is no element of the field');
	return permute([0n, ...inputs])[0] ?? 0n;
};
