// The other half of the kinds in development-checks.ts: in development builds alone.

import { referenceRuntime } from "./reference/runtime/kind.ts";
import type { KindRuntime } from "./runtime.ts";

export const developmentRuntimes: readonly KindRuntime[] = [referenceRuntime];
