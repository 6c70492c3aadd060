// What a journey out of the reference rollup is looked at with.

import type { ExitContext } from "../../../exit/module.ts";
import type { ReferenceProfile } from "../checks/profile.ts";

export type ReferenceExitContext = ExitContext<ReferenceProfile>;
