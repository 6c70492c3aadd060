// Evidence → Verified, offline: every step is run again by the room it belongs to, from a checkpoint the caller names.
// It asks nobody and reads no clock.

import type { Hex } from "../base/bytes.ts";
import type { Kernel } from "../crypto/kernel.ts";
import type { Evidence } from "../evidence/evidence.ts";
import {
	type NetworkFile,
	networkByName,
	networksOf,
	readsOf,
	rollupsOf,
} from "./networks.ts";
import {
	type ReplayedEvidence,
	replayEvidence,
	type Timing,
} from "./replay.ts";
import { rules } from "./rules.ts";

export type CheckTools = {
	readonly kernel: Kernel;
	/** The files that evidence may speak of, beside the networks of this release. */
	readonly networks: readonly NetworkFile[];
	/** The checkpoint roots the caller takes for final. */
	readonly anchors: readonly Hex[];
};

/**
 * True when it returns: the conclusions follow from one of the anchors by the rules of Sextant, each checked here and now.
 * It says nothing of age: the conclusions carry the time they were true at.
 * @throws evidence-step when the steps do not fit together; the fault of the rule that fails; unknown-chain for a network
 * the caller does not name; evidence-anchor when all holds but the checkpoint is none of the anchors
 */
export const checkEvidence = async (
	file: Evidence,
	tools: CheckTools,
	timing?: Timing,
): Promise<ReplayedEvidence> =>
	replayEvidence(
		file,
		rules,
		{
			kernel: tools.kernel,
			networkByName: networkByName(networksOf(tools.networks)),
			rollups: [...rollupsOf(tools.networks), ...readsOf(tools.networks)],
		},
		tools.anchors,
		timing,
	);
