// A worker that answers the heavy checks, so that the engine stays quick.

import { openSoundKernel } from "../../src/proof/kernel.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { webClock } from "../../src/web/clock.ts";
import type { ToWorker } from "./ask.ts";
import { ownFile } from "./assets.ts";
import { serveKernel } from "./serve.ts";

const hear = serveKernel({
	open: (skip, trying) =>
		openSoundKernel({ load: ownFile, timer: webClock, skip, trying }),
	lastResort: nobleKernel,
	send: (message) => self.postMessage(message),
	pause: () => webClock.sleep(0),
	ticksMs: webClock.ticksMs,
});

// Only the engine that made this worker can speak to it.
self.addEventListener("message", (event: MessageEvent<ToWorker>) =>
	hear(event.data),
);
