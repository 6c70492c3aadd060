// Nobody can leave a ZKsync chain alone: what is possible all the same, and what is not. As of 2026-05.
// Sources: https://github.com/matter-labs/era-contracts at 5e7d0b40, Executor.sol, Mailbox.sol and Config.sol, PRIORITY_EXPIRATION
// (zero days, asked for by no rule). An escape mode is written for a later release (draft-v31, PriorityModeInformation); no chain
// whose facets are known here has it.

import type { NoExitWords } from "../../kind.ts";
import { zksyncMessage as say } from "./codes.ts";

export const zksyncNoExit: NoExitWords = {
	says: say("zksync.no-exit.says"),
	possible: [
		say("zksync.no-exit.finish"),
		say("zksync.no-exit.ask"),
		say("zksync.no-exit.wait"),
	],
	impossible: [
		say("zksync.no-exit.deadline"),
		say("zksync.no-exit.freeze"),
		say("zksync.no-exit.own"),
	],
};
