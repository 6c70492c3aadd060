// The extension's own WebAssembly modules, for the workers that run on them: one file, packed. The content security policy names
// 'self' for this.

import { Fault } from "../../src/base/fault.ts";
import { unpacked } from "../../src/base/lzma.ts";
import { hashFile, shippedModules } from "../../src/crypto/modules.ts";

export { shippedModules };

/** Made by wasm/pack.ts: how long each module is, four bytes with the low one first, then each, in the order below. */
export const packFile = "modules.lzma";
/** Unpacking goes no further than what is asked for: the engine's own, which it needs at each start, comes first. */
export const packedModules: readonly string[] = [
	hashFile,
	...shippedModules.filter((name) => name !== hashFile),
];

/** More than all modules together may have. */
const mostBytes = 1_000_000;
const headBytes = 4 * packedModules.length;

/** One module out of the pack. @throws wasm-refused when it is none of the pack's, or too large */
export const moduleIn = (packed: Uint8Array, name: string): Uint8Array => {
	const at = packedModules.indexOf(name);
	if (at < 0) throw new Fault("wasm-refused", `${name} does not ship`);
	const head = new DataView(unpacked(packed, headBytes).buffer);
	const ends: number[] = [];
	for (let i = 0; i <= at; i++)
		ends.push((ends[i - 1] ?? headBytes) + head.getUint32(4 * i, true));
	const end = ends[at] ?? 0;
	if (end > mostBytes)
		throw new Fault("wasm-refused", `${name} ends at ${end}`);
	return unpacked(packed, end).slice(ends[at - 1] ?? headBytes);
};

/** The bytes of a module that ships. @throws wasm-refused when none does, there is no pack, or it is too large */
export const ownFile = async (name: string): Promise<Uint8Array> => {
	if (!packedModules.includes(name))
		throw new Fault("wasm-refused", `${name} does not ship`);
	const reply = await fetch(new URL(packFile, self.location.href));
	if (!reply.ok)
		throw new Fault("wasm-refused", `${packFile}: ${reply.status}`);
	const bytes = new Uint8Array(await reply.arrayBuffer());
	if (bytes.length > mostBytes)
		throw new Fault("wasm-refused", `${packFile} has ${bytes.length} bytes`);
	return moduleIn(bytes, name);
};
