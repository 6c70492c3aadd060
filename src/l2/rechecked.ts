// A validity proof that L1 took, checked again on this device: what was found, for which step of the chain, and over what. It is
// this device's own word. It stands in no evidence and raises no grade, for who cannot run a verifier's code cannot run this
// again; so it travels beside a root and never in its place, and names the one root that it is of.

import type { Hex } from "../base/bytes.ts";

/** A state of the rollup: the number of its block or batch, and its root. */
export type RootMark = { readonly number: number; readonly root: Hex };

/** One proof that held here: the second state follows from the first and from what L1 was given. */
export type RecheckStep = {
	readonly from: RootMark;
	readonly to: RootMark;
	/** What `number` counts. */
	readonly counts: "blocks" | "batches";
	/** "gnark PLONK", … */
	readonly system: string;
	/** The verifier's own code was run, our own verifier of the system was, or both, which agreed. */
	readonly how: "replay" | "native" | "both";
	/** What it was checked against: the hash of the verifier's profile, or of its key. */
	readonly program: Hex;
};

/** The newest such step, and since when each followed the one before it. */
export type Rechecked = RecheckStep & {
	/** From here on every proof held here. What came before is L1's word alone, unless it is the profile's anchor. */
	readonly since: RootMark;
	/** Is `since` the anchor of the profile? */
	readonly isAnchored: boolean;
	/** What checking the newest took, its questions not counted. */
	readonly tookMs: number;
};

export const isSameMark = (one: RootMark, other: RootMark): boolean =>
	one.number === other.number && one.root === other.root;
