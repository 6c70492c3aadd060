// SHA-256 of one message, and the expansion of a message to many bytes that hash to curve starts from. It knows no curve.
// Source: FIPS 180-4, section 6.2; RFC 9380, section 5.3.1 (expand_message_xmd).

import type { Expr, Operand } from "../asm/expr.ts";
import { call, type Fn, type Local } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, i64, memory } from "../asm/ops.ts";
import { initialState, roundConstants } from "./sha256-constants.ts";

export const digestBytes = 32;
const blockBytes = 64;
/** Room that the padding may take behind a message. */
export const paddingBytes = 72;
const mostMessageBytes = 1024;
const mostDstBytes = 255;
const mostExpandedBlocks = 255;

export type Sha256 = {
	/** (out, buffer, length): the digest of the `length` bytes at `buffer`; up to 72 bytes behind them are written over. */
	readonly digest: Fn;
	/**
	 * (out, blocks, message, length, dst, dstLength) → i32: expand_message_xmd to `blocks` times 32 bytes. 0, and nothing
	 * is written, for a message over 1,024 bytes, a domain separation tag over 255, or more than 255 blocks.
	 */
	readonly expand: Fn;
};

const words = (values: readonly number[]): Uint8Array => {
	const bytes = new Uint8Array(4 * values.length);
	const view = new DataView(bytes.buffer);
	values.forEach((value, i) => {
		view.setUint32(4 * i, value, true);
	});
	return bytes;
};

const xor3 = (a: Expr<"i32">, b: Expr<"i32">, c: Expr<"i32">): Expr<"i32"> =>
	i32.xor(i32.xor(a, b), c);

const sum = (...terms: readonly Operand<"i32">[]): Expr<"i32"> =>
	terms.reduce<Expr<"i32">>(
		(left, right) => i32.add(left, right),
		i32.const(0),
	);

/** The bytes of a big-endian word in the other order. */
const swapped = (value: Expr<"i32">): Expr<"i32"> =>
	i32.or(
		i32.and(i32.rotl(value, 8), 0x00ff00ff),
		i32.and(i32.rotr(value, 8), 0xff00ff00),
	);

const bigSigma0 = (x: Expr<"i32">) =>
	xor3(i32.rotr(x, 2), i32.rotr(x, 13), i32.rotr(x, 22));
const bigSigma1 = (x: Expr<"i32">) =>
	xor3(i32.rotr(x, 6), i32.rotr(x, 11), i32.rotr(x, 25));
const smallSigma0 = (x: Expr<"i32">) =>
	xor3(i32.rotr(x, 7), i32.rotr(x, 18), i32.shrU(x, 3));
const smallSigma1 = (x: Expr<"i32">) =>
	xor3(i32.rotr(x, 17), i32.rotr(x, 19), i32.shrU(x, 10));
const choice = (x: Expr<"i32">, y: Expr<"i32">, z: Expr<"i32">) =>
	i32.xor(z, i32.and(x, i32.xor(y, z)));
const majority = (x: Expr<"i32">, y: Expr<"i32">, z: Expr<"i32">) =>
	i32.or(i32.and(x, y), i32.and(z, i32.or(x, y)));

/** (state, block): the state, eight words, after one more block of 64 bytes. */
const emitCompress = (module: Module): Fn => {
	const constants = module.data(words(roundConstants));
	const schedule = module.reserve(4 * 64);
	return module.func(
		"sha256.compress",
		{ params: ["i32", "i32"] },
		(f, state, block) => {
			f.times(16, (i) => {
				const at = f.let(i32.shl(i, 2));
				const word = f.let(i32.load(i32.add(block, at)));
				f.do(i32.store(at, swapped(word), schedule));
			});
			f.times(48, (i) => {
				const at = f.let(i32.shl(i, 2));
				const back = (n: number) =>
					f.let(i32.load(at, schedule + 4 * (16 - n)));
				const word = sum(
					smallSigma1(back(2)),
					back(7),
					smallSigma0(back(15)),
					back(16),
				);
				f.do(i32.store(at, word, schedule + 4 * 16));
			});
			const variables = Array.from({ length: 8 }, (_, i) =>
				f.let(i32.load(state, 4 * i)),
			);
			f.times(8, (eight) => {
				const at = f.let(i32.shl(eight, 5));
				for (let i = 0; i < 8; i++) {
					// The variables change names instead of places: a of this round is b of the next.
					const named = (n: number): Local<"i32"> => {
						const local = variables[(n + 8 - i) % 8];
						if (local === undefined) throw new RangeError("eight variables");
						return local;
					};
					const [a, b, c, d] = [named(0), named(1), named(2), named(3)];
					const [e, g, h, k] = [named(4), named(5), named(6), named(7)];
					const first = f.let(
						sum(
							k,
							bigSigma1(e),
							choice(e, g, h),
							i32.load(at, constants + 4 * i),
							i32.load(at, schedule + 4 * i),
						),
					);
					f.set(d, i32.add(d, first));
					f.set(k, sum(first, bigSigma0(a), majority(a, b, c)));
				}
			});
			variables.forEach((value, i) => {
				f.do(i32.store(state, i32.add(i32.load(state, 4 * i), value), 4 * i));
			});
		},
	);
};

const emitDigest = (module: Module, compress: Fn): Fn => {
	const start = module.data(words(initialState));
	const state = module.reserve(digestBytes);
	return module.func(
		"sha256.digest",
		{ params: ["i32", "i32", "i32"] },
		(f, out, buffer, length) => {
			// A one bit, zeros, and the length in bits as 64, to the end of a block.
			const blocks = f.let(i32.shrU(i32.add(length, blockBytes + 8), 6));
			const end = f.let(i32.add(buffer, length));
			const whole = f.let(i32.add(buffer, i32.shl(blocks, 6)));
			f.do(
				memory.fill(end, 0, i32.sub(whole, end)),
				i32.store8(end, 0x80),
				i32.store(i32.sub(whole, 4), swapped(f.let(i32.shl(length, 3)))),
				memory.copy(state, start, digestBytes),
			);
			f.times(blocks, (i) => {
				f.do(call(compress, state, i32.add(buffer, i32.shl(i, 6))));
			});
			f.times(8, (i) => {
				const at = f.let(i32.shl(i, 2));
				const word = f.let(i32.load(at, state));
				f.do(i32.store(i32.add(out, at), swapped(word)));
			});
		},
	);
};

const emitExpand = (module: Module, digest: Fn): Fn => {
	const buffer = module.reserve(
		blockBytes + mostMessageBytes + 3 + mostDstBytes + 1 + paddingBytes,
	);
	const first = module.reserve(digestBytes);
	return module.func(
		"sha256.expand",
		{ params: ["i32", "i32", "i32", "i32", "i32", "i32"], result: "i32" },
		(f, out, blocks, message, length, dst, dstLength) => {
			f.if(
				i32.or(
					i32.or(
						i32.gtU(length, mostMessageBytes),
						i32.gtU(dstLength, mostDstBytes),
					),
					i32.gtU(blocks, mostExpandedBlocks),
				),
				() => f.return(0),
			);
			const at = f.local("i32");
			/** Writes DST_prime at `at` and hashes the buffer up to its end. */
			const finish = (to: Operand<"i32">) => {
				f.do(
					memory.copy(at, dst, dstLength),
					i32.store8(i32.add(at, dstLength), dstLength),
					call(
						digest,
						to,
						buffer,
						i32.sub(i32.add(i32.add(at, dstLength), 1), buffer),
					),
				);
			};
			// b_0 = H(Z_pad || msg || I2OSP(len_in_bytes, 2) || I2OSP(0, 1) || DST_prime)
			f.do(
				memory.fill(buffer, 0, blockBytes),
				memory.copy(buffer + blockBytes, message, length),
			);
			f.set(at, i32.add(length, buffer + blockBytes));
			f.do(
				i32.store8(at, i32.shrU(blocks, 3)),
				i32.store8(at, i32.shl(blocks, 5), 1),
				i32.store8(at, 0, 2),
			);
			f.set(at, i32.add(at, 3));
			finish(first);
			// b_i = H(strxor(b_0, b_(i - 1)) || I2OSP(i, 1) || DST_prime), and b_0 alone for b_1
			f.times(blocks, (i) => {
				const to = f.let(i32.add(out, i32.shl(i, 5)));
				f.do(memory.copy(buffer, first, digestBytes));
				f.if(i, () => {
					for (let n = 0; n < digestBytes; n += 8)
						f.do(
							i64.store(
								buffer,
								i64.xor(
									i64.load(first, n),
									i64.load(i32.sub(to, digestBytes), n),
								),
								n,
							),
						);
				});
				f.do(i32.store8(buffer, i32.add(i, 1), digestBytes));
				f.set(at, buffer + digestBytes + 1);
				finish(to);
			});
			f.give(1);
		},
	);
};

export const emitSha256 = (module: Module): Sha256 => {
	const digest = emitDigest(module, emitCompress(module));
	return { digest, expand: emitExpand(module, digest) };
};
