// Posts the sequencer's blocks to L1 as batches, from the batcher's account to the batch inbox.

import type { Hex } from "../../../src/base/bytes.ts";
import { batchInbox } from "./address.ts";
import { type Batch, batchCalldata } from "./batch.ts";
import { readL1Block } from "./blocks.ts";
import type { Derived, RollupNode } from "./node.ts";
import { type Rpc, sleep } from "./rpc.ts";
import type { Sender } from "./sender.ts";

export type Batcher = {
	/** The newest L2 block that lies on L1, or needs no batch. */
	readonly safe: () => number;
	/** Has it sent what the sequencer made, but for the last blocks? */
	readonly hasFollowed: () => boolean;
	readonly setRunning: (on: boolean) => void;
	readonly rollBackTo: (number: number) => void;
	readonly stop: () => Promise<void>;
};

type Posted = {
	readonly first: number;
	readonly l1Number: number;
	readonly l1Hash: Hex;
};

const mostBlocks = 200;
/** So many are made while a batch is on its way. */
const mostBehind = 4;
/** So many lie on L1 later: what L1 dropped is sent again, and no window is to end before. */
const mostUnmined = 20;

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
	l1: Rpc,
	node: RollupNode,
	sender: Sender,
	intervalMs: number,
	onProblem: (thrown: unknown) => void,
): Batcher => {
	let safe = 0;
	/** The newest one that was sent, whatever became of it. */
	let sent = 0;
	/** What was posted lately, and in which L1 block. */
	const posted: Posted[] = [];
	let running = true;
	let stopped = false;

	/** Forgets what stood in L1 blocks that are no longer there, so that it is posted again. */
	const followL1 = async (): Promise<void> => {
		for (let last = posted.at(-1); last !== undefined; last = posted.at(-1)) {
			const now = await readL1Block(l1, last.l1Number);
			if (now?.hash === last.l1Hash) return;
			safe = Math.min(safe, last.first - 1);
			posted.pop();
		}
	};

	const tick = async (): Promise<void> => {
		await followL1();
		const first = safe + 1;
		const last = Math.min(node.head().block.number, safe + mostBlocks);
		const batches: Batch[] = [];
		for (let number = first; number <= last; number++) {
			const derived = node.at(number);
			// A block that an expired window made follows from L1 without a batch.
			if (derived?.sequenced === true) batches.push(batchOf(derived));
		}
		const tip = node.at(last)?.block.hash;
		sent = last;
		if (batches.length > 0) {
			const data = batchCalldata(batches);
			const receipt = await sender.send({
				to: batchInbox,
				data,
				gas: 50_000n + 40n * BigInt(data.length / 2),
				what: "batch",
			});
			const { blockNumber: l1Number, blockHash: l1Hash } = receipt;
			posted.push({ first, l1Number, l1Hash });
			if (posted.length > 100) posted.shift();
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
		hasFollowed: () =>
			!running ||
			stopped ||
			(sent >= node.head().block.number - mostBehind &&
				safe >= node.head().block.number - mostUnmined),
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
