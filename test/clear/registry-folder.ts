// The registry's own files (ERC-7730), where they lie among the vectors; tests of them say so where they do not, and skip.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const folder = join(
	process.env.SEXTANT_VECTORS ??
		fileURLToPath(new URL("../../../shared/vectors", import.meta.url)),
	"erc7730",
	"registry",
);
export const isThere = existsSync(folder);
if (!isThere) console.log(`no registry at ${folder}: its tests are skipped`);
