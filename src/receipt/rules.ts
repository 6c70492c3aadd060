// Every rule there is with the room that runs it again. Nothing else may stand for a rule.

import type { Kernel } from "../crypto/kernel.ts";
import type { L1Network } from "../l1/network.ts";
import { replayL1 } from "../l1/replay.ts";
import { rollupKinds } from "../l2/checks.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { replayVerifierRule } from "../recheck/replay-route.ts";
import { replayState } from "../state/replay.ts";
import type { RuleReplays } from "./replay.ts";

/** What the rooms' checks need besides premises and witness. */
export type RuleTools = {
	readonly kernel: Kernel;
	readonly networkByName: (name: string) => L1Network | undefined;
	/** The rollups that evidence may speak of. */
	readonly rollups: readonly RollupProfile[];
};

export const rules: RuleReplays<RuleTools> = {
	...replayL1,
	...replayState,
	verifier: replayVerifierRule,
	...Object.assign({}, ...rollupKinds.map((kind) => kind.rules)),
};
