// What all bindings to our WebAssembly modules share: a module that needs nothing from outside becomes exports of known
// kinds and a memory with bounds. It knows no curve and no hash, and is handed bytes: it fetches and reads no file.

import { asFault, Fault } from "../../base/fault.ts";

/** The bytes of a .wasm file, or the module already compiled from them (a worker may be handed one). */
export type WasmSource = WebAssembly.Module | Uint8Array;

/** An exported function whose parameters are i32 or f64. One without a result gives undefined: use {@link Wasm.act}. */
export type WasmFunction = (...args: number[]) => number;
export type WasmAction = (...args: number[]) => void;

/** An instance. Addresses and lengths are in bytes; a wrong one is a RangeError, never a read beside the mark. */
export type Wasm = {
	/** A function with a result. @throws wasm-shape when there is none of this name with so many parameters */
	readonly func: (name: string, parameters: number) => WasmFunction;
	/** A function without a result. @throws wasm-shape as `func` */
	readonly act: (name: string, parameters: number) => WasmAction;
	/** The value of an i32 global, such as the address of a table. @throws wasm-shape */
	readonly global: (name: string) => number;
	/** A window on the memory, good until the module runs again: it may grow its memory, which empties the window. */
	readonly window: (at: number, length: number) => Uint8Array;
	/** A copy out of the memory. */
	readonly read: (at: number, length: number) => Uint8Array;
	/** Copies `bytes` into the memory. */
	readonly write: (at: number, bytes: Uint8Array) => void;
	/** The memory's size now, in bytes. */
	readonly size: () => number;
};

// WebAssembly wants bytes that cannot be shared between threads; a copy never can.
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
	new Uint8Array(bytes);

/** Does this runtime know every instruction of the module? Quick: nothing is compiled. */
export const isValidWasm = (bytes: Uint8Array): boolean =>
	typeof WebAssembly === "object" && WebAssembly.validate(own(bytes));

/** @throws wasm-refused when the runtime lacks WebAssembly or an instruction, or a content policy forbids to compile */
export const compileWasm = async (
	source: WasmSource,
): Promise<WebAssembly.Module> => {
	if (typeof WebAssembly !== "object")
		throw new Fault("wasm-refused", "the runtime has no WebAssembly");
	if (source instanceof WebAssembly.Module) return source;
	try {
		return await WebAssembly.compile(own(source));
	} catch (thrown) {
		throw new Fault("wasm-refused", asFault(thrown).detail);
	}
};

const isFunction = (value: unknown): value is WasmFunction =>
	typeof value === "function";

/**
 * Instantiates the module, which must export its memory as "memory" and import nothing: what it can reach is that memory.
 * @throws wasm-refused as compileWasm or when there is no memory left, wasm-shape for imports or a missing memory
 */
export const openWasm = async (source: WasmSource): Promise<Wasm> => {
	const module = await compileWasm(source);
	const [wanted] = WebAssembly.Module.imports(module);
	if (wanted !== undefined)
		throw new Fault(
			"wasm-shape",
			`the module imports ${wanted.module}.${wanted.name}`,
		);
	let exported: WebAssembly.Exports;
	try {
		({ exports: exported } = await WebAssembly.instantiate(module));
	} catch (thrown) {
		throw new Fault("wasm-refused", asFault(thrown).detail);
	}
	const find = (name: string): unknown =>
		Object.hasOwn(exported, name) ? exported[name] : undefined;
	const lacks = (what: string): Fault =>
		new Fault("wasm-shape", `the module exports no ${what}`);

	const func = (name: string, parameters: number): WasmFunction => {
		const found = find(name);
		if (!isFunction(found) || found.length !== parameters)
			throw lacks(`function "${name}" of ${parameters} parameters`);
		return found;
	};
	const memory = find("memory");
	if (!(memory instanceof WebAssembly.Memory)) throw lacks("memory");

	let kept = new Uint8Array(memory.buffer);
	const whole = (): Uint8Array => {
		if (kept.buffer !== memory.buffer) kept = new Uint8Array(memory.buffer);
		return kept;
	};
	const window = (at: number, length: number): Uint8Array => {
		const bytes = whole();
		const end = at + length;
		if (!(at >= 0 && length >= 0 && end <= bytes.length))
			throw new RangeError(
				`"at" ${at} with ${length} bytes is outside of ${bytes.length} bytes of memory`,
			);
		return bytes.subarray(at, end);
	};

	return {
		func,
		act: func,
		global: (name) => {
			const found = find(name);
			const value: unknown =
				found instanceof WebAssembly.Global ? found.value : undefined;
			if (typeof value !== "number") throw lacks(`i32 global "${name}"`);
			return value;
		},
		window,
		read: (at, length) => window(at, length).slice(),
		write: (at, bytes) => window(at, bytes.length).set(bytes),
		size: () => whole().length,
	};
};
