// The extension that a walk installs. All walks of a run take the same one.

import { join } from "node:path";
import { buildExtension } from "../../extension/build.ts";
import type { BrowserName } from "../browser/ensure.ts";

/** Where `npm test` has built it for its walks, a folder for each browser. A walk run by itself builds its own. */
const built = process.env.SEXTANT_EXTENSION;

/** @returns the folder of the extension for development networks: `own`, unless the run has built one */
export const extensionFor = async (
	target: BrowserName,
	own: string,
): Promise<string> => {
	if (built !== undefined && built !== "") return join(built, target);
	await buildExtension({ target, outDir: own, devnet: true });
	return own;
};
