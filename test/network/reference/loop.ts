// Work that is done again and again until it is stopped, and may rest in between.

import { sleep } from "../op/rpc.ts";

export type Loop = {
	readonly setRunning: (on: boolean) => void;
	readonly isRunning: () => boolean;
	/** Nothing of it runs any more when it resolves. */
	readonly stop: () => Promise<void>;
};

export const startLoop = (options: {
	/** One round; it ends soon when `isStopped` turns true. */
	readonly tick: (isStopped: () => boolean) => Promise<void>;
	readonly intervalMs: number;
	readonly onProblem: (thrown: unknown) => void;
}): Loop => {
	let running = true;
	let stopped = false;
	const isStopped = (): boolean => stopped;
	const loop = (async () => {
		while (!stopped) {
			try {
				if (running) await options.tick(isStopped);
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			await sleep(options.intervalMs);
		}
	})();
	return {
		setRunning: (on) => {
			running = on;
		},
		isRunning: () => running && !stopped,
		stop: async () => {
			stopped = true;
			await loop;
		},
	};
};
