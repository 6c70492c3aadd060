// The built WebAssembly modules that this runtime can open, and several implementations asked as one: an answer that differs
// is a failure of the case that asked.

import { existsSync, readFileSync } from "node:fs";
import { equalBytes } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { backends } from "../../wasm/field/field.ts";
import "../wasm/relaxed-simd.ts";

const folder = new URL("../../wasm/built/", import.meta.url);

/** What `open` makes of the curve's module in each backend that there is and that this runtime has the instructions for. */
export const openBuilt = async <T>(
	curve: string,
	open: (bytes: Uint8Array, backend: string) => Promise<T>,
): Promise<readonly T[]> => {
	const made: T[] = [];
	for (const backend of backends) {
		const file = new URL(`${curve}.${backend}.wasm`, folder);
		if (!existsSync(file)) continue;
		try {
			made.push(await open(readFileSync(file), backend));
		} catch (thrown) {
			// This runtime lacks an instruction of it.
			if (!(thrown instanceof Fault && thrown.code === "wasm-refused"))
				throw thrown;
		}
	}
	return made;
};

const same = (a: unknown, b: unknown): boolean =>
	a instanceof Uint8Array && b instanceof Uint8Array
		? equalBytes(a, b)
		: a === b;

/** The one answer of all. @throws TypeError where two differ */
export const agreed = <T>(
	asked: readonly { readonly name: string; readonly answer: T }[],
): T => {
	const [first, ...rest] = asked;
	if (first === undefined) throw new TypeError("nobody was asked");
	for (const { name, answer } of rest)
		if (!same(answer, first.answer))
			throw new TypeError(
				`${name} answers ${String(answer)}, ${first.name} ${String(first.answer)}`,
			);
	return first.answer;
};
