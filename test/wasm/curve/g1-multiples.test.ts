// Sums and multiples of many points against noble, with the points and scalars that formulas get wrong.

import { normalizeZ } from "@noble/curves/abstract/curve.js";
import { describe, expect, it } from "vitest";
import { defineMsm } from "../../../wasm/curve/msm.ts";
import { shortBasis } from "../../../wasm/curve/scalar.ts";
import { defineSum } from "../../../wasm/curve/sum.ts";
import {
	affineOf,
	anyPoint,
	bytesOf,
	cases,
	make,
	type NoblePoint,
	nobleG1,
	random,
	times,
} from "./g1-made.ts";

describe.each(cases)(
	"many points of $name by $backend",
	({ backend, prime }) => {
		const made = make(backend, prime, (g1) => {
			const sum = defineSum(g1);
			const { multiply, msm, table, split, fixed, fixedTable } = defineMsm(
				g1,
				sum,
			);
			const { gather, addLanes } = sum;
			return {
				...{ sum: sum.sum, gather, addLanes },
				...{ multiply, msm, table, split, fixed, fixedTable },
			};
		});
		const { g1, run, reserve, put, write, writePoint, readPoint, read } = made;
		const { tableSize, fixedTableSize, digitsSize } = (() => {
			let sizes = { tableSize: 0, fixedTableSize: 0, digitsSize: 0 };
			make(backend, prime, (g1) => {
				sizes = defineMsm(g1, defineSum(g1));
				return {};
			});
			return sizes;
		})();
		const Point = nobleG1(prime);
		const { order } = g1.numbers;
		const { below, bits } = random(512);
		const most = 520;
		const row = reserve((most / 2) * g1.affineSize);
		const other = reserve((most / 2) * g1.affineSize);
		const scratch = reserve((most / 2) * g1.field.size);
		const flags = reserve(most / 8 + 1);
		const [a, b] = [reserve(g1.pointSize), reserve(g1.pointSize)];

		const writeRow = (points: readonly NoblePoint[]): number => {
			for (let i = 0; i < points.length; i += 2)
				write(
					row + (i / 2) * g1.affineSize,
					affineOf(points[i] ?? Point.ZERO),
					affineOf(points[i + 1] ?? Point.ZERO),
				);
			return Math.ceil(points.length / 2);
		};
		const total = (points: readonly NoblePoint[]): NoblePoint =>
			points.reduce((sum, point) => sum.add(point), Point.ZERO);
		const expectSum = (points: readonly NoblePoint[]): void => {
			const pairs = writeRow(points);
			run("sum", a, row, pairs, scratch);
			const expected = affineOf(total(points));
			expect(readPoint(a)).toEqual([expected, expected]);
		};
		const some = (count: number): NoblePoint[] => {
			const start = anyPoint(g1, below);
			const step = anyPoint(g1, below);
			const points = [start];
			while (points.length < count)
				points.push((points.at(-1) ?? start).add(step));
			// Not in the order that they were made in, where halves of the row differ by a constant.
			return normalizeZ(Point, points).sort(() => Number(bits(1)) - 0.5);
		};

		it.each([0, 1, 2, 3, 8, 31, 32, 33, 35, 67, 257, 512, 513])(
			"sums %i points",
			(count) => expectSum(count === 0 ? [] : some(count)),
		);

		it("sums rows with equal, opposite and infinite points, wherever they meet", () => {
			const points = some(512);
			const place = (at: readonly number[], what: (i: number) => NoblePoint) =>
				points.map((point, i) => (at.includes(i) ? what(i) : point));
			const first = points[0] ?? Point.BASE;
			const all = Array.from({ length: 512 }, (_, i) => i);
			// The tree adds point i and point i + 256 or so: one of these meets its like.
			const far = all.slice(250, 262);
			expectSum(place(far, () => first));
			expectSum(place(far, () => first.negate()));
			expectSum(place([17], () => Point.ZERO));
			expectSum(place([510], () => Point.ZERO));
			expectSum(place([0, 511], () => Point.ZERO));
			expectSum(all.map(() => first));
			expectSum(all.map((i) => (i % 2 === 0 ? first : first.negate())));
			expectSum(all.map((i) => (i < 256 ? first : first.negate())));
			expectSum(all.map(() => Point.ZERO));
			expectSum(all.map((i) => points[i % 7] ?? first));
		});

		it("gathers the points whose bit is as wanted, in order", () => {
			const points = some(101);
			writeRow(points);
			for (const density of [0n, 1n, 7n, 13n, 16n]) {
				const chosen = points.map(() => bits(4) < density);
				const packed = new Uint8Array(13);
				chosen.forEach((bit, i) => {
					packed[i >> 3] = (packed[i >> 3] ?? 0) | (Number(bit) << (i & 7));
				});
				put(flags, packed);
				for (const wanted of [true, false]) {
					const expected = points.filter((_, i) => chosen[i] === wanted);
					const pairs = run("gather", other, row, 101, flags, Number(wanted));
					expect(pairs).toBe(Math.ceil(expected.length / 2));
					for (let i = 0; i < pairs; i++)
						expect(read(other + i * g1.affineSize)).toEqual([
							affineOf(expected[2 * i] ?? Point.ZERO),
							affineOf(expected[2 * i + 1] ?? Point.ZERO),
						]);
				}
			}
		});

		it("adds the two lanes, equal and opposite ones too", () => {
			const point = anyPoint(g1, below);
			for (const second of [point, point.negate(), Point.ZERO, Point.BASE]) {
				writePoint(a, affineOf(point), affineOf(second), [5n, 7n]);
				run("addLanes", a, a);
				const expected = affineOf(point.add(second));
				expect(readPoint(a)).toEqual([expected, expected]);
			}
		});

		const half = 1n << 128n;
		const [[, v], [w]] = shortBasis(g1.numbers);
		const scalars = [
			...[0n, 1n, 2n, 3n, 8n, 15n, 16n, 17n],
			...[order - 1n, order, order + 1n, 2n * order, 2n * order - 1n],
			...[half - 1n, half, half + 1n, (1n << 255n) - 1n, (1n << 256n) - 1n],
			...[g1.numbers.lambda, order - g1.numbers.lambda, g1.numbers.lambda + 1n],
			...[v < 0n ? -v : v, w, w / 2n, order / 2n, order / 2n + 1n, order / 3n],
			0x8888888888888888888888888888888888888888888888888888888888888888n,
			0x7777777777777777777777777777777777777777777777777777777777777777n,
			...Array.from({ length: 10 }, () => bits(256)),
		].filter((k) => k < 1n << 256n);

		it("multiplies by any scalar of 256 bits, canonical or not", () => {
			const point = times(anyPoint(g1, below), g1.numbers.cofactor);
			const k = reserve(32);
			for (const scalar of scalars)
				for (const base of scalar === 2n ? [point, Point.ZERO] : [point]) {
					write(b, affineOf(base), affineOf(Point.BASE));
					put(k, bytesOf(scalar, 32));
					run("multiply", a, b, k);
					const expected = affineOf(times(base, scalar % order));
					expect(readPoint(a)).toEqual([expected, expected]);
				}
		});

		const k = reserve(32);
		const tables = reserve(64 * tableSize);
		const fixedTables = reserve(16 * fixedTableSize);
		const digits = reserve(64 * digitsSize);
		/** Sums them by both ways, the fixed one as far as there is room. */
		const expectMultiples = (
			points: readonly NoblePoint[],
			scalars: readonly bigint[],
		): void => {
			let expected = Point.ZERO;
			points.forEach((point, i) => {
				const scalar = scalars[i] ?? 0n;
				write(b, affineOf(point), affineOf(Point.BASE));
				run("table", tables + i * tableSize, b);
				if (i < 16) run("fixedTable", fixedTables + i * fixedTableSize, b);
				put(k, bytesOf(scalar, 32));
				run("split", digits + i * digitsSize, k);
				expected = expected.add(times(point, scalar % order));
			});
			const both = [affineOf(expected), affineOf(expected)];
			run("msm", a, tables, digits, points.length);
			expect(readPoint(a)).toEqual(both);
			if (points.length > 16) return;
			run("fixed", a, fixedTables, digits, points.length);
			expect(readPoint(a)).toEqual(both);
		};
		const fresh = () => times(anyPoint(g1, below), g1.numbers.cofactor);

		it.each([0, 1, 2, 3, 5, 16, 64])("sums %i multiples", (count) => {
			const points = Array.from({ length: count }, fresh);
			expectMultiples(
				points,
				points.map(() => bits(256)),
			);
		});

		it("sums multiples of equal, opposite and infinite points, and by equal and special scalars", () => {
			const [p, q] = [fresh(), fresh()];
			const l = Point.fromAffine({
				x: (p.x * g1.numbers.beta) % prime.p,
				y: p.y,
			});
			const one = bits(256);
			const many = scalars.slice(0, 5);
			for (const points of [
				[p, p],
				[p, p.negate()],
				[p, p.double()],
				[p, l],
				[p, Point.ZERO],
				[Point.ZERO, q],
				[Point.ZERO],
				[Point.ZERO, Point.ZERO, Point.ZERO],
				[p, q, p.add(q)],
				[p, q, p.negate(), q.negate(), p],
				[Point.BASE, Point.BASE, Point.BASE, Point.BASE],
			]) {
				expectMultiples(
					points,
					points.map(() => one),
				);
				expectMultiples(points, many);
				expectMultiples(
					points,
					points.map((_, i) => (i === 0 ? one : order - (one % order))),
				);
			}
			for (let i = 0; i + 5 <= scalars.length; i += 5)
				expectMultiples([p, q, p, Point.BASE, q], scalars.slice(i, i + 5));
		});
	},
);
