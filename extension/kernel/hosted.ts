// Kernel workers that the host page makes for the engine, which is a worker itself. A worker may make workers of its own, but in
// Firefox it waits for the page's thread while it does, and one start in ten never came back from it: an engine that stood still
// for good, without an error. A page waits for nobody.

import { textIn } from "../message.ts";
import type { KernelWorker } from "./pool.ts";

const asked = "kernel";
const ended = "end";
const failed = "failed";
/** More than a pool keeps, and it ends one before it makes another in its place. */
const mostHosted = 8;

/**
 * In the engine.
 * @param ask hands a message and two ports to the host
 * @returns makes a worker, as `new Worker` would
 */
export const askHost =
	(ask: (message: { readonly tell: string }, ports: MessagePort[]) => void) =>
	(): KernelWorker => {
		const work = new MessageChannel();
		const hold = new MessageChannel();
		const worker: KernelWorker = {
			onmessage: null,
			onerror: null,
			postMessage: (message, transfer) =>
				work.port1.postMessage(message, transfer),
			terminate: () => {
				hold.port1.postMessage({ tell: ended });
				work.port1.close();
				hold.port1.close();
			},
		};
		work.port1.onmessage = (event: MessageEvent<unknown>) =>
			worker.onmessage?.(event);
		hold.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
			if (textIn(data, "tell") === failed)
				worker.onerror?.({ message: textIn(data, "why") ?? "" });
		};
		ask({ tell: asked }, [work.port2, hold.port2]);
		return worker;
	};

/** What the host uses of a Worker. */
export type HostedWorker = {
	postMessage(message: unknown, transfer: Transferable[]): void;
	terminate(): void;
	addEventListener(
		name: "error",
		hear: (event: { readonly message: string }) => void,
	): void;
};

/**
 * In the host.
 * @param spawn makes a worker that runs extension/kernel/worker.ts
 */
export const hostKernels = (spawn: () => HostedWorker) => {
	const ends = new Set<() => void>();

	const host = (work: MessagePort, hold: MessagePort): void => {
		const fail = (why: string) => hold.postMessage({ tell: failed, why });
		if (ends.size >= mostHosted) {
			fail(`${mostHosted} kernel workers are there`);
			return;
		}
		let worker: HostedWorker;
		try {
			worker = spawn();
		} catch (thrown) {
			fail(String(thrown));
			return;
		}
		const end = () => {
			ends.delete(end);
			worker.terminate();
			hold.close();
		};
		ends.add(end);
		worker.addEventListener("error", ({ message }) => fail(message));
		hold.onmessage = ({ data }: MessageEvent<unknown>) => {
			if (textIn(data, "tell") === ended) end();
		};
		worker.postMessage({ tell: "start" }, [work]);
	};

	return {
		/** Makes a worker if the engine's message asks for one. */
		hear: ({
			data,
			ports,
		}: {
			readonly data: unknown;
			readonly ports: readonly MessagePort[];
		}): void => {
			const [work, hold] = ports;
			if (
				textIn(data, "tell") === asked &&
				work !== undefined &&
				hold !== undefined
			)
				host(work, hold);
		},
		/** Ends all of them. */
		close: (): void => {
			for (const end of [...ends]) end();
		},
	};
};
