// An element of Fp12 times a line, of whose six coefficients three are not zero. lines.ts says how a line lies in memory:
// l0, l1, l2. For an M-twist it is l0 + l1·v + l2·v·w, for a D-twist l2 + (l0 + l1·v)·w.
// Source: https://eprint.iacr.org/2010/526, section 5 (13 multiplications in Fp2).

import type { Fn } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import type { Fp12 } from "../tower/fp12.ts";
import { halves, ofFp6, scratch, writer } from "../tower/writer.ts";
import type { Twist } from "./family.ts";

/** (r, line): r = r·line. */
export const emitMulByLine = (
	field: Field,
	twist: Twist,
	{ fp6 }: Fp12,
): Fn => {
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
