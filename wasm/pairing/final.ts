// The final exponentiation.
// Sources: Hayashida, Hayasaka, Teruya, "Efficient final exponentiation via cyclotomic structure for pairings over families of
// elliptic curves", https://eprint.iacr.org/2020/875, section 5 (BLS12); Fuentes-Castaneda, Knapp, Rodriguez-Henriquez, "Faster
// hashing to G2", SAC 2011, section 5 (BN).

import { call, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import { nonAdjacent } from "../tower/digits.ts";
import type { Fp12 } from "../tower/fp12.ts";
import { scratch, writer } from "../tower/writer.ts";
import type { Family } from "./family.ts";

/** (r, a): a^x in the cyclotomic subgroup, x with its sign. */
const emitPowerX = (field: Field, family: Family, fp12: Fp12): Fn => {
	const { module } = field;
	const { x, isXNegative, width } = family;
	const digits = [...nonAdjacent(x, width)].reverse();
	// The odd powers a, a^3, … and then their inverses, and for each digit which of them: 0 for none.
	const odd = 2 ** (width - 2);
	const which = digits.map((digit) => {
		if (digit === 0) return 0;
		const index = (Math.abs(digit) + 1) / 2;
		return digit > 0 ? index : index + odd;
	});
	const digitsAt = module.data(Uint8Array.from(which));
	const own = scratch(field);
	const powers = own(2 * odd * 6);
	const square = own(6);
	const value = own(6);
	return module.func("powerX", { params: ["i32", "i32"] }, (f, r, a) => {
		const power = (index: number): number => powers + (index - 1) * fp12.size;
		f.do(call(fp12.copy, power(1), a));
		if (odd > 1) f.do(call(fp12.cyclotomicSqr, square, a));
		for (let i = 2; i <= odd; i++)
			f.do(call(fp12.mul, power(i), power(i - 1), square));
		for (let i = 1; i <= odd; i++)
			f.do(call(fp12.conj, power(i + odd), power(i)));
		f.do(call(fp12.copy, value, power(which[0] ?? 1)));
		f.times(digits.length - 1, (i) => {
			const index = f.let(i32.load8U(i32.add(i, digitsAt + 1)));
			f.do(call(fp12.cyclotomicSqr, value, value));
			f.if(index, () => {
				const factor = i32.add(i32.mul(index, fp12.size), power(0));
				f.do(call(fp12.mul, value, value, factor));
			});
		});
		f.do(call(isXNegative ? fp12.conj : fp12.copy, r, value));
	});
};

/** (r, a): a^((p^6 − 1)·(p^2 + 1)). */
const emitEasy = (field: Field, fp12: Fp12): Fn => {
	const own = scratch(field);
	const [inverse, raised] = [own(6), own(6)];
	return field.module.func(
		"finalEasy",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const { run } = writer(f, field);
			run(fp12.inverse, inverse, a);
			run(fp12.conj, r, a);
			run(fp12.mul, r, r, inverse);
			run(fp12.frobenius2, raised, r);
			run(fp12.mul, r, r, raised);
		},
	);
};

/** (r, a): a^((x − 1)^2·(x + p)·(x^2 + p^2 − 1) + 3), three times (p^4 − p^2 + 1)/r. */
const emitHardBls = (field: Field, fp12: Fp12, powerX: Fn): Fn => {
	const own = scratch(field);
	const [base, y, t, u] = [own(6), own(6), own(6), own(6)];
	return field.module.func(
		"finalHard",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const { run } = writer(f, field);
			run(fp12.copy, base, a);
			run(fp12.copy, y, a);
			// y = y^(x − 1), twice
			for (let i = 0; i < 2; i++) {
				run(powerX, t, y);
				run(fp12.conj, y, y);
				run(fp12.mul, y, y, t);
			}
			// y = y^(x + p)
			run(powerX, t, y);
			run(fp12.frobenius, y, y);
			run(fp12.mul, y, y, t);
			// y = y^(x^2 + p^2 − 1)
			run(powerX, t, y);
			run(powerX, t, t);
			run(fp12.frobenius2, u, y);
			run(fp12.mul, t, t, u);
			run(fp12.conj, y, y);
			run(fp12.mul, y, y, t);
			// y·a^3
			run(fp12.cyclotomicSqr, t, base);
			run(fp12.mul, t, t, base);
			run(fp12.mul, r, y, t);
		},
	);
};

/** (r, a): a^(l0 + l1·p + l2·p^2 + l3·p^3), 2x·(6x^2 + 3x + 1) times (p^4 − p^2 + 1)/r. */
const emitHardBn = (field: Field, fp12: Fp12, powerX: Fn): Fn => {
	const own = scratch(field);
	const [base, two, six, l2] = [own(6), own(6), own(6), own(6)];
	const [square, l1, t] = [own(6), own(6), own(6)];
	return field.module.func(
		"finalHard",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			const { run } = writer(f, field);
			run(fp12.copy, base, a);
			// two = a^(2x), six = a^(6x), square = a^(6x^2), t = a^(12x^3)
			run(powerX, t, base);
			run(fp12.cyclotomicSqr, two, t);
			run(fp12.cyclotomicSqr, six, two);
			run(fp12.mul, six, six, two);
			run(powerX, square, six);
			run(fp12.cyclotomicSqr, t, square);
			run(powerX, t, t);
			// l2 = 6x + 6x^2 + 12x^3, l1 = l2 − 2x, l0 = 1 + l2 + 6x^2, l3 = l1 − 1
			run(fp12.mul, l2, t, square);
			run(fp12.mul, l2, l2, six);
			run(fp12.conj, two, two);
			run(fp12.mul, l1, l2, two);
			run(fp12.mul, t, l2, square);
			run(fp12.mul, t, t, base);
			run(fp12.frobenius, square, l1);
			run(fp12.mul, t, t, square);
			run(fp12.frobenius2, l2, l2);
			run(fp12.mul, t, t, l2);
			run(fp12.conj, base, base);
			run(fp12.mul, l1, l1, base);
			run(fp12.frobenius3, l1, l1);
			run(fp12.mul, r, t, l1);
		},
	);
};

/** (r, a): the final exponentiation of a ≠ 0. pairing.ts names the exponent. */
export const emitFinal = (field: Field, family: Family, fp12: Fp12): Fn => {
	const powerX = emitPowerX(field, family, fp12);
	const easy = emitEasy(field, fp12);
	const hard =
		family.twist === "M"
			? emitHardBls(field, fp12, powerX)
			: emitHardBn(field, fp12, powerX);
	const value = scratch(field)(6);
	return field.module.func(
		"finalExp",
		{ params: ["i32", "i32"] },
		(f, r, a) => {
			f.do(call(easy, value, a), call(hard, r, value));
		},
	);
};
