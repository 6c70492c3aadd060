// What may serve as a checkpoint: how old one may be, and which head can follow it as one. Old committees may have sold their keys: beyond the network's
// limit, weak subjectivity ends and no chain of signatures proves anything.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { checkCheckpointAge, timesOfPeriod } from "../l1/age.ts";
import type { Committee, Head } from "../l1/values.ts";
import { type AnyVerified, premiseBy } from "../trust/verified.ts";

/**
 * True when it returns: the checkpoint's age is within the network's limit, by the rule of l1/age.ts. Where only its
 * committee is known, the checkpoint may be of any time in the committee's period.
 * @throws checkpoint-age; clock when the checkpoint is from the future; evidence-step when the value rests on no checkpoint
 */
export const checkAnchorAge = (verified: AnyVerified, nowMs: number): void => {
	let part = verified;
	for (
		let next = part.premises[0];
		next !== undefined && next.rule !== "checkpoint";
		next = part.premises[0]
	)
		part = next;
	if (part.rule === "lc-bootstrap") {
		const { network, period } = premiseBy<Committee>(
			part,
			"lc-bootstrap",
		).value;
		checkCheckpointAge(network, timesOfPeriod(network, period), nowMs);
		return;
	}
	const { network, timeS } = premiseBy<Head>(part, "lc-head").value;
	checkCheckpointAge(network, timeS, nowMs);
};

/** The block root of a head that is final: a checkpoint as good as the one it rests on. @throws evidence-step for anything else */
export const finalRoot = (conclusion: AnyVerified): Hex => {
	const { root, finality } = premiseBy<Head>(conclusion, "lc-head").value;
	if (finality !== "final")
		throw new Fault("evidence-step", `the head ${root} is not final`);
	return root;
};
