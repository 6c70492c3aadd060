// Baby Jubjub (https://eips.ethereum.org/EIPS/eip-2494): the twisted Edwards curve a·x² + y² = 1 + d·x²·y² over the scalar field of
// BN254, in affine and projective coordinates. Written for the node alone.

import { scalars } from "./scalar.ts";

export type Point = { readonly x: bigint; readonly y: bigint };

const a = 168700n;
const d = 168696n;

/** The order of the subgroup in which keys lie; the curve has eight times as many points. */
export const subgroupOrder =
	2736030358979909402780800718157159386076813972158567259200215660948447373041n;

export const base8: Point = {
	x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
	y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
};

export const neutral: Point = { x: 0n, y: 1n };

const { mod, inverse } = scalars;

/** X/Z and Y/Z. */
type Projective = readonly [bigint, bigint, bigint];

const project = ({ x, y }: Point): Projective => [x, y, 1n];

/** Complete: a is a square and d is not, so the denominators are never zero. */
const addProjective = (p: Projective, q: Projective): Projective => {
	const zz = mod(p[2] * q[2]);
	const xx = mod(p[0] * q[0]);
	const yy = mod(p[1] * q[1]);
	const twist = mod(d * mod(xx * yy));
	const square = mod(zz * zz);
	const less = mod(square - twist);
	const more = mod(square + twist);
	const cross = mod((p[0] + p[1]) * (q[0] + q[1]) - xx - yy);
	return [
		mod(zz * mod(less * cross)),
		mod(zz * mod(more * (yy - a * xx))),
		mod(less * more),
	];
};

const toAffine = ([x, y, z]: Projective): Point => {
	const over = inverse(z);
	return { x: mod(x * over), y: mod(y * over) };
};

export const addPoints = (p: Point, q: Point): Point =>
	toAffine(addProjective(project(p), project(q)));

/** `factor` is not negative and is not reduced: the point may have any order. */
export const multiply = (point: Point, factor: bigint): Point => {
	let result = project(neutral);
	let power = project(point);
	for (let left = factor; left > 0n; left >>= 1n) {
		if (left & 1n) result = addProjective(result, power);
		power = addProjective(power, power);
	}
	return toAffine(result);
};

export const isOnCurve = ({ x, y }: Point): boolean => {
	const xx = mod(x * x);
	const yy = mod(y * y);
	return mod(a * xx + yy) === mod(1n + d * mod(xx * yy));
};

/** Of prime order, so neither the neutral point nor one of small order. */
export const isKey = (point: Point): boolean => {
	if (!isOnCurve(point) || (point.x === 0n && point.y === 1n)) return false;
	const end = multiply(point, subgroupOrder);
	return end.x === 0n && end.y === 1n;
};
