// The moment from which a chain that was just opened can say something: who asks before it waits for it, and no longer than it is
// worth.

import { whenAborted } from "../base/abort.ts";
import type { Clock } from "../source/ports.ts";
import { passed } from "./in-time.ts";

export type Begun = {
	readonly has: () => boolean;
	/** Resolves when it came, after the time, or when the signal fires: who waited looks again. */
	readonly wait: (withinMs: number, signal: AbortSignal) => Promise<void>;
};

export const openBegun = (
	clock: Pick<Clock, "sleep" | "ticksMs">,
): Begun & { readonly come: () => void } => {
	let has = false;
	let come = (): void => {};
	const came = new Promise<void>((resolve) => {
		come = resolve;
	});
	return {
		has: () => has,
		wait: async (withinMs, signal) => {
			const over = new AbortController();
			const leave = whenAborted(signal, () => over.abort());
			const late = passed(clock, withinMs, over.signal).catch(() => {});
			try {
				await Promise.race([came, late]);
			} finally {
				over.abort();
				leave();
			}
		},
		come: () => {
			has = true;
			come();
		},
	};
};
