// Makes batches: as soon as one is full, or something has waited long enough.

import { operationsEach } from "./batch.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { ReferenceNode } from "./node.ts";

export type SequencerOptions = {
	readonly node: ReferenceNode;
	/** How long an operation waits for another one to share its batch. */
	readonly batchMs: number;
	/** L1 blocks that lie above a queue's entry before it is taken. */
	readonly confirmations: number;

	readonly onProblem: (thrown: unknown) => void;
};

const intervalMs = 150;
/** Batches that L1 does not have yet. */
const mostAhead = 32;

export const startSequencer = (options: SequencerOptions): Loop => {
	const { node } = options;
	let since: number | undefined;

	const tick = async (): Promise<void> => {
		const view = await node.follow();
		const { ledger } = node;
		if (view.isFrozen || ledger.made() - view.commits.length >= mostAhead)
			return;
		const newestTaken = view.head.number - options.confirmations;
		const old = view.queue
			.slice(ledger.queue().count)
			.filter(({ blockNumber }) => blockNumber <= newestTaken);
		// The queue has an order: whoever leaves one entry leaves all behind it.
		const left = old.findIndex(({ entry }) => ledger.censored.has(entry.owner));
		const entries = left < 0 ? old : old.slice(0, left);
		const ready = entries.length + ledger.waiting();
		if (ready === 0) {
			since = undefined;
			return;
		}
		since ??= Date.now();
		if (ready < operationsEach && Date.now() < since + options.batchMs) return;
		since = undefined;
		ledger.make(entries.map(({ entry }) => entry));
	};

	return startLoop({ tick, intervalMs, onProblem: options.onProblem });
};
