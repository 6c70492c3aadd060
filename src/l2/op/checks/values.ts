// The values concluded about an OP rollup. Types only. A claimed root and a proposed one are two types, and neither has a
// state root: only what op-state concludes can be a basis for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality, StateBasis, Validity } from "../../../trust/grade.ts";
import type { OpProfile } from "./profile.ts";
import type { ProofKind } from "./proved-game.ts";
import type { OpRegistryProfile, PinnedGame } from "./registry-profile.ts";

/** Of whichever release its contracts are. */
export type AnyOpProfile = OpProfile | OpRegistryProfile;

/** The rollup's contracts at an L1 block, each running the code its profile names. */
export type OpContracts = {
	readonly profile: AnyOpProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	/** Whose key signs the sequencer's payloads. */
	readonly sequencer: Hex;
	readonly gameCount: number;
	/** Games made before are not respected, Unix seconds. */
	readonly respectedSinceS: number;
};

export type OpConfig = OpContracts & {
	readonly profile: OpProfile;
	readonly anchor: { readonly root: Hex; readonly l2BlockNumber: number };
};

/** The same where an AnchorStateRegistry says which games count. */
export type OpRegistry = OpContracts & {
	readonly profile: OpRegistryProfile;
	/** The make of games that is respected and played. */
	readonly game: PinnedGame;
	/** What the factory gives each of them; nothing to clones without arguments of the factory's. */
	readonly gameArgs: Hex;
	/** The game whose root is the anchor; null where there is none yet, and the starting root is. */
	readonly anchorGame: Hex | null;
	/** Verifiers of its games' proofs that were switched off, where games are made with proofs. */
	readonly nullified?: readonly ProofKind[];
	/** A block's root or a super root, and its block or time. */
	readonly start: { readonly root: Hex; readonly of: bigint };
};

type RootFacts = {
	readonly profile: AnyOpProfile;
	readonly root: Hex;
	readonly l2BlockNumber: number;
	readonly finality: Finality;
	/** The game that claims it; null for the anchor. */
	readonly game: Hex | null;
	/** What the root was taken out of, where games claim the roots of several chains together. */
	readonly superRoot?: Hex;
	/** One account alone may propose such roots, and one dispute them. */
	readonly isPermissioned?: boolean;
	/** Proofs that L1 took for it and that still count, where games are made with proofs. */
	readonly proofs?: readonly ProofKind[];
};

/** Anyone may have posted it. No basis for anything. */
export type ClaimedRoot = RootFacts & { readonly who: "claimed" };

export type ProposedRoot = RootFacts & {
	readonly who: "proposed" | "accepted" | "exit-final";
	readonly validity: Validity;
	/** Who or what stands behind it. */
	readonly because: "unchallenged" | "signed" | "anchor" | "won";
};

/** A block of the rollup whose header follows from a proposed root. A basis for accounts. */
export type RollupBlock = Header & {
	readonly outputRoot: Hex;
	readonly messagePasserStorageRoot: Hex;
};
