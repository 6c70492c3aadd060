// Posts the sequencer's blocks to L1 as batches, from the batcher's account to the batch inbox.

import { batchInbox } from "./address.ts";
import { type Batch, batchCalldata } from "./batch.ts";
import type { Derived, RollupNode } from "./node.ts";
import { sleep } from "./rpc.ts";
import type { Sender } from "./sender.ts";

export type Batcher = {
	/** The newest L2 block that lies on L1, or needs no batch. */
	readonly safe: () => number;
	readonly setRunning: (on: boolean) => void;
	readonly rollBackTo: (number: number) => void;
	readonly stop: () => Promise<void>;
};

const mostBlocks = 200;

const batchOf = ({
	block,
	origin,
	transactions,
	deposits,
}: Derived): Batch => ({
	parentHash: block.parentHash,
	epochNumber: origin.number,
	epochHash: origin.hash,
	timestamp: block.timestamp,
	transactions: transactions.slice(deposits),
});

export const startBatcher = (
	node: RollupNode,
	sender: Sender,
	intervalMs: number,
	onProblem: (thrown: unknown) => void,
): Batcher => {
	let safe = 0;
	let running = true;
	let stopped = false;

	const tick = async (): Promise<void> => {
		const last = Math.min(node.head().block.number, safe + mostBlocks);
		const batches: Batch[] = [];
		for (let number = safe + 1; number <= last; number++) {
			const derived = node.at(number);
			// A block that an expired window made follows from L1 without a batch.
			if (derived?.sequenced === true) batches.push(batchOf(derived));
		}
		const tip = node.at(last)?.block.hash;
		if (batches.length > 0) {
			const data = batchCalldata(batches);
			await sender.send({
				to: batchInbox,
				data,
				gas: 50_000n + 40n * BigInt(data.length / 2),
				what: "batch",
			});
		}
		// Blocks that were rolled back meanwhile are posted again in their new form.
		if (node.at(last)?.block.hash === tip) safe = last;
	};

	const loop = (async () => {
		while (!stopped) {
			try {
				if (running) await tick();
			} catch (thrown) {
				if (!stopped) onProblem(thrown);
			}
			await sleep(intervalMs);
		}
	})();
	return {
		safe: () => safe,
		setRunning: (on) => {
			running = on;
		},
		rollBackTo: (number) => {
			safe = Math.min(safe, number);
		},
		stop: async () => {
			stopped = true;
			sender.close();
			await loop;
		},
	};
};
