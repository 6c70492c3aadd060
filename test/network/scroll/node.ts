// Makes L2 blocks at their pace and takes the messages of L1's queue in their order, one a block at most. It takes a message
// once some L1 blocks lie above it and does not go back when L1 does: a reorg deeper than that is not followed.

import {
	decodeEventLog,
	encodeEventTopics,
	keccak256,
	stringToHex,
	toHex,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type L2Block, readL1Block, readL2Block } from "../op/blocks.ts";
import { type Deposit, depositBytes } from "../op/deposit.ts";
import { type Rpc, RpcRefusal, sleep } from "../op/rpc.ts";
import { queueAbi } from "./abi.ts";
import { ignore } from "./chain.ts";

/** An L2 block and what it took from L1. */
export type Made = {
	readonly block: L2Block;
	/** The message in it, as its bytes, if there is one. */
	readonly message: Hex | null;
	/** How many messages of the queue are taken, up to and with this block. */
	readonly messagesTaken: number;
};

export type NodeOptions = {
	readonly l1: Rpc;
	readonly l2: Rpc;
	readonly messageQueue: Hex;
	/** L1 block from which on the queue may hold messages. */
	readonly fromL1Block: number;
	readonly blockTimeS: number;
	/** L1 blocks above a message before L2 takes it. */
	readonly confirmations: number;
	readonly nowMs: () => number;
	readonly onProblem: (thrown: unknown) => void;
};

export type ScrollNode = {
	readonly head: () => Made;
	readonly at: (number: number) => Made | undefined;
	/** Has it read what L1 has confirmed by now, and made all blocks there is time for? */
	readonly hasFollowed: () => Promise<boolean>;
	readonly setRunning: (on: boolean) => void;
	/** Off: blocks are made and the queue is ignored, as a censoring operator does. */
	readonly setTaking: (on: boolean) => void;
	readonly stop: () => Promise<void>;
};

const logOf = d.record({
	address: d.address,
	topics: d.list(d.hash, 4),
	data: d.hexUpTo(200_000),
	blockNumber: d.smallQuantity,
});
const tickMs = 250;
const mostBlocksATick = 24;

const depositOf = (data: Hex, topics: readonly Hex[]): Deposit => {
	const [event, ...rest] = topics;
	if (event === undefined) throw new Error("a log without topics");
	const { args } = decodeEventLog({
		abi: queueAbi,
		eventName: "QueueTransaction",
		data,
		topics: [event, ...rest],
	});
	return {
		sourceHash: keccak256(stringToHex(`message ${args.queueIndex}`)),
		from: d.address(args.sender, "sender"),
		to: d.address(args.target, "target"),
		mintWei: 0n,
		valueWei: args.value,
		gas: args.gasLimit,
		data: args.data,
	};
};

/** Starts on a fresh chain. True when it returns: block 1 exists. */
export const startNode = async (options: NodeOptions): Promise<ScrollNode> => {
	const { l1, l2 } = options;
	const chain: Made[] = [];
	const waiting: Hex[] = [];
	let messagesTaken = 0;
	let readTo = options.fromL1Block - 1;
	let running = true;
	let taking = true;
	let stopped = false;

	const head = (): Made => {
		const last = chain.at(-1);
		if (last === undefined) throw new RangeError("the chain is empty");
		return last;
	};

	const readMessages = async (): Promise<void> => {
		const newest = await readL1Block(l1, "latest");
		const to = (newest?.number ?? 0) - options.confirmations;
		if (to <= readTo) return;
		const logs = await l1(
			"eth_getLogs",
			[
				{
					address: options.messageQueue,
					topics: encodeEventTopics({
						abi: queueAbi,
						eventName: "QueueTransaction",
					}),
					fromBlock: toHex(readTo + 1),
					toBlock: toHex(to),
				},
			],
			d.list(logOf, 10_000),
		);
		for (const { data, topics } of logs)
			waiting.push(depositBytes(depositOf(data, topics)));
		readTo = to;
	};

	/** Takes up the blocks that were made, also one whose making was not answered. */
	const takeUp = async (): Promise<void> => {
		const newest = await readL2Block(l2, "latest");
		while (chain.length <= newest.number) {
			const block = await readL2Block(l2, chain.length);
			const [first = null] = waiting;
			const isIn =
				first !== null && block.transactions.includes(keccak256(first));
			if (isIn) {
				waiting.shift();
				messagesTaken++;
			}
			chain.push({ block, message: isIn ? first : null, messagesTaken });
		}
	};

	const build = async (): Promise<void> => {
		const [message] = waiting;
		if (message !== undefined && taking)
			await l2("eth_sendRawTransaction", [message], d.hash).catch((thrown) => {
				// It lies there since a try before.
				if (!(thrown instanceof RpcRefusal)) throw thrown;
				// More than its sender holds: it is taken and does nothing. anvil has no block for such a transaction.
				if (/insufficient funds/i.test(thrown.message)) {
					waiting.shift();
					messagesTaken++;
					return;
				}
				if (!/known|already|import/i.test(thrown.message)) throw thrown;
			});
		await l2("evm_mine", [], ignore);
		await takeUp();
	};

	const isTimeForNext = (): boolean =>
		running &&
		(head().block.timestamp + options.blockTimeS) * 1000 <= options.nowMs();

	const tick = async (): Promise<void> => {
		await takeUp();
		await readMessages();
		for (let i = 0; i < mostBlocksATick && isTimeForNext(); i++) await build();
	};

	await takeUp();
	await build();
	const loop = (async () => {
		while (!stopped) {
			try {
				await tick();
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			await sleep(tickMs);
		}
	})();

	return {
		head,
		at: (number) => chain[number],
		hasFollowed: async () => {
			const newest = (await readL1Block(l1, "latest"))?.number ?? 0;
			return readTo >= newest - options.confirmations && !isTimeForNext();
		},
		setRunning: (on) => {
			running = on;
		},
		setTaking: (on) => {
			taking = on;
		},
		stop: async () => {
			stopped = true;
			await loop;
		},
	};
};
