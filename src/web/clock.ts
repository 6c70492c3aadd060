// The Clock port over the globals that a browser and Node have in common.

import { Fault } from "../base/fault.ts";
import type { Clock } from "../source/ports.ts";

export const webClock: Clock = {
	nowMs: () => Date.now(),
	ticksMs: () => performance.now(),
	sleep: (ms, signal) =>
		new Promise((done, fail) => {
			const cancelled = () => {
				clearTimeout(timer);
				fail(new Fault("cancelled", "the wait was stopped"));
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener("abort", cancelled);
				done();
			}, ms);
			if (signal?.aborted) cancelled();
			else signal?.addEventListener("abort", cancelled, { once: true });
		}),
};
