// The values concluded about a Scroll rollup. Types only. A root has no state root: only what scroll-state concludes can be a
// basis for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Finality, StateBasis, Validity } from "../../../trust/grade.ts";
import type { ScrollProfile } from "./profile.ts";

/** A Scroll rollup's contracts at an L1 block, each running the code its profile names. Times are Unix seconds. */
export type ScrollConfig = {
	readonly profile: ScrollProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	/** While it is true nothing is committed or finalized. */
	readonly paused: boolean;
	readonly lastCommittedBatch: number;
	readonly lastFinalizedBatch: number;
	readonly lastFinalizedAtS: number;
	/** Anyone may commit and finalize a batch that has a proof. */
	readonly enforcedMode: boolean;
	/** Messages on L1 that no finalized bundle has taken: from the first of these indices, up to the second. */
	readonly nextUnfinalizedMessage: number;
	readonly nextMessage: number;
	/** What has to pass since the last finalization, or since the oldest waiting message came, before enforced mode opens. */
	readonly enforcedModeDelayS: number;
	readonly messageQueueDelayS: number;
	/** From which batch on each version's verifier is asked, in the order in which the profile first names the versions. */
	readonly verifiersFromBatch: readonly number[];
};

/** What L1 alone shows of whether the operator still works. */
export type ScrollLiveness = Pick<
	ScrollConfig,
	| "paused"
	| "enforcedMode"
	| "lastCommittedBatch"
	| "lastFinalizedBatch"
	| "lastFinalizedAtS"
	| "enforcedModeDelayS"
	| "messageQueueDelayS"
> & {
	readonly messagesWaiting: number;
	/** When the oldest waiting message came; null when none waits. */
	readonly waitingSinceS: number | null;
};

/** The newest state root that L1 finalized, after it asked the profile's verifier. */
export type ScrollRoot = {
	readonly profile: ScrollProfile;
	readonly root: Hex;
	readonly withdrawRoot: Hex;
	readonly batchIndex: number;
	readonly batchHash: Hex;
	readonly finalizedAtS: number;
	readonly finality: Finality;
	readonly who: "accepted";
	readonly validity: Extract<Validity, "l1-accepted" | "development">;
	readonly liveness: ScrollLiveness;
};

/**
 * The state under the finalized root. L1 names nothing of a block but that root, so there is no number, no hash and no time of
 * one here, and neither parent nor transaction nor code that asks for its block follows from it. `grade.asOfS` is when L1
 * finalized the root.
 */
export type ScrollState = StateBasis & {
	readonly blockNumber: null;
	readonly blockHash: null;
	readonly batchIndex: number;
	readonly withdrawRoot: Hex;
};
