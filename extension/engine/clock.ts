// The Clock port of a browser's realm.

import { Fault } from "../../src/base/fault.ts";
import type { Clock } from "../../src/source/ports.ts";

export const browserClock: Clock = {
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
