// The tower against noble's, on random elements and on edges, in every backend that there is.

import "../relaxed-simd.ts";
import type { Fp2, Fp6, Fp12 } from "@noble/curves/abstract/tower.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backendsHere } from "../backends.ts";
import { curves, openPairing } from "../pairing/open.ts";

describe.each(curves)("the tower of $name", ({ prime, noble }) => {
	const { p } = prime;
	const field = noble.fields.Fp12;
	const fp = fc.oneof(
		fc.constantFrom(0n, 1n, 2n, p - 1n, p - 2n, p / 2n, p / 2n + 1n),
		fc.bigInt({ min: 0n, max: p - 1n }),
	);
	const fp2: fc.Arbitrary<Fp2> = fc.record({ c0: fp, c1: fp });
	const fp6: fc.Arbitrary<Fp6> = fc.record({ c0: fp2, c1: fp2, c2: fp2 });
	const fp12: fc.Arbitrary<Fp12> = fc.record({ c0: fp6, c1: fp6 });
	const unit = fp12
		.filter((a) => !field.is0(a))
		.map((a) => {
			const easy = field.mul(field.conjugate(a), field.inv(a));
			return field.mul(field.frobeniusMap(easy, 2), easy);
		});

	it.each(backendsHere)("agrees with noble in %s", (backend) => {
		const k = openPairing(prime, backend);
		const [a, b, r] = [0, 1, 2].map(() => k.reserve(k.fp12Size));
		if (a === undefined || b === undefined || r === undefined) return;
		const two = (name: string, x: Fp12, y: Fp12, to: number): Fp12 => {
			k.writeFp12(a, x);
			k.writeFp12(b, y);
			k.run(`fp12.${name}`, to, a, b);
			return k.readFp12(to);
		};
		const one = (name: string, x: Fp12, to: number): Fp12 => {
			k.writeFp12(a, x);
			k.run(`fp12.${name}`, to, a);
			return k.readFp12(to);
		};
		const same = (got: Fp12, want: Fp12) => expect(got).toEqual(want);
		fc.assert(
			fc.property(fp12, fp12, fc.constantFrom(a, b, r), (x, y, to) => {
				same(two("mul", x, y, to), field.mul(x, y));
				const on = to === b ? a : to;
				same(one("sqr", x, on), field.sqr(x));
				same(one("conj", x, on), field.conjugate(x));
				same(one("copy", x, on), x);
				same(one("frobenius", x, on), field.frobeniusMap(x, 1));
				same(one("frobenius2", x, on), field.frobeniusMap(x, 2));
				same(one("frobenius3", x, on), field.frobeniusMap(x, 3));
				if (!field.is0(x)) same(one("inverse", x, on), field.inv(x));
				k.writeFp12(a, x);
				expect(k.run("fp12.isOne", a)).toBe(field.eql(x, field.ONE) ? 1 : 0);
			}),
			{ numRuns: 60 },
		);
		fc.assert(
			fc.property(unit, fc.boolean(), (x, inPlace) => {
				const on = inPlace ? a : r;
				same(one("cyclotomicSqr", x, on), field.sqr(x));
			}),
			{ numRuns: 20 },
		);
	});

	it.each(backendsHere)(
		"keeps elements small through long chains in %s",
		(backend) => {
			const k = openPairing(prime, backend);
			const at = k.reserve(k.fp12Size);
			const [start] = fc.sample(unit, { numRuns: 1, seed: 1 });
			if (start === undefined) return;
			let want = start;
			k.writeFp12(at, start);
			for (let i = 0; i < 300; i++) {
				const name = i % 100 < 80 ? "cyclotomicSqr" : "sqr";
				k.run(`fp12.${name}`, at, at);
				want = field.sqr(want);
			}
			for (let i = 0; i < 100; i++) {
				k.run("fp12.mul", at, at, at);
				want = field.sqr(want);
			}
			expect(k.readFp12(at)).toEqual(want);
		},
	);

	it("tells one from what is almost one", () => {
		const k = openPairing(prime, "scalar");
		const at = k.reserve(k.fp12Size);
		k.run("fp12.setOne", at);
		expect(k.readFp12(at)).toEqual(field.ONE);
		for (let i = 0; i < 6; i++)
			for (const lane of [0, 1]) {
				k.run("fp12.setOne", at);
				const place = at + i * k.size;
				const { c0, c1 } = k.readPair(place);
				k.writePair(place, lane === 0 ? [(c0 + 1n) % p, c1] : [c0, c1 + 1n]);
				expect(k.run("fp12.isOne", at)).toBe(0);
			}
		k.writePair(at, [0n, 0n]);
		expect(k.run("fp12.isOne", at)).toBe(0);
	});
});
