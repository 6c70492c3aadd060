// The rollup node: builds L2 blocks at a steady pace, each from its L1 origin, and rebuilds them when L1 reorganizes.
// Source: OP Stack specs, protocol/derivation.md. A block is, in this order: the L1 attributes, in the first block of an
// epoch the deposits of the epoch's L1 block, and, while the sequencer runs, its users' transactions. While it does
// not, blocks come only when the sequencing window of their epoch has passed on L1, and hold deposits alone.

import {
	keccak256,
	parseTransaction,
	recoverTransactionAddress,
	type TransactionSerialized,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { address, hash, list, quantity } from "../../../src/base/decode.ts";
import {
	type L1Block,
	type L2Block,
	readL1Block,
	readL2Block,
} from "./blocks.ts";
import {
	attributesDeposit,
	depositBytes,
	depositLogOf,
	depositOf,
	depositTopic,
} from "./deposit.ts";
import { openGate } from "./gate.ts";
import { type Rpc, RpcRefusal } from "./rpc.ts";

/** An L2 block and where it came from. */
export type Derived = {
	readonly block: L2Block;
	readonly origin: L1Block;
	/** The block's place in its epoch. */
	readonly sequence: number;
	/** All transactions as bytes, in order. */
	readonly transactions: readonly Hex[];
	/** How many of them, at the front, come from L1. */
	readonly deposits: number;
	/** Made by the sequencer, not by an expired window. */
	readonly sequenced: boolean;
};

export type NodeOptions = {
	readonly l1: Rpc;
	readonly l2: Rpc;
	readonly portal: Hex;
	readonly batcher: Hex;
	readonly blockTimeS: number;
	/** An L1 block is an origin once this many lie above it. */
	readonly confirmations: number;
	/** L1 blocks after which an epoch without its batches is closed with deposits alone. */
	readonly sequencingWindow: number;
	readonly nowMs: () => number;
	readonly onBlock: (derived: Derived) => void;
	/** The L2 blocks above `number` are gone. */
	readonly onRollback: (number: number) => void;
	readonly onProblem: (thrown: unknown) => void;
};

export type RollupNode = {
	/** The newest block. */
	readonly head: () => Derived;
	readonly at: (number: number) => Derived | undefined;
	/** Takes a user's transaction for a coming block. @returns its hash. @throws RpcRefusal when it is not acceptable. */
	readonly submit: (raw: Hex) => Promise<Hex>;
	/** Runs `work` while no block is half made. */
	readonly read: <T>(work: () => Promise<T>) => Promise<T>;
	readonly setSequencing: (on: boolean) => void;
	/** Transactions of these accounts are left out of blocks. */
	readonly censored: Set<Hex>;
	readonly stop: () => Promise<void>;
};

type Waiting = { readonly raw: Hex; readonly from: Hex };

const senderOf = async (raw: Hex): Promise<Hex> => {
	const serializedTransaction = raw as TransactionSerialized;
	const from = await recoverTransactionAddress({ serializedTransaction });
	return address(from, "from");
};

const tickMs = 250;
const mostBlocksATick = 24;
const ignore = (): undefined => undefined;

/**
 * Starts building on block 0 of a fresh chain with `origin` as the first epoch. True when it returns: block 1 exists, and
 * `first` are its users' transactions.
 */
export const startNode = async (
	options: NodeOptions,
	origin: L1Block,
	first: readonly Hex[] = [],
): Promise<RollupNode> => {
	const { l1, l2 } = options;
	const genesis = await readL2Block(l2, 0);
	const chain: Derived[] = [
		{
			block: genesis,
			origin,
			sequence: 0,
			transactions: [],
			deposits: 0,
			sequenced: true,
		},
	];
	const queue = new Map<Hex, Waiting>(); // by hash, in order of arrival
	const gate = openGate();
	const censored = new Set<Hex>();
	let sequencing = true;
	let seenL1Head: Hex = "0x";

	const head = (): Derived => {
		const last = chain.at(-1);
		if (last === undefined) throw new RangeError("the chain is empty");
		return last;
	};

	const depositsOf = async (l1Block: L1Block): Promise<readonly Hex[]> => {
		const at = `0x${l1Block.number.toString(16)}`;
		const logs = await l1(
			"eth_getLogs",
			[
				{
					address: options.portal,
					topics: [depositTopic],
					fromBlock: at,
					toBlock: at,
				},
			],
			list(depositLogOf, 10_000),
		);
		for (const log of logs)
			if (log.blockHash !== l1Block.hash)
				throw new Error(`L1 block ${l1Block.number} changed while it was read`);
		return logs
			.toSorted((a, b) => a.logIndex - b.logIndex)
			.map((log) => depositBytes(depositOf(log)));
	};

	/** The epoch of the next block: the next L1 block once it is confirmed and not newer than the L2 block would be. */
	const nextOrigin = async (
		l1Head: L1Block,
		timestamp: number,
	): Promise<L1Block> => {
		const current = head().origin;
		if (current.number + 1 + options.confirmations > l1Head.number)
			return current;
		const next = await readL1Block(l1, current.number + 1);
		if (next === null || next.timestamp > timestamp) return current;
		if (next.parentHash !== current.hash)
			throw new Error(`L1 block ${next.number} does not follow its parent`);
		return next;
	};

	const refill = async (): Promise<void> => {
		for (const [id, { raw }] of [...queue]) {
			try {
				await l2("eth_sendRawTransaction", [raw], hash);
			} catch (thrown) {
				if (!(thrown instanceof RpcRefusal)) throw thrown;
				queue.delete(id); // its nonce was used meanwhile, or its account cannot pay any more
			}
		}
	};

	const usersNext = (): readonly Hex[] =>
		sequencing
			? [...queue.values()]
					.filter(({ from }) => !censored.has(from))
					.map(({ raw }) => raw)
			: [];

	/** @throws RpcRefusal when the sender cannot pay: the pool does not look, for the deposits' sake. */
	const checkFunds = async (raw: Hex, from: Hex): Promise<void> => {
		const { value = 0n, gas = 0n, ...fees } = parseTransaction(raw);
		const most = value + gas * (fees.maxFeePerGas ?? fees.gasPrice ?? 0n);
		if ((await l2("eth_getBalance", [from, "latest"], quantity)) < most)
			throw new RpcRefusal(
				"eth_sendRawTransaction",
				-32000,
				"insufficient funds for gas * price + value",
				undefined,
			);
	};

	/**
	 * Anvil orders its pool by itself and holds one deposit a sender. Its reorganization takes a block's transactions as
	 * given, in order, so a block is made empty and then made again with what belongs into it.
	 */
	const mine = async (transactions: readonly Hex[]): Promise<L2Block> => {
		await l2("anvil_dropAllTransactions", [], ignore);
		await l2("evm_mine", [], ignore);
		await l2("anvil_reorg", [1, transactions.map((raw) => [raw, 0])], ignore);
		return readL2Block(l2, "latest");
	};

	const build = async (next: L1Block): Promise<void> => {
		const { block: parent, origin: current, sequence: last } = head();
		const isNewEpoch = next.hash !== current.hash;
		const sequence = isNewEpoch ? 0 : last + 1;
		const deposits = [
			depositBytes(attributesDeposit(next, sequence, options.batcher)),
			...(isNewEpoch ? await depositsOf(next) : []),
		];
		const offered = [...deposits, ...usersNext()];
		const block = await mine(offered);
		const byHash = new Map(offered.map((raw) => [keccak256(raw), raw]));
		const transactions = block.transactions.map((id) => {
			const raw = byHash.get(id);
			if (raw === undefined) throw new Error(`${id} was not offered`);
			return raw;
		});
		const missing = deposits.filter((raw, i) => transactions[i] !== raw).length;
		const step = block.timestamp - parent.timestamp;
		if (
			block.parentHash !== parent.hash ||
			step !== options.blockTimeS ||
			missing > 0
		)
			throw new Error(
				`anvil made another block ${block.number} than asked: on ${block.parentHash} instead of ${parent.hash}, ${step} s later, ${missing} deposits missing`,
			);
		const derived: Derived = {
			block,
			origin: next,
			sequence,
			transactions,
			deposits: deposits.length,
			sequenced: sequencing,
		};
		chain.push(derived);
		for (const id of block.transactions) queue.delete(id);
		await refill();
		options.onBlock(derived);
	};

	const rollBackTo = async (number: number): Promise<void> => {
		const gone = chain.splice(number + 1);
		await l2("anvil_dropAllTransactions", [], ignore);
		const height = (await readL2Block(l2, "latest")).number;
		if (height > number) await l2("anvil_rollback", [height - number], ignore);
		const kept = [...queue.values()];
		queue.clear();
		for (const { transactions, deposits } of gone)
			for (const raw of transactions.slice(deposits))
				queue.set(keccak256(raw), { raw, from: await senderOf(raw) });
		for (const waiting of kept) queue.set(keccak256(waiting.raw), waiting);
		await refill();
		if (gone.length > 0) options.onRollback(number);
	};

	/** Drops the L2 blocks whose L1 origin is no longer part of L1. */
	const followL1 = async (l1Head: L1Block): Promise<void> => {
		if (l1Head.hash === seenL1Head) return;
		let keep = chain.length - 1;
		for (; keep > 0; keep--) {
			const from = chain[keep]?.origin;
			if (from === undefined) break;
			const now = await readL1Block(l1, from.number);
			if (now?.hash === from.hash) break;
		}
		if (keep < chain.length - 1) await gate.write(() => rollBackTo(keep));
		const [genesis] = chain;
		if (keep === 0 && genesis !== undefined) {
			const now = await readL1Block(l1, genesis.origin.number);
			if (now !== null) chain[0] = { ...genesis, origin: now };
		}
		seenL1Head = l1Head.hash;
	};

	const tick = async (): Promise<void> => {
		const l1Head = await readL1Block(l1, "latest");
		if (l1Head === null) return;
		await followL1(l1Head);
		for (let i = 0; i < mostBlocksATick; i++) {
			const timestamp = head().block.timestamp + options.blockTimeS;
			if (timestamp * 1000 > options.nowMs()) return;
			const next = await nextOrigin(l1Head, timestamp);
			if (!sequencing && next.number + options.sequencingWindow > l1Head.number)
				return;
			await gate.write(async () => {
				try {
					await build(next);
				} catch (thrown) {
					await rollBackTo(chain.length - 1);
					throw thrown;
				}
			});
		}
	};

	for (const raw of first)
		queue.set(keccak256(raw), { raw, from: await senderOf(raw) });
	await build(origin);
	let stopped = false;
	const loop = (async () => {
		while (!stopped) {
			try {
				await tick();
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			await new Promise((done) => setTimeout(done, tickMs));
		}
	})();

	return {
		head,
		at: (number) => chain[number],
		submit: (raw) =>
			gate.read(async () => {
				const from = await senderOf(raw);
				await checkFunds(raw, from);
				const id = await l2("eth_sendRawTransaction", [raw], hash);
				queue.set(id, { raw, from });
				return id;
			}),
		read: gate.read,
		setSequencing: (on) => {
			sequencing = on;
		},
		censored,
		stop: async () => {
			stopped = true;
			await loop;
		},
	};
};
