// Made looks at L1, for tests of the watch.

import type { Timeline } from "../../src/exit/stall.ts";
import { addSample } from "../../src/exit/stall.ts";
import type { TimelineBounds } from "../../src/exit/timeline.ts";
import type { LivenessSample } from "../../src/l2/signs.ts";
import { noSigns } from "../../src/l2/signs.ts";

/** The first look: a round L1 time. */
export const startS = 1_750_000_000;
export const minute = 60;
export const hour = 3600;
export const batcher = `0x${"ba".repeat(20)}` as const;

export const look = (
	atS: number,
	signs: Partial<LivenessSample> = {},
): LivenessSample => ({
	...noSigns,
	takenAtS: atS,
	blockNumber: Math.floor(atS / 12),
	finality: "final",
	...signs,
});

/** A look at an OP rollup's batcher. */
export const batches = (
	atS: number,
	nonce: number,
	signs: Partial<LivenessSample> = {},
): LivenessSample => look(atS, { batcher, batcherNonce: nonce, ...signs });

export const timelineOf = (
	samples: readonly LivenessSample[],
	bounds?: TimelineBounds,
): Timeline =>
	samples.reduce<Timeline>((all, sample) => addSample(all, sample, bounds), []);

/** All is well with this device and with L1, a quarter of an hour after the newest look. */
export const wellAfter = (samples: Timeline, laterS = 900) => {
	const finalS = samples.at(-1)?.takenAtS ?? startS;
	const nowS = finalS + laterS;
	return { nowS, l1: { headS: nowS - 12, finalS }, clockFault: false };
};
