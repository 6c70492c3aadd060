// Every rule there is with the room that runs it again. Nothing else may stand for a rule.

import type { Kernel } from "../crypto/kernel.ts";
import type { L1Network } from "../l1/network.ts";
import { replayL1 } from "../l1/replay.ts";
import { readKinds, rollupKinds } from "../l2/checks.ts";
import type { Watchable } from "../l2/kind.ts";
import { replayVerifierRule } from "../recheck/replay-route.ts";
import { replayState } from "../state/replay.ts";
import type { RuleReplays } from "./replay.ts";

/** What the rooms' checks need besides premises and witness. */
export type RuleTools = {
	readonly kernel: Kernel;
	readonly networkByName: (name: string) => L1Network | undefined;
	/** The rollups, and the chains that are only read, that evidence may speak of. */
	readonly rollups: readonly Watchable[];
};

export const rules: RuleReplays<RuleTools> = {
	...replayL1,
	...replayState,
	verifier: replayVerifierRule,
	...Object.assign(
		{},
		...[...rollupKinds, ...readKinds].map((kind) => kind.rules),
	),
};
