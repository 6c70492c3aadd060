// Which constraints a witness breaks, and, for tests of the circuit, what they leave open around one. All of it is exact arithmetic over the
// constraints themselves, without the program that computed the witness.

import { multiply, order, reduce } from "./setup/field.ts";
import type { Constraint, R1cs, Term } from "./setup/r1cs.ts";

const evaluate = (terms: readonly Term[], witness: readonly bigint[]): bigint =>
	terms.reduce(
		(sum, { wire, value }) => (sum + value * (witness[wire] ?? 0n)) % order,
		0n,
	);

/** Which constraints the witness breaks. */
export const brokenBy = (
	{ constraints }: R1cs,
	witness: readonly bigint[],
): readonly number[] =>
	constraints.flatMap(({ a, b, c }, i) =>
		multiply(evaluate(a, witness), evaluate(b, witness)) ===
		evaluate(c, witness)
			? []
			: [i],
	);

/** How a·b - c changes when a wire of a satisfied constraint moves by d: linear · d + square · d². */
type Slope = { readonly linear: bigint; readonly square: bigint };

const slopesOf = (
	{ a, b, c }: Constraint,
	witness: readonly bigint[],
): ReadonlyMap<number, Slope> => {
	const valueA = evaluate(a, witness);
	const valueB = evaluate(b, witness);
	const parts = new Map<number, [bigint, bigint, bigint]>();
	for (const [place, terms] of [a, b, c].entries())
		for (const { wire, value } of terms) {
			const part = parts.get(wire) ?? [0n, 0n, 0n];
			part[place] = reduce((part[place] ?? 0n) + value);
			parts.set(wire, part);
		}
	return new Map(
		[...parts].map(([wire, [inA, inB, inC]]) => [
			wire,
			{
				linear: reduce(valueA * inB + valueB * inA - inC),
				square: multiply(inA, inB),
			},
		]),
	);
};

/**
 * The wires that could have another value while all the others keep theirs, whatever that value is. Wire 0, the constant,
 * is not among them.
 */
export const looseAlone = (
	{ constraints, wires }: R1cs,
	witness: readonly bigint[],
): readonly number[] => {
	const held = new Set<number>([0]);
	/** The one way in which every constraint so far lets a wire move, -linear / square: as it is, since a division takes long. */
	const wayOut = new Map<number, Slope>();
	for (const constraint of constraints)
		for (const [wire, slope] of slopesOf(constraint, witness)) {
			const { linear, square } = slope;
			if (held.has(wire) || (linear === 0n && square === 0n)) continue;
			const known = wayOut.get(wire);
			const isOther =
				known !== undefined &&
				multiply(known.linear, square) !== multiply(linear, known.square);
			if (linear === 0n || square === 0n || isOther) held.add(wire);
			else wayOut.set(wire, slope);
		}
	return Array.from({ length: wires }, (_, i) => i).filter(
		(wire) => !held.has(wire),
	);
};

/**
 * The wires whose value near this witness does not follow from those of `given`. A wire follows from a constraint in which
 * it is the only one that is not known yet and has a slope; what cannot be reached so, one after the other, is returned.
 */
export const looseTogether = (
	{ constraints, wires }: R1cs,
	witness: readonly bigint[],
	given: readonly number[],
): readonly number[] => {
	const known = new Set<number>([0, ...given]);
	const unknowns = constraints.map((constraint) => {
		const open = new Set<number>();
		for (const [wire, { linear }] of slopesOf(constraint, witness))
			if (linear !== 0n && !known.has(wire)) open.add(wire);
		return open;
	});
	const users = new Map<number, number[]>();
	for (const [i, open] of unknowns.entries())
		for (const wire of open) {
			const list = users.get(wire);
			if (list === undefined) users.set(wire, [i]);
			else list.push(i);
		}
	const ready = [...unknowns.keys()].filter((i) => unknowns[i]?.size === 1);
	for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
		const [wire] = unknowns[next] ?? [];
		if (wire === undefined) continue;
		known.add(wire);
		for (const user of users.get(wire) ?? []) {
			const open = unknowns[user];
			open?.delete(wire);
			if (open?.size === 1) ready.push(user);
		}
	}
	return Array.from({ length: wires }, (_, i) => i).filter(
		(wire) => !known.has(wire),
	);
};

/** The signals' names by wire. Several can share one. @param sym the text that the compiler writes of them */
export const wireNames = (sym: string): ReadonlyMap<number, string[]> => {
	const names = new Map<number, string[]>();
	for (const line of sym.split("\n")) {
		const [, wire, , name] = line.split(",");
		const number = Number(wire);
		if (name === undefined || number < 0) continue;
		const list = names.get(number);
		if (list === undefined) names.set(number, [name]);
		else list.push(name);
	}
	return names;
};
