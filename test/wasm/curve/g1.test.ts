// G1's arithmetic against noble: random points and the cases that formulas get wrong.

import { describe, expect, it } from "vitest";
import {
	type Affine,
	affineOf,
	anyPoint,
	cases,
	infinity,
	make,
	modPow,
	nobleG1,
	random,
	times,
} from "./g1-made.ts";

describe.each(cases)("G1 of $name by $backend", ({ backend, prime }) => {
	const { p } = prime;
	const made = make(backend, prime, (g1) => ({
		add: g1.add,
		addMixed: g1.addMixed,
		double: g1.double,
		neg: g1.neg,
		negAffine: g1.negAffine,
		isInfinity: g1.isInfinity,
		isInfinityAffine: g1.isInfinityAffine,
		isOnCurve: g1.isOnCurve,
		endomorphism: g1.endomorphism,
		inverse: g1.roots.inverse,
		sqrt: g1.roots.sqrt,
		batchInverse: g1.roots.batchInverse,
	}));
	const { g1, run, reserve, write, read, writePoint, readPoint } = made;
	const Point = nobleG1(prime);
	const { below } = random(20261121);
	const [a, b, c, q] = [1, 2, 3, 4].map(() => reserve(g1.pointSize)) as [
		number,
		number,
		number,
		number,
	];
	const z = (): Affine => [1n + below(p - 1n), 1n + below(p - 1n)];
	// The point of order three, where the curve has one: x = 0.
	const rootB = modPow(g1.numbers.b, (p + 1n) / 4n, p);
	const special =
		(rootB * rootB) % p === g1.numbers.b
			? [Point.fromAffine({ x: 0n, y: rootB })]
			: [];
	const points = [
		Point.ZERO,
		Point.BASE,
		Point.BASE.negate(),
		Point.BASE.double(),
		...special,
		...special.map((point) => point.negate()),
		...Array.from({ length: 5 }, () => anyPoint(g1, below)),
	];

	it("adds every pair of points, with equal ones, opposite ones and infinity in either lane", () => {
		for (const [i, left] of points.entries())
			for (const [j, right] of points.entries()) {
				const left1 = points[(i + 3 * j) % points.length] ?? left;
				const right1 = points[(2 * i + j + 1) % points.length] ?? right;
				writePoint(a, affineOf(left), affineOf(left1), z());
				writePoint(b, affineOf(right), affineOf(right1), z());
				const expected = [left.add(right), left1.add(right1)].map(affineOf);
				run("add", c, a, b);
				expect(readPoint(c)).toEqual(expected);
				expect(run("isInfinity", c)).toBe(
					(expected[0]?.[1] === 0n ? 1 : 0) + (expected[1]?.[1] === 0n ? 2 : 0),
				);
				if (!right.is0() && !right1.is0()) {
					write(q, affineOf(right), affineOf(right1));
					run("addMixed", c, a, q);
					expect(readPoint(c)).toEqual(expected);
				}
				// In place, over either operand.
				run("add", a, a, b);
				expect(readPoint(a)).toEqual(expected);
			}
	});

	it("doubles and negates, infinity too", () => {
		for (const [i, point] of points.entries()) {
			const other = points[(i + 1) % points.length] ?? point;
			writePoint(a, affineOf(point), affineOf(other), z());
			run("neg", c, a);
			expect(readPoint(c)).toEqual(
				[point.negate(), other.negate()].map(affineOf),
			);
			run("double", a, a);
			expect(readPoint(a)).toEqual(
				[point.double(), other.double()].map(affineOf),
			);
			write(q, affineOf(point), affineOf(other));
			run("negAffine", q, q);
			expect(read(q)).toEqual([point.negate(), other.negate()].map(affineOf));
			expect(run("isInfinityAffine", q)).toBe(
				(point.is0() ? 1 : 0) + (other.is0() ? 2 : 0),
			);
		}
	});

	it("stays right along a thousand steps without a return to affine", () => {
		let [left, right] = [anyPoint(g1, below), anyPoint(g1, below)];
		const [l, r] = [anyPoint(g1, below), anyPoint(g1, below)];
		writePoint(a, affineOf(left), affineOf(right), z());
		writePoint(b, affineOf(l), affineOf(r), z());
		write(q, affineOf(l), affineOf(r));
		for (let i = 0; i < 1000; i++) {
			const kind = Number(below(3n));
			if (kind === 0) {
				run("double", a, a);
				[left, right] = [left.double(), right.double()];
			} else {
				if (kind === 1) run("add", a, a, b);
				else run("addMixed", a, a, q);
				[left, right] = [left.add(l), right.add(r)];
			}
		}
		expect(readPoint(a)).toEqual([left, right].map(affineOf));
	});

	it("tells points of the curve from others, lane by lane", () => {
		const [x, y] = affineOf(anyPoint(g1, below));
		const on: Affine = [x, y];
		const off: Affine = [x, (y + 1n) % p];
		const swapped: Affine = [y, x];
		expect(run("isOnCurve", write(q, on, off))).toBe(1);
		expect(run("isOnCurve", write(q, swapped, on))).toBe(2);
		expect(run("isOnCurve", write(q, infinity, infinity))).toBe(0);
	});

	it("multiplies by lambda with the endomorphism", () => {
		const [left, right] = [Point.BASE.double(), Point.BASE.multiply(12345n)];
		write(q, affineOf(left), affineOf(right));
		run("endomorphism", q, q);
		const { lambda } = g1.numbers;
		expect(read(q)).toEqual(
			[times(left, lambda), times(right, lambda)].map(affineOf),
		);
	});

	it("inverts and takes roots, and says which have none", () => {
		const { writePair, readPair } = made;
		const values = [0n, 1n, p - 1n, 2n, p - 2n, 4n].concat(
			Array.from({ length: 20 }, () => below(p)),
		);
		const inverse = (x: bigint) => modPow(x, p - 2n, p);
		values.forEach((x, i) => {
			const y = values[(i + 1) % values.length] ?? 0n;
			run("inverse", c, writePair(a, [x, y]));
			expect(readPair(c)).toEqual([inverse(x), inverse(y)]);
			const mask = run("sqrt", a, a);
			const isSquare = (n: bigint) =>
				n === 0n || modPow(n, (p - 1n) / 2n, p) === 1n;
			expect(mask).toBe((isSquare(x) ? 1 : 0) + (isSquare(y) ? 2 : 0));
			const [r, s] = readPair(a);
			expect((r * r) % p).toBe(isSquare(x) ? x : (p - x) % p);
			expect((s * s) % p).toBe(isSquare(y) ? y : (p - y) % p);
		});
		const [row, inverses] = [
			reserve(32 * g1.field.size),
			reserve(32 * g1.field.size),
		];
		const at = (base: number, i: number) => base + i * g1.field.size;
		values.forEach((x, i) => {
			writePair(at(row, i), [x, values[values.length - 1 - i] ?? 0n]);
		});
		run("batchInverse", inverses, row, values.length);
		values.forEach((x, i) => {
			expect(readPair(at(inverses, i))).toEqual([
				inverse(x),
				inverse(values[values.length - 1 - i] ?? 0n),
			]);
		});
		run("batchInverse", inverses, row, 0);
	});
});
