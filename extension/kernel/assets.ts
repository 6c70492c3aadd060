// The extension's own files, for the workers that run on them. The content security policy names 'self' for this.

import { Fault } from "../../src/base/fault.ts";
import { shippedModules } from "../../src/crypto/modules.ts";

export { shippedModules };

/** More than all modules together may have. */
const mostBytes = 1_000_000;

/** The bytes of a file that stands beside the scripts. @throws wasm-refused when none ships, there is none, or it is too large */
export const ownFile = async (name: string): Promise<Uint8Array> => {
	if (!shippedModules.includes(name))
		throw new Fault("wasm-refused", `${name} does not ship`);
	const reply = await fetch(new URL(name, self.location.href));
	if (!reply.ok) throw new Fault("wasm-refused", `${name}: ${reply.status}`);
	const bytes = new Uint8Array(await reply.arrayBuffer());
	if (bytes.length > mostBytes)
		throw new Fault("wasm-refused", `${name} has ${bytes.length} bytes`);
	return bytes;
};
