// What a journey out of an OP rollup is looked at with.

import type { ExitContext } from "../../../exit/module.ts";
import type { OpProfile } from "../checks/profile.ts";

export type OpExitContext = ExitContext<OpProfile>;
