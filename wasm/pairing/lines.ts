// The steps of a Miller loop: T is doubled or a point is added to it, and the line through both comes out. T is in homogeneous
// projective coordinates X, Y, Z. A line is constant + atX·x_P + atY·y_P, up to a factor that the final exponentiation maps
// to one, in the order (constant, atX, atY) for an M-twist and (atX, constant, atY) for a D-twist: as sparse.ts multiplies.
// Sources: Costello, Lange, Naehrig, "Faster pairing computations on curves with high-degree twists",
// https://eprint.iacr.org/2009/615, section 5; Aranha, Karabina, Longa, Gebotys, Lopez, "Faster explicit formulas for computing
// pairings over ordinary curves", https://eprint.iacr.org/2010/526, section 4. The halvings there are multiplied away.

import type { Fn } from "../asm/func.ts";
import type { Field } from "../field/field.ts";
import { behind, ofFp6, type Place, scratch, writer } from "../tower/writer.ts";
import type { Family, Twist } from "./family.ts";

export type Lines = {
	/** (line, t): t = 2t and its tangent. */
	readonly double: Fn;
	/** (line, t, q): t = t + q for the affine q, neither infinity nor t nor −t. */
	readonly add: Fn;
};

/** Where the coefficients of a line lie. */
export const ofLine = (
	field: Field,
	twist: Twist,
	line: Place,
): { readonly constant: Place; readonly atX: Place; readonly atY: Place } => {
	const [first, second, atY] = ofFp6(field, line);
	return twist === "M"
		? { constant: first, atX: second, atY }
		: { constant: second, atX: first, atY };
};

const emitDouble = (field: Field, { twist, threeB }: Family): Fn => {
	const own = scratch(field);
	const [product, b, c, e, h] = [own(), own(), own(), own(), own()];
	const [e3, square, sum, difference] = [own(), own(), own(), own()];
	return field.module.func(
		"lineDouble",
		{ params: ["i32", "i32"] },
		(f, line, t) => {
			const o = writer(f, field);
			const [x, y, z] = ofFp6(field, t);
			const { constant, atX, atY } = ofLine(field, twist, line);
			o.sqr(square, x);
			o.sqr(b, y);
			o.sqr(c, z);
			// product = 2·X·Y and h = 2·Y·Z, as a square costs less than a product
			o.addLazy(product, x, y);
			o.sqr(product, product);
			o.subLazy(product, product, square);
			o.sub(product, product, b);
			o.addLazy(h, y, z);
			o.sqr(h, h);
			o.subLazy(h, h, b);
			o.sub(h, h, c);
			// e = 3·b'·Z^2
			if (threeB === null) {
				o.mulXi(c, c);
				o.double(e, c);
				o.add(e, e, c);
				o.double(e, e);
				o.double(e, e);
			} else o.mul(e, c, field.constant(...threeB));
			// the tangent: −h·y_P + 3·X^2·x_P + e − b
			o.double(difference, square);
			o.add(atX, difference, square);
			o.neg(atY, h);
			o.sub(constant, e, b);
			// X' = 2·X·Y·(b − 3e), Y' = (b + 3e)^2 − 12·e^2, Z' = 4·b·h
			o.double(e3, e);
			o.add(e3, e3, e);
			o.subLazy(difference, b, e3);
			o.mul(x, product, difference);
			o.addLazy(sum, b, e3);
			o.sqr(sum, sum);
			o.sqr(e, e);
			o.double(difference, e);
			o.add(e, difference, e);
			o.double(e, e);
			o.double(e, e);
			o.sub(y, sum, e);
			o.double(b, b);
			o.double(b, b);
			o.mul(z, b, h);
		},
	);
};

const emitAdd = (field: Field, { twist }: Family): Fn => {
	const own = scratch(field);
	const [theta, lambda, c, d] = [own(), own(), own(), own()];
	const [e, g, h, product] = [own(), own(), own(), own()];
	return field.module.func(
		"lineAdd",
		{ params: ["i32", "i32", "i32"] },
		(f, line, t, q) => {
			const o = writer(f, field);
			const [x, y, z] = ofFp6(field, t);
			const qx = q;
			const qy = behind(q, field.size);
			const { constant, atX, atY } = ofLine(field, twist, line);
			// theta = Y − y_Q·Z, lambda = X − x_Q·Z
			o.mul(product, qy, z);
			o.sub(theta, y, product);
			o.mul(product, qx, z);
			o.sub(lambda, x, product);
			// the line: lambda·y_P − theta·x_P + theta·x_Q − lambda·y_Q
			o.mul(constant, theta, qx);
			o.mul(product, lambda, qy);
			o.sub(constant, constant, product);
			o.neg(atX, theta);
			o.copy(atY, lambda);
			// e = lambda^3, g = X·lambda^2, h = e + Z·theta^2 − 2g
			o.sqr(c, theta);
			o.sqr(d, lambda);
			o.mul(e, lambda, d);
			o.mul(c, z, c);
			o.mul(g, x, d);
			o.add(h, e, c);
			o.double(d, g);
			o.sub(h, h, d);
			// X' = lambda·h, Y' = theta·(g − h) − e·Y, Z' = Z·e
			o.mul(x, lambda, h);
			o.subLazy(g, g, h);
			o.mul(g, theta, g);
			o.mul(product, e, y);
			o.sub(y, g, product);
			o.mul(z, z, e);
		},
	);
};

export const emitLines = (field: Field, family: Family): Lines => ({
	double: emitDouble(field, family),
	add: emitAdd(field, family),
});
