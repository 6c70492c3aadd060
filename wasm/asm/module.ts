// A module under construction: functions, constants, static memory, exports. The same calls give the same bytes.

import { name, section, signed, unsigned, vector } from "./encode.ts";
import { typeCode, type ValueType } from "./expr.ts";
import { type Fn, Func, type Local } from "./func.ts";

type Params<P extends readonly ValueType[]> = {
	[K in keyof P]: Local<P[K]>;
};

export type Signature<P extends readonly ValueType[]> = {
	readonly params: P;
	readonly result?: ValueType;
	/** Whether the host may call it, by its name. */
	readonly exported?: boolean;
};

type Defined = {
	readonly fn: Fn;
	readonly body: Func;
	readonly exported: boolean;
};

const pageBytes = 65_536;
/** Nothing lies at the first addresses, so a forgotten pointer finds zeros. */
const firstAddress = 1_024;

export class Module {
	readonly #functions: Defined[] = [];
	readonly #segments: { address: number; bytes: readonly number[] }[] = [];
	#end = firstAddress;

	/** Defines a function. The body is given the function and its parameters as locals. */
	func<const P extends readonly ValueType[]>(
		text: string,
		signature: Signature<P>,
		write: (f: Func, ...params: Params<P>) => void,
	): Fn {
		const { params, result } = signature;
		if (this.#functions.some(({ fn }) => fn.name === text))
			throw new RangeError(`there is a function ${text} already`);
		const body = new Func(params);
		const locals = params.map((type, index) => ({
			type,
			index,
			code: [0x20, ...unsigned(index)],
		}));
		// The body comes first, so a function can call only those defined before it, and no function itself.
		write(body, ...(locals as unknown as Params<P>));
		const fn: Fn = { name: text, params, result };
		this.#functions.push({ fn, body, exported: signature.exported === true });
		return fn;
	}

	/** Static memory, zero at the start. @returns its address */
	reserve(bytes: number, align = 16): number {
		const address = Math.ceil(this.#end / align) * align;
		this.#end = address + bytes;
		return address;
	}

	/** Static memory that holds these bytes at the start. @returns its address */
	data(bytes: Uint8Array, align = 16): number {
		const address = this.reserve(bytes.length, align);
		this.#segments.push({ address, bytes: [...bytes] });
		return address;
	}

	/**
	 * The module's bytes. It exports `memory`, the immutable i32 `heap` (the first address that is the host's to use), and
	 * the exported functions. A function that no exported one needs is left out. The memory has at least `heapBytes` behind `heap`, and may grow.
	 * @param names whether to add the functions' names, for profiles
	 */
	encode(heapBytes: number, names = false): Uint8Array<ArrayBuffer> {
		const functions = this.#needed();
		const numbers = new Map(functions.map(({ fn }, i) => [fn, i]));
		const numberOf = (fn: Fn): number => {
			const found = numbers.get(fn);
			if (found === undefined)
				throw new RangeError(`${fn.name} is of another module`);
			return found;
		};
		const heap = Math.ceil(this.#end / 64) * 64;
		const pages = Math.ceil((heap + heapBytes) / pageBytes);
		const types = functions.map(({ fn }) => [
			0x60,
			...vector(fn.params.map((type) => [typeCode[type]])),
			...vector(fn.result === undefined ? [] : [[typeCode[fn.result]]]),
		]);
		const signatures = [...new Set(types.map((type) => type.join()))];
		const parts = [
			[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
			section(1, vector(signatures.map((text) => text.split(",").map(Number)))),
			section(
				3,
				vector(types.map((type) => unsigned(signatures.indexOf(type.join())))),
			),
			section(5, vector([[0, ...unsigned(pages)]])),
			section(6, vector([[0x7f, 0, 0x41, ...signed(BigInt(heap)), 0x0b]])),
			section(
				7,
				vector([
					[...name("memory"), 2, 0],
					[...name("heap"), 3, 0],
					...functions
						.filter(({ exported }) => exported)
						.map(({ fn }) => [...name(fn.name), 0, ...unsigned(numberOf(fn))]),
				]),
			),
			section(10, vector(functions.map(({ body }) => body.encode(numberOf)))),
			section(
				11,
				vector(
					this.#segments.map(({ address, bytes }) => [
						0,
						0x41,
						...signed(BigInt(address)),
						0x0b,
						...unsigned(bytes.length),
						...bytes,
					]),
				),
			),
		];
		if (names)
			parts.push(
				section(0, [
					...name("name"),
					...section(
						1,
						vector(
							functions.map(({ fn }) => [
								...unsigned(numberOf(fn)),
								...name(fn.name),
							]),
						),
					),
				]),
			);
		const bytes = new Uint8Array(
			parts.reduce((sum, part) => sum + part.length, 0),
		);
		let at = 0;
		for (const part of parts) {
			bytes.set(part, at);
			at += part.length;
		}
		return bytes;
	}

	/** The exported functions and all that they call, in the order of their definition. */
	#needed(): readonly Defined[] {
		const bodies = new Map(this.#functions.map((one) => [one.fn, one]));
		const needed = new Set<Fn>();
		const need = (fn: Fn): void => {
			if (needed.has(fn)) return;
			needed.add(fn);
			for (const called of bodies.get(fn)?.body.calls ?? []) need(called);
		};
		for (const { fn, exported } of this.#functions) if (exported) need(fn);
		return this.#functions.filter(({ fn }) => needed.has(fn));
	}
}
