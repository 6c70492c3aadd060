// Poseidon2 over the KoalaBear field, width 16, as Linea's state tree uses it: a chain of eight limbs is mixed with each
// word of eight limbs, and the word is added to what comes out.
// Source: Grassi, Khovratovich, Schofnegger, "Poseidon2", eprint 2023/323, sections 5 and 6 (the permutation and its two
// linear layers). Round constants: a chain of keccak-256 digests that begins with the name of the instance.

import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Expr, Operand } from "../asm/expr.ts";
import { ask64, call, type Fn, type Func } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64, memory } from "../asm/ops.ts";
import { inverseModulo } from "../field/prime.ts";

/** 2^31 − 2^24 + 1 */
const p = 2_130_706_433n;
const width = 16;
const half = width / 2;
const fullRounds = 6;
const partialRounds = 21;
const instance = "Poseidon2-koalabear[t=16,rF=6,rP=21,d=3]";

/** Montgomery form: x stands as x·2^32 modulo p. */
const montgomery = (x: bigint): bigint => (((x << 32n) % p) + p) % p;

const roundConstants = ((): readonly bigint[] => {
	let digest = keccak_256(new TextEncoder().encode(instance));
	return Array.from({ length: fullRounds * width + partialRounds }, () => {
		digest = keccak_256(digest);
		return digest.reduce((sum, byte) => (sum * 256n + BigInt(byte)) % p, 0n);
	});
})();

/** The diagonal of the partial rounds' matrix, less the all-ones matrix. Small numbers and powers of two. */
const diagonal = ((): readonly bigint[] => {
	const over = (k: bigint) => inverseModulo(1n << k, p);
	return [
		-2n,
		1n,
		2n,
		over(1n),
		3n,
		4n,
		-over(1n),
		-3n,
		-4n,
		over(8n),
		over(3n),
		over(24n),
		-over(8n),
		-over(3n),
		-over(4n),
		-over(24n),
	];
})();

const words = (values: readonly bigint[]): Uint8Array =>
	new Uint8Array(BigUint64Array.from(values, montgomery).buffer);

/** (out, from, count): the hash of `count` words of 32 bytes, count ≥ 1; limbs are taken modulo p. Exported as "poseidon2". */
export const emitPoseidon2 = (m: Module): Fn => {
	const constants = m.data(words(roundConstants));
	const diagonals = m.data(words(diagonal));
	const state = m.reserve(width * 8);
	const chain = m.reserve(half * 8);
	const low32 = 0xffffffffn;

	/** x − p where x ≥ p, for x < 2p. */
	const once = (f: Func, x: Expr<"i64">): Expr<"i64"> => {
		const value = f.let(x);
		const less = f.let(i64.sub(value, p));
		// the sign of the difference says which
		const mask = i64.shrS(less, 63n);
		return i64.add(less, i64.and(mask, p));
	};

	/** a·b/2^32 modulo p for a·b < 2^32·p. P. Montgomery, "Modular multiplication without trial division". */
	const multiply = m.func(
		"koalaMul",
		{ params: ["i64", "i64"], result: "i64" },
		(f, a, b) => {
			const mu = (1n << 32n) - inverseModulo(p, 1n << 32n);
			const product = f.let(i64.mul(a, b));
			const quotient = i64.and(i64.mul(product, mu), low32);
			const sum = i64.add(product, i64.mul(quotient, p));
			f.give(once(f, i64.shrU(sum, 32n)), "i64");
		},
	);
	/** x modulo p for x < 2^37. Barrett, with a quotient that is at most one too small. */
	const reduce = m.func(
		"koalaReduce",
		{ params: ["i64"], result: "i64" },
		(f, x) => {
			const quotient = i64.shrU(i64.mul(x, (1n << 57n) / p), 57n);
			f.give(once(f, i64.sub(x, i64.mul(quotient, p))), "i64");
		},
	);
	const at = (base: number, i: Operand<"i32">): Expr<"i32"> =>
		i32.add(base, i32.shl(i, 3));
	const cube = (f: Func, x: Expr<"i64">): Expr<"i64"> => {
		const value = f.let(x);
		return ask64(multiply, ask64(multiply, value, value), value);
	};

	/** The linear layer of the full rounds, section 5.1: M4 on each four, then the sums of the columns. */
	const external = m.func("poseidon2External", { params: [] }, (f) => {
		const column = [0, 1, 2, 3].map(() => f.local("i64"));
		f.times(4, (block) => {
			const place = f.let(i32.add(state, i32.shl(block, 5)));
			const [a, b, c, d] = [0, 8, 16, 24].map((offset) =>
				f.let(i64.load(place, offset)),
			);
			if (!a || !b || !c || !d) throw new RangeError("four words");
			const sum = f.let(i64.add(i64.add(a, b), i64.add(c, d)));
			// rows (2 3 1 1), (1 2 3 1), (1 1 2 3), (3 1 1 2)
			const twice = (x: Expr<"i64">) => i64.shl(x, 1n);
			const rows = [
				i64.add(sum, i64.add(a, twice(b))),
				i64.add(sum, i64.add(b, twice(c))),
				i64.add(sum, i64.add(c, twice(d))),
				i64.add(sum, i64.add(d, twice(a))),
			];
			rows.forEach((row, i) => {
				const value = f.let(row);
				const total = column[i];
				if (total === undefined) throw new RangeError("four columns");
				f.set(total, i64.add(total, value));
				f.do(i64.store(place, value, 8 * i));
			});
		});
		f.times(4, (block) => {
			const place = f.let(i32.add(state, i32.shl(block, 5)));
			column.forEach((total, i) => {
				const value = i64.add(i64.load(place, 8 * i), total);
				f.do(i64.store(place, ask64(reduce, value), 8 * i));
			});
		});
	});

	/** (constants): one full round. */
	const full = m.func("poseidon2Full", { params: ["i32"] }, (f, from) => {
		f.times(width, (i) => {
			const place = f.let(at(state, i));
			const constant = i64.load(i32.add(from, i32.shl(i, 3)));
			const sum = once(f, i64.add(i64.load(place), constant));
			f.do(i64.store(place, cube(f, sum)));
		});
		f.do(call(external));
	});

	/** (constant): one partial round, section 5.2. */
	const partial = m.func("poseidon2Partial", { params: ["i32"] }, (f, from) => {
		const first = once(f, i64.add(i64.load(state), i64.load(from)));
		f.do(i64.store(state, cube(f, first)));
		const sum = f.local("i64");
		f.times(width, (i) => f.set(sum, i64.add(sum, i64.load(at(state, i)))));
		f.set(sum, ask64(reduce, sum));
		f.times(width, (i) => {
			const place = f.let(at(state, i));
			const scaled = ask64(
				multiply,
				i64.load(place),
				i64.load(at(diagonals, i)),
			);
			f.do(i64.store(place, once(f, i64.add(scaled, sum))));
		});
	});

	const permute = m.func("poseidon2Permute", { params: [] }, (f) => {
		const from = f.let(i32.const(constants));
		const turn = (round: Fn, count: number, used: number) =>
			f.times(count, () => {
				f.do(call(round, from));
				f.set(from, i32.add(from, 8 * used));
			});
		f.do(call(external));
		turn(full, fullRounds / 2, width);
		turn(partial, partialRounds, 1);
		turn(full, fullRounds / 2, width);
	});

	const bigEndian = (f: Func, x: Expr<"i32">): Expr<"i32"> => {
		const word = f.let(x);
		return i32.or(
			i32.and(i32.rotl(word, 8), 0x00ff00ff),
			i32.and(i32.rotr(word, 8), 0xff00ff00),
		);
	};

	return m.func(
		"poseidon2",
		{ params: ["i32", "i32", "i32"], exported: true },
		(f, out, from, count) => {
			const square = montgomery(montgomery(1n));
			f.do(memory.fill(chain, 0, half * 8));
			const word = f.let(i32.add(from, 0));
			f.times(count, () => {
				f.do(memory.copy(state, chain, half * 8));
				f.times(half, (i) => {
					const read = bigEndian(f, i32.load(i32.add(word, i32.shl(i, 2))));
					const limb = f.let(ask64(multiply, i64.extendI32U(read), square));
					f.do(i64.store(at(state, i32.add(i, half)), limb));
					f.do(i64.store(at(chain, i), limb));
				});
				f.do(call(permute));
				f.times(half, (i) => {
					const place = f.let(at(chain, i));
					const mixed = i64.load(at(state, i32.add(i, half)));
					f.do(i64.store(place, once(f, i64.add(i64.load(place), mixed))));
				});
				f.set(word, i32.add(word, 32));
			});
			f.times(half, (i) => {
				const limb = ask64(multiply, i64.load(at(chain, i)), 1n);
				f.do(
					i32.store(i32.add(out, i32.shl(i, 2)), bigEndian(f, i32.wrap(limb))),
				);
			});
		},
	);
};
