// What may serve as a checkpoint: how old one may be, and which head can follow it as one. Old committees may have sold their keys: beyond the network's
// limit, weak subjectivity ends and no chain of signatures proves anything.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { slotsPerPeriod, timeAtSlot } from "../l1/spec.ts";
import type { Committee, Head } from "../l1/values.ts";
import { type AnyVerified, premiseBy } from "../trust/verified.ts";

/**
 * True when it returns: the checkpoint's age is within the network's limit. Where only its committee is known, the age
 * counts from the end of the committee's period, so it may be stated too low by up to one period and never too high.
 * @throws checkpoint-age; evidence-step when the value rests on no checkpoint
 */
export const checkAnchorAge = (verified: AnyVerified, nowMs: number): void => {
	let part = verified;
	for (
		let next = part.premises[0];
		next !== undefined && next.rule !== "checkpoint";
		next = part.premises[0]
	)
		part = next;
	const { network, timeS } =
		part.rule === "lc-bootstrap"
			? periodEnd(premiseBy<Committee>(part, "lc-bootstrap").value)
			: premiseBy<Head>(part, "lc-head").value;
	const ageS = Math.floor(nowMs / 1000) - timeS;
	if (ageS > network.maxCheckpointAgeS)
		throw new Fault(
			"checkpoint-age",
			`${ageS} s old, at most ${network.maxCheckpointAgeS} s`,
		);
};

const periodEnd = ({ network, period }: Committee) => ({
	network,
	timeS: timeAtSlot(network, (period + 1) * slotsPerPeriod(network)),
});

/** The block root of a head that is final: a checkpoint as good as the one it rests on. @throws evidence-step for anything else */
export const finalRoot = (conclusion: AnyVerified): Hex => {
	const { root, finality } = premiseBy<Head>(conclusion, "lc-head").value;
	if (finality !== "final")
		throw new Fault("evidence-step", `the head ${root} is not final`);
	return root;
};
