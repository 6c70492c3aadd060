// What a journey out of an Arbitrum chain is looked at with.

import type { ExitContext } from "../../../exit/module.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";

export type ArbitrumExitContext = ExitContext<ArbitrumProfile>;
