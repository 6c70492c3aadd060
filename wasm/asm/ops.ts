// The instructions that the kernels use, named as in the text format.
// Source: WebAssembly core specification 3.0, section 5.4, and the wide-arithmetic proposal (phase 4).

import { bitsOf, unsigned, word } from "./encode.ts";
import {
	binary,
	codeOf,
	type Effect,
	type Expr,
	load,
	type Operand,
	type Pair,
	store,
	unary,
	type ValueType,
} from "./expr.ts";

/** One of two values by a condition, without a branch: the first where it is not zero. */
export const select = <T extends ValueType>(
	first: Expr<T>,
	second: Expr<T>,
	condition: Operand<"i32">,
): Expr<T> => ({
	type: first.type,
	code: [
		...first.code,
		...codeOf(second, first.type),
		...codeOf(condition, "i32"),
		...(first.type === "v128" ? [0x1c, 1, 0x7b] : [0x1b]),
	],
});

export const i32 = {
	const: (value: number): Expr<"i32"> => ({
		type: "i32",
		code: codeOf(value, "i32"),
	}),
	load: load("i32", 2, 0x28),
	load8U: load("i32", 0, 0x2d),
	load16U: load("i32", 1, 0x2f),
	store: store("i32", 2, 0x36),
	store8: store("i32", 0, 0x3a),
	store16: store("i32", 1, 0x3b),
	eqz: unary("i32", "i32", 0x45),
	eq: binary("i32", "i32", 0x46),
	ne: binary("i32", "i32", 0x47),
	ltS: binary("i32", "i32", 0x48),
	ltU: binary("i32", "i32", 0x49),
	gtS: binary("i32", "i32", 0x4a),
	gtU: binary("i32", "i32", 0x4b),
	leS: binary("i32", "i32", 0x4c),
	leU: binary("i32", "i32", 0x4d),
	geS: binary("i32", "i32", 0x4e),
	geU: binary("i32", "i32", 0x4f),
	clz: unary("i32", "i32", 0x67),
	ctz: unary("i32", "i32", 0x68),
	popcnt: unary("i32", "i32", 0x69),
	add: binary("i32", "i32", 0x6a),
	sub: binary("i32", "i32", 0x6b),
	mul: binary("i32", "i32", 0x6c),
	divU: binary("i32", "i32", 0x6e),
	remU: binary("i32", "i32", 0x70),
	and: binary("i32", "i32", 0x71),
	or: binary("i32", "i32", 0x72),
	xor: binary("i32", "i32", 0x73),
	shl: binary("i32", "i32", 0x74),
	shrS: binary("i32", "i32", 0x75),
	shrU: binary("i32", "i32", 0x76),
	rotl: binary("i32", "i32", 0x77),
	rotr: binary("i32", "i32", 0x78),
	wrap: unary("i64", "i32", 0xa7),
};

// The shift count of a 64-bit shift is 64 bits wide too.
export const i64 = {
	const: (value: bigint): Expr<"i64"> => ({
		type: "i64",
		code: codeOf(value, "i64"),
	}),
	load: load("i64", 3, 0x29),
	load8U: load("i64", 0, 0x31),
	load16U: load("i64", 1, 0x33),
	load32U: load("i64", 2, 0x35),
	store: store("i64", 3, 0x37),
	store8: store("i64", 0, 0x3c),
	store32: store("i64", 2, 0x3e),
	eqz: unary("i64", "i32", 0x50),
	eq: binary("i64", "i32", 0x51),
	ne: binary("i64", "i32", 0x52),
	ltS: binary("i64", "i32", 0x53),
	ltU: binary("i64", "i32", 0x54),
	gtS: binary("i64", "i32", 0x55),
	gtU: binary("i64", "i32", 0x56),
	leS: binary("i64", "i32", 0x57),
	leU: binary("i64", "i32", 0x58),
	geS: binary("i64", "i32", 0x59),
	geU: binary("i64", "i32", 0x5a),
	clz: unary("i64", "i64", 0x79),
	ctz: unary("i64", "i64", 0x7a),
	add: binary("i64", "i64", 0x7c),
	sub: binary("i64", "i64", 0x7d),
	mul: binary("i64", "i64", 0x7e),
	and: binary("i64", "i64", 0x83),
	or: binary("i64", "i64", 0x84),
	xor: binary("i64", "i64", 0x85),
	shl: binary("i64", "i64", 0x86),
	shrS: binary("i64", "i64", 0x87),
	shrU: binary("i64", "i64", 0x88),
	rotl: binary("i64", "i64", 0x89),
	rotr: binary("i64", "i64", 0x8a),
	extendI32S: unary("i32", "i64", 0xac),
	extendI32U: unary("i32", "i64", 0xad),
	truncSatF64S: unary("f64", "i64", 0xfc, 6),
	reinterpretF64: unary("f64", "i64", 0xbd),
};

const wide =
	(opcode: number) =>
	(...words: readonly Operand<"i64">[]): Pair => ({
		type: "pair",
		code: [...words.flatMap((one) => codeOf(one, "i64")), 0xfc, opcode],
	});

/** Wide arithmetic: each leaves the low word, then the high one. */
export const i128 = {
	/** (low a, high a, low b, high b) */
	add: wide(0x13),
	/** (low a, high a, low b, high b) */
	sub: wide(0x14),
	/** (a, b), signed */
	mulWideS: wide(0x15),
	/** (a, b), unsigned */
	mulWideU: wide(0x16),
};

export const f64 = {
	const: (value: number): Expr<"f64"> => ({
		type: "f64",
		code: codeOf(value, "f64"),
	}),
	load: load("f64", 3, 0x2b),
	store: store("f64", 3, 0x39),
	add: binary("f64", "f64", 0xa0),
	sub: binary("f64", "f64", 0xa1),
	mul: binary("f64", "f64", 0xa2),
	convertI64S: unary("i64", "f64", 0xb9),
	reinterpretI64: unary("i64", "f64", 0xbf),
};

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
const lanewise = (opcode: number) => binary("v128", "v128", ...simd(opcode));
const single = (opcode: number) => unary("v128", "v128", ...simd(opcode));
const ternary =
	(opcode: number) =>
	(a: Expr<"v128">, b: Expr<"v128">, c: Expr<"v128">): Expr<"v128"> => ({
		type: "v128",
		code: [...a.code, ...b.code, ...c.code, ...simd(opcode)],
	});
const shift =
	(opcode: number) =>
	(a: Expr<"v128">, count: Operand<"i32">): Expr<"v128"> => ({
		type: "v128",
		code: [...a.code, ...codeOf(count, "i32"), ...simd(opcode)],
	});
const splat = <T extends ValueType>(from: T, opcode: number) =>
	unary(from, "v128", ...simd(opcode));
const extract =
	<R extends ValueType>(type: R, opcode: number) =>
	(a: Expr<"v128">, lane: number): Expr<R> => ({
		type,
		code: [...a.code, ...simd(opcode), lane],
	});
const replace =
	<T extends ValueType>(from: T, opcode: number) =>
	(a: Expr<"v128">, lane: number, value: Operand<T>): Expr<"v128"> => ({
		type: "v128",
		code: [...a.code, ...codeOf(value, from), ...simd(opcode), lane],
	});

/** `lanes`: sixteen byte indices into the thirty-two bytes of a, then b. */
const shuffle = (
	a: Expr<"v128">,
	b: Expr<"v128">,
	lanes: readonly number[],
): Expr<"v128"> => {
	if (lanes.length !== 16 || lanes.some((lane) => lane < 0 || lane > 31))
		throw new RangeError('"lanes" expected 16 indices below 32');
	return { type: "v128", code: [...a.code, ...b.code, ...simd(13), ...lanes] };
};

const eight = (start: number): number[] =>
	Array.from({ length: 8 }, (_, i) => start + i);

export const v128 = {
	/** Two 64-bit lanes, each taken modulo 2^64. */
	const: (lane0: bigint, lane1: bigint): Expr<"v128"> => ({
		type: "v128",
		code: [...simd(12), ...word(lane0), ...word(lane1)],
	}),
	load: load("v128", 4, ...simd(0)),
	load64Splat: load("v128", 3, ...simd(10)),
	load64Zero: load("v128", 3, ...simd(93)),
	store: store("v128", 4, ...simd(11)),
	/** Stores one 64-bit lane. */
	store64Lane: (
		address: Operand<"i32">,
		value: Expr<"v128">,
		lane: 0 | 1,
		offset = 0,
	): Effect => ({
		type: "none",
		code: [
			...codeOf(address, "i32"),
			...value.code,
			...simd(91),
			3,
			...unsigned(offset),
			lane,
		],
	}),
	not: single(77),
	and: lanewise(78),
	/** a and not b. */
	andnot: lanewise(79),
	or: lanewise(80),
	xor: lanewise(81),
	/** The bits of a where the mask has ones, else those of b. */
	bitselect: ternary(82),
	anyTrue: unary("v128", "i32", ...simd(83)),
	shuffle,
	/** (a.lane0, b.lane0) of 64-bit lanes. */
	low64: (a: Expr<"v128">, b: Expr<"v128">) =>
		shuffle(a, b, [...eight(0), ...eight(16)]),
	/** (a.lane1, b.lane1) of 64-bit lanes. */
	high64: (a: Expr<"v128">, b: Expr<"v128">) =>
		shuffle(a, b, [...eight(8), ...eight(24)]),
	/** (a.lane0, b.lane1) of 64-bit lanes. */
	blend64: (a: Expr<"v128">, b: Expr<"v128">) =>
		shuffle(a, b, [...eight(0), ...eight(24)]),
	/** (a.lane1, b.lane0) of 64-bit lanes; with a = b it swaps the lanes. */
	cross64: (a: Expr<"v128">, b: Expr<"v128">) =>
		shuffle(a, b, [...eight(8), ...eight(16)]),
};

export const i8x16 = {
	swizzle: lanewise(14),
	splat: splat("i32", 15),
	eq: lanewise(35),
	allTrue: unary("v128", "i32", ...simd(99)),
};

export const i32x4 = {
	const: (a: number, b: number, c: number, d: number): Expr<"v128"> => {
		const lane = (value: number) => BigInt.asUintN(32, BigInt(value));
		return v128.const(lane(a) | (lane(b) << 32n), lane(c) | (lane(d) << 32n));
	},
	splat: splat("i32", 17),
	extractLane: extract("i32", 27),
	replaceLane: replace("i32", 28),
	eq: lanewise(55),
	gtU: lanewise(60),
	geU: lanewise(64),
	shl: shift(171),
	shrS: shift(172),
	shrU: shift(173),
	add: lanewise(174),
	sub: lanewise(177),
	mul: lanewise(181),
	minU: lanewise(183),
	allTrue: unary("v128", "i32", ...simd(163)),
};

export const i64x2 = {
	const: v128.const,
	/** The same constant in both lanes. */
	both: (value: bigint): Expr<"v128"> => v128.const(value, value),
	splat: splat("i64", 18),
	extractLane: extract("i64", 29),
	replaceLane: replace("i64", 30),
	shl: shift(203),
	shrS: shift(204),
	shrU: shift(205),
	add: lanewise(206),
	sub: lanewise(209),
	mul: lanewise(213),
	neg: single(193),
	eq: lanewise(214),
	ne: lanewise(215),
	ltS: lanewise(216),
	gtS: lanewise(217),
	/** Products of the low two, or the high two, unsigned 32-bit lanes. */
	extmulLowI32x4U: lanewise(222),
	extmulHighI32x4U: lanewise(223),
	extmulLowI32x4S: lanewise(220),
	extmulHighI32x4S: lanewise(221),
	extendLowI32x4U: single(201),
	extendHighI32x4U: single(202),
	allTrue: unary("v128", "i32", ...simd(195)),
};

export const f64x2 = {
	/** The same constant in both lanes. */
	both: (value: number): Expr<"v128"> =>
		v128.const(bitsOf(value), bitsOf(value)),
	splat: splat("f64", 20),
	extractLane: extract("f64", 33),
	nearest: single(148),
	abs: single(236),
	neg: single(237),
	add: lanewise(240),
	sub: lanewise(241),
	mul: lanewise(242),
	/** a·b + c; rounded once or twice, as the machine has it. */
	relaxedMadd: ternary(0x107),
	/** c − a·b; rounded once or twice, as the machine has it. */
	relaxedNmadd: ternary(0x108),
};

export const memory = {
	/** Makes the memory so many pages of 64 KiB larger. @returns how many there were, or −1 where it cannot grow */
	grow: (pages: Operand<"i32">): Expr<"i32"> => ({
		type: "i32",
		code: [...codeOf(pages, "i32"), 0x40, 0],
	}),
	copy: (
		to: Operand<"i32">,
		from: Operand<"i32">,
		bytes: Operand<"i32">,
	): Effect => ({
		type: "none",
		code: [
			...codeOf(to, "i32"),
			...codeOf(from, "i32"),
			...codeOf(bytes, "i32"),
			0xfc,
			10,
			0,
			0,
		],
	}),
	fill: (
		to: Operand<"i32">,
		value: Operand<"i32">,
		bytes: Operand<"i32">,
	): Effect => ({
		type: "none",
		code: [
			...codeOf(to, "i32"),
			...codeOf(value, "i32"),
			...codeOf(bytes, "i32"),
			0xfc,
			11,
			0,
		],
	}),
};
