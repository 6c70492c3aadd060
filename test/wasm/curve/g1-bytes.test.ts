// Points as bytes and in the subgroup, against noble: what decodes, what is refused, and that one lane never speaks for the
// other.

import { describe, expect, it } from "vitest";
import {
	defineG1Affine,
	defineG1Compressed,
} from "../../../wasm/curve/g1-bytes.ts";
import { defineG1Subgroup } from "../../../wasm/curve/g1-subgroup.ts";
import { bls12381, bn254 } from "../../../wasm/field/prime.ts";
import {
	affineOf,
	anyPoint,
	backends,
	bytesOf,
	infinity,
	make,
	modPow,
	type NoblePoint,
	nobleG1,
	random,
	times,
} from "./g1-made.ts";

describe.each(backends)("compressed points of BLS12-381 by %s", (backend) => {
	const { p } = bls12381;
	const { g1, run, reserve, put, bytes, read, write } = make(
		backend,
		bls12381,
		(g1) => ({
			...defineG1Compressed(g1),
			inSubgroup: defineG1Subgroup(g1),
		}),
	);
	const Point = nobleG1(bls12381);
	const { below } = random(381);
	// Addresses of any alignment.
	const [from0, from1, to0, to1] = [
		reserve(49) + 1,
		reserve(49),
		reserve(50) + 2,
		reserve(48),
	] as const;
	const q = reserve(g1.affineSize);

	const noneButFlags = (flags: number): Uint8Array => {
		const made = new Uint8Array(48);
		made[0] = flags;
		return made;
	};
	const withFlags = (x: bigint, flags: number): Uint8Array => {
		const made = bytesOf(x, 48);
		made[0] = (made[0] ?? 0) | flags;
		return made;
	};
	/** Of any point of the curve; noble writes those of the subgroup alone. */
	const compressed = (point: NoblePoint): Uint8Array => {
		const [x, y] = affineOf(point);
		if (point.is0()) return noneButFlags(0xc0);
		return withFlags(x, y > (p - 1n) / 2n ? 0xa0 : 0x80);
	};
	/** noble's own reading, which also says what is refused. */
	const nobleOf = (key: Uint8Array): NoblePoint | undefined => {
		try {
			return Point.fromBytes(key);
		} catch {
			return undefined;
		}
	};

	const inside = [
		Point.ZERO,
		...[1n, 2n, 3n].map((k) => Point.BASE.multiply(k)),
		...Array.from({ length: 6 }, () =>
			times(anyPoint(g1, below), g1.numbers.cofactor),
		),
	];
	const good = [
		...inside,
		Point.fromAffine({ x: 0n, y: 2n }),
		Point.fromAffine({ x: 0n, y: p - 2n }),
		...Array.from({ length: 30 }, () => anyPoint(g1, below)),
	];
	const off: bigint[] = [];
	while (off.length < 10) {
		const x = below(p);
		if (modPow(x * x * x + 4n, (p - 1n) / 2n, p) === p - 1n) off.push(x);
	}
	const one = compressed(Point.BASE);
	const bad: { readonly [why: string]: Uint8Array[] } = {
		"x off the curve": off.flatMap((x) => [
			withFlags(x, 0x80),
			withFlags(x, 0xa0),
		]),
		"infinity with the sign": [noneButFlags(0xe0)],
		"infinity with another byte": Array.from({ length: 48 }, (_, i) => {
			const key = noneButFlags(0xc0);
			key[i] = (key[i] ?? 0) | 1;
			return key;
		}),
		"infinity with x = p": [withFlags(p, 0xc0)],
		"no flag of compression": [0x00, 0x20, 0x40, 0x60].flatMap((flags) => [
			noneButFlags(flags),
			Uint8Array.from(one, (byte, i) =>
				i === 0 ? (byte & 0x1f) | flags : byte,
			),
		]),
		"the flag of infinity on a point": [0xc0, 0xe0].map((flags) =>
			Uint8Array.from(one, (byte, i) =>
				i === 0 ? (byte & 0x1f) | flags : byte,
			),
		),
		"x not below p": [
			p,
			p + 1n,
			p + Point.BASE.double().x,
			(1n << 381n) - 1n,
			p + 4n,
		]
			.filter((x) => x < 1n << 381n)
			.flatMap((x) => [withFlags(x, 0x80), withFlags(x, 0xa0)]),
	};

	it("decode as noble decodes them, and come back as the same bytes", () => {
		for (const point of inside) {
			expect(compressed(point)).toEqual(point.toBytes(true));
			expect(nobleOf(compressed(point))?.equals(point)).toBe(true);
		}
		good.forEach((point, i) => {
			const other = good[(i + 7) % good.length] ?? point;
			put(from0, compressed(point));
			put(from1, compressed(other));
			expect(run("decompress", q, from0, from1)).toBe(3);
			expect(read(q)).toEqual([affineOf(point), affineOf(other)]);
			run("compress", to0, to1, q);
			expect(bytes.slice(to0, to0 + 48)).toEqual(compressed(point));
			expect(bytes.slice(to1, to1 + 48)).toEqual(compressed(other));
		});
	});

	it.each(Object.entries(bad))("are refused for %s", (_, keys) => {
		expect(keys.length).toBeGreaterThan(0);
		for (const key of keys) {
			expect(nobleOf(key)).toBeUndefined();
			put(from0, key);
			put(from1, one);
			expect(run("decompress", q, from0, from1)).toBe(2);
			expect(read(q)).toEqual([infinity, affineOf(Point.BASE)]);
			expect(run("decompress", q, from1, from0)).toBe(1);
			expect(read(q)).toEqual([affineOf(Point.BASE), infinity]);
			expect(run("decompress", q, from0, from0)).toBe(0);
		}
	});

	it("are in the subgroup, or refused: points of small order, twists of good ones, and any point of the curve", () => {
		const { order, cofactor, beta } = g1.numbers;
		const all = order * cofactor;
		// For a prime n whose square divides the cofactor, all points of order n or n² have order n: there are n² of them.
		const small = [3n, 11n, 33n, 10177n, 859267n, 52437899n].map((n) => {
			const kept = n % 3n === 0n ? (n * n) / 3n : n * n;
			for (;;) {
				const point = times(anyPoint(g1, below), all / kept);
				if (times(point, n).is0() && !point.is0()) return point;
			}
		});
		const outside = [
			...small,
			...small.map((point) => Point.BASE.add(point)),
			...Array.from({ length: 10 }, () => anyPoint(g1, below)),
			times(anyPoint(g1, below), order),
			Point.fromAffine({ x: 0n, y: 2n }),
			Point.fromAffine({ x: 0n, y: p - 2n }),
		];
		for (const [i, point] of outside.entries()) {
			expect(times(point, order).is0()).toBe(false);
			const friend = inside[i % inside.length] ?? Point.BASE;
			expect(times(friend, order).is0()).toBe(true);
			const other = outside[(i + 1) % outside.length] ?? point;
			write(q, affineOf(point), affineOf(friend));
			expect(run("inSubgroup", q)).toBe(2);
			write(q, affineOf(friend), affineOf(point));
			expect(run("inSubgroup", q)).toBe(1);
			write(q, affineOf(point), affineOf(other));
			expect(run("inSubgroup", q)).toBe(0);
		}
		for (const [i, point] of inside.entries()) {
			const other = inside[(i + 1) % inside.length] ?? point;
			write(q, affineOf(point), affineOf(other));
			expect(run("inSubgroup", q)).toBe(3);
			// The endomorphism keeps the subgroup, and what is outside of it outside.
			const [x, y] = affineOf(point);
			write(q, [(x * beta) % p, y], affineOf(other));
			expect(run("inSubgroup", q)).toBe(3);
		}
	});
});

describe.each(
	backends.flatMap((backend) =>
		[bls12381, bn254].map((prime) => ({ backend, prime, name: prime.name })),
	),
)("x and y of $name by $backend", ({ backend, prime }) => {
	const { p, bytes: n } = prime;
	const { g1, run, reserve, put, bytes, read } = make(backend, prime, (g1) =>
		defineG1Affine(g1),
	);
	const { below } = random(254);
	const stride = n === 48 ? 64 : 32;
	const [from0, from1, to0, to1] = [1, 2, 3, 4].map(
		(i) => reserve(130) + (i % 3),
	) as [number, number, number, number];
	const q = reserve(g1.affineSize);
	const xy = (x: bigint, y: bigint): Uint8Array => {
		const made = new Uint8Array(stride + n);
		made.set(bytesOf(x, n));
		made.set(bytesOf(y, n), stride);
		return made;
	};
	const [x, y] = affineOf(anyPoint(g1, below));

	it("decode and come back as the same bytes", () => {
		const points = [infinity, [x, y] as const].concat(
			Array.from({ length: 20 }, () => affineOf(anyPoint(g1, below))),
		);
		points.forEach((point, i) => {
			const other = points[(i + 3) % points.length] ?? point;
			put(from0, xy(...point));
			put(from1, xy(...other));
			expect(run("decode", q, from0, from1, stride)).toBe(3);
			expect(read(q)).toEqual([point, other]);
			bytes.fill(0, to0, to0 + stride + n);
			bytes.fill(0, to1, to1 + stride + n);
			run("encode", to0, to1, q, stride);
			expect(bytes.slice(to0, to0 + stride + n)).toEqual(xy(...point));
			expect(bytes.slice(to1, to1 + stride + n)).toEqual(xy(...other));
		});
	});

	it("are refused when they are not canonical, off the curve or swapped", () => {
		const top = (1n << BigInt(8 * n)) - 1n;
		const bad = [
			[x, (y + 1n) % p],
			[y, x],
			[x, 0n],
			[0n, y],
			[0n, 1n],
			[1n, 0n],
			[0n, p],
			[p, 0n],
			[p, p],
			[x + p, y],
			[x, y + p],
			[x, top],
			[top, top],
		].filter((pair) => pair.every((value) => value <= top));
		for (const [a = 0n, b = 0n] of bad) {
			put(from0, xy(a, b));
			put(from1, xy(x, y));
			expect(run("decode", q, from0, from1, stride)).toBe(2);
			expect(read(q)).toEqual([infinity, [x, y]]);
			expect(run("decode", q, from1, from0, stride)).toBe(1);
			expect(read(q)).toEqual([[x, y], infinity]);
		}
	});
});
