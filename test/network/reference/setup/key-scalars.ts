// The proving and verifying key of a circuit as numbers, before they become points: Groth16's generator, run by somebody
// who knows the secrets. Source: https://eprint.iacr.org/2016/260 (3.2, the setup), in the Lagrange basis that snarkjs
// proves in: the powers of tau occur only as values of the domain's Lagrange polynomials at tau.

import { invert, invertAll, multiply, order, power, reduce } from "./field.ts";
import type { Constraint, R1cs, Term } from "./r1cs.ts";
import { toxic } from "./toxic.ts";

/** A term of A (0) or B (1), as the prover evaluates them. */
export type Coefficient = {
	readonly matrix: 0 | 1;
	readonly row: number;
	readonly term: Term;
};

/** One for each wire: its polynomials of A, B and C at tau. */
export type WireScalars = {
	readonly a: readonly bigint[];
	readonly b: readonly bigint[];
	readonly c: readonly bigint[];
};

export type KeyScalars = {
	readonly domain: number;
	readonly coefficients: readonly Coefficient[];
	readonly wires: WireScalars;
	/** (beta A + alpha B + C) / gamma of the public wires, and the same over delta of the others. */
	readonly ic: readonly bigint[];
	readonly c: readonly bigint[];
	/** What the quotient is committed with: the Lagrange polynomials of the odd points of twice the domain, over delta. */
	readonly h: readonly bigint[];
};

/** A generator of the multiplicative group of F, which has 2^28 as a factor of its order. */
const generator = 5n;

const rootOfUnity = (size: number): bigint =>
	power(generator, (order - 1n) / BigInt(size));

/** L_i(tau) of the domain of `size` points: (tau^size - 1) / size · w^i / (tau - w^i). */
const lagrangeAtTau = (size: number): bigint[] => {
	const root = rootOfUnity(size);
	const points = [1n];
	for (let i = 1; i < size; i++)
		points.push(multiply(points[i - 1] ?? 0n, root));
	const inverses = invertAll(points.map((point) => reduce(toxic.tau - point)));
	const factor = multiply(
		reduce(power(toxic.tau, BigInt(size)) - 1n),
		invert(BigInt(size)),
	);
	return points.map((point, i) =>
		multiply(factor, multiply(point, inverses[i] ?? 0n)),
	);
};

/** The public wires get a row of their own, wire · 0 = 0, so that no two of them can stand for each other. */
const withPublicRows = ({ constraints, publicWires }: R1cs): Constraint[] => [
	...constraints,
	...Array.from({ length: publicWires + 1 }, (_, wire) => ({
		a: [{ wire, value: 1n }],
		b: [],
		c: [],
	})),
];

export const keyScalars = (r1cs: R1cs): KeyScalars => {
	const rows = withPublicRows(r1cs);
	const domain = 2 ** Math.ceil(Math.log2(rows.length));
	const basis = lagrangeAtTau(domain);
	const zeros = (): bigint[] => new Array<bigint>(r1cs.wires).fill(0n);
	const a = zeros();
	const b = zeros();
	const c = zeros();
	const add = (to: bigint[], terms: readonly Term[], weight: bigint): void => {
		for (const { wire, value } of terms)
			to[wire] = ((to[wire] ?? 0n) + value * weight) % order;
	};
	const coefficients: Coefficient[] = [];
	for (const [row, constraint] of rows.entries()) {
		const weight = basis[row] ?? 0n;
		add(a, constraint.a, weight);
		add(b, constraint.b, weight);
		add(c, constraint.c, weight);
		for (const term of constraint.a)
			coefficients.push({ matrix: 0, row, term });
		for (const term of constraint.b)
			coefficients.push({ matrix: 1, row, term });
	}
	const overGamma = invert(toxic.gamma);
	const overDelta = invert(toxic.delta);
	const combined = a.map((value, wire) =>
		reduce(
			toxic.beta * value + toxic.alpha * (b[wire] ?? 0n) + (c[wire] ?? 0n),
		),
	);
	const firstPrivate = r1cs.publicWires + 1;
	return {
		domain,
		coefficients,
		wires: { a, b, c },
		ic: combined.slice(0, firstPrivate).map((v) => multiply(v, overGamma)),
		c: combined.slice(firstPrivate).map((v) => multiply(v, overDelta)),
		h: lagrangeAtTau(2 * domain)
			.filter((_, i) => i % 2 === 1)
			.map((v) => multiply(v, overDelta)),
	};
};
