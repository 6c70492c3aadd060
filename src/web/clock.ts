// The Clock port over the globals that a browser and Node have in common.

import { whenAborted } from "../base/abort.ts";
import { Fault } from "../base/fault.ts";
import type { Clock } from "../source/ports.ts";

export const webClock: Clock = {
	nowMs: () => Date.now(),
	ticksMs: () => performance.now(),
	sleep: (ms, signal) =>
		new Promise((done, fail) => {
			const timer = setTimeout(() => {
				leave();
				done();
			}, ms);
			const leave = whenAborted(signal, () => {
				clearTimeout(timer);
				fail(new Fault("cancelled", "the wait was stopped"));
			});
		}),
};
