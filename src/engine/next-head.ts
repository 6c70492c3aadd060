// Who waits for a newer head, and no longer than it is worth.

import { whenAborted } from "../base/abort.ts";
import type { Clock } from "../source/ports.ts";

export type NextHead = {
	/** Resolves at the next new head, or after the time. @throws cancelled when the signal fires first */
	readonly wait: (withinMs: number, signal?: AbortSignal) => Promise<void>;
	/** There is one. @returns how many waited for it */
	readonly come: () => number;
};

export const openNextHead = (clock: Pick<Clock, "sleep">): NextHead => {
	const waiting = new Set<() => void>();
	return {
		wait: async (withinMs, signal) => {
			const stop = new AbortController();
			const leave = whenAborted(signal, () => stop.abort());
			let wake = (): void => {};
			const head = new Promise<void>((resolve) => {
				wake = resolve;
				waiting.add(wake);
			});
			try {
				await Promise.race([head, clock.sleep(withinMs, stop.signal)]);
			} finally {
				// heads may stay away for long, and reads come again and again
				waiting.delete(wake);
				stop.abort();
				leave();
			}
		},
		come: () => {
			const woken = [...waiting];
			waiting.clear();
			for (const wake of woken) wake();
			return woken.length;
		},
	};
};
