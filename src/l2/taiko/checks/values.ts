// The values concluded about a Taiko rollup. Types only. A root has no state root by that name: only what taiko-state concludes can be
// a basis for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality, StateBasis } from "../../../trust/grade.ts";
import type { TaikoProfile } from "./profile.ts";

/** What the inbox says of proposals. */
export type TaikoCore = {
	/** The number that the next proposal gets. */
	readonly nextProposal: number;
	/** L1's block with the newest proposal. */
	readonly proposedAtBlock: number;
	/** The newest proposal that a proof was taken for. */
	readonly finalizedProposal: number;
	/** When that was, Unix seconds. */
	readonly finalizedAtS: number;
};

/** Inbox and signal service at an L1 block, with the code behind them that the profile names. */
export type TaikoConfig = {
	readonly profile: TaikoProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	readonly core: TaikoCore;
	/** Hash of the last block of the newest finalized proposal. */
	readonly finalizedBlockHash: Hex;
};

/** The newest checkpoint: what L1 saved when it took two proofs for its block, one of them a validity proof. */
export type TaikoRoot = {
	readonly profile: TaikoProfile;
	readonly l2BlockNumber: number;
	readonly blockHash: Hex;
	readonly root: Hex;
	readonly proposal: number;
	/** Proposals that came after it and have no proof yet. */
	readonly proposalsWaiting: number;
	/** When L1 took the proofs, Unix seconds. */
	readonly finalizedAtS: number;
	readonly finality: Finality;
	readonly who: "accepted";
	readonly validity: "l1-accepted";
};

/** The block of the checkpoint, with its whole header. A basis for accounts. */
export type TaikoBlock = Header;
