// Weak subjectivity: how old what is trusted may be. Beyond the network's limit those who left the validator set could sign
// another history without risk, so nothing follows from their signatures, and no proof about them makes them younger. This
// is the one place of that rule: for a checkpoint, for a sync that begins, resumes or runs, and for the signer's anchors.

import { Fault } from "../base/fault.ts";
import { maxClockBehindS } from "../trust/freshness.ts";
import type { L1Network } from "./network.ts";
import { slotsPerPeriod, timeAtSlot } from "./spec.ts";

/** When the trusted header is from: at one time, or, where only its period is known, between two. Unix seconds. */
type From = number | { readonly leastS: number; readonly mostS: number };

/** The times that a header of this period may be of. */
export const timesOfPeriod = (
	network: L1Network,
	period: number,
): { readonly leastS: number; readonly mostS: number } => ({
	leastS: timeAtSlot(network, period * slotsPerPeriod(network)),
	mostS: timeAtSlot(network, (period + 1) * slotsPerPeriod(network)),
});

/**
 * May anything be concluded from a header of that time now? Where the time lies between two, the age counts from the later
 * one: it may be stated too low by that much and never too high.
 * @throws checkpoint-age beyond the limit; clock when the header is from the future
 */
export const checkCheckpointAge = (
	network: L1Network,
	from: From,
	nowMs: number,
): void => {
	const { leastS, mostS } =
		typeof from === "number" ? { leastS: from, mostS: from } : from;
	const nowS = Math.floor(nowMs / 1000);
	if (leastS - nowS > maxClockBehindS)
		throw new Fault(
			"clock",
			`the checkpoint is ${leastS - nowS} s ahead of this clock`,
		);
	const ageS = nowS - mostS;
	if (ageS > network.maxCheckpointAgeS)
		throw new Fault(
			"checkpoint-age",
			`${ageS} s old, at most ${network.maxCheckpointAgeS} s on ${network.name}`,
		);
};
