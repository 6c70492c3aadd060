// Evidence that a journey has already: its own, which came from a file perhaps, and what is kept beside it. All of it is
// checked again.

import type { Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { piecesOf } from "../../../exit/pieces.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import { withdrawalHash } from "../checks/withdrawal.ts";
import type { OpExitContext } from "./context.ts";
import { checkEvidence } from "./evidence.ts";
import { reasonOf } from "./propose.ts";
import { keptFor, mostEvidence, type OpEvidence } from "./state.ts";

export const nameOf = (hash: Hex): string => `withdrawal-${hash.slice(2, 18)}`;

/** Evidence that is kept beside the journey: the first that holds. */
export const keptEvidence = async (
	hash: Hex,
	account: Hex,
	{ profile, evidenceStore }: OpExitContext,
): Promise<OpEvidence | null> => {
	for (const text of await piecesOf(evidenceStore, nameOf(hash)))
		try {
			const evidence = keptFor(
				d.parseJson(text, mostEvidence),
				"evidence",
			).evidence;
			const { withdrawal } = checkEvidence(profile, account, evidence);
			if (withdrawalHash(withdrawal) === hash) return evidence;
		} catch (thrown) {
			reasonOf(thrown);
		}
	return null;
};

/** Evidence from a file may be anything. */
export const doesHold = (
	profile: AnyOpProfile,
	account: Hex,
	evidence: OpEvidence,
): boolean => {
	try {
		checkEvidence(profile, account, evidence);
		return true;
	} catch (thrown) {
		reasonOf(thrown);
		return false;
	}
};
