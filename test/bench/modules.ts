// Where the bench takes our modules from: the built ones, or, where that is asked for, made anew from the generator.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { builds } from "../../wasm/build.ts";

export const wasmDir = join(
	dirname(fileURLToPath(import.meta.url)),
	"../../wasm/built",
);

/** The bytes of a module by its name, undefined when there is none. */
export type Modules = (name: string) => Uint8Array<ArrayBuffer> | undefined;

export const builtModules: Modules = (name) => {
	const file = join(wasmDir, `${name}.wasm`);
	if (!/^[a-z0-9.-]+$/.test(name) || !existsSync(file)) return undefined;
	return new Uint8Array(readFileSync(file));
};

/** Made from the sources as they are now, each once. @param names whether functions keep their names, for profiles */
export const emittedModules = (names: boolean): Modules => {
	const made = new Map<string, Uint8Array<ArrayBuffer>>();
	return (name) => {
		const known = made.get(name);
		if (known !== undefined) return known;
		const found = builds.find((one) => one.name === name);
		const bytes = found?.emit().encode(found.heapBytes, names);
		if (bytes !== undefined) made.set(name, bytes);
		return bytes;
	};
};
