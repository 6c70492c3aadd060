// What a release has in the place of development-checks.ts: no kind of layer 2 more.

import type { RollupKind } from "./kind.ts";

export const developmentChecks: readonly RollupKind[] = [];
