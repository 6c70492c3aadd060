// The contract of wasm/field/field.ts as a property suite: any backend against integers, seeded. It names no runner, so it
// runs in a browser's page as well as in a test. It must not know any backend's form.

import { ask, call, type Fn } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import type { Field } from "../../../wasm/field/field.ts";
import {
	bls12381,
	bn254,
	inverseModulo,
	type Prime,
} from "../../../wasm/field/prime.ts";

export type SuiteOptions = {
	/** The same seed gives the same cases. */
	readonly seed: number;
	/** Cases per prime. */
	readonly count: number;
	readonly primes?: readonly Prime[];
};

/** Failures kept per prime; the rest would say the same. */
const mostFailures = 20;
/** How far additions may go between two multiplications, by the contract. */
const largestSize = 96;
const slots = 12;

type Lanes = readonly [bigint, bigint];
type Entry = {
	readonly lanes: Lanes;
	/** The most its lanes can be, in sizes of a product. */
	readonly size: number;
	readonly lazy: boolean;
};

/** Uniform words by xorshift, period 2^128 − 1. Source: Marsaglia, "Xorshift RNGs", 2003, section 4. */
const generator = (seed: number) => {
	let [x, y, z, w] = [seed >>> 0, 362436069, 521288629, 88675123];
	const word = (): number => {
		const t = x ^ (x << 11);
		[x, y, z] = [y, z, w];
		w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
		return w;
	};
	for (let i = 0; i < 16; i++) word();
	return {
		below: (end: number): number => word() % end,
		bits: (count: number): bigint => {
			let value = 0n;
			for (let i = 0; i < count; i += 32)
				value = (value << 32n) | BigInt(word());
			return BigInt.asUintN(count, value);
		},
	};
};

/** Limbs of every backend: their width and their number, for one prime or the other. */
const shapes = [
	[51, 8],
	[50, 8],
	[49, 8],
	[51, 5],
	[64, 6],
	[64, 4],
	[30, 13],
	[29, 14],
	[28, 14],
	[30, 9],
	[29, 9],
	[28, 10],
] as const;

/** Integers at which carries, reductions and comparisons turn. */
const edges = (p: bigint): bigint[] => {
	const values = [0n, 1n, 2n, 3n, p - 1n, p - 2n, (p - 1n) / 2n, (p + 1n) / 2n];
	for (const k of [31n, 32n, 50n, 51n, 52n, 63n, 64n, 127n, 200n, 250n, 253n])
		values.push(1n << k, (1n << k) - 1n, p - (1n << k));
	for (const [width, count] of shapes) {
		const w = BigInt(width);
		const r = (1n << (w * BigInt(count))) % p;
		// A value v times r^-1 is v itself inside a Montgomery form with this r.
		const inverse = inverseModulo(r, p);
		const limbs = (limb: (i: number) => bigint): bigint => {
			let sum = 0n;
			for (let i = 0; i < count; i++) sum += limb(i) << (w * BigInt(i));
			return sum;
		};
		const half = 1n << (w - 1n);
		const patterns = [
			1n,
			(p - 1n) / 2n,
			(p + 1n) / 2n,
			limbs(() => half),
			limbs(() => half - 1n),
			limbs(() => -half),
			limbs((i) => (i % 2 === 0 ? half : -half)),
			limbs((i) => (i === count - 1 ? 0n : half)),
			limbs((i) => (i === count - 1 ? 0n : half - 1n)),
			limbs((i) => (i === count - 1 ? 0n : -half)),
			limbs((i) => (i === count - 1 ? 0n : (1n << w) - 1n)),
			limbs((i) => (i === 0 ? (1n << w) - 1n : 0n)),
			limbs((i) => (i === 0 ? half : 0n)),
		];
		values.push(r, inverse, r * r);
		for (const pattern of patterns) values.push(pattern, pattern * inverse);
	}
	return [...new Set(values.map((value) => ((value % p) + p) % p))];
};

/** The field's functions as exports of an instance, under names that no backend uses. */
const open = async (field: Field) => {
	const { module } = field;
	const exported = new Map<string, Fn>();
	for (const [key, value] of Object.entries(field)) {
		if (typeof value !== "object" || !("params" in value)) continue;
		const target = value;
		exported.set(key, target);
		const { params, result } = target;
		module.func(
			`suite.${key}`,
			{ params, exported: true, ...(result === undefined ? {} : { result }) },
			(f, ...args) => {
				if (result === undefined) f.do(call(target, ...args));
				else f.give(ask(target, ...args));
			},
		);
	}
	const { instance } = await WebAssembly.instantiate(module.encode(65_536));
	const { memory, heap } = instance.exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global)
	)
		throw new TypeError("the module exports no memory or no heap");
	const functions = new Map<string, (...args: number[]) => number>();
	for (const key of exported.keys()) {
		const value = instance.exports[`suite.${key}`];
		if (typeof value !== "function") throw new TypeError(`${key} is missing`);
		functions.set(key, (...args) => Number(value(...args) ?? 0));
	}
	return { memory, heap: Number(heap.value), functions };
};

/** One backend with one prime, and integers beside it. */
const runPrime = async (
	field: Field,
	{ seed, count }: SuiteOptions,
): Promise<string[]> => {
	const { prime, size } = field;
	const { p, bytes: width, xiRe } = prime;
	const random = generator(seed);
	const failures: string[] = [];
	const modulo = (value: bigint): bigint => {
		const rest = value % p;
		return rest < 0n ? rest + p : rest;
	};
	const known = edges(p);
	const constants: { readonly lanes: Lanes; readonly address: number }[] = [];
	const zero = field.constant(0n, 0n);
	for (const lanes of [
		[0n, 0n],
		[1n, p - 1n],
		[-1n, p],
		[p + 5n, -p - 7n],
		[1n << 400n, -(1n << 390n)],
		...known.slice(0, 60).map((value): Lanes => [value, modulo(-value)]),
	] satisfies Lanes[]) {
		const address = field.constant(lanes[0], lanes[1]);
		if (address % 16 !== 0) failures.push(`constant at ${address}`);
		if (address !== field.constant(lanes[0], lanes[1]))
			failures.push(`constant ${lanes} has two addresses`);
		constants.push({ lanes, address });
	}
	if (size % 16 !== 0 || size <= 0) failures.push(`size is ${size}`);

	const { memory, heap, functions } = await open(field);
	const run = (key: string, ...args: number[]): number => {
		const fn = functions.get(key);
		if (fn === undefined) throw new TypeError(`no function ${key}`);
		return fn(...args);
	};
	const bytes = new Uint8Array(memory.buffer);
	const at = (slot: number) => heap + slot * size;
	const scratch = at(slots);
	const scratch2 = at(slots + 1);
	// The bytes lie at odd addresses, with a byte on either side that must not change.
	const text0 = at(slots + 2) + 1;
	const text1 = text0 + width + 2;
	const pool = new BigUint64Array(memory.buffer, heap, (slots * size) / 8);

	const writeBytes = (to: number, value: bigint): void => {
		const hex = value.toString(16).padStart(2 * width, "0");
		for (let i = 0; i < width; i++)
			bytes[to + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
	};
	const digits = Array.from({ length: 256 }, (_, i) =>
		i.toString(16).padStart(2, "0"),
	);
	const readBytes = (from: number): bigint => {
		let hex = "0x";
		for (let i = 0; i < width; i++) hex += digits[bytes[from + i] ?? 0];
		return BigInt(hex);
	};
	const guards = [text0 - 1, text0 + width, text1 - 1, text1 + width];
	const read = (address: number): Lanes => {
		for (const guard of guards) bytes[guard] = 0xa5;
		run("toBytes", text0, text1, address);
		if (guards.some((guard) => bytes[guard] !== 0xa5))
			failures.push("toBytes writes beside its bytes");
		return [readBytes(text0), readBytes(text1)];
	};
	const shown = (lanes: Lanes): string =>
		`(0x${lanes[0].toString(16)}, 0x${lanes[1].toString(16)})`;

	const full = 1n << BigInt(8 * width);
	/** An integer for fromBytes, canonical or not. */
	const input = (): bigint => {
		const kind = random.below(16);
		if (kind === 0) {
			const beyond = [p, p + 1n, 2n * p, 2n * p + 1n, full - 1n, full - 2n];
			const value = beyond[random.below(beyond.length)] ?? p;
			return value < full ? value : full - 1n;
		}
		if (kind === 1) return random.bits(8 * width);
		const value = known[random.below(known.length)] ?? 0n;
		if (kind < 8) return value;
		if (kind < 10) return modulo(value + random.bits(3) - 4n);
		return modulo(random.bits(8 * width));
	};

	const entries: Entry[] = [];
	const load = (slot: number): void => {
		const lanes: Lanes = [input(), input()];
		writeBytes(text0, lanes[0]);
		writeBytes(text1, lanes[1]);
		const canonical = run("fromBytes", at(slot), text0, text1);
		const expected = (lanes[0] < p ? 1 : 0) | (lanes[1] < p ? 2 : 0);
		if (canonical !== expected)
			failures.push(
				`fromBytes${shown(lanes)} answers ${canonical}, not ${expected}`,
			);
		entries[slot] = {
			lanes: [modulo(lanes[0]), modulo(lanes[1])],
			size: 1,
			lazy: false,
		};
		compare(`fromBytes${shown(lanes)}`, slot);
	};
	/** Whether a slot holds what its entry says. */
	const compare = (what: string, slot: number): void => {
		const entry = entries[slot];
		if (entry === undefined) return;
		// A lazy value cannot be read; a sum with it can, if its size is within the contract.
		if (entry.lazy) run("add", scratch, at(slot), zero);
		const got = read(entry.lazy ? scratch : at(slot));
		if (got[0] === entry.lanes[0] && got[1] === entry.lanes[1]) return;
		failures.push(`${what} gave ${shown(got)}, not ${shown(entry.lanes)}`);
		entries[slot] = {
			lanes: [modulo(got[0]), modulo(got[1])],
			size: 1,
			lazy: false,
		};
		load(slot);
	};

	type Operation = {
		readonly key: string;
		readonly operands: 1 | 2;
		readonly takesLazy: boolean;
		readonly givesLazy?: true;
		/** The size of the result by the operands' sizes; 1 when it says nothing. */
		readonly grows?: (a: number, b: number) => number;
		readonly exact: (a: Lanes, b: Lanes) => Lanes;
	};
	const sum = (a: number, b: number) => a + b;
	const same = (a: number) => a;
	const larger = (a: number, b: number) => Math.max(a, b);
	const one = (
		key: string,
		takesLazy: boolean,
		exact: (a: Lanes) => Lanes,
		grows?: (a: number) => number,
	): Operation => ({
		key,
		operands: 1,
		takesLazy,
		exact,
		...(grows === undefined ? {} : { grows }),
	});
	const two = (
		key: string,
		takesLazy: boolean,
		exact: (a: Lanes, b: Lanes) => Lanes,
		grows?: (a: number, b: number) => number,
	): Operation => ({
		key,
		operands: 2,
		takesLazy,
		exact,
		...(grows === undefined ? {} : { grows }),
	});
	const plus = (a: Lanes, b: Lanes): Lanes => [a[0] + b[0], a[1] + b[1]];
	const minus = (a: Lanes, b: Lanes): Lanes => [a[0] - b[0], a[1] - b[1]];
	const times = (a: Lanes, b: Lanes): Lanes => [
		a[0] * b[0] - a[1] * b[1],
		a[0] * b[1] + a[1] * b[0],
	];
	const operations: Operation[] = [
		two("mul", true, (a, b) => [a[0] * b[0], a[1] * b[1]]),
		one("sqr", true, (a) => [a[0] * a[0], a[1] * a[1]]),
		two("fp2Mul", true, times),
		one("fp2Sqr", true, (a) => times(a, a)),
		two("add", true, plus, sum),
		two("sub", true, minus, sum),
		{ ...two("addLazy", false, plus, sum), givesLazy: true },
		{ ...two("subLazy", false, minus, sum), givesLazy: true },
		one("neg", true, (a) => [-a[0], -a[1]], same),
		one(
			"double",
			true,
			(a) => [2n * a[0], 2n * a[1]],
			(a) => 2 * a,
		),
		one(
			"fp2MulXi",
			false,
			(a) => times(a, [xiRe, 1n]),
			(a) => a * (Number(xiRe) + 1),
		),
		one("fp2Conj", false, (a) => [a[0], -a[1]], same),
		one("fp2MulI", false, (a) => [-a[1], a[0]], same),
		one("copy", true, (a) => a, same),
		one("swap", false, (a) => [a[1], a[0]], same),
		one("both0", false, (a) => [a[0], a[0]], same),
		one("both1", false, (a) => [a[1], a[1]], same),
		two("blend", false, (a, b) => [a[0], b[1]], larger),
		two("zip0", false, (a, b) => [a[0], b[0]], larger),
		two("zip1", false, (a, b) => [a[1], b[1]], larger),
		...[
			one("shrink", true, (a) => a),
			two("triplesLessTwice", false, (a, b) => [
				3n * a[0] - 2n * b[0],
				3n * a[1] - 2n * b[1],
			]),
			two("triplesAndTwice", false, (a, b) => [
				3n * a[0] + 2n * b[0],
				3n * a[1] + 2n * b[1],
			]),
		].filter(({ key }) => functions.has(key)),
	];

	/** A slot whose entry may be an operand. */
	const operand = (takesLazy: boolean, largest: number): number => {
		const start = random.below(slots);
		for (let i = 0; i < slots; i++) {
			const slot = (start + i) % slots;
			const entry = entries[slot];
			if (
				entry !== undefined &&
				entry.size <= largest &&
				(takesLazy || !entry.lazy)
			)
				return slot;
		}
		load(start);
		return start;
	};
	/** Runs one operation on slots and checks the result, and that nothing else has changed. */
	const apply = (
		operation: Operation,
		r: number,
		a: number,
		b: number,
	): void => {
		const { key, operands, exact, grows } = operation;
		const [ea, eb] = [entries[a], entries[b]];
		if (ea === undefined || eb === undefined) return;
		const before = pool.slice();
		if (operands === 1) run(key, at(r), at(a));
		else run(key, at(r), at(a), at(b));
		const first = (r * size) / 8;
		const end = first + size / 8;
		for (let i = 0; i < pool.length; i++)
			if (pool[i] !== before[i] && (i < first || i >= end)) {
				failures.push(`${key} to slot ${r} writes to ${i}`);
				break;
			}
		const [x, y] = exact(ea.lanes, eb.lanes);
		entries[r] = {
			lanes: [modulo(x), modulo(y)],
			size: grows?.(ea.size, operands === 1 ? 0 : eb.size) ?? 1,
			lazy: operation.givesLazy === true || (key === "copy" && ea.lazy),
		};
		const lazy = (entry: Entry) => (entry.lazy ? "lazy " : "");
		compare(
			`${key}(${lazy(ea)}${shown(ea.lanes)} of size ${ea.size}${
				operands === 1
					? ""
					: `, ${lazy(eb)}${shown(eb.lanes)} of size ${eb.size}`
			})${r === a ? ", r = a" : ""}${r === b ? ", r = b" : ""}${a === b ? ", a = b" : ""}`,
			r,
		);
	};
	const fits = ({ operands, grows }: Operation, a: number, b: number) => {
		const [ea, eb] = [entries[a], entries[b]];
		if (ea === undefined || eb === undefined) return false;
		return (grows?.(ea.size, operands === 1 ? 0 : eb.size) ?? 1) <= largestSize;
	};
	const arithmetic = (): void => {
		const operation = operations[random.below(operations.length)];
		if (operation === undefined) return;
		const { operands, takesLazy } = operation;
		const a = operand(takesLazy, largestSize);
		const b =
			operands === 1 || random.below(8) === 0
				? a
				: operand(takesLazy, largestSize);
		// What is too large for this sum goes through a multiplication first.
		if (!fits(operation, a, b)) {
			const sqr = operations.find((other) => other.key === "sqr");
			if (sqr !== undefined) {
				apply(sqr, a, a, a);
				if (a !== b) apply(sqr, b, b, b);
			}
			if (!fits(operation, a, b)) return;
		}
		const where = random.below(4);
		const r = where === 0 ? a : where === 1 ? b : random.below(slots);
		apply(operation, r, a, b);
	};

	/** (p + 1)/2 and above are the larger half. */
	const bits = (lanes: Lanes, holds: (value: bigint) => boolean): number =>
		(holds(lanes[0]) ? 1 : 0) | (holds(lanes[1]) ? 2 : 0);
	const questions = (): void => {
		const a = operand(false, largestSize);
		let b = random.below(2) === 0 ? operand(false, largestSize) : a;
		const which = random.below(2 ** 32) | 0;
		const r = random.below(4) === 0 ? b : random.below(slots);
		const [ea, eb] = [entries[a], entries[b]];
		if (ea === undefined || eb === undefined) return;
		const answers: [string, number, number][] = [
			["isZero", run("isZero", at(a)), bits(ea.lanes, (v) => v === 0n)],
			["parity", run("parity", at(a)), bits(ea.lanes, (v) => (v & 1n) === 1n)],
			["isLarge", run("isLarge", at(a)), bits(ea.lanes, (v) => 2n * v > p)],
		];
		// The difference of two ways to the same value is zero without being all zeros.
		const [x, y] = ea.lanes;
		const [u, v] = eb.lanes;
		if (ea.size + eb.size <= largestSize)
			answers.push([
				"equal",
				run("equal", at(a), at(b)),
				(x === u ? 1 : 0) | (y === v ? 2 : 0),
			]);
		if (2 * ea.size + 1 <= largestSize) {
			run("double", scratch, at(a));
			run("sub", scratch, scratch, at(a));
			answers.push(["equal to 2a − a", run("equal", scratch, at(a)), 3]);
			run("sub", scratch, scratch, at(a));
			answers.push(["isZero of 2a − a − a", run("isZero", scratch), 3]);
			run("fp2Conj", scratch2, at(a));
			run("add", scratch2, scratch2, at(a));
			answers.push([
				"isZero of a + conj a",
				run("isZero", scratch2),
				(x === 0n ? 1 : 0) | 2,
			]);
		}
		for (const [key, got, expected] of answers)
			if (got !== expected)
				failures.push(
					`${key}(${shown(ea.lanes)} of size ${ea.size}; ${shown(eb.lanes)}) answers ${got}, not ${expected}`,
				);
		b = operand(false, largestSize);
		const chosen = entries[b];
		if (chosen === undefined) return;
		run("select", at(r), at(a), at(b), which);
		entries[r] = {
			lanes: [which & 1 ? chosen.lanes[0] : x, which & 2 ? chosen.lanes[1] : y],
			size: Math.max(ea.size, chosen.size),
			lazy: false,
		};
		compare(`select by ${which}`, r);
	};
	/** The largest chain that the contract allows, then each multiplication of what came out of it. */
	const chain = (): void => {
		load(0);
		const start = entries[0];
		if (start === undefined) return;
		const sign = random.below(2) === 0 ? 1n : -1n;
		const by = sign === 1n ? "add" : "sub";
		const slow = random.below(2) === 0;
		run("sub", at(1), zero, zero);
		if (slow) for (let i = 0; i < 32; i++) run(by, at(1), at(1), at(0));
		else {
			run(sign === 1n ? "copy" : "neg", at(1), at(0));
			for (let i = 0; i < 5; i++) run("double", at(1), at(1));
		}
		const [x, y] = start.lanes;
		const half: Lanes = [modulo(32n * sign * x), modulo(32n * sign * y)];
		entries[1] = { lanes: half, size: 32, lazy: false };
		compare(`32 times ${by} of ${shown(start.lanes)}`, 1);
		const find = (key: string): Operation | undefined =>
			operations.find((operation) => operation.key === key);
		const lazily = random.below(2) === 0;
		for (const [key, r, a, b] of [
			[lazily ? "addLazy" : "add", 2, 1, 1],
			["mul", 3, 2, 2],
			["sqr", 4, 2, 2],
			["fp2Mul", 5, 2, 2],
			["fp2Sqr", 6, 2, 2],
			["fp2Mul", 7, 2, 0],
			["subLazy", 8, 3, 5],
			["fp2Mul", 9, 8, 2],
			["neg", 10, 2, 2],
		] as const) {
			const operation = find(key);
			if (operation !== undefined) apply(operation, r, a, b);
		}
	};

	for (const { lanes, address } of constants) {
		const got = read(address);
		if (got[0] !== modulo(lanes[0]) || got[1] !== modulo(lanes[1]))
			failures.push(`constant ${lanes} reads as ${shown(got)}`);
	}
	for (let slot = 0; slot < slots; slot++) load(slot);
	for (let i = 0; i < count && failures.length < mostFailures; i++) {
		const kind = random.below(32);
		if (kind < 6) load(random.below(slots));
		else if (kind < 10) questions();
		else if (kind === 10) chain();
		else arithmetic();
	}
	return failures;
};

/**
 * Runs `count` seeded cases of every function for each prime.
 * @returns what went wrong, one line each, at most a few; nothing when the backend keeps the contract
 */
export const fieldSuite = async (
	name: string,
	emit: (module: Module, prime: Prime) => Field,
	options: SuiteOptions,
): Promise<string[]> => {
	const failures: string[] = [];
	for (const prime of options.primes ?? [bls12381, bn254]) {
		const field = emit(new Module(), prime);
		for (const failure of await runPrime(field, options))
			failures.push(`${name}, ${prime.name}, seed ${options.seed}: ${failure}`);
	}
	return failures;
};
