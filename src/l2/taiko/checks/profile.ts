// What must be known of a Taiko rollup beforehand: its contracts on L1 and where values lie in them.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { commonFields, identityOf, proxied } from "../../profile.ts";

/**
 * A Taiko rollup since Shasta: proposals go into one inbox, which saves a checkpoint for each proof that it takes. Slots are places in
 * the storage of the contracts named there.
 */
export const taikoV1 = d.record({
	...commonFields,
	kind: d.oneOf("taiko-v1"),
	contracts: d.record({
		/** MainnetInbox: takes proposals and proofs. Its verifier and its signal service are part of its code. */
		inbox: proxied,
		/** SignalService: keeps checkpoints, which nobody but the inbox may save. */
		signalService: proxied,
		/** MainnetBridge: holds the ether, and pays out what a checkpoint proves. */
		bridge: proxied,
	}),
	slots: d.record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: d.hash,
		/** Of each of them: whom its upgrades obey. */
		owner: d.int(0),
		/** Of each of them: a byte for the lock, then one that is 2 while it is paused. */
		paused: d.int(0),
		/** Inbox: five numbers of 48 bits about proposals (IInbox.CoreState). */
		coreState: d.int(0),
		/** Inbox: hash of the last block of the newest finalized proposal. */
		finalizedBlockHash: d.int(0),
		/** Inbox: mapping(index → forced inclusion). */
		forcedQueue: d.int(0),
		/** Inbox: two numbers of 48 bits, the oldest forced inclusion that waits and the next free place. */
		forcedEnds: d.int(0),
		/** Signal service: mapping(version → mapping(block → block hash, state root)). */
		checkpoints: d.int(0),
	}),
	/** Which checkpoints count: a new version left behind what was forged under the one before. */
	checkpointVersion: d.int(0),
	/** How long proposals may leave a forced inclusion out; part of the inbox's code. Seconds. */
	forcedInclusionDelayS: d.int(1),
	/** The DAO's controller: whom the contracts should obey. */
	controller: d.address,
});
export type TaikoProfile = Decoded<typeof taikoV1>;

/** What evidence names such a profile by. */
export const taikoIdentity = (profile: TaikoProfile): Hex =>
	identityOf(profile, taikoV1);
