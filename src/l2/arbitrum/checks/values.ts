// The values concluded about an Arbitrum chain. Types only. An assertion that is only claimed and one that somebody stands
// behind are two types, and neither has a state root: only what arbitrum-state concludes can be a basis for accounts.

import type { Hex } from "../../../base/bytes.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality, StateBasis, Validity } from "../../../trust/grade.ts";
import type { ArbitrumProfile } from "./profile.ts";

/** The rollup contract at an L1 block, with both its logics as the profile names them. Periods are blocks of L1. */
export type ArbitrumConfig = {
	readonly profile: ArbitrumProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	readonly latestConfirmed: Hex;
	/** While it is true nothing is asserted or confirmed. */
	readonly paused: boolean;
	readonly confirmPeriodBlocks: number;
	readonly challengeGraceBlocks: number;
	/** The contract that decides between rivals. */
	readonly challengeManager: Hex;
	/** May anybody assert and challenge? Else only those whom the owner listed. */
	readonly isOpen: boolean;
	/** Who may confirm without waiting; null where nobody may. */
	readonly fastConfirmer: Hex | null;
};

type AssertionFacts = {
	readonly profile: ArbitrumProfile;
	readonly assertion: Hex;
	readonly blockHash: Hex;
	readonly sendRoot: Hex;
	/** Batches that it took. */
	readonly batch: number;
	readonly createdAtBlock: number;
	/** Did the machine that made the block come to its end? */
	readonly isFinished: boolean;
	/** Do rivals follow it? Then nobody knows yet which of what follows it holds. */
	readonly hasRivals: boolean;
	/** Has it a rival itself, or one of those before it up to the confirmed one? */
	readonly isDisputed: boolean;
	/** How many assertions it is away from the confirmed one. */
	readonly afterConfirmed: number;
	readonly finality: Finality;
	/** The earliest time that a part of the way to it is proved at, and the latest; Unix seconds. */
	readonly seenFromS: number;
	readonly seenToS: number;
	/** May anybody challenge it? */
	readonly isOpen: boolean;
	readonly isFastConfirmed: boolean;
};

/** Why nobody stands behind it. */
export type ClaimedAssertion = AssertionFacts & {
	readonly who: "claimed";
	readonly because: "disputed" | "young" | "unfinished";
};

export type StandingAssertion = AssertionFacts & {
	readonly who: "proposed" | "accepted";
	readonly validity: Extract<Validity, "none" | "window-open" | "window-won">;
	readonly because: "unchallenged" | "confirmed";
};

/** The block of an assertion. A basis for accounts. */
export type ArbitrumBlock = Header & {
	readonly sendRoot: Hex;
	/** Messages to L1, ever. */
	readonly sendCount: number;
	/** The L1 block that code on the chain sees. */
	readonly l1BlockNumber: number;
	readonly arbosVersion: number;
};
