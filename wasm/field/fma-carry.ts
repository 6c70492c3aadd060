// Carries between limbs that are doubles, and the multiple of p that comes off with them.

import type { Expr } from "../asm/expr.ts";
import type { Func, Local } from "../asm/func.ts";
import { f64x2 } from "../asm/ops.ts";
import {
	bothBits,
	type Form,
	type Limb,
	magic,
	reduced,
	sumOf,
	type Table,
	within,
} from "./fma-form.ts";

/** round(top · 2^(width·(count−1)) / p): how often p goes into a value, seen from its top limb. */
export const quotient = (
	f: Func,
	form: Form,
	top: Expr<"v128">,
): Local<"v128"> => {
	const { low } = magic(form);
	const unit = 2 ** (form.width * (form.count - 1)) / Number(form.prime.p);
	const rounded = f64x2.relaxedMadd(top, bothBits(unit), bothBits(low));
	return f.let(f64x2.sub(rounded, bothBits(low)));
};

/**
 * The most that the quotient is, for a value of at most `value` whose limbs below the top one add up to at most `below`.
 * @throws RangeError when what remains after it can be more than a unit
 */
export const quotientMost = (
	{ prime: { p }, unit }: Form,
	value: bigint,
	below: bigint,
): bigint => {
	// The double nearest to 2^(width·(count−1))/p is off by 2^-53 of itself; p/2^40 is ample.
	const error = below + (p >> 40n);
	within("what a quotient leaves", p / 2n + error, unit);
	return (value + p / 2n + error) / p;
};

/** The nearest multiple of 2^width, of a limb. Exact below 2^(51+width). */
const multiple = (form: Form, limb: Expr<"v128">): Expr<"v128"> => {
	const high = bothBits(magic(form).high);
	return f64x2.sub(f64x2.add(limb, high), high);
};

/** limb + from/2^width, for a multiple of 2^width. Nothing is rounded. */
const carried = (
	{ width }: Form,
	limb: Expr<"v128">,
	from: Expr<"v128">,
): Expr<"v128"> => f64x2.relaxedMadd(from, bothBits(2 ** -width), limb);

/** The most that is carried out of a limb. */
const carryMost = ({ width }: Form, most: bigint): bigint =>
	(most + (1n << BigInt(width - 1))) >> BigInt(width);

const exact = (limb: bigint): void => within("a limb", limb, 1n << 53n);

/**
 * Carries once everywhere: every limb gives its multiple of 2^width to the next, which does not pass it on. What is left
 * is at most half of 2^width and the little that came in.
 */
const carryOnce = (f: Func, form: Form, limbs: readonly Limb[]): Limb[] => {
	const half = 1n << BigInt(form.width - 1);
	const out: Limb[] = [];
	let from: Expr<"v128"> | undefined;
	let fromMost = 0n;
	for (const [i, { of, most }] of limbs.entries()) {
		exact(most);
		const limb = f.let(of);
		const last = i === limbs.length - 1;
		const up = last ? undefined : f.let(multiple(form, limb));
		const rest = up === undefined ? limb : f64x2.sub(limb, up);
		out.push({
			of: f.let(from === undefined ? rest : carried(form, rest, from)),
			most: (last ? most : half) + fromMost,
		});
		from = up;
		fromMost = carryMost(form, most);
	}
	return out;
};

/** Carries all the way up: every limb but the top one is at most half of 2^width. */
const carryThrough = (f: Func, form: Form, limbs: readonly Limb[]): Limb[] => {
	const half = 1n << BigInt(form.width - 1);
	const out: Limb[] = [];
	let from: Expr<"v128"> | undefined;
	let fromMost = 0n;
	for (const [i, { of, most }] of limbs.entries()) {
		const whole = most + fromMost;
		exact(whole);
		const limb = f.let(from === undefined ? of : carried(form, of, from));
		if (i === limbs.length - 1) {
			out.push({ of: limb, most: whole });
			break;
		}
		const up = f.let(multiple(form, limb));
		out.push({ of: f.let(f64x2.sub(limb, up)), most: half });
		from = up;
		fromMost = carryMost(form, whole);
	}
	return out;
};

/** Carries as far as the form's bound of a limb asks; the value stays. */
export const carry = (f: Func, form: Form, limbs: readonly Limb[]): Limb[] => {
	const out = form.tight
		? carryThrough(f, form, limbs)
		: carryOnce(f, form, limbs);
	for (const { most } of out.slice(0, -1)) within("a limb", most, form.limb);
	return out;
};

/** Brings limbs that were added up back to a reduced value. @param value the most that it is */
export const reduce = (
	f: Func,
	form: Form,
	p: Table,
	limbs: readonly Limb[],
	value: bigint,
): Limb[] => {
	if (!form.tight) return carry(f, form, limbs);
	const kept = limbs.map(({ of, most }) => ({ of: f.let(of), most }));
	const top = kept.at(-1);
	if (top === undefined) throw new RangeError("no limbs");
	const below = kept.slice(0, -1).map(({ most }) => most);
	const most = quotientMost(form, value, sumOf(form, below));
	const q = quotient(f, form, top.of);
	const rest = kept.map((limb, i): Limb => {
		const part = p[i];
		if (part === undefined) throw new RangeError("no limb of p");
		const size = limb.most + most * part.most;
		exact(size);
		return { of: f64x2.relaxedNmadd(q, part.of, limb.of), most: size };
	});
	// The top limb is small because the whole is at most a unit and the other limbs are carried.
	const bounds = reduced(form);
	return carry(f, form, rest).map(({ of, most }, i) => ({
		of,
		most: bounds[i] ?? most,
	}));
};

/** limb · factor, carried once, for a factor that would make the limb too long for a double. */
export const scaled = (
	f: Func,
	form: Form,
	limbs: readonly Limb[],
	factor: bigint,
): Limb[] => {
	const half = 1n << BigInt(form.width - 1);
	const high = bothBits(magic(form).high);
	const by = bothBits(Number(factor));
	const out: Limb[] = [];
	let from: Expr<"v128"> | undefined;
	let fromMost = 0n;
	for (const [i, { of, most }] of limbs.entries()) {
		const limb = f.let(of);
		const product = most * factor;
		const last = i === limbs.length - 1;
		within("a multiple", product, 1n << BigInt(51 + form.width));
		if (last) exact(product);
		const up = last
			? undefined
			: f.let(f64x2.sub(f64x2.relaxedMadd(limb, by, high), high));
		const rest =
			up === undefined
				? f64x2.mul(limb, by)
				: f64x2.relaxedMadd(limb, by, f64x2.neg(up));
		out.push({
			of: f.let(from === undefined ? rest : carried(form, rest, from)),
			most: (last ? product : half) + fromMost,
		});
		from = up;
		fromMost = carryMost(form, product);
	}
	return out;
};

/**
 * Brings limbs that were added up back to the size of a product, where `reduce` lets them grow: the multiple of p that goes
 * is too large for a double limb by limb, so each is cut at 2^width and its high part goes to the next limb.
 */
export const shrunk = (
	f: Func,
	form: Form,
	p: Table,
	limbs: readonly Limb[],
	value: bigint,
): Limb[] => {
	if (form.tight) return reduce(f, form, p, limbs, value);
	const { width } = form;
	const half = 1n << BigInt(width - 1);
	const high = bothBits(magic(form).high);
	const kept = limbs.map(({ of, most }) => ({ of: f.let(of), most }));
	const top = kept.at(-1);
	if (top === undefined) throw new RangeError("no limbs");
	const below = kept.slice(0, -1).map(({ most }) => most);
	const most = quotientMost(form, value, sumOf(form, below));
	const q = quotient(f, form, top.of);
	const out: Limb[] = [];
	let from: Expr<"v128"> | undefined;
	let fromMost = 0n;
	for (const [i, limb] of kept.entries()) {
		const part = p[i];
		if (part === undefined) throw new RangeError("no limb of p");
		const product = most * part.most;
		within("a multiple of p", product, 1n << BigInt(51 + width));
		const last = i === kept.length - 1;
		if (last) exact(limb.most + product + fromMost);
		const up = last
			? undefined
			: f.let(f64x2.sub(f64x2.relaxedMadd(q, part.of, high), high));
		const rest =
			up === undefined
				? f64x2.relaxedNmadd(q, part.of, limb.of)
				: f64x2.add(limb.of, f64x2.relaxedNmadd(q, part.of, up));
		out.push({
			of:
				from === undefined
					? rest
					: f64x2.relaxedNmadd(from, bothBits(2 ** -width), rest),
			most: limb.most + (last ? product : half) + fromMost,
		});
		from = up;
		fromMost = carryMost(form, product);
	}
	// The top limb is small because the whole is at most a unit and the other limbs are carried.
	const bounds = reduced(form);
	return carry(f, form, out).map(({ of, most }, i) => ({
		of,
		most: i === bounds.length - 1 ? (bounds[i] ?? most) : most,
	}));
};
