// The inverse modulo p of one integer, by division steps: several times faster than a power when only one is asked for.
//
// Source: D. Bernstein, B.-Y. Yang, "Fast constant-time gcd computation and modular inversion", eprint 2019/266. Here the
// steps take a variable time (they skip zeros), as everything that is inverted is public. Steps are taken 30 at a time on the
// low words of f and g; what they come to is a matrix (u, v; q, r)/2^30, which is then applied to f and g, and modulo p to d
// and e. Throughout f = d·x and g = e·x modulo p, up to the power of two that is divided out. By theorem 11.2 g is zero after
// at most (49·381 + 57)/17 steps for the longer prime.

import type { Expr } from "../asm/expr.ts";
import { ask, call, type Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64, memory } from "../asm/ops.ts";
import { inverseModulo, type Prime } from "./prime.ts";

/** Bits of a limb, and steps of a batch. All limbs but the highest lie in [0, 2^30); the highest has the sign. */
const width = 30;
const mask = (1n << BigInt(width)) - 1n;
/** A limb of f, of g, of d, of e and of p, one after the other. */
const slots = { f: 0, g: 8, d: 16, e: 24, p: 32 } as const;
const stride = 40;

/** Defines (to, from): the inverse modulo p of the big-endian integer in [0, p) of `prime.bytes` bytes; zero for zero. */
export const defineIntegerInverse = (module: Module, prime: Prime): Fn => {
	const length = prime.bytes;
	// d and e stay within (−2p, p).
	const limbs = Math.ceil((8 * length + 2) / width);
	const state = module.reserve(stride * limbs, 8);
	const last = state + stride * (limbs - 1);
	const plain = new DataView(new ArrayBuffer(8 * limbs));
	for (let i = 0; i < limbs; i++)
		plain.setBigUint64(8 * i, (prime.p >> BigInt(width * i)) & mask, true);
	const modulus = module.data(new Uint8Array(plain.buffer), 8);
	const inverseOfP = inverseModulo(prime.p, 1n << BigInt(width));
	/** The integer with its low byte first, and zeros behind it. */
	const spareBytes = 16;
	const bytes = module.reserve(length + spareBytes, 8);

	const limbAt = (i: Expr<"i32">): Expr<"i32"> =>
		i32.add(i32.mul(i, stride), state);
	const byteOf = (i: Expr<"i32">): Expr<"i32"> =>
		i32.add(i32.shrU(i32.mul(i, width), 3), bytes);
	const bitOf = (i: Expr<"i32">): Expr<"i64"> =>
		i64.extendI32U(i32.and(i32.mul(i, width), 7));

	/** (from): f = p, g = x, d = 0, e = 1. */
	const start = module.func("inverseStart", { params: ["i32"] }, (f, from) => {
		f.do(
			memory.fill(bytes + length, 0, spareBytes),
			memory.fill(state, 0, stride * limbs),
		);
		f.times(length, (i) =>
			f.do(
				i32.store8(
					i32.sub(bytes + length - 1, i),
					i32.load8U(i32.add(from, i)),
				),
			),
		);
		f.times(limbs, (i) => {
			const at = f.let(limbAt(i));
			const p = f.let(i64.load(i32.add(i32.shl(i, 3), modulus)));
			f.do(
				i64.store(at, p, slots.f),
				i64.store(at, p, slots.p),
				i64.store(
					at,
					i64.and(i64.shrU(i64.load(byteOf(i)), bitOf(i)), mask),
					slots.g,
				),
			);
		});
		f.do(i64.store(state, 1n, slots.e));
	});

	// The matrix of a batch, and delta with the opposite sign, from one batch to the next.
	const matrix = module.reserve(32, 8);
	const eta = module.reserve(8, 8);
	const steps = module.func("inverseSteps", { params: [] }, (fn) => {
		const f = fn.let(i32.load(state, slots.f));
		const g = fn.let(i32.load(state, slots.g));
		const minusDelta = fn.let(i32.load(eta));
		const u = fn.let(i32.const(1));
		const v = fn.let(i32.const(0));
		const q = fn.let(i32.const(0));
		const r = fn.let(i32.const(1));
		const left = fn.let(i32.const(width));
		const kept = fn.local("i32");
		const exchange = (a: typeof u, b: typeof u): void => {
			fn.set(kept, a);
			fn.set(a, b);
			fn.set(b, i32.sub(0, kept));
		};
		fn.block((leave) => {
			fn.loop((again) => {
				// While g is even it is halved; the other row is doubled instead of this one being halved.
				const zeros = fn.let(i32.ctz(i32.or(g, i32.shl(i32.const(-1), left))));
				fn.set(g, i32.shrS(g, zeros));
				fn.set(u, i32.shl(u, zeros));
				fn.set(v, i32.shl(v, zeros));
				fn.set(minusDelta, i32.sub(minusDelta, zeros));
				fn.set(left, i32.sub(left, zeros));
				leave(i32.eqz(left));
				fn.if(i32.ltS(minusDelta, 0), () => {
					fn.set(minusDelta, i32.sub(0, minusDelta));
					exchange(f, g);
					exchange(u, q);
					exchange(v, r);
				});
				// As many multiples of f are added to g as make its low bits zero: as many bits as there are steps before the
				// sign changes or the batch ends, and at most the six that f·(f² − 2) = −1/f modulo 64 knows.
				const most = fn.let(i32.add(minusDelta, 1));
				fn.if(i32.gtS(most, left), () => fn.set(most, left));
				fn.if(i32.gtS(most, 6), () => fn.set(most, i32.const(6)));
				const minusInverse = i32.mul(f, i32.sub(i32.mul(f, f), 2));
				const w = fn.let(
					i32.and(
						i32.mul(g, minusInverse),
						i32.sub(i32.shl(i32.const(1), most), 1),
					),
				);
				fn.set(g, i32.add(g, i32.mul(f, w)));
				fn.set(q, i32.add(q, i32.mul(u, w)));
				fn.set(r, i32.add(r, i32.mul(v, w)));
				again(1);
			});
		});
		fn.do(i32.store(eta, minusDelta));
		[u, v, q, r].forEach((entry, i) => {
			fn.do(i64.store(matrix + 8 * i, i64.extendI32S(entry)));
		});
	});

	/** () → whether g is not zero yet: applies the matrix. */
	const update = module.func(
		"inverseUpdate",
		{ params: [], result: "i32" },
		(fn) => {
			const entry = (i: number) => fn.let(i64.load(matrix + 8 * i));
			const [u, v, q, r] = [entry(0), entry(1), entry(2), entry(3)];
			const shift = BigInt(width);
			const dot = (
				a: Expr<"i64">,
				x: Expr<"i64">,
				b: Expr<"i64">,
				y: Expr<"i64">,
			) => i64.add(i64.mul(a, x), i64.mul(b, y));
			/** The multiple of p that is added to a row of d and e: it makes the low limb zero and keeps the range (−2p, p). */
			const multiple = (a: typeof u, b: typeof u) => {
				const sign = (slot: number) => i64.shrS(i64.load(last, slot), 63n);
				const least = fn.let(
					i64.add(i64.and(a, sign(slots.d)), i64.and(b, sign(slots.e))),
				);
				const low = dot(
					a,
					i64.load(state, slots.d),
					b,
					i64.load(state, slots.e),
				);
				return fn.let(
					i64.sub(
						least,
						i64.and(i64.add(i64.mul(low, inverseOfP), least), mask),
					),
				);
			};
			const ofD = multiple(u, v);
			const ofE = multiple(q, r);
			const carries = {
				f: fn.local("i64"),
				g: fn.local("i64"),
				d: fn.local("i64"),
				e: fn.local("i64"),
			};
			const rows = ["f", "g", "d", "e"] as const;
			const remaining = fn.local("i64");
			const at = fn.let(i32.const(state));
			/** Adds the products of this limb to the carries. */
			const multiply = (): void => {
				const limb = (slot: number) => fn.let(i64.load(at, slot));
				const [f, g, d, e, p] = [
					limb(slots.f),
					limb(slots.g),
					limb(slots.d),
					limb(slots.e),
					limb(slots.p),
				];
				const { f: cf, g: cg, d: cd, e: ce } = carries;
				fn.set(cf, i64.add(cf, dot(u, f, v, g)));
				fn.set(cg, i64.add(cg, dot(q, f, r, g)));
				fn.set(cd, i64.add(cd, i64.add(dot(u, d, v, e), i64.mul(p, ofD))));
				fn.set(ce, i64.add(ce, i64.add(dot(q, d, r, e), i64.mul(p, ofE))));
			};
			/** Divides by 2^30: what is left of each carry belongs one limb lower. */
			const drop = (): void => {
				for (const row of rows)
					fn.set(carries[row], i64.shrS(carries[row], shift));
			};
			multiply();
			drop();
			fn.times(limbs - 1, () => {
				fn.set(at, i32.add(at, stride));
				multiply();
				for (const row of rows)
					fn.do(
						i64.store(
							i32.sub(at, stride),
							i64.and(carries[row], mask),
							slots[row],
						),
					);
				fn.set(remaining, i64.or(remaining, i64.and(carries.g, mask)));
				drop();
			});
			for (const row of rows) fn.do(i64.store(last, carries[row], slots[row]));
			fn.give(i64.ne(i64.or(remaining, carries.g), 0n));
		},
	);

	/** (sign, ofP): d = sign·d + ofP·p, and the carries. */
	const adjust = module.func(
		"inverseAdjust",
		{ params: ["i64", "i64"] },
		(fn, sign, ofP) => {
			const carry = fn.local("i64");
			fn.times(limbs, (i) => {
				const at = fn.let(limbAt(i));
				const d = i64.mul(sign, i64.load(at, slots.d));
				const p = i64.mul(ofP, i64.load(at, slots.p));
				fn.set(carry, i64.add(carry, i64.add(d, p)));
				fn.if(
					i32.eq(i, limbs - 1),
					() => fn.do(i64.store(at, carry, slots.d)),
					() => fn.do(i64.store(at, i64.and(carry, mask), slots.d)),
				);
				fn.set(carry, i64.shrS(carry, BigInt(width)));
			});
		},
	);

	return module.func(
		"integerInverse",
		{ params: ["i32", "i32"] },
		(fn, to, from) => {
			fn.do(call(start, from), i32.store(eta, i32.const(-1)));
			fn.loop((again) => {
				fn.do(call(steps));
				again(ask(update));
			});
			// Now f is 1 or −1, and d that sign times the inverse, within (−2p, p). For x = 0 it is 0.
			const isNegative = (slot: number) => i64.ltS(i64.load(last, slot), 0n);
			const addIfNegative = () =>
				fn.if(isNegative(slots.d), () => fn.do(call(adjust, 1n, 1n)));
			addIfNegative();
			fn.if(isNegative(slots.f), () => fn.do(call(adjust, -1n, 0n)));
			addIfNegative();

			fn.do(memory.fill(bytes, 0, length + spareBytes));
			fn.times(limbs, (i) => {
				const at = fn.let(byteOf(i));
				const limb = i64.load(limbAt(i), slots.d);
				fn.do(i64.store(at, i64.or(i64.load(at), i64.shl(limb, bitOf(i)))));
			});
			fn.times(length, (i) =>
				fn.do(
					i32.store8(
						i32.add(to, i),
						i32.load8U(i32.sub(bytes + length - 1, i)),
					),
				),
			);
		},
	);
};
