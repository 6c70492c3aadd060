// The other half of the kinds in development-checks.ts: in development builds alone.

import { referenceChecks } from "./reference/checks/kind.ts";
import type { RuntimeFolder } from "./runtime.ts";

export const developmentRuntimes: readonly RuntimeFolder[] = [
	{ of: [referenceChecks], load: () => import("./reference/runtime/kind.ts") },
];
