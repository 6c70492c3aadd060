// The values concluded about a ZKsync chain. Types only. A root has no state root: what L1 keeps of a batch is a hash, and only what
// zksync-state opened it to can be a basis for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Finality, StateBasis } from "../../../trust/grade.ts";
import type { ZksyncProfile } from "./profile.ts";

/** The diamond at an L1 block, with no facets but those its profile names. */
export type ZksyncConfig = {
	readonly profile: ZksyncProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	/** Of which release its facets are. */
	readonly release: string;
	/** As "29.4". */
	readonly protocolVersion: string;
	/** What L1 asks about validity proofs. Only which contract it is: what it checks is not known here. */
	readonly verifier: Hex;
	/** Nothing can be committed, proved or executed while it is true. */
	readonly isFrozen: boolean;
	/** Counts that only grow, but for batches that are taken back before they are executed. */
	readonly batchesCommitted: number;
	readonly batchesVerified: number;
	readonly batchesExecuted: number;
};

/** The newest batch whose validity proof L1 took. */
export type ZksyncRoot = {
	readonly profile: ZksyncProfile;
	readonly at: StateBasis;
	readonly batchNumber: number;
	/** keccak256 of what L1 was told of the batch. */
	readonly storedHash: Hex;
	readonly finality: Finality;
	/** Executed, L1 cannot take it back; only proved, the operator still can. */
	readonly who: "accepted" | "exit-final";
	readonly validity: "l1-accepted";
};

/** The state at the end of the batch. L1 names no block of it. */
export type ZksyncState = StateBasis & {
	readonly blockNumber: null;
	readonly blockHash: null;
	readonly batchNumber: number;
	/** When the batch began, Unix seconds: its state is not older. */
	readonly openedAtS: number;
	/** The root of its messages to L1. */
	readonly l2LogsRoot: Hex;
	/** What its validity proof is of. */
	readonly commitment: Hex;
};
