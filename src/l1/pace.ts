// When a round over the beacon endpoints is worth its traffic: a slot brings one head, and it is there a while after the slot
// begins.

import type { L1Network } from "./network.ts";

/** No shorter than that, however short the slots are. */
const leastMs = 500;

/**
 * How long to wait for the next round: until five twelfths of a slot, when its block is out and imported by most nodes, or half
 * a slot later for a block that was late. What is nearer than an eighth of a slot is left out, so that no round follows the
 * other at once. Milliseconds, 500 at least and five eighths of a slot at most where slots have two seconds or more.
 * Source: consensus-specs, phase0/validator (a block is proposed at the start of its slot, attested at a third of it).
 */
export const untilNextRoundMs = (
	{
		genesisTimeS,
		secondsPerSlot,
	}: Pick<L1Network, "genesisTimeS" | "secondsPerSlot">,
	nowMs: number,
): number => {
	const slotMs = secondsPerSlot * 1000;
	const halfMs = Math.max(leastMs, slotMs / 2);
	const sinceMs = nowMs - genesisTimeS * 1000 - (slotMs * 5) / 12;
	const leftMs = halfMs - (((sinceMs % halfMs) + halfMs) % halfMs);
	return Math.max(leastMs, leftMs < halfMs / 4 ? leftMs + halfMs : leftMs);
};
