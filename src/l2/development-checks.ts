// Kinds of layer 2 that stand in development builds alone: a chain with public secrets is no part of a wallet that people
// install. The release build puts an empty list in the place of this file (vite.config.ts).

import type { RollupKind } from "./kind.ts";
import { referenceChecks } from "./reference/checks/kind.ts";

export const developmentChecks: readonly RollupKind[] = [referenceChecks];
