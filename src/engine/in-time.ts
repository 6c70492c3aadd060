// Work that may not take longer than it is worth: when its time is over, whoever waits hears so, and what still runs of it is
// told to stop.

import { whenAborted } from "../base/abort.ts";
import { Fault } from "../base/fault.ts";
import type { Clock } from "../source/ports.ts";

/** Resolves when so much time has passed, however short the clock's sleeps are. @throws cancelled */
export const passed = async (
	clock: Pick<Clock, "sleep" | "ticksMs">,
	ms: number,
	signal: AbortSignal,
): Promise<void> => {
	const end = clock.ticksMs() + ms;
	for (let left = ms; left > 0; left = end - clock.ticksMs())
		await clock.sleep(left, signal);
};

/**
 * What the work gives. Its signal fires when its time is over, when `outer` fires, and when it is done: nothing it left
 * running may act on the world after that.
 * @throws too-slow, cancelled, and what the work throws
 */
export const inTime = async <T>(
	clock: Clock,
	mostMs: number,
	what: string,
	work: (signal: AbortSignal) => Promise<T>,
	outer?: AbortSignal,
): Promise<T> => {
	const stop = new AbortController();
	const over = new AbortController();
	const leave = whenAborted(outer, () => over.abort());
	const late = passed(clock, mostMs, over.signal).then((): never => {
		throw new Fault("too-slow", `${what}: not done in ${mostMs / 1000} s`);
	});
	late.catch(() => {
		// whoever waits hears it from the race
	});
	try {
		return await Promise.race([work(stop.signal), late]);
	} finally {
		stop.abort();
		over.abort();
		leave();
	}
};
