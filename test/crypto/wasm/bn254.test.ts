// BN254's module against noble, in every backend that there is: the EVM's encodings, sums, products of pairings, equations.

import "../../wasm/relaxed-simd.ts";
import { bn254 } from "@noble/curves/bn254.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bigToBytes, concat } from "../../../src/base/bytes.ts";
import {
	bn254G1,
	bn254P,
	bn254R,
	negateG1,
} from "../../../src/crypto/bn254.ts";
import { nobleBn254 } from "../../../src/crypto/noble-bn254.ts";
import { noTerms, termOf } from "../../../src/crypto/pairing.ts";
import { openBn254 } from "../../../src/crypto/wasm/bn254.ts";
import { bn254HeapBytes, emitBn254 } from "../../../wasm/bn254.ts";
import { backendsHere } from "../../wasm/backends.ts";

const { G1, G2 } = bn254;
const infinityG1 = new Uint8Array(64);
const infinityG2 = new Uint8Array(128);
const word = (value: bigint) => bigToBytes(value, 32);

const g1 = (scalar: bigint): Uint8Array => {
	const point = G1.Point.BASE.multiplyUnsafe(scalar % bn254R);
	if (point.is0()) return infinityG1;
	const { x, y } = point.toAffine();
	return bn254G1(x, y);
};
type G2Point = typeof G2.Point.BASE;
const g2Of = (point: G2Point): Uint8Array => {
	const { x, y } = point.toAffine();
	return concat(...[x.c1, x.c0, y.c1, y.c0].map(word));
};
const g2 = (scalar: bigint): Uint8Array => {
	const point = G2.Point.BASE.multiplyUnsafe(scalar % bn254R);
	return point.is0() ? infinityG2 : g2Of(point);
};

/** A point of the twist that is not in the subgroup. */
const strayG2 = (): Uint8Array => {
	const { Fp2 } = bn254.fields;
	const b = Fp2.div(Fp2.fromBigTuple([3n, 0n]), Fp2.fromBigTuple([9n, 1n]));
	for (let c0 = 1n; ; c0++) {
		const x = Fp2.fromBigTuple([c0, 1n]);
		try {
			const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), b));
			return concat(...[x.c1, x.c0, y.c1, y.c0].map(word));
		} catch {
			// No point with this x.
		}
	}
};

const inverseOfThree = bn254.fields.Fr.inv(3n);

const scalar = fc.oneof(
	fc.constantFrom(
		0n,
		1n,
		2n,
		bn254R - 1n,
		bn254R,
		bn254R + 1n,
		2n ** 256n - 1n,
	),
	fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
);
const log = fc.oneof(
	fc.constantFrom(0n, 1n, 2n, bn254R - 1n),
	fc.bigInt({ min: 0n, max: bn254R - 1n }),
);

const damaged = (bytes: Uint8Array, at: number, bit: number): Uint8Array => {
	const copy = bytes.slice();
	const old = copy[at] ?? 0;
	copy[at] = old ^ (1 << bit);
	return copy;
};

describe.each(backendsHere)("BN254 in %s", async (backend) => {
	const bytes = emitBn254(backend).encode(bn254HeapBytes);
	const curve = await openBn254(bytes, backend);

	it("adds as noble does, points equal, opposite and at infinity too", () => {
		fc.assert(
			fc.property(log, log, fc.nat(3), (a, b, kind) => {
				const left = g1(a);
				const right =
					[g1(b), left, negateG1(left), infinityG1][kind] ?? infinityG1;
				expect(curve.add(left, right)).toEqual(nobleBn254.add(left, right));
			}),
			{ numRuns: 40 },
		);
	});

	it("multiplies and combines as noble does, by any scalar of 256 bits", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(log, scalar), { maxLength: 8 }),
				(terms) => {
					const points = concat(...terms.map(([a]) => g1(a)));
					const scalars = concat(...terms.map(([, k]) => word(k)));
					const want = nobleBn254.combine(points, scalars);
					expect(want).not.toBeNull();
					expect(curve.combine(points, scalars)).toEqual(want);
					const [first] = terms;
					if (first === undefined) return;
					const [a, k] = first;
					expect(curve.multiply(g1(a), word(k))).toEqual(
						nobleBn254.multiply(g1(a), word(k)),
					);
				},
			),
			{ numRuns: 20 },
		);
	});

	it("combines more points than share their doublings", () => {
		const count = 150n;
		const logs = Array.from({ length: Number(count) }, (_, i) => BigInt(i));
		const points = concat(...logs.map(g1));
		const scalars = concat(...logs.map((i) => word(bn254R - i - 7n)));
		const total = logs.reduce((sum, i) => sum + i * (bn254R - i - 7n), 0n);
		expect(curve.combine(points, scalars)).toEqual(g1(total % bn254R));
	});

	it("says of products of pairings what their exponents say", () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(log, log), { maxLength: 4 }), (pairs) => {
				const exponent = pairs.reduce((sum, [a, b]) => sum + a * b, 0n);
				const all = concat(...pairs.flatMap(([a, b]) => [g1(a), g2(b)]));
				const holds = exponent % bn254R === 0n;
				expect(curve.checkPairing(all)).toBe(holds);
				const rest = bn254R - (exponent % bn254R);
				const whole = concat(all, g1(rest), g2(1n));
				expect(curve.checkPairing(whole)).toBe(true);
				const other = concat(all, g1(rest + 1n), g2(1n));
				expect(curve.checkPairing(other)).toBe(false);
			}),
			{ numRuns: 12 },
		);
	});

	it("takes more pairs than share a loop", () => {
		const pairs = Array.from({ length: 70 }, (_, i) =>
			i % 2 === 0 ? [g1(3n), g2(5n)] : [g1(bn254R - 15n), g2(1n)],
		);
		expect(curve.checkPairing(concat(...pairs.flat()))).toBe(true);
		expect(curve.checkPairing(concat(...pairs.slice(1).flat()))).toBe(false);
	});

	it("takes a side's pair beside as many free ones as fill a list", () => {
		const own = curve.prepare({
			sides: [{ g2: g2(3n), bases: new Uint8Array(0) }],
			constant: new Uint8Array(0),
		});
		if (own === null) throw new Error("not prepared");
		for (const count of [63, 64, 65, 128]) {
			const free = concat(
				...Array.from({ length: count }, () => [g1(1n), g2(1n)]).flat(),
			);
			const point = g1((bn254R - BigInt(count)) * inverseOfThree);
			expect(own.check([termOf(point)], free)).toBe(true);
			expect(own.check([termOf(g1(1n))], free)).toBe(false);
		}
		own.close();
	});

	it("refuses what is not canonical, off the curve, out of the subgroup or half", () => {
		const stray = strayG2();
		expect(nobleBn254.checkPairing(concat(g1(1n), stray))).toBeNull();
		expect(curve.checkPairing(concat(g1(1n), stray))).toBeNull();
		expect(curve.checkPairing(concat(infinityG1, stray))).toBeNull();
		const { x, y } = G1.Point.BASE.toAffine();
		const bad = [
			bn254G1(x + bn254P, y),
			bn254G1(x, y + bn254P),
			bn254G1(bn254P, bn254P),
			bn254G1(0n, bn254P),
			bn254G1(y, x),
			bn254G1(0n, 1n),
			bn254G1(x, 0n),
			g1(1n).subarray(1),
			concat(g1(1n), new Uint8Array(1)),
		];
		for (const point of bad) {
			expect(curve.add(point, g1(1n))).toBeNull();
			expect(curve.add(g1(1n), point)).toBeNull();
			expect(curve.multiply(point, word(2n))).toBeNull();
			expect(curve.combine(point, word(2n))).toBeNull();
			expect(curve.checkPairing(concat(point, g2(1n)))).toBeNull();
			expect(curve.checkPairing(concat(point, infinityG2))).toBeNull();
		}
		for (const at of [0, 32, 64, 96]) {
			const twist = g2(1n);
			const value = twist.subarray(at, at + 32);
			const more = word(
				BigInt(`0x${Buffer.from(value).toString("hex")}`) + bn254P,
			);
			const copy = twist.slice();
			copy.set(more, at);
			expect(curve.checkPairing(concat(g1(1n), copy))).toBeNull();
			expect(curve.checkPairing(concat(infinityG1, copy))).toBeNull();
		}
		expect(curve.combine(g1(1n), new Uint8Array(31))).toBeNull();
		expect(curve.checkPairing(g1(1n))).toBeNull();
		expect(curve.add(g1(1n), g1(2n))).toEqual(g1(3n));
	});

	it("says what noble says when any bit is turned", () => {
		const pairs = concat(g1(6n), g2(5n), g1(bn254R - 10n), g2(3n));
		expect(curve.checkPairing(pairs)).toBe(true);
		fc.assert(
			fc.property(fc.nat(pairs.length - 1), fc.nat(7), (at, bit) => {
				const turned = damaged(pairs, at, bit);
				const want = nobleBn254.checkPairing(turned);
				expect(want).not.toBe(true);
				expect(curve.checkPairing(turned)).toBe(want);
			}),
			{ numRuns: 30 },
		);
	});

	it("checks equations as noble does, until they are closed", () => {
		// e(base·s + point·k, 3) · e(point, 5) · constant · free = 1, by exponents
		const equation = {
			sides: [
				{ g2: g2(3n), bases: concat(g1(2n), g1(7n)) },
				{ g2: g2(5n), bases: new Uint8Array(0) },
				{ g2: infinityG2, bases: g1(4n) },
			],
			constant: concat(g1(11n), g2(13n), infinityG1, g2(1n)),
		};
		const terms = (a: bigint, b: bigint, c: bigint) => [
			{
				scalars: concat(word(a), word(b)),
				points: g1(9n),
				pointScalars: word(c),
			},
			termOf(g1(4n)),
			{ ...noTerms, scalars: word(77n) },
		];
		const own = curve.prepare(equation);
		const noble = nobleBn254.prepare(equation);
		if (own === null || noble === null) throw new Error("not prepared");
		fc.assert(
			fc.property(scalar, scalar, scalar, fc.boolean(), (a, b, c, honest) => {
				const sum = 3n * (2n * a + 7n * b + 9n * c) + 20n + 143n;
				const rest = bn254R - (sum % bn254R) + (honest ? 0n : 1n);
				const free = concat(g1(rest), g2(1n));
				expect(own.check(terms(a, b, c), free)).toBe(honest);
				expect(own.combine(0, terms(a, b, c)[0] ?? noTerms)).toEqual(
					noble.combine(0, terms(a, b, c)[0] ?? noTerms),
				);
			}),
			{ numRuns: 15 },
		);
		const good = concat(g1(bn254R - (3n * 18n + 163n)), g2(1n));
		expect(own.check(terms(1n, 1n, 1n), good)).toBe(true);
		expect(noble.check(terms(1n, 1n, 1n), good)).toBe(true);
		expect(own.check(terms(1n, 1n, 1n).slice(1), good)).toBe(false);
		expect(own.check(terms(1n, 1n, 1n), good.subarray(1))).toBe(false);
		const [first, ...others] = terms(1n, 1n, 1n);
		if (first === undefined) return;
		const short = { ...first, scalars: word(1n) };
		expect(own.check([short, ...others], good)).toBe(false);
		const off = { ...first, points: bn254G1(1n, 1n) };
		expect(own.check([off, ...others], good)).toBe(false);
		expect(own.combine(0, off)).toBeNull();
		expect(own.combine(3, first)).toBeNull();
		own.close();
		own.close();
		expect(own.check(terms(1n, 1n, 1n), good)).toBe(false);
		expect(own.combine(0, first)).toBeNull();
	});

	it("prepares no equation with a point that is none, and many with room again", () => {
		const stray = strayG2();
		const side = { g2: g2(3n), bases: g1(2n) };
		const none = new Uint8Array(0);
		for (const equation of [
			{ sides: [{ ...side, g2: stray }], constant: none },
			{ sides: [side, { ...side, bases: bn254G1(1n, 1n) }], constant: none },
			{ sides: [side], constant: concat(g1(1n), stray) },
			{ sides: [side], constant: g1(1n) },
			{ sides: Array.from({ length: 9 }, () => side), constant: none },
		])
			expect(curve.prepare(equation)).toBeNull();
		const large = {
			sides: [
				{
					g2: g2(3n),
					bases: concat(...Array.from({ length: 300 }, () => g1(5n))),
				},
			],
			constant: none,
		};
		for (let i = 0; i < 20; i++) {
			const own = curve.prepare(large);
			if (own === null) throw new Error("not prepared");
			const scalars = concat(...Array.from({ length: 300 }, () => word(2n)));
			const free = concat(g1(bn254R - 9000n), g2(1n));
			expect(own.check([{ ...noTerms, scalars }], free)).toBe(true);
			own.close();
		}
	});
});

describe("the subgroup of BN254's twist", () => {
	it("is all that the check's endomorphism maps to infinity", () => {
		const x = 0x44e992b44a6909f1n;
		const trace = 6n * x * x + 1n;
		// (x + 1) + x·psi + x·psi^2 − 2x·psi^3 with psi^2 = trace·psi − p, as u + v·psi
		const [u2, v2] = [-bn254P, trace];
		const [u3, v3] = [v2 * -bn254P, u2 + v2 * trace];
		const u = x + 1n + x * u2 - 2n * x * u3;
		const v = x + x * v2 - 2n * x * v3;
		const norm = u * u + u * v * trace + v * v * bn254P;
		const gcd = (a: bigint, b: bigint): bigint =>
			b === 0n ? a : gcd(b, a % b);
		expect(norm % bn254R).toBe(0n);
		expect(gcd(norm, 2n * bn254P - bn254R)).toBe(1n);
	});
});
