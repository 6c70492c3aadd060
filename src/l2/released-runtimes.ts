// What a release has in the place of development-runtimes.ts: no kind of layer 2 more.

import type { RuntimeFolder } from "./runtime.ts";

export const developmentRuntimes: readonly RuntimeFolder[] = [];
