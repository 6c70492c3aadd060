// When two headers that two thirds signed cannot both be true. That is so only if both are newer than our
// finalized header and carry the same signature slot, or are finality updates on different branches. A header against our
// finalized one is disproved; it stops nothing, for old keys are cheap.

import { Fault } from "../base/fault.ts";
import type { Verified } from "../trust/verified.ts";
import type { Head } from "./values.ts";

/** Two verified heads of which one must be a lie of the committee's. The evidence is in them. */
export type Conflict = {
	readonly first: Verified<Head>;
	readonly second: Verified<Head>;
};

/**
 * Do the headers alone show that they are on different branches? Two of one slot are; so is a header whose parent is not
 * the one that fills the slot before it. Farther apart, only the blocks between would tell.
 */
export const onDifferentBranches = (one: Head, other: Head): boolean => {
	if (one.root === other.root) return false;
	if (one.slot === other.slot) return true;
	const [older, newer] = one.slot < other.slot ? [one, other] : [other, one];
	return newer.slot === older.slot + 1 && newer.parentRoot !== older.root;
};

/** Is the header on another branch than the finalized one, so far as headers alone tell? @throws against-final */
export const checkNotAgainst = (finalized: Head, head: Head): void => {
	if (onDifferentBranches(finalized, head))
		throw new Fault(
			"against-final",
			`slot ${head.slot} is ${head.root}, slot ${finalized.slot} is final as ${finalized.root}`,
		);
};

const contradict = (one: Head, other: Head): boolean => {
	if (one.finality !== other.finality) return false;
	if (one.finality === "final") return onDifferentBranches(one, other);
	return one.signatureSlot === other.signatureSlot && one.root !== other.root;
};

/** The first pair of a known and a new head, both newer than the finalized one, that contradict each other; else null. */
export const findConflict = (
	finalized: Head,
	known: readonly Verified<Head>[],
	fresh: readonly Verified<Head>[],
): Conflict | null => {
	const newer = (head: Verified<Head>) => head.value.slot > finalized.slot;
	const candidates = fresh.filter(newer);
	for (const [i, second] of candidates.entries())
		for (const first of [...known.filter(newer), ...candidates.slice(0, i)])
			if (contradict(first.value, second.value)) return { first, second };
	return null;
};
