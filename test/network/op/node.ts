// The rollup node: one chain, derived from L1. Source: OP Stack specs, protocol/derivation.md. A block is, in this order:
// the L1 attributes, in the first block of an epoch the deposits of the epoch's L1 block, and its users' transactions. What
// L1 decides (a batch, or a sequencing window that passed without one) is the chain. While the node sequences it also
// builds ahead of that, at a steady pace; when L1 then decides otherwise, what was built ahead goes.

import {
	keccak256,
	parseTransaction,
	recoverTransactionAddress,
	type TransactionSerialized,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import {
	type L1Block,
	type L2Block,
	nextBaseFee,
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
import {
	type DerivationRules,
	type FoundBatch,
	type NextBlock,
	nextBlock,
	type Tip,
} from "./derivation.ts";
import { openGate } from "./gate.ts";
import { readInbox } from "./inbox.ts";
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
	/** Made by the sequencer or from its batch, not by an expired window. */
	readonly sequenced: boolean;
};

export type NodeOptions = {
	readonly l1: Rpc;
	readonly l2: Rpc;
	readonly portal: Hex;
	readonly batcher: Hex;
	/** A node that does not sequence has what L1 decides, and nothing else. */
	readonly sequences: boolean;
	/** An L1 block is an origin of the sequencer's once this many lie above it. */
	readonly confirmations: number;
	readonly nowMs: () => number;
	readonly onBlock: (derived: Derived) => void;
	/** The L2 blocks above `number` are gone. */
	readonly onRollback: (number: number) => void;
	readonly onProblem: (thrown: unknown) => void;
} & DerivationRules;

export type RollupNode = {
	/** The newest block. */
	readonly head: () => Derived;
	/** The number of the newest block that L1 decides. */
	readonly safe: () => number;
	/** The newest L1 block that the chain was derived from. */
	readonly derivedFrom: () => L1Block;
	readonly at: (number: number) => Derived | undefined;
	/** Resolves when the newest L1 block of now was read. @throws Error when it stops before */
	readonly caughtUp: () => Promise<void>;
	/** Is all there that L1 decides by now, and when it sequences, all there is time for? */
	readonly hasFollowed: () => Promise<boolean>;
	/** Takes a user's transaction for a coming block. @returns its hash. @throws RpcRefusal when it is not acceptable. */
	readonly submit: (raw: Hex) => Promise<Hex>;
	/** Runs `work` while no block is half made. */
	readonly read: <T>(work: () => Promise<T>) => Promise<T>;
	/** A node that does not sequence ignores it. */
	readonly setSequencing: (on: boolean) => void;
	/** The sequencer stays with its L1 origin as long as it may, so that deposits wait. */
	readonly setOriginHeld: (held: boolean) => void;
	/** Transactions of these accounts are left out of blocks. */
	readonly censored: Set<Hex>;
	readonly stop: () => Promise<void>;
};

/** L1 up to a block, as far as the chain follows from it. */
type Step = {
	readonly l1: L1Block;
	/** Batches that no block could be made from yet. */
	readonly batches: readonly FoundBatch[];
	/** The newest L2 block that is decided. */
	readonly safe: number;
};

type Waiting = { readonly raw: Hex; readonly from: Hex };

const senderOf = async (raw: Hex): Promise<Hex> => {
	const serializedTransaction = raw as TransactionSerialized;
	const from = await recoverTransactionAddress({ serializedTransaction });
	return d.address(from, "from");
};

const tickMs = 250;
const mostBlocksATick = 24;
const ignore = (): undefined => undefined;

/**
 * Starts building on block 0 of a fresh chain with `origin` as the first epoch. True when it returns: block 1 exists,
 * and `first` are its users' transactions; the chain begins with it, whatever L1 says.
 */
export const startNode = async (
	options: NodeOptions,
	origin: L1Block,
	first: readonly Hex[] = [],
): Promise<RollupNode> => {
	const { l1, l2 } = options;
	/** So close to the end of its window a batch may come too late: blocks are built as they would be without one. */
	const marginBlocks = Math.min(6, Math.floor(options.sequencingWindow / 3));
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
	/** By the hash of the L1 block: a block is built again when what it was built on goes. */
	const depositsByL1 = new Map<Hex, readonly Hex[]>();
	const steps: Step[] = [{ l1: origin, batches: [], safe: 1 }];
	const knownL1 = new Map<number, L1Block>([[origin.number, origin]]);
	let { sequences: sequencing } = options;
	let originHeld = false;
	let stopped = false;
	let seenL1Head: Hex = "0x";

	const head = (): Derived => {
		const last = chain.at(-1);
		if (last === undefined) throw new RangeError("the chain is empty");
		return last;
	};

	const lastStep = (): Step => {
		const last = steps.at(-1);
		if (last === undefined) throw new RangeError("nothing of L1 was read");
		return last;
	};

	const depositsOf = async (l1Block: L1Block): Promise<readonly Hex[]> => {
		const known = depositsByL1.get(l1Block.hash);
		if (known !== undefined) return known;
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
			d.list(depositLogOf, 10_000),
		);
		for (const log of logs)
			if (log.blockHash !== l1Block.hash)
				throw new Error(`L1 block ${l1Block.number} changed while it was read`);
		const deposits = logs
			.toSorted((a, b) => a.logIndex - b.logIndex)
			.map((log) => depositBytes(depositOf(log)));
		depositsByL1.set(l1Block.hash, deposits);
		return deposits;
	};

	/** The epoch of the next block: the next L1 block once it is confirmed and not newer than the L2 block would be. */
	const nextOrigin = async (
		l1Head: L1Block,
		timestamp: number,
	): Promise<L1Block> => {
		const current = head().origin;
		if (originHeld && timestamp <= current.timestamp + options.maxDriftS)
			return current;
		if (current.number + 1 + options.confirmations > l1Head.number)
			return current;
		const next =
			knownL1.get(current.number + 1) ??
			(await readL1Block(l1, current.number + 1));
		if (next === null || next.timestamp > timestamp) return current;
		if (next.parentHash !== current.hash)
			throw new Error(`L1 block ${next.number} does not follow its parent`);
		return next;
	};

	const refill = async (): Promise<void> => {
		for (const [id, { raw }] of [...queue]) {
			try {
				await l2("eth_sendRawTransaction", [raw], d.hash);
			} catch (thrown) {
				if (!(thrown instanceof RpcRefusal)) throw thrown;
				queue.delete(id); // its nonce was used meanwhile, or its account cannot pay any more
			}
		}
	};

	/** What waits for the sequencer's next block, unless no batch could bring it in. */
	const usersNext = (
		next: L1Block,
		timestamp: number,
		l1Head: L1Block,
	): readonly Hex[] =>
		timestamp > next.timestamp + options.maxDriftS ||
		next.number + options.sequencingWindow - marginBlocks <= l1Head.number
			? []
			: [...queue.values()]
					.filter(({ from }) => !censored.has(from))
					.map(({ raw }) => raw);

	/** @throws RpcRefusal when the sender cannot pay: the pool does not look, for the deposits' sake. */
	const checkFunds = async (raw: Hex, from: Hex): Promise<void> => {
		const { value = 0n, gas = 0n, ...fees } = parseTransaction(raw);
		const most = value + gas * (fees.maxFeePerGas ?? fees.gasPrice ?? 0n);
		if ((await l2("eth_getBalance", [from, "latest"], d.quantity)) < most)
			throw new RpcRefusal(
				"eth_sendRawTransaction",
				-32000,
				"insufficient funds for gas * price + value",
				undefined,
			);
	};

	/**
	 * Anvil orders its pool by itself and holds one deposit a sender. Its reorganization takes a block's transactions as
	 * given, in order, so a block is made empty and then made again with what belongs into it. Its own idea of the price of
	 * gas depends on what it made before and lost, so it is told.
	 */
	const mine = async (
		parent: L2Block,
		transactions: readonly Hex[],
	): Promise<L2Block> => {
		await l2("anvil_dropAllTransactions", [], ignore);
		await l2("evm_mine", [], ignore);
		const fee = `0x${nextBaseFee(parent).toString(16)}`;
		await l2("anvil_setNextBlockBaseFeePerGas", [fee], ignore);
		await l2("anvil_reorg", [1, transactions.map((raw) => [raw, 0])], ignore);
		return readL2Block(l2, "latest");
	};

	const build = async (
		next: L1Block,
		users: readonly Hex[],
		sequenced: boolean,
	): Promise<void> => {
		const { block: parent, origin: current, sequence: last } = head();
		const isNewEpoch = next.hash !== current.hash;
		const sequence = isNewEpoch ? 0 : last + 1;
		const deposits = [
			depositBytes(attributesDeposit(next, sequence, options.batcher)),
			...(isNewEpoch ? await depositsOf(next) : []),
		];
		const offered = [...deposits, ...users];
		const block = await mine(parent, offered);
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
			sequenced,
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

	/** Is the block still part of L1? */
	const holds = async (block: L1Block): Promise<boolean> =>
		(await readL1Block(l1, block.number))?.hash === block.hash;

	/** Drops the L2 blocks whose L1 origin is no longer part of L1, and forgets what was derived from there on. */
	const followL1 = async (l1Head: L1Block): Promise<void> => {
		if (l1Head.hash === seenL1Head) return;
		let keep = chain.length - 1;
		for (; keep > 1; keep--) {
			const from = chain[keep]?.origin;
			if (from === undefined || (await holds(from))) break;
		}
		if (!(await holds(origin)))
			throw new Error("L1 no longer has the block that the rollup began from");
		let goes = false;
		while (steps.length > 1 && !(await holds(lastStep().l1))) {
			knownL1.delete(lastStep().l1.number);
			steps.pop();
			goes = true;
		}
		// What nobody decides any more: a sequencer may still get it decided, others may not have it.
		if (goes && !options.sequences) keep = Math.min(keep, lastStep().safe);
		if (keep < chain.length - 1) await gate.write(() => rollBackTo(keep));
		seenL1Head = l1Head.hash;
	};

	const tipAt = (number: number): Tip => {
		const derived = chain[number];
		if (derived === undefined) throw new RangeError(`no block ${number}`);
		const { block, origin: from, sequence } = derived;
		const { hash: id, timestamp } = block;
		return { hash: id, timestamp, origin: from, sequence };
	};

	/** Block `number` is as L1 decides it: it was so already, or it and all above it are gone and it is built. */
	const settle = async (number: number, next: NextBlock): Promise<void> => {
		const built = chain[number];
		const users = built?.transactions.slice(built.deposits) ?? [];
		if (
			built?.origin.hash === next.origin.hash &&
			built.sequence === next.sequence &&
			users.join() === next.transactions.join()
		)
			return;
		await gate.write(async () => {
			if (built !== undefined) await rollBackTo(number - 1);
			try {
				await build(next.origin, next.transactions, next.batched);
			} catch (thrown) {
				await rollBackTo(chain.length - 1);
				throw thrown;
			}
			const missing = next.transactions.length;
			const got = head();
			if (got.transactions.length - got.deposits !== missing)
				throw new Error(`a batch of block ${number} does not hold`);
		});
	};

	/** Reads L1 on, block by block, and has the chain follow. */
	const derive = async (l1Head: L1Block): Promise<void> => {
		for (;;) {
			const { l1: last, batches: waiting, safe: before } = lastStep();
			if (stopped || last.number >= l1Head.number) return;
			const found = await readInbox(l1, options.batcher, last.number + 1);
			if (found === null || found.block.parentHash !== last.hash) return;
			knownL1.set(found.block.number, found.block);
			let batches: readonly FoundBatch[] = [...waiting, ...found.batches];
			let safe = before;
			for (;;) {
				const { next, rest } = nextBlock(
					tipAt(safe),
					batches,
					(number) => knownL1.get(number),
					found.block.number,
					options,
				);
				batches = rest;
				if (next === undefined) break;
				await settle(safe + 1, next);
				safe++;
			}
			steps.push({ l1: found.block, batches, safe });
		}
	};

	/**
	 * Builds ahead, up to a time that was the present before L1's head was read: a clock may jump, and on an older head the blocks
	 * would stay with their origin for longer than L1 allows.
	 */
	const sequence = async (l1Head: L1Block, nowMs: number): Promise<void> => {
		for (let i = 0; i < mostBlocksATick && sequencing && !stopped; i++) {
			const timestamp = head().block.timestamp + options.blockTimeS;
			if (timestamp * 1000 > nowMs) return;
			const next = await nextOrigin(l1Head, timestamp);
			await gate.write(async () => {
				try {
					await build(next, usersNext(next, timestamp, l1Head), true);
				} catch (thrown) {
					await rollBackTo(chain.length - 1);
					throw thrown;
				}
			});
		}
	};

	const tick = async (): Promise<void> => {
		const nowMs = options.nowMs();
		const l1Head = await readL1Block(l1, "latest");
		if (l1Head === null) return;
		await followL1(l1Head);
		await derive(l1Head);
		await sequence(l1Head, nowMs);
	};

	for (const raw of first)
		queue.set(keccak256(raw), { raw, from: await senderOf(raw) });
	await build(origin, first, true);
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
		safe: () => lastStep().safe,
		derivedFrom: () => lastStep().l1,
		at: (number) => chain[number],
		caughtUp: async () => {
			const wanted = (await readL1Block(l1, "latest"))?.number ?? 0;
			while (lastStep().l1.number < wanted) {
				if (stopped) throw new Error("the node was stopped");
				await new Promise((done) => setTimeout(done, tickMs));
			}
		},
		hasFollowed: async () => {
			const wanted = (await readL1Block(l1, "latest"))?.number ?? 0;
			const next = head().block.timestamp + options.blockTimeS;
			return (
				lastStep().l1.number >= wanted &&
				(!sequencing || next * 1000 > options.nowMs())
			);
		},
		submit: (raw) =>
			gate.read(async () => {
				const from = await senderOf(raw);
				await checkFunds(raw, from);
				const id = await l2("eth_sendRawTransaction", [raw], d.hash);
				queue.set(id, { raw, from });
				return id;
			}),
		read: gate.read,
		setSequencing: (on) => {
			sequencing = on && options.sequences;
		},
		setOriginHeld: (held) => {
			originHeld = held;
		},
		censored,
		stop: async () => {
			stopped = true;
			await loop;
		},
	};
};
