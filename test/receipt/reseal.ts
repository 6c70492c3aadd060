// Evidence that was changed, with the ids of what it says now.

import type { Hex } from "../../src/base/bytes.ts";
import { type Evidence, idOf } from "../../src/evidence/evidence.ts";

/** The steps with every id computed anew, as a forger would. */
export const reseal = (evidence: Evidence): Evidence => {
	const ids: Hex[] = [];
	const steps = evidence.steps.map((step) => {
		const under = step.premises.map((at) => ids[at] ?? "0x");
		const id = idOf(step.rule, under, step.witness);
		ids.push(id);
		return { ...step, id };
	});
	return { ...evidence, steps };
};
