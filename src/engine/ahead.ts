// What is captured ahead on Ethereum for the next final header: rarely, for one block in an epoch is enough, and not at all
// where an endpoint proves as far back as final headers are.

import { singleFlight } from "../base/async.ts";
import type { L1Network } from "../l1/network.ts";
import type { Head } from "../l1/values.ts";
import type { Capture, SharedCapture } from "../state/capture.ts";
import type { Finality } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";

export type Ahead = {
	/** Takes nothing again that was taken within three quarters of an epoch. */
	readonly capture: Capture;
	/** False where the next final header will be proved directly. */
	readonly isNeeded: () => Promise<boolean>;
};

/** Less than an epoch of mainnet, by which final headers move: each finds something newer than the one before it did. */
const spacingSlots = 24;
/** Blocks that a final header is further back at its end than now. */
const slackBlocks = 16;

export const openAhead = (
	{ secondsPerSlot }: Pick<L1Network, "secondsPerSlot">,
	capture: SharedCapture,
	/** @throws while there is none */
	head: (finality: Finality) => Verified<Head>,
): Ahead => {
	const behind = (): number | null => {
		try {
			const [newest, final] = (["optimistic", "final"] as const).map(
				(finality) => head(finality).value.execution.payload?.blockNumber,
			);
			return newest === undefined || final === undefined
				? null
				: newest - final;
		} catch {
			// no header, or none that may be used: what can be captured is
			return null;
		}
	};
	return {
		capture: capture.spaced(spacingSlots * secondsPerSlot * 1000),
		isNeeded: singleFlight(async () => {
			const blocks = behind();
			return blocks === null || !(await capture.reaches(blocks + slackBlocks));
		}),
	};
};
