// Vectors of keys, transactions and messages that others made. They lie beside the project; tests without them say so and skip.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export const folder = join(
	process.env.SEXTANT_VECTORS ??
		fileURLToPath(new URL("../../shared/vectors", import.meta.url)),
	"wallet",
);
export const isThere = existsSync(folder);
if (!isThere) console.log(`no vectors at ${folder}: their tests are skipped`);

/** The JSON of one file of the folder, unzipped where it is zipped. */
export const readVectors = (path: string): unknown => {
	const bytes = readFileSync(join(folder, path));
	return JSON.parse(
		(path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString(),
	);
};
