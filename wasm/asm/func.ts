// One function under construction: its locals, and its body as statements.

import { unsigned, vector } from "./encode.ts";
import {
	type Code,
	codeOf,
	type Effect,
	type Expr,
	type Fn,
	type Operand,
	type Pair,
	typeCode,
	type ValueType,
} from "./expr.ts";
import { i32 } from "./ops.ts";

export type { Fn };

export type Local<T extends ValueType = ValueType> = Expr<T> & {
	readonly index: number;
};

const invoke = (fn: Fn, args: readonly Operand<ValueType>[]): Code => {
	if (args.length !== fn.params.length)
		throw new RangeError(
			`${fn.name} takes ${fn.params.length} arguments, got ${args.length}`,
		);
	return [
		...args.flatMap((arg, i) => codeOf(arg, fn.params[i] ?? "i32")),
		0x10,
		fn,
	];
};

/** A call whose result, if there is one, is dropped. */
export const call = (
	fn: Fn,
	...args: readonly Operand<ValueType>[]
): Effect => ({
	type: "none",
	code: [...invoke(fn, args), ...(fn.result === undefined ? [] : [0x1a])],
});

/** A call for its result, an i32: a pointer, a count or a verdict. */
export const ask = (
	fn: Fn,
	...args: readonly Operand<ValueType>[]
): Expr<"i32"> => {
	if (fn.result !== "i32") throw new TypeError(`${fn.name} gives no i32`);
	return { type: "i32", code: invoke(fn, args) };
};

/** A call for its result, an i64. */
export const ask64 = (
	fn: Fn,
	...args: readonly Operand<ValueType>[]
): Expr<"i64"> => {
	if (fn.result !== "i64") throw new TypeError(`${fn.name} gives no i64`);
	return { type: "i64", code: invoke(fn, args) };
};

export class Func {
	readonly #params: readonly ValueType[];
	readonly #locals: ValueType[] = [];
	readonly #code: (number | Fn)[] = [];
	#depth = 0;

	constructor(params: readonly ValueType[]) {
		this.#params = params;
	}

	/** A new local; zero until it is set. */
	local<T extends ValueType>(type: T): Local<T> {
		const index = this.#params.length + this.#locals.length;
		this.#locals.push(type);
		return { type, index, code: [0x20, ...unsigned(index)] };
	}

	/** Runs the expression once and keeps its value in a new local. */
	let<T extends ValueType>(value: Expr<T>): Local<T> {
		const local = this.local(value.type);
		this.set(local, value);
		return local;
	}

	/** Runs a wide operation and keeps both words in new locals. */
	letPair(pair: Pair): readonly [low: Local<"i64">, high: Local<"i64">] {
		const low = this.local("i64");
		const high = this.local("i64");
		this.setPair(low, high, pair);
		return [low, high];
	}

	set<T extends ValueType>(local: Local<T>, value: Expr<T> | Operand<T>): void {
		this.#code.push(...codeOf(value, local.type), 0x21);
		this.#code.push(...unsigned(local.index));
	}

	setPair(low: Local<"i64">, high: Local<"i64">, pair: Pair): void {
		this.#code.push(...pair.code, 0x21, ...unsigned(high.index));
		this.#code.push(0x21, ...unsigned(low.index));
	}

	do(...effects: readonly Effect[]): void {
		for (const { code } of effects)
			for (const byte of code) this.#code.push(byte);
	}

	if(condition: Expr<"i32">, then: () => void, otherwise?: () => void): void {
		this.#code.push(...condition.code, 0x04, 0x40);
		this.#depth++;
		then();
		if (otherwise !== undefined) {
			this.#code.push(0x05);
			otherwise();
		}
		this.#depth--;
		this.#code.push(0x0b);
	}

	/** Runs the body; `leave(condition)` inside jumps behind it where the condition holds. */
	block(body: (leave: (condition: Operand<"i32">) => void) => void): void {
		this.#open(0x02, body);
	}

	/** Runs the body once, and again as often as `again(condition)` inside is met with a condition that holds. */
	loop(body: (again: (condition: Operand<"i32">) => void) => void): void {
		this.#open(0x03, body);
	}

	/** Runs the body with i = 0, 1, …, count − 1. The count is read before the first run; it may be zero. */
	times(count: Operand<"i32">, body: (i: Local<"i32">) => void): void {
		const i = this.local("i32");
		const end = this.local("i32");
		this.set(i, 0);
		this.set(end, count);
		const turn = () =>
			this.loop((again) => {
				body(i);
				this.set(i, i32.add(i, 1));
				again(i32.ltU(i, end));
			});
		if (typeof count === "number") {
			if (count > 0) turn();
		} else this.if(end, turn);
	}

	return(value?: Operand<ValueType>, type: ValueType = "i32"): void {
		if (value !== undefined) this.#code.push(...codeOf(value, type));
		this.#code.push(0x0f);
	}

	/** Leaves the value on the stack as the function's result: the last statement of a function that has one. */
	give(value: Operand<ValueType>, type: ValueType = "i32"): void {
		this.#code.push(...codeOf(value, type));
	}

	/** The functions it calls, a function for each call. */
	get calls(): readonly Fn[] {
		return this.#code.filter((piece) => typeof piece !== "number");
	}

	/** The body as the code section has it, with the numbers that functions have in the module. */
	encode(numberOf: (fn: Fn) => number): number[] {
		const runs: number[][] = [];
		for (let i = 0; i < this.#locals.length; ) {
			const type = this.#locals[i] ?? "i32";
			let end = i;
			while (this.#locals[end] === type) end++;
			runs.push([...unsigned(end - i), typeCode[type]]);
			i = end;
		}
		const body = [...vector(runs)];
		for (const piece of this.#code)
			if (typeof piece === "number") body.push(piece);
			else body.push(...unsigned(numberOf(piece)));
		body.push(0x0b);
		return [...unsigned(body.length), ...body];
	}

	#open(
		opcode: number,
		body: (jump: (condition: Operand<"i32">) => void) => void,
	): void {
		this.#code.push(opcode, 0x40);
		this.#depth++;
		const at = this.#depth;
		body((condition) => {
			this.#code.push(
				...codeOf(condition, "i32"),
				0x0d,
				...unsigned(this.#depth - at),
			);
		});
		this.#depth--;
		this.#code.push(0x0b);
	}
}
