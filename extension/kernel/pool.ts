// A Kernel answered by a worker: one question at a time, the rest wait in a bounded queue. A worker that dies or falls
// silent is replaced and asked once more. No death of a worker ever becomes a yes or a no.

import { Fault } from "../../src/base/fault.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { isVerdict, type Question } from "./ask.ts";

/** What is used of a Worker. */
export type KernelWorker = {
	postMessage(message: unknown): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<unknown>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
};

export type PoolOptions = {
	readonly spawn: () => KernelWorker;
	/** Of the kernel the worker runs. */
	readonly name: string;
	readonly mostWaiting?: number;
	/** After which a silent worker counts as dead. */
	readonly timeoutMs?: number;
};

type Job = {
	readonly question: Question;
	readonly resolve: (yes: boolean) => void;
	readonly reject: (fault: Fault) => void;
	tries: number;
};

const mostTries = 2;

/** @throws (in the answer) too-many, and internal when the worker died of the same question twice. */
export const openKernel = (options: PoolOptions): Kernel => {
	const mostWaiting = options.mostWaiting ?? 64;
	const timeoutMs = options.timeoutMs ?? 60_000;
	const queue: Job[] = [];
	let worker: KernelWorker | undefined;
	let current: Job | undefined;
	let currentId = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const finish = (act: (job: Job) => void) => {
		clearTimeout(timer);
		const job = current;
		current = undefined;
		if (job !== undefined) act(job);
		next();
	};

	const died = (which: KernelWorker, why: string) => {
		if (which !== worker) return;
		worker = undefined;
		which.terminate();
		finish((job) => {
			if (job.tries < mostTries) queue.unshift(job);
			else job.reject(new Fault("internal", `the kernel worker ${why}`));
		});
	};

	const running = (): KernelWorker => {
		if (worker !== undefined) return worker;
		const made = options.spawn();
		worker = made;
		made.onerror = (event) => died(made, `failed: ${event.message}`);
		made.onmessage = ({ data }) => {
			if (made !== worker || !isVerdict(data) || data.id !== currentId) return;
			if (current === undefined) return;
			if ("yes" in data) finish((job) => job.resolve(data.yes));
			else died(made, `failed: ${data.failed}`);
		};
		return made;
	};

	const next = () => {
		if (current !== undefined) return;
		const job = queue.shift();
		if (job === undefined) return;
		current = job;
		job.tries++;
		currentId++;
		const asked = running();
		timer = setTimeout(
			() => died(asked, `was silent for ${timeoutMs} ms`),
			timeoutMs,
		);
		asked.postMessage({ id: currentId, question: job.question });
	};

	const ask = (question: Question): Promise<boolean> =>
		new Promise((resolve, reject) => {
			if (queue.length >= mostWaiting) {
				reject(new Fault("too-many", `${queue.length} checks are waiting`));
				return;
			}
			queue.push({ question, resolve, reject, tries: 0 });
			next();
		});

	return {
		name: options.name,
		verifySyncAggregate: (of) => ask({ ask: "sync-aggregate", of }),
		checkAggregateKey: (pubkeys, aggregatePubkey) =>
			ask({ ask: "aggregate-key", of: { pubkeys, aggregatePubkey } }),
	};
};
