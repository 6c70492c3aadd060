// The clock of a network: the machine's, and how far a test has moved it on. Whoever takes part in the network looks at this one.
// What a test gives somebody for an answer is measured by the machine's.

import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../src/source/ports.ts";
import { webClock } from "../../src/web/clock.ts";

export type NetworkClock = Clock & {
	/** The time that L1 has reached: moved once its blocks are there. For who builds on them. */
	readonly reachedMs: () => number;
	/** Says by how many milliseconds it is ahead, for processes of their own (shell.ts). */
	readonly file: string;
	/** Moves it on; `reach` has L1 follow. */
	readonly move: (ms: number, reach: () => Promise<void>) => Promise<void>;
};

/** @param folder where its file is to lie */
export const openNetworkClock = (folder: string): NetworkClock => {
	const file = join(folder, "clock");
	let aheadMs = 0;
	let reachedMs = 0;
	const write = (): void => {
		writeFileSync(`${file}.part`, String(aheadMs));
		renameSync(`${file}.part`, file);
	};
	write();
	return {
		...webClock,
		nowMs: () => Date.now() + aheadMs,
		reachedMs: () => Date.now() + reachedMs,
		file,
		move: async (ms, reach) => {
			// first, since a wallet takes no block from the future
			aheadMs += ms;
			write();
			await reach();
			reachedMs += ms;
		},
	};
};
