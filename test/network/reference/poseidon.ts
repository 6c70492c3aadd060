// Poseidon over the scalar field of BN254 with circomlib's parameters: H of the protocol. Constants and matrix come out of
// the Grain LFSR as the paper says (https://eprint.iacr.org/2019/458, appendix E; the matrix as in the authors' reference
// script). Written for the node alone: the wallet has its own, and a test holds one against the other.

import { fieldOrder, scalars } from "./scalar.ts";

const fullRounds = 8;
/** By the number of inputs, from 1: the width is one more. */
const partialRounds = [56, 57, 56, 60, 60, 63, 64, 63];
const fieldBits = 254;

type Parameters = {
	readonly constants: readonly (readonly bigint[])[];
	readonly matrix: readonly (readonly bigint[])[];
};

const bitsOf = (value: number, length: number): number[] =>
	Array.from({ length }, (_, i) => (value >> (length - 1 - i)) & 1);

/** The generator: 80 bits that name the instance, 160 steps warm-up, then every second bit where the first of a pair is 1. */
const grain = (width: number, partial: number): (() => bigint) => {
	const bits = [
		...bitsOf(1, 2), // a prime field
		...bitsOf(0, 4), // the S-box is a power
		...bitsOf(fieldBits, 12),
		...bitsOf(width, 12),
		...bitsOf(fullRounds, 10),
		...bitsOf(partial, 10),
		...bitsOf(2 ** 30 - 1, 30),
	];
	/** The state is the 80 bits from here on. */
	let first = 0;
	const step = (): number => {
		const bit = [62, 51, 38, 23, 13, 0].reduce(
			(sum, place) => sum ^ (bits[first + place] ?? 0),
			0,
		);
		bits.push(bit);
		first++;
		return bit;
	};
	for (let i = 0; i < 160; i++) step();
	const next = (): number => {
		while (step() === 0) step();
		return step();
	};
	return () => {
		let value = 0n;
		for (let i = 0; i < fieldBits; i++) value = (value << 1n) | BigInt(next());
		return value;
	};
};

const makeParameters = (width: number, partial: number): Parameters => {
	const draw = grain(width, partial);
	const drawScalar = (): bigint => {
		for (;;) {
			const value = draw();
			if (value < fieldOrder) return value;
		}
	};
	const row = (): bigint[] => Array.from({ length: width }, drawScalar);
	const constants = Array.from({ length: fullRounds + partial }, row);
	for (;;) {
		const drawn = Array.from({ length: 2 * width }, () => scalars.mod(draw()));
		if (new Set(drawn).size < drawn.length) continue;
		const xs = drawn.slice(0, width);
		const ys = drawn.slice(width);
		if (xs.some((x) => ys.some((y) => scalars.mod(x + y) === 0n))) continue;
		const matrix = xs.map((x) => ys.map((y) => scalars.inverse(x + y)));
		return { constants, matrix };
	}
};

const known = new Map<number, Parameters>();

const parametersOf = (width: number, partial: number): Parameters => {
	const found = known.get(width) ?? makeParameters(width, partial);
	known.set(width, found);
	return found;
};

const sbox = (value: bigint): bigint => {
	const square = (value * value) % fieldOrder;
	return (((square * square) % fieldOrder) * value) % fieldOrder;
};

/** H of one to eight elements. @throws RangeError for another number of them, or one outside the field */
export const poseidon = (inputs: readonly bigint[]): bigint => {
	const partial = partialRounds[inputs.length - 1];
	if (partial === undefined)
		throw new RangeError(`"inputs": ${inputs.length} of them`);
	for (const input of inputs)
		if (input < 0n || input >= fieldOrder)
			throw new RangeError('"inputs": one is outside the field');
	const width = inputs.length + 1;
	const { constants, matrix } = parametersOf(width, partial);
	let state = [0n, ...inputs];
	for (const [round, row] of constants.entries()) {
		const isFull = round < fullRounds / 2 || round >= fullRounds / 2 + partial;
		const mixed = state.map((value, i) => {
			const sum = value + (row[i] ?? 0n);
			return isFull || i === 0 ? sbox(sum % fieldOrder) : sum;
		});
		state = matrix.map(
			(weights) =>
				weights.reduce(
					(sum, weight, i) => sum + weight * (mixed[i] ?? 0n),
					0n,
				) % fieldOrder,
		);
	}
	const [result = 0n] = state;
	return result;
};
