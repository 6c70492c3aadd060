// From the start of an engine worker to its first verified signature, timed by the page's worker: the engine's scripts are
// bundled as the extension bundles them, and each start is a new worker with new kernels.

import { hostKernels } from "../../../extension/kernel/hosted.ts";
import type { SyncAggregateQuestion } from "../../../src/crypto/kernel.ts";
import { committee } from "../made/committee.ts";

export type Start = {
	readonly ms: number;
	/** Of that, until the engine's script ran, its hashes were tested, and its first kernel was. */
	readonly scriptMs: number;
	readonly hashesMs: number;
	readonly kernelMs: number;
	/** What answered, as the kernel reports it. */
	readonly runs: string;
};

type Said = Omit<Start, "ms"> & { readonly yes: boolean };

const startOnce = async (question: SyncAggregateQuestion): Promise<Start> => {
	const start = performance.now();
	const engine = new Worker("/start/engine.js", { type: "module" });
	const kernels = hostKernels(
		() => new Worker("/start/kernel.js", { type: "module" }),
	);
	try {
		const said = await new Promise<Said>((resolve, reject) => {
			engine.onmessage = (event: MessageEvent<Said | object>) => {
				if ("yes" in event.data) resolve(event.data);
				else kernels.hear(event);
			};
			engine.onerror = (event) => reject(new Error(event.message));
			engine.postMessage(question);
		});
		const ms = performance.now() - start;
		if (!said.yes) throw new Error(`the engine said no: ${said.runs}`);
		const { runs, scriptMs, hashesMs, kernelMs } = said;
		return { ms, runs, scriptMs, hashesMs, kernelMs };
	} finally {
		engine.terminate();
		kernels.close();
	}
};

/** One cold start, and then so many warm ones. */
export const timeStarts = async (times: number): Promise<readonly Start[]> => {
	const { pubkeys, aggregatePubkey, message, signature } = committee();
	const question: SyncAggregateQuestion = {
		pubkeys,
		aggregatePubkey,
		bits: new Uint8Array(64).fill(255),
		signingRoot: message,
		signature,
	};
	const starts: Start[] = [];
	for (let i = 0; i <= times; i++) starts.push(await startOnce(question));
	return starts;
};
