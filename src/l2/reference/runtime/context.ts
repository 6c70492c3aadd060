// What a journey out of the reference rollup is looked at with.

import type { ExitContext } from "../../../exit/module.ts";
import type { ReferenceProfile } from "../checks/profile.ts";

export type ReferenceExitContext = ExitContext<ReferenceProfile>;

/** What its stages are drawn from besides its state. */
export type StageContext = Pick<ReferenceExitContext, "profile" | "order">;
