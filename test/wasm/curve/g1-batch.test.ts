// The check of many points at once: it says what the check of each says.

import { normalizeZ } from "@noble/curves/abstract/curve.js";
import { describe, expect, it } from "vitest";
import { type Batch, defineG1Batch } from "../../../wasm/curve/g1-batch.ts";
import { defineG1Subgroup } from "../../../wasm/curve/g1-subgroup.ts";
import { defineSum } from "../../../wasm/curve/sum.ts";
import { bls12381 } from "../../../wasm/field/prime.ts";
import {
	affineOf,
	anyPoint,
	backends,
	make,
	type NoblePoint,
	nobleG1,
	random,
	times,
} from "./g1-made.ts";

const Point = nobleG1(bls12381);

describe.each(backends)("many points of BLS12-381 by %s", (backend) => {
	let batch: Batch | undefined;
	const { g1, run, reserve, put, write } = make(backend, bls12381, (g1) => {
		batch = defineG1Batch(g1, defineSum(g1), defineG1Subgroup(g1));
		return { allInSubgroup: batch.allInSubgroup };
	});
	if (batch === undefined) throw new TypeError("no batch");
	const { randomBytes, scratchBytes } = batch;
	const { below, word } = random(1130);
	const most = 512;
	const row = reserve((most / 2) * g1.affineSize);
	const scratch = reserve(scratchBytes(most / 2));
	const noise = reserve(randomBytes(most / 2));

	const check = (
		points: readonly NoblePoint[],
		byte: () => number = () => word() & 0xff,
	): number => {
		const pairs = Math.ceil(points.length / 2);
		for (let i = 0; i < pairs; i++)
			write(
				row + i * g1.affineSize,
				affineOf(points[2 * i] ?? Point.ZERO),
				affineOf(points[2 * i + 1] ?? Point.ZERO),
			);
		put(noise, Uint8Array.from({ length: randomBytes(pairs) }, byte));
		return run("allInSubgroup", row, pairs, noise, scratch);
	};
	const { order, cofactor } = g1.numbers;
	const inside = (count: number): NoblePoint[] => {
		const step = times(anyPoint(g1, below), cofactor);
		const points = [times(anyPoint(g1, below), cofactor)];
		while (points.length < count)
			points.push((points.at(-1) ?? step).add(step));
		return normalizeZ(Point, points).sort(() => (word() & 1) - 0.5);
	};
	const small = [3n, 121n, 10177n ** 2n].map((n) => {
		for (;;) {
			const point = times(anyPoint(g1, below), (order * cofactor) / n);
			if (!point.is0()) return point;
		}
	});

	it.each([0, 1, 2, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 100, 511, 512])(
		"are accepted when all %i are in the subgroup",
		(count) => {
			expect(check(count === 0 ? [] : inside(count))).toBe(1);
		},
	);

	it("are refused when one is off by an element of small order, wherever it stands", () => {
		const good = inside(160);
		for (const i of [
			0, 1, 2, 3, 4, 5, 6, 79, 80, 151, 155, 156, 157, 158, 159,
		]) {
			const off = small[i % small.length] ?? Point.ZERO;
			const made = good.map((point, j) => (i === j ? point.add(off) : point));
			expect(check(made)).toBe(0);
		}
	});

	it("are refused when what is off would cancel in the plain sum", () => {
		const good = inside(160);
		const distances = [1, 2, 6, 84];
		for (const off of small)
			for (const distance of distances) {
				const made = good.map((point, j) => {
					if (j === 40) return point.add(off);
					return j === 40 + distance ? point.subtract(off) : point;
				});
				expect(check(made)).toBe(0);
			}
		expect(check(good.map((point) => point.add(small[0] ?? point)))).toBe(0);
		expect(check(good.map(() => anyPoint(g1, below)))).toBe(0);
	});

	it("rest on the random bytes: a point hides from known ones", () => {
		// All draws are then the first point of each three.
		const made = inside(160);
		made[2] = anyPoint(g1, below);
		expect(check(made, () => 0)).toBe(1);
		expect(check(made)).toBe(0);
		made[0] = anyPoint(g1, below);
		expect(check(made, () => 0)).toBe(0);
	});

	it("are judged rightly when some are equal, opposite or infinite", () => {
		const good = inside(160);
		const first = good[0] ?? Point.BASE;
		const off = anyPoint(g1, below);
		const rows: readonly ((i: number) => NoblePoint | undefined)[] = [
			(i) => (i === 2 ? first : good[i]),
			(i) => (i === 4 ? first.negate() : good[i]),
			(i) => (i === 6 ? first : good[i]),
			() => first,
			(i) => (i % 2 === 0 ? first : first.negate()),
			(i) => (i === 33 ? Point.ZERO : good[i]),
			(i) => (i === 159 ? Point.ZERO : good[i]),
			() => Point.ZERO,
			// P, Q and P + Q in one three
			(i) => (i === 4 ? first.add(good[2] ?? first) : good[i]),
		];
		for (const row of rows) {
			const made = good.map((_, i) => row(i) ?? first);
			expect(check(made)).toBe(1);
			expect(check(made.map((point, i) => (i === 77 ? off : point)))).toBe(0);
			expect(check(made.map((point, i) => (i === 158 ? off : point)))).toBe(0);
		}
	});
});
