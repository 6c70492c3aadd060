// What a journey out of an OP rollup is looked at with.

import type { ExitContext } from "../../../exit/module.ts";
import type { AnyOpProfile } from "../checks/values.ts";

export type OpExitContext = ExitContext<AnyOpProfile>;
