// Poseidon over the scalars of BN254 as circomlib has it: x^5, 8 full rounds, one output, which is the first element of a
// state that begins with a zero. Nothing of the constants is stored: they are made at the first use of a width, by a
// generator of its own, for noble's takes a fifth of a second each time.
// Source: https://eprint.iacr.org/2019/458 (section 4, appendix E: the generator); the rounds are those of its table for
// 128 bits, rounded as circomlib does.

import { Field } from "@noble/curves/abstract/modular.js";
import { poseidon as permutationOf } from "@noble/curves/abstract/poseidon.js";
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

const field = Field(bn254R);
const fieldBits = 254;

/** The bits of the Grain register for this shape, as Poseidon's authors begin it, the first 160 thrown away. */
const openRegister = (width: number, partial: number): (() => number) => {
	const kept = 80;
	const bits = new Uint8Array(1 << 16);
	let at = 0;
	const put = (value: number, count: number): void => {
		for (let i = count - 1; i >= 0; i--) bits[at++] = (value >> i) & 1;
	};
	// A prime field, x to a power, sizes and rounds, then ones.
	put(1, 2);
	put(0, 4);
	put(fieldBits, 12);
	put(width, 12);
	put(fullRounds, 10);
	put(partial, 10);
	put(2 ** 30 - 1, 30);
	const fill = (): void => {
		for (let n = kept; n < bits.length; n++)
			bits[n] =
				(bits[n - 18] ?? 0) ^
				(bits[n - 29] ?? 0) ^
				(bits[n - 42] ?? 0) ^
				(bits[n - 57] ?? 0) ^
				(bits[n - 67] ?? 0) ^
				(bits[n - 80] ?? 0);
	};
	fill();
	at = kept + 160;
	return () => {
		if (at === bits.length) {
			bits.copyWithin(0, bits.length - kept);
			fill();
			at = kept;
		}
		return bits[at++] ?? 0;
	};
};

/** Round constants and matrix for a width of the state. */
const constantsOf = (
	width: number,
	partial: number,
): { readonly roundConstants: bigint[][]; readonly mds: bigint[][] } => {
	const step = openRegister(width, partial);
	// Of each two bits the first says whether the second counts.
	const bit = (): number => {
		for (;;) {
			const counts = step() === 1;
			const value = step();
			if (counts) return value;
		}
	};
	const number = (): bigint => {
		let text = "0x";
		for (let left = fieldBits; left > 0; ) {
			let digit = 0;
			for (let i = left % 4 === 0 ? 4 : left % 4; i > 0; i--, left--)
				digit = 2 * digit + bit();
			text += digit.toString(16);
		}
		return BigInt(text);
	};
	const constant = (): bigint => {
		for (;;) {
			const value = number();
			if (value < bn254R) return value;
		}
	};
	const row = (make: () => bigint): bigint[] =>
		Array.from({ length: width }, make);
	const roundConstants = Array.from({ length: fullRounds + partial }, () =>
		row(constant),
	);
	// The matrix takes numbers modulo the order instead of refusing them: 1 / (x_i + y_j).
	const reduced = (): bigint => number() % bn254R;
	const xs = row(reduced);
	const ys = row(reduced);
	const mds = xs.map((x) => ys.map((y) => field.inv(field.add(x, y))));
	return { roundConstants, mds };
};

type Permutation = (state: bigint[]) => bigint[];

const permutations = new Map<number, Permutation>();

const permutationFor = (inputs: number): Permutation => {
	const known = permutations.get(inputs);
	if (known !== undefined) return known;
	const roundsPartial = partialRounds[inputs];
	if (roundsPartial === undefined)
		throw new RangeError(`"inputs" expected 2 to 6 elements, got ${inputs}`);
	const made = permutationOf({
		Fp: field,
		t: inputs + 1,
		roundsFull: fullRounds,
		roundsPartial,
		sboxPower: 5,
		...constantsOf(inputs + 1, roundsPartial),
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
