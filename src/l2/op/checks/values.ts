// The values concluded about an OP rollup. Types only. A claimed root and a proposed one are two types, and neither has a
// state root: only what op-state concludes can be a basis for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality, StateBasis, Validity } from "../../../trust/grade.ts";
import type { OpProfile } from "./profile.ts";

/** The rollup's contracts at an L1 block, each running the code its profile names. */
export type OpConfig = {
	readonly profile: OpProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	/** Whose key signs the sequencer's payloads. */
	readonly sequencer: Hex;
	readonly gameCount: number;
	readonly anchor: { readonly root: Hex; readonly l2BlockNumber: number };
	/** Games made before are not respected, Unix seconds. */
	readonly respectedSinceS: number;
};

type RootFacts = {
	readonly profile: OpProfile;
	readonly root: Hex;
	readonly l2BlockNumber: number;
	readonly finality: Finality;
	/** The game that claims it; null for the anchor. */
	readonly game: Hex | null;
};

/** Anyone may have posted it. No basis for anything. */
export type ClaimedRoot = RootFacts & { readonly who: "claimed" };

export type ProposedRoot = RootFacts & {
	readonly who: "proposed" | "accepted";
	readonly validity: Validity;
	/** Who or what stands behind it. */
	readonly because: "unchallenged" | "signed" | "anchor" | "won";
};

/** A block of the rollup whose header follows from a proposed root. A basis for accounts. */
export type RollupBlock = Header & {
	readonly outputRoot: Hex;
	readonly messagePasserStorageRoot: Hex;
};
