// A worker that answers the heavy checks, so that the engine stays quick.

import { openSoundKernel } from "../../src/proof/kernel.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { webClock } from "../../src/web/clock.ts";
import type { ToWorker } from "./ask.ts";
import { ownFile } from "./assets.ts";
import { serveKernel } from "./serve.ts";

/** @param port of the engine that this worker was made for */
const serve = (port: MessagePort): void => {
	const hear = serveKernel({
		open: (skip, trying) =>
			openSoundKernel({ load: ownFile, timer: webClock, skip, trying }),
		lastResort: nobleKernel,
		send: (message) => port.postMessage(message),
		pause: () => webClock.sleep(0),
		ticksMs: webClock.ticksMs,
	});
	port.onmessage = (event: MessageEvent<ToWorker>) => hear(event.data);
};

// Only the host page that made this worker can speak to it, and it speaks once.
self.addEventListener(
	"message",
	({ ports: [port] }: MessageEvent<unknown>) => {
		if (port !== undefined) serve(port);
	},
	{ once: true },
);
