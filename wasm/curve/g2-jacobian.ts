// Points of a curve y² = x³ + a·x + b over Fp2 in Jacobian coordinates: (X, Y, Z) stands for (X/Z², Y/Z³), and Z = 0 for
// infinity. Right for every pair of points: equal, opposite, infinity. Which curve it is, b and subgroups are not known here.
// Source: Cohen, Miyaji, Ono, "Efficient elliptic curve exponentiation using mixed coordinates" (ASIACRYPT '98), section 3.

import { ask, type Fn, type Func } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Fp2Value } from "../tower/constants.ts";
import { behind, type Place, scratch, writer } from "../tower/writer.ts";

export type Jacobian = {
	/** Bytes of a point: three elements of Fp2. An affine point, x then y, has two. */
	readonly size: number;
	/** (r, p): 2p */
	readonly double: Fn;
	/** (r, p, q): p + q */
	readonly add: Fn;
	/** (r, p, q): p + q for an affine q, which is never infinity. */
	readonly addAffine: Fn;
	/** (r, p): −p */
	readonly neg: Fn;
	/** (r, p) */
	readonly copy: Fn;
	/** (r, p): the affine point p, with Z = 1. */
	readonly fromAffine: Fn;
	/** (r): infinity. */
	readonly setInfinity: Fn;
	/** (p) → i32: 1 for infinity, else 0. */
	readonly isInfinity: Fn;
};

export type Coordinates = readonly [x: Place, y: Place, z: Place];

export const coordinates = (field: Field, point: Place): Coordinates => [
	point,
	behind(point, field.size),
	behind(point, 2 * field.size),
];

/** Both lanes of an element of Fp2. */
const whole = 3;

const emitDouble = (field: Field, name: string, a: Fp2Value | null): Fn => {
	const own = scratch(field);
	const [slope, twice, fourth, distance] = [own(), own(), own(), own()];
	const [height, spare] = [own(), own()];
	return field.module.func(
		`${name}Double`,
		{ params: ["i32", "i32"] },
		(f, r, p) => {
			const o = writer(f, field);
			const [x, y, z] = coordinates(field, p);
			const [rx, ry, rz] = coordinates(field, r);
			// slope = 3·X² + a·Z⁴
			o.sqr(spare, x);
			o.double(slope, spare);
			o.add(slope, slope, spare);
			if (a !== null) {
				o.sqr(spare, z);
				o.sqr(spare, spare);
				o.mul(spare, spare, field.constant(...a));
				o.add(slope, slope, spare);
			}
			// distance = 4·X·Y², fourth = 4·Y⁴
			o.sqr(twice, y);
			o.double(twice, twice);
			o.sqr(fourth, twice);
			o.mul(distance, x, twice);
			o.double(distance, distance);
			o.mul(height, y, z);
			// X' = slope² − 2·distance
			o.sqr(spare, slope);
			o.subLazy(spare, spare, distance);
			o.sub(rx, spare, distance);
			// Y' = slope·(distance − X') − 8·Y⁴, Z' = 2·Y·Z
			o.subLazy(distance, distance, rx);
			o.mul(slope, slope, distance);
			o.subLazy(slope, slope, fourth);
			o.sub(ry, slope, fourth);
			o.double(rz, height);
		},
	);
};

type Adding = { readonly double: Fn; readonly copy: Fn };

/**
 * From here both kinds of addition are one. u and s are x and y of the first point over the common denominator, `run` and
 * `rise` are the differences of the second's to them, and `denominators` multiplies the denominators.
 */
const emitAdd = (
	field: Field,
	name: string,
	{ double, copy }: Adding,
	fromAffine: Fn,
	setInfinity: Fn,
	mixed: boolean,
): Fn => {
	const own = scratch(field);
	const [u, s, run, rise] = [own(), own(), own(), own()];
	const [square, cube, denominator] = [own(), own(), own()];
	return field.module.func(
		`${name}Add${mixed ? "Affine" : ""}`,
		{ params: ["i32", "i32", "i32"] },
		(f, r, p, q) => {
			const o = writer(f, field);
			const [px, py, pz] = coordinates(field, p);
			const [qx, qy, qz] = coordinates(field, q);
			const [rx, ry, rz] = coordinates(field, r);
			const isZero = (place: Place) => i32.eq(ask(field.isZero, place), whole);
			f.if(isZero(pz), () => {
				o.run(mixed ? fromAffine : copy, r, q);
				f.return();
			});
			if (!mixed)
				f.if(isZero(qz), () => {
					o.run(copy, r, p);
					f.return();
				});
			o.sqr(square, pz);
			o.mul(run, qx, square);
			o.mul(square, square, pz);
			o.mul(rise, qy, square);
			if (mixed) {
				o.copy(u, px);
				o.copy(s, py);
			} else {
				o.sqr(square, qz);
				o.mul(u, px, square);
				o.mul(square, square, qz);
				o.mul(s, py, square);
			}
			o.sub(run, run, u);
			o.sub(rise, rise, s);
			f.if(isZero(run), () => {
				f.if(
					isZero(rise),
					() => o.run(double, r, p),
					() => o.run(setInfinity, r),
				);
				f.return();
			});
			if (mixed) o.mul(denominator, pz, run);
			else {
				o.mul(denominator, pz, qz);
				o.mul(denominator, denominator, run);
			}
			o.sqr(square, run);
			o.mul(cube, square, run);
			o.mul(u, u, square);
			// X' = rise² − run³ − 2·u·run²
			o.sqr(square, rise);
			o.subLazy(square, square, cube);
			o.sub(square, square, u);
			o.sub(rx, square, u);
			// Y' = rise·(u·run² − X') − s·run³, Z' = Z1·Z2·run
			o.subLazy(u, u, rx);
			o.mul(u, rise, u);
			o.mul(s, s, cube);
			o.sub(ry, u, s);
			o.copy(rz, denominator);
		},
	);
};

/**
 * @param name begins the names of the functions
 * @param a of the curve's equation, null for 0
 */
export const emitJacobian = (
	field: Field,
	name: string,
	a: Fp2Value | null = null,
): Jacobian => {
	const { module } = field;
	const zero = field.constant(0n, 0n);
	const one = field.constant(1n, 0n);
	const two = { params: ["i32", "i32"] } as const;
	type Write = (f: Func, r: Place, p: Place) => void;
	const define = (text: string, write: Write): Fn =>
		module.func(`${name}${text}`, two, write);

	const copy = define("Copy", (f, r, p) => {
		const from = coordinates(field, p);
		coordinates(field, r).forEach((to, i) => {
			writer(f, field).copy(to, from[i] ?? p);
		});
	});
	const neg = define("Neg", (f, r, p) => {
		const o = writer(f, field);
		const [x, y, z] = coordinates(field, p);
		const [rx, ry, rz] = coordinates(field, r);
		o.copy(rx, x);
		o.neg(ry, y);
		o.copy(rz, z);
	});
	const fromAffine = define("FromAffine", (f, r, p) => {
		const o = writer(f, field);
		const [x, y] = coordinates(field, p);
		const [rx, ry, rz] = coordinates(field, r);
		o.copy(rx, x);
		o.copy(ry, y);
		o.copy(rz, one);
	});
	const setInfinity = module.func(
		`${name}SetInfinity`,
		{ params: ["i32"] },
		(f, r) => {
			const o = writer(f, field);
			const [x, y, z] = coordinates(field, r);
			o.copy(x, one);
			o.copy(y, one);
			o.copy(z, zero);
		},
	);
	const isInfinity = module.func(
		`${name}IsInfinity`,
		{ params: ["i32"], result: "i32" },
		(f, p) => {
			const [, , z] = coordinates(field, p);
			f.give(i32.eq(ask(field.isZero, z), whole));
		},
	);
	const double = emitDouble(field, name, a);
	const adding = { double, copy };
	return {
		size: 3 * field.size,
		double,
		add: emitAdd(field, name, adding, fromAffine, setInfinity, false),
		addAffine: emitAdd(field, name, adding, fromAffine, setInfinity, true),
		neg,
		copy,
		fromAffine,
		setInfinity,
		isInfinity,
	};
};
