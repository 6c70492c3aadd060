// The heavy checks and the hashes of the command line: in this realm, with the modules read from the checkout.

import { readFile } from "node:fs/promises";
import { Fault } from "../base/fault.ts";
import { installSoundHashes } from "../crypto/backends.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { openSoundKernel } from "../proof/kernel.ts";
import { webClock } from "../web/clock.ts";

const built = new URL("../../wasm/built/", import.meta.url);

/** @throws wasm-refused when the file is not there */
export const readModule = async (file: string): Promise<Uint8Array> => {
	try {
		return await readFile(new URL(file, built));
	} catch (thrown) {
		throw new Fault(
			"wasm-refused",
			`${file}: ${thrown instanceof Error && "code" in thrown ? thrown.code : thrown}`,
		);
	}
};

/**
 * The fastest sound kernel, and from now on this realm hashes with the fastest sound hashes.
 * @throws kernel-unsound when not even noble computes rightly here
 */
export const openKernel = async (): Promise<Kernel> => {
	const opening = { load: readModule, timer: webClock };
	const [kernel, hashing] = await Promise.all([
		openSoundKernel(opening),
		installSoundHashes(opening),
	]);
	return {
		...kernel,
		report: async () => [...(await kernel.report()), hashing],
	};
};
