// What an engine worker does before its first signature, and nothing else: installs its hashes, opens its pool of kernel
// workers, asks. As extension/engine/start.ts does it, with no store and no network.

import { ownFile } from "../../../extension/kernel/assets.ts";
import { askHost } from "../../../extension/kernel/hosted.ts";
import {
	openPool,
	poolSize,
	usualWarmth,
} from "../../../extension/kernel/pool.ts";
import { installSoundHashes } from "../../../src/crypto/backends.ts";
import type { SyncAggregateQuestion } from "../../../src/crypto/kernel.ts";
import { webClock } from "../../../src/web/clock.ts";

/** Since this worker was asked for. */
const scriptMs = performance.now();
const kernels = openPool({
	spawn: askHost((message, ports) => self.postMessage(message, ports)),
	most: poolSize(navigator.hardwareConcurrency),
	warmth: usualWarmth,
});
kernels.warm();
const hashes = installSoundHashes({ load: ownFile, timer: webClock });

const answer = async (question: SyncAggregateQuestion) => {
	const after = async (work: Promise<unknown>): Promise<number> => {
		await work;
		return performance.now();
	};
	const hashesMs = after(hashes);
	const kernelMs = after(kernels.report());
	await hashes;
	const yes = await kernels.verifySyncAggregate(question, {
		urgency: "person",
	});
	const report = await kernels.report();
	return {
		yes,
		runs: report.map(({ runs }) => runs).join(", "),
		scriptMs,
		hashesMs: await hashesMs,
		kernelMs: await kernelMs,
	};
};

self.addEventListener(
	"message",
	({ data }: MessageEvent<SyncAggregateQuestion>) => {
		answer(data).then(
			(message) => self.postMessage(message),
			(thrown: unknown) =>
				self.postMessage({ yes: false, runs: String(thrown) }),
		);
	},
);
