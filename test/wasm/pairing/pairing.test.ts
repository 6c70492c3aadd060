// Miller loops, prepared lines and final exponentiations against noble, in every backend that there is.

import "../relaxed-simd.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backendsHere } from "../backends.ts";
import { curves, openPairing } from "./open.ts";

const x = 0x44e992b44a6909f1n;
const cofactors = {
	"bls12-381": 3n,
	bn254: 2n * x * (6n * x * x + 3n * x + 1n),
};

describe.each(curves)("the pairing of $name", ({ name, prime, noble }) => {
	const { p } = prime;
	const { Fp12, Fr } = noble.fields;
	const { G1, G2 } = noble;
	const order = Fr.ORDER;

	const open = (backend: (typeof backendsHere)[number]) => {
		const k = openPairing(prime, backend);
		const g1 = k.reserve(k.size);
		const g2 = k.reserve(2 * k.size);
		const value = k.reserve(k.fp12Size);
		const tables = k.reserve(4 * k.tableSize);
		const list = k.reserve(8 * k.entrySize);
		const writeG1 = (scalar: bigint): void => {
			const point = G1.Point.BASE.multiply(scalar).toAffine();
			k.writePair(g1, [point.x, point.y]);
		};
		const writeG2 = (scalar: bigint): void => {
			const point = G2.Point.BASE.multiply(scalar).toAffine();
			k.writeFp2(g2, point.x);
			k.writeFp2(g2 + k.size, point.y);
		};
		return {
			k,
			list,
			value,
			free: (index: number, a: bigint, b: bigint): void => {
				writeG1(a);
				writeG2(b);
				k.run("setFree", list + index * k.entrySize, g1, g2);
			},
			prepare: (index: number, b: bigint): void => {
				writeG2(b);
				k.run("prepare", tables + index * k.tableSize, g2);
			},
			fixed: (index: number, a: bigint, table: number): void => {
				writeG1(a);
				const at = tables + table * k.tableSize;
				k.run("setFixed", list + index * k.entrySize, g1, at);
			},
			pairing: (count: number) => {
				k.run("miller", value, list, count);
				k.run("finalExp", value, value);
				return k.readFp12(value);
			},
			isOne: (count: number) => k.run("isProductOne", list, count),
		};
	};
	const scalar = fc.bigInt({ min: 1n, max: order - 1n });
	const few = fc.oneof(fc.constantFrom(1n, 2n, order - 1n), scalar);

	it.each(backendsHere)("gives noble's values in %s", (backend) => {
		const own = open(backend);
		fc.assert(
			fc.property(few, few, fc.boolean(), (a, b, isFixed) => {
				if (isFixed) {
					own.prepare(0, b);
					own.fixed(0, a, 0);
				} else own.free(0, a, b);
				const want = noble.pairing(
					G1.Point.BASE.multiply(a),
					G2.Point.BASE.multiply(b),
				);
				expect(own.pairing(1)).toEqual(want);
			}),
			{ numRuns: 12 },
		);
	});

	it.each(backendsHere)(
		"is bilinear over many pairs, free and fixed, in %s",
		(backend) => {
			const own = open(backend);
			own.prepare(0, 5n);
			own.prepare(1, order - 7n);
			fc.assert(
				fc.property(
					fc.array(fc.tuple(few, few, fc.nat(2)), {
						minLength: 0,
						maxLength: 6,
					}),
					(pairs) => {
						let exponent = 0n;
						pairs.forEach(([a, b, kind], i) => {
							const at = [b, 5n, order - 7n][kind] ?? b;
							if (kind === 0) own.free(i, a, b);
							else own.fixed(i, a, kind - 1);
							exponent = (exponent + a * at) % order;
						});
						const rest = (order - exponent) % order;
						expect(own.isOne(pairs.length)).toBe(rest === 0n ? 1 : 0);
						if (rest === 0n) return;
						own.free(pairs.length, rest, 1n);
						expect(own.isOne(pairs.length + 1)).toBe(1);
						own.free(pairs.length, rest, 2n);
						expect(own.isOne(pairs.length + 1)).toBe(0);
					},
				),
				{ numRuns: 15 },
			);
		},
	);

	it.each(backendsHere)(
		"leaves a list and its tables as they were in %s",
		(backend) => {
			const own = open(backend);
			own.prepare(0, 3n);
			own.free(0, 6n, order - 2n);
			own.fixed(1, 4n, 0);
			for (let i = 0; i < 3; i++) expect(own.isOne(2)).toBe(1);
			expect(own.isOne(1)).toBe(0);
			expect(own.isOne(0)).toBe(1);
		},
	);

	it.each(backendsHere)("raises to the power it states in %s", (backend) => {
		const { k, value } = open(backend);
		const phi = p ** 4n - p ** 2n + 1n;
		const [a] = fc.sample(
			fc.array(fc.bigInt({ min: 0n, max: p - 1n }), {
				minLength: 12,
				maxLength: 12,
			}),
			{ numRuns: 1, seed: 7 },
		);
		if (a === undefined) return;
		const element = Fp12.fromBigTwelve(
			a as unknown as Parameters<typeof Fp12.fromBigTwelve>[0],
		);
		const easy = Fp12.mul(Fp12.conjugate(element), Fp12.inv(element));
		const unit = Fp12.mul(Fp12.frobeniusMap(easy, 2), easy);
		const exponent = ((phi / order) * cofactors[name]) % phi;
		k.writeFp12(value, element);
		k.run("finalExp", value, value);
		expect(k.readFp12(value)).toEqual(Fp12.pow(unit, exponent));
	});

	it("states a power whose cofactor has no factor in common with the order", () => {
		const gcd = (a: bigint, b: bigint): bigint =>
			b === 0n ? a : gcd(b, a % b);
		expect(gcd(cofactors[name], order)).toBe(1n);
		expect((p ** 4n - p ** 2n + 1n) % order).toBe(0n);
	});
});
