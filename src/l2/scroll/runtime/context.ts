// What a journey out of a Scroll rollup is looked at with.

import type { ExitContext } from "../../../exit/module.ts";
import type { ScrollProfile } from "../checks/profile.ts";

export type ScrollExitContext = ExitContext<ScrollProfile>;
