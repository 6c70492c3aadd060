// The values concluded about a Linea rollup. Types only. A root has no state root: only what linea-state concludes can be a basis
// for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Finality, StateBasis } from "../../../trust/grade.ts";
import type { LineaProfile } from "./profile.ts";

/** What of the rollup somebody stopped on L1. */
export type LineaPaused = {
	/** Everything, or the finalization of blocks. */
	readonly finalization: boolean;
	/** Everything, or the payment of what left the rollup. */
	readonly payment: boolean;
};

/** A Linea rollup's contract at an L1 block, with the code behind it that its profile names. */
export type LineaConfig = {
	readonly profile: LineaProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	readonly paused: LineaPaused;
	/** The newest finalized block of the rollup. */
	readonly l2BlockNumber: number;
	/** The hash of what its finalization says besides the root. */
	readonly finalizedState: Hex;
};

/** The newest state root that L1 finalized, after it asked a verifier of its choice. */
export type LineaRoot = {
	readonly profile: LineaProfile;
	/** Of the state's tree. The block's header has another root, which L1 does not know. */
	readonly root: Hex;
	readonly l2BlockNumber: number;
	/** When the rollup made that block, Unix seconds: a public input of the proof that L1 took. */
	readonly blockTimeS: number;
	readonly finality: Finality;
	readonly who: "accepted";
	readonly validity: "l1-accepted";
	readonly paused: LineaPaused;
};

/**
 * The state under the finalized root. The number and the time of its block are proved, its hash and the rest of its header are not: so
 * there is no block here that a parent, a transaction or code could be asked of.
 */
export type LineaState = StateBasis & {
	readonly blockNumber: null;
	readonly blockHash: null;
	readonly l2BlockNumber: number;
};
