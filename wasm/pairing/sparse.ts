// An element of Fp12 times lines, of whose six coefficients three are not zero. lines.ts says how a line lies in memory: l0, l1,
// l2. For an M-twist it is l0 + l1·v + l2·v·w, for a D-twist l2 + (l0 + l1·v)·w. Two lines are multiplied first, which has five
// coefficients: 23 multiplications in Fp2 for both, where one after the other takes 26.
// Source: https://eprint.iacr.org/2010/526, section 5 (one line), and Karatsuba's way for two.

import type { Fn } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import type { Fp12 } from "../tower/fp12.ts";
import { halves, ofFp6, type Place, scratch, writer } from "../tower/writer.ts";
import type { Twist } from "./family.ts";

export type MulByLine = {
	/** (r, line): r = r·line */
	readonly one: Fn;
	/** (r, line, other): r = r·line·other */
	readonly two: Fn;
};

const emitOne = (field: Field, twist: Twist, { fp6 }: Fp12): Fn => {
	const own = scratch(field);
	const [t0, t1, sum, sparse] = [own(3), own(3), own(3), own(2)];
	return field.module.func(
		"mulByLine",
		{ params: ["i32", "i32"] },
		(f, r, line) => {
			const o = writer(f, field);
			const [a, b] = halves(field, r);
			const [l0, l1, l2] = ofFp6(field, line);
			const [sparse0, sparse1] = ofFp6(field, sparse);
			if (twist === "M") {
				o.run(fp6.mulBy01, t0, a, line);
				o.run(fp6.mulByFp2, t1, b, l2);
				o.run(fp6.mulByV, t1, t1);
				o.copy(sparse0, l0);
				o.add(sparse1, l1, l2);
			} else {
				o.run(fp6.mulByFp2, t0, a, l2);
				o.run(fp6.mulBy01, t1, b, line);
				o.add(sparse0, l0, l2);
				o.copy(sparse1, l1);
			}
			o.run(fp6.add, sum, a, b);
			o.run(fp6.mulBy01, sum, sum, sparse);
			o.run(fp6.sub, sum, sum, t0);
			o.run(fp6.sub, b, sum, t1);
			o.run(fp6.mulByV, t1, t1);
			o.run(fp6.add, a, t0, t1);
		},
	);
};

const emitTwo = (field: Field, twist: Twist, { fp6 }: Fp12): Fn => {
	const own = scratch(field);
	const [p0, p1, p2, left, right] = [own(), own(), own(), own(), own()];
	const [full, part, both] = [own(3), own(2), own(3)];
	const [t0, t1, sum] = [own(3), own(3), own(3)];
	return field.module.func(
		"mulByLines",
		{ params: ["i32", "i32", "i32"] },
		(f, r, line, other) => {
			const o = writer(f, field);
			const [a, b] = halves(field, r);
			const [l0, l1, l2] = ofFp6(field, line);
			const [m0, m1, m2] = ofFp6(field, other);
			o.mul(p0, l0, m0);
			o.mul(p1, l1, m1);
			o.mul(p2, l2, m2);
			/** to = li·mj + lj·mi, from the products pi and pj. */
			const cross = (
				to: Place,
				[li, mi, pi]: readonly [Place, Place, Place],
				[lj, mj, pj]: readonly [Place, Place, Place],
			): void => {
				o.addLazy(left, li, lj);
				o.addLazy(right, mi, mj);
				o.mul(left, left, right);
				o.subLazy(left, left, pi);
				o.sub(to, left, pj);
			};
			// The lines' product is full + part·w, where part has one coefficient that is zero.
			const [full0, full1, full2] = ofFp6(field, full);
			const [part0, part1] = ofFp6(field, part);
			cross(part0, [l0, m0, p0], [l2, m2, p2]);
			cross(part1, [l1, m1, p1], [l2, m2, p2]);
			const [both0, both1, both2] = ofFp6(field, both);
			if (twist === "M") {
				// full = l0·m0 + xi·l2·m2, l0·m1 + l1·m0, l1·m1; part·v
				cross(full1, [l0, m0, p0], [l1, m1, p1]);
				o.mulXi(p2, p2);
				o.add(full0, p0, p2);
				o.copy(full2, p1);
				o.copy(both0, full0);
				o.add(both1, full1, part0);
				o.add(both2, full2, part1);
			} else {
				// full = l2·m2 + xi·l1·m1, l0·m0, l0·m1 + l1·m0; part
				cross(full2, [l0, m0, p0], [l1, m1, p1]);
				o.mulXi(p1, p1);
				o.add(full0, p2, p1);
				o.copy(full1, p0);
				o.add(both0, full0, part0);
				o.add(both1, full1, part1);
				o.copy(both2, full2);
			}
			o.run(fp6.mul, t0, a, full);
			o.run(fp6.mulBy01, t1, b, part);
			if (twist === "M") o.run(fp6.mulByV, t1, t1);
			o.run(fp6.add, sum, a, b);
			o.run(fp6.mul, sum, sum, both);
			o.run(fp6.sub, sum, sum, t0);
			o.run(fp6.sub, b, sum, t1);
			o.run(fp6.mulByV, t1, t1);
			o.run(fp6.add, a, t0, t1);
		},
	);
};

export const emitMulByLine = (
	field: Field,
	twist: Twist,
	fp12: Fp12,
): MulByLine => ({
	one: emitOne(field, twist, fp12),
	two: emitTwo(field, twist, fp12),
});
