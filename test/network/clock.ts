// The clock of a network: the machine's, and how far a test has moved it on. Whoever takes part in the network looks at this one.
// What a test gives somebody for an answer is measured by the machine's.

import type { Clock } from "../../src/source/ports.ts";
import { webClock } from "../../src/web/clock.ts";

export type NetworkClock = Clock & {
	/** The time that L1 has reached: moved once its blocks are there. For who builds on them. */
	readonly reachedMs: () => number;
	/** Moves it on; `reach` has L1 follow. */
	readonly move: (ms: number, reach: () => Promise<void>) => Promise<void>;
};

export const openNetworkClock = (): NetworkClock => {
	let aheadMs = 0;
	let reachedMs = 0;
	return {
		...webClock,
		nowMs: () => Date.now() + aheadMs,
		reachedMs: () => Date.now() + reachedMs,
		move: async (ms, reach) => {
			// first, since a wallet takes no block from the future
			aheadMs += ms;
			await reach();
			reachedMs += ms;
		},
	};
};
