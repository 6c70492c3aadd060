// Expressions: pieces of code that leave one value (or two, or none) on the stack. An expression is code, not a value: it is
// run where it is used, each time it is used. `let` of a function runs it once and keeps the value.

import { bitsOf, signed, unsigned, word } from "./encode.ts";

export type ValueType = "i32" | "i64" | "f64" | "v128";

export const typeCode: { readonly [type in ValueType]: number } = {
	i32: 0x7f,
	i64: 0x7e,
	f64: 0x7c,
	v128: 0x7b,
};

/** A function that can be called. */
export type Fn = {
	readonly name: string;
	readonly params: readonly ValueType[];
	readonly result: ValueType | undefined;
};

/** Bytes, and functions called: which number a function has is known when the module is whole. */
export type Code = readonly (number | Fn)[];

export type Expr<T extends ValueType = ValueType> = {
	readonly type: T;
	readonly code: Code;
};
/** Code that leaves nothing: a store, a call without a result. */
export type Effect = {
	readonly type: "none";
	readonly code: Code;
};
/** Code that leaves two words, the low one first: the operations of wide arithmetic. */
export type Pair = { readonly type: "pair"; readonly code: Code };

/** What stands for a value: an expression, or for numbers the number itself. */
export type Operand<T extends ValueType> =
	| Expr<T>
	| (T extends "i32" | "f64" ? number : T extends "i64" ? bigint : never);

const constant = (value: number | bigint, type: ValueType): number[] => {
	if (type === "i32" && typeof value === "number")
		return [0x41, ...signed(BigInt.asIntN(32, BigInt(value)))];
	if (type === "i64" && typeof value === "bigint")
		return [0x42, ...signed(BigInt.asIntN(64, value))];
	if (type === "f64" && typeof value === "number")
		return [0x44, ...word(bitsOf(value))];
	throw new TypeError(`no constant of type ${type} is written ${value}`);
};

/** The code of an operand of this type. @throws TypeError for an expression of another type. */
export const codeOf = <T extends ValueType>(
	operand: Operand<T>,
	type: T,
): Code => {
	if (typeof operand === "number" || typeof operand === "bigint")
		return constant(operand, type);
	if (operand.type !== type)
		throw new TypeError(`expected ${type}, got ${operand.type}`);
	return operand.code;
};

type One<A extends ValueType, R extends ValueType> = (a: Operand<A>) => Expr<R>;
type Two<A extends ValueType, R extends ValueType> = (
	a: Operand<A>,
	b: Operand<A>,
) => Expr<R>;
type Load<R extends ValueType> = (
	address: Operand<"i32">,
	offset?: number,
) => Expr<R>;
type Store<R extends ValueType> = (
	address: Operand<"i32">,
	value: Operand<R>,
	offset?: number,
) => Effect;

export const unary =
	<A extends ValueType, R extends ValueType>(
		from: A,
		type: R,
		...opcode: number[]
	): One<A, R> =>
	(a) => ({ type, code: [...codeOf(a, from), ...opcode] });

export const binary =
	<A extends ValueType, R extends ValueType>(
		from: A,
		type: R,
		...opcode: number[]
	): Two<A, R> =>
	(a, b) => ({
		type,
		code: [...codeOf(a, from), ...codeOf(b, from), ...opcode],
	});

/** `align` is the exponent of the natural alignment; a hint only. */
export const load =
	<R extends ValueType>(type: R, align: number, ...opcode: number[]): Load<R> =>
	(address, offset = 0) => ({
		type,
		code: [...codeOf(address, "i32"), ...opcode, align, ...unsigned(offset)],
	});

export const store =
	<R extends ValueType>(
		from: R,
		align: number,
		...opcode: number[]
	): Store<R> =>
	(address, value, offset = 0) => ({
		type: "none",
		code: [
			...codeOf(address, "i32"),
			...codeOf(value, from),
			...opcode,
			align,
			...unsigned(offset),
		],
	});
