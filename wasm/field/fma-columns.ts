// Sums of products by columns, exact, from doubles.
//
// The product x·y of two limbs has up to 2·width bits and a double holds 53. A fused multiply-add rounds once, so it can cut the
// product in two without loss:
//   hi = x·y + H              H = 1.5·2^(52+width): the last bit of hi counts 2^width, so hi − H is x·y rounded to a multiple of it
//   lo = x·y + (H + L − hi)   L = 1.5·2^52: lo − L is x·y less that multiple, at most 2^(width−1), and nothing is rounded
// The bracket is exact: H + L is a double (L is a multiple of 2^width), and the difference is a multiple of 2^width below
// 2^(52+width). As long as |x·y| ≤ 2^(51+width), hi stays between the powers of two around H, and lo between those around L.
// There the bits of a double count up with its value, so the bits of hi, read as an integer, are the bits of H plus
// (hi − H)/2^width, and the bits of lo are those of L plus lo − L. (At the very ends hi is the next power of two, where the
// count still holds, and lo is L.) So both parts are summed as integers, hi one column up. The sums wrap modulo 2^64, which
// does no harm: the bits of H and L are known, and are taken away once per column.

import { bitsOf } from "../asm/encode.ts";
import type { Expr } from "../asm/expr.ts";
import type { Func, Local } from "../asm/func.ts";
import { f64x2, i64x2, v128 } from "../asm/ops.ts";
import { bothBits, type Form, type Limb, magic, within } from "./fma-form.ts";

type Column = {
	readonly sum: Local<"v128">;
	used: boolean;
	/** What the constants' bits have added. */
	bias: bigint;
	/** The most that the sum without the bias is. */
	most: bigint;
};

/** The limb that was read last: the next product often wants it again. */
class Held {
	readonly #local: Local<"v128">;
	#limb: Limb | undefined;

	constructor(f: Func) {
		this.#local = f.local("v128");
	}

	keep(f: Func, limb: Limb): Expr<"v128"> {
		if ("index" in limb.of) return limb.of;
		if (this.#limb !== limb) f.set(this.#local, limb.of);
		this.#limb = limb;
		return this.#local;
	}
}

/** Added to a column before it is cut, so that its number is positive and a logical shift serves. */
const lift = 1n << 62n;

export class Columns {
	readonly #f: Func;
	readonly #form: Form;
	readonly #columns: Column[];
	readonly #high: Local<"v128">;
	readonly #both: Local<"v128">;
	readonly #x: Held;
	readonly #y: Held;
	readonly #part: Local<"v128">;

	constructor(f: Func, form: Form, count: number) {
		const { high, both } = magic(form);
		this.#f = f;
		this.#form = form;
		this.#columns = Array.from({ length: count }, () => ({
			sum: f.local("v128"),
			used: false,
			bias: 0n,
			most: 0n,
		}));
		this.#high = f.let(bothBits(high));
		this.#both = f.let(bothBits(both));
		this.#x = new Held(f);
		this.#y = new Held(f);
		this.#part = f.local("v128");
	}

	#at(column: number): Column {
		const found = this.#columns[column];
		if (found === undefined) throw new RangeError(`no column ${column}`);
		return found;
	}

	/** Adds integers: `bits` is the number, at most `most` either way, plus the bias. */
	addBits(
		column: number,
		bits: Expr<"v128">,
		bias: bigint,
		most: bigint,
	): void {
		const to = this.#at(column);
		this.#f.set(to.sum, to.used ? i64x2.add(to.sum, bits) : bits);
		to.used = true;
		to.bias += bias;
		to.most += most;
	}

	/** Adds a limb. */
	addLimb(column: number, { of, most }: Limb): void {
		const { low } = magic(this.#form);
		within("a limb as an integer", most, 1n << 51n);
		this.addBits(column, f64x2.add(of, bothBits(low)), bitsOf(low), most);
	}

	/** Adds x·y: the low part to this column, the high part to the next. */
	addProduct(column: number, x: Limb, y: Limb): void {
		const { low, high } = magic(this.#form);
		const { width } = this.#form;
		const most = x.most * y.most;
		within("a product", most, 1n << BigInt(51 + width));
		const f = this.#f;
		const a = this.#x.keep(f, x);
		const b = this.#y.keep(f, y);
		const hi = this.#part;
		f.set(hi, f64x2.relaxedMadd(a, b, this.#high));
		this.addBits(column + 1, hi, bitsOf(high), (most >> BigInt(width)) + 1n);
		const rest = f64x2.relaxedMadd(a, b, f64x2.sub(this.#both, hi));
		this.addBits(column, rest, bitsOf(low), 1n << BigInt(width - 1));
	}

	/** Takes x·y away, a product small enough for a limb. */
	addNegative(column: number, x: Limb, y: Limb): void {
		const { low } = magic(this.#form);
		const most = x.most * y.most;
		within("a multiple of p as an integer", most, 1n << 51n);
		const bits = f64x2.relaxedNmadd(x.of, y.of, bothBits(low));
		this.addBits(column, bits, bitsOf(low), most);
	}

	/** Adds twice what the column of another holds: its sum is final. */
	addTwice(column: number, other: Columns): void {
		const { sum, used, bias, most } = other.#at(column);
		if (used) this.addBits(column, i64x2.add(sum, sum), 2n * bias, 2n * most);
	}

	/** The most that the sum of a column is. */
	most(column: number): bigint {
		return this.#at(column).most;
	}

	/** Takes note of a bound that is known from the whole, and closer than the sum of what went in. */
	limit(column: number, most: bigint): void {
		const to = this.#at(column);
		if (most < to.most) to.most = most;
	}

	/** The column as an integer with its sign. */
	integer(column: number): Expr<"v128"> {
		const { sum, bias } = this.#at(column);
		return i64x2.sub(sum, i64x2.both(bias));
	}

	/** The column as a double, without what the columns below carry into it. */
	double(column: number): Expr<"v128"> {
		const { low } = magic(this.#form);
		const { sum, bias, most } = this.#at(column);
		within("a column as a double", most, 1n << 51n);
		const bits = i64x2.add(sum, i64x2.both(bitsOf(low) - bias));
		return f64x2.sub(bits, bothBits(low));
	}

	/** Makes the column positive and offsets its digit; nothing is done the second time. */
	#lift(column: number): Column {
		const half = 1n << BigInt(this.#form.width - 1);
		const to = this.#at(column);
		within("a column", to.most + half, lift - 1n);
		const offset = lift + half - to.bias;
		if (offset !== 0n) {
			this.#f.set(to.sum, i64x2.add(to.sum, i64x2.both(offset)));
			to.bias = lift + half;
		}
		return to;
	}

	/**
	 * The column's lowest digit, in [−2^(width−1), 2^(width−1)), as a double. With an offset added the digit is a field of
	 * bits; put under the exponent of 2^52 the field is a double.
	 */
	digit(column: number): Limb {
		const { width } = this.#form;
		const { sum } = this.#lift(column);
		const field = v128.and(sum, i64x2.both((1n << BigInt(width)) - 1n));
		const digit = v128.or(field, bothBits(2 ** 52));
		return {
			of: this.#f.let(f64x2.sub(digit, bothBits(2 ** 52 + 2 ** (width - 1)))),
			most: 1n << BigInt(width - 1),
		};
	}

	/** Adds to the next column what is left of this one without its lowest digit. */
	carry(column: number): void {
		const { width } = this.#form;
		const { sum, most } = this.#lift(column);
		this.addBits(
			column + 1,
			i64x2.shrU(sum, width),
			lift >> BigInt(width),
			(most >> BigInt(width)) + 1n,
		);
	}

	/** x·y less its nearest multiple of 2^width: the low part, without the constant that would make its bits count. */
	lowPart(x: Limb, y: Limb): Limb {
		const { width } = this.#form;
		within("a product", x.most * y.most, 1n << BigInt(51 + width));
		const hi = this.#part;
		this.#f.set(hi, f64x2.relaxedMadd(x.of, y.of, this.#high));
		const multiple = f64x2.sub(this.#high, hi);
		return {
			of: this.#f.let(f64x2.relaxedMadd(x.of, y.of, multiple)),
			most: 1n << BigInt(width - 1),
		};
	}
}
