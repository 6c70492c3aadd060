// What a journey out of the reference rollup takes over from a file, field by field. What it may cost to believe a field decides.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitStep } from "../../exit-step.ts";
import { isOfReference } from "../checks/exit.ts";
import type { EscapeState } from "./state.ts";

const zero: Hex = `0x${"0".repeat(64)}`;

const kinds: { readonly [stage: string]: ExitStep["kind"] } = {
	deposit: "reference-deposit",
	force: "reference-force",
	withdraw: "reference-withdraw",
	freeze: "reference-freeze",
	escape: "reference-escape",
	reclaim: "reference-reclaim",
};

/**
 * Where to look stays: entries of the queue, what was taken, deposits, each held against L1's words at every look; and the account with
 * its path, if it is the owner's. What L1 holds is read anew, and since when batches are searched begins at the oldest that are:
 * from a later one it would follow that the operator found the account empty.
 */
export const escapeFrom = (state: EscapeState, owner: Hex): EscapeState => {
	const { account, entry, taken, deposits } = state;
	const own = account !== null && account.owner === owner ? account : null;
	return {
		block: 0,
		timeS: 0,
		since: 0,
		lastProven: 0,
		lastRoot: zero,
		queueLength: 0,
		queueProven: 0,
		frozenAtS: 0,
		oldestS: null,
		index: own?.index ?? null,
		others: null,
		account: own,
		missing: null,
		entry: own === null ? null : entry,
		taken: own === null || taken === null ? null : { ...taken, isPaid: false },
		isEmptied: false,
		isEscaped: false,
		deposits: deposits.map((one) => ({ ...one, isReclaimed: false })),
		isFinal: false,
	};
};

/** Of the stage's kind, of the account that is known where it names one, and of the rehearsal's own seed. */
export const isReferenceStep = (
	stage: string,
	step: ExitStep,
	seed: Hex | null,
): boolean => {
	if (!isOfReference(step) || step.kind !== kinds[stage]) return false;
	if (step.kind === "reference-deposit") return step.seed === seed;
	// a rehearsal never freezes the rollup
	return step.kind !== "reference-freeze" || seed === null;
};
