// Workers of a pool that serve in this realm, joined as in a browser: bytes are cloned and handed over, messages arrive one
// by one.

import type { ToWorker } from "../../../extension/kernel/ask.ts";
import type { KernelWorker } from "../../../extension/kernel/pool.ts";
import {
	type KernelHost,
	serveKernel,
} from "../../../extension/kernel/serve.ts";
import { nobleKernel } from "../../../src/proof/noble.ts";

export const pause = () => new Promise<void>((done) => setImmediate(done));

/** Workers that serve noble's kernel. `parts` may change what the n-th runs on. */
export const joined = (
	parts: (n: number) => Partial<KernelHost> = () => ({}),
) => {
	let made = 0;
	const said: string[] = [];
	const spawn = (): KernelWorker => {
		let ended = false;
		const worker: KernelWorker = {
			onmessage: null,
			onerror: null,
			terminate: () => {
				ended = true;
			},
			postMessage: (message, transfer) => {
				const told = structuredClone(message as ToWorker, { transfer });
				setImmediate(() => {
					if (!ended) hear(told);
				});
			},
		};
		const hear = serveKernel({
			open: async () => nobleKernel,
			lastResort: nobleKernel,
			pause,
			ticksMs: () => performance.now(),
			send: (message) => {
				const data = structuredClone(message);
				said.push(data.tell);
				setImmediate(() => {
					if (!ended) worker.onmessage?.({ data } as MessageEvent<unknown>);
				});
			},
			...parts(made++),
		});
		return worker;
	};
	return { spawn, said, made: () => made };
};
