// Writes the proving key in the file form that snarkjs reads, and the verifying key in its JSON.

import { concat, utf8 } from "../../../../src/base/bytes.ts";
import type { VerifyingKey } from "../verifying-key.ts";
import { multiply, order, power } from "./field.ts";
import type { Coefficient, KeyScalars } from "./key-scalars.ts";
import { openPoints } from "./points.ts";
import { toxic } from "./toxic.ts";

const baseOrder =
	21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const elementBytes = 32;
const groth16 = 1;

/** What of the key lies in the second group: computed in another process at the same time. */
export type SecondGroup = {
	readonly b: Uint8Array;
	/** beta, gamma, delta, and their coordinates. */
	readonly fixed: Uint8Array;
	readonly coordinates: readonly (readonly bigint[])[];
};

const word = (value: number): Uint8Array => {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value, true);
	return bytes;
};

const putElement = (view: DataView, at: number, value: bigint): void => {
	let rest = value;
	for (let i = 0; i < 4; i++) {
		view.setBigUint64(at + 8 * i, BigInt.asUintN(64, rest), true);
		rest >>= 64n;
	}
};

const element = (value: bigint): Uint8Array => {
	const bytes = new Uint8Array(elementBytes);
	putElement(new DataView(bytes.buffer), 0, value);
	return bytes;
};

/** The prover multiplies them by a plain witness in Montgomery form twice: each carries the factor 2^512. */
const coefficientBytes = (coefficients: readonly Coefficient[]): Uint8Array => {
	const factor = power(2n, 512n);
	const size = 12 + elementBytes;
	const bytes = new Uint8Array(4 + coefficients.length * size);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, coefficients.length, true);
	for (const [i, { matrix, row, term }] of coefficients.entries()) {
		const at = 4 + i * size;
		view.setUint32(at, matrix, true);
		view.setUint32(at + 4, row, true);
		view.setUint32(at + 8, term.wire, true);
		putElement(view, at + 12, multiply(term.value, factor));
	}
	return bytes;
};

const section = (id: number, ...parts: readonly Uint8Array[]): Uint8Array => {
	const body = concat(...parts);
	const size = new Uint8Array(8);
	new DataView(size.buffer).setBigUint64(0, BigInt(body.length), true);
	return concat(word(id), size, body);
};

/** What of the key lies in the first group. */
export type FirstGroup = {
	readonly a: Uint8Array;
	readonly b: Uint8Array;
	readonly c: Uint8Array;
	readonly h: Uint8Array;
	readonly ic: Uint8Array;
	/** alpha, beta, delta. */
	readonly fixed: Uint8Array;
	readonly alphaCoordinates: readonly bigint[];
	readonly icCoordinates: readonly (readonly bigint[])[];
};

/** Blocks for some seconds. */
export const makeFirstGroup = (scalars: KeyScalars): FirstGroup => {
	const { multiples, coordinates } = openPoints("g1");
	const [alphaCoordinates = []] = coordinates([toxic.alpha]);
	return {
		a: multiples(scalars.wires.a),
		b: multiples(scalars.wires.b),
		c: multiples(scalars.c),
		h: multiples(scalars.h),
		ic: multiples(scalars.ic),
		fixed: multiples([toxic.alpha, toxic.beta, toxic.delta]),
		alphaCoordinates,
		icCoordinates: coordinates(scalars.ic),
	};
};

/** Blocks for some seconds. */
export const makeSecondGroup = (b: readonly bigint[]): SecondGroup => {
	const { multiples, coordinates } = openPoints("g2");
	const secrets = [toxic.beta, toxic.gamma, toxic.delta];
	return {
		b: multiples(b),
		fixed: multiples(secrets),
		coordinates: coordinates(secrets),
	};
};

const g1Bytes = 64;
const g2Bytes = 128;
const nth = (points: Uint8Array, size: number, i: number): Uint8Array =>
	points.slice(size * i, size * (i + 1));

export const zkeyBytes = (
	scalars: KeyScalars,
	first: FirstGroup,
	second: SecondGroup,
): Uint8Array => {
	const g1 = (i: number) => nth(first.fixed, g1Bytes, i);
	const g2 = (i: number) => nth(second.fixed, g2Bytes, i);
	return concat(
		utf8("zkey"),
		word(1),
		word(10),
		section(1, word(groth16)),
		section(
			2,
			word(elementBytes),
			element(baseOrder),
			word(elementBytes),
			element(order),
			word(scalars.wires.a.length),
			word(scalars.ic.length - 1),
			word(scalars.domain),
			g1(0),
			g1(1),
			g2(0),
			g2(1),
			g1(2),
			g2(2),
		),
		section(3, first.ic),
		section(4, coefficientBytes(scalars.coefficients)),
		section(5, first.a),
		section(6, first.b),
		section(7, second.b),
		section(8, first.c),
		section(9, first.h),
		// Nobody contributed anything, and there is no transcript of it.
		section(10, new Uint8Array(64), word(0)),
	);
};

const projective = (numbers: readonly bigint[]): string[] => [
	...numbers.map(String),
	"1",
];
const projective2 = (numbers: readonly bigint[] = []): string[][] => [
	numbers.slice(0, 2).map(String),
	numbers.slice(2, 4).map(String),
	["1", "0"],
];

export const verifyingKeyOf = (
	first: FirstGroup,
	second: SecondGroup,
): VerifyingKey => {
	const [beta, gamma, delta] = second.coordinates;
	return {
		protocol: "groth16",
		curve: "bn128",
		nPublic: first.icCoordinates.length - 1,
		vk_alpha_1: projective(first.alphaCoordinates),
		vk_beta_2: projective2(beta),
		vk_gamma_2: projective2(gamma),
		vk_delta_2: projective2(delta),
		IC: first.icCoordinates.map(projective),
	};
};
