// What the rollup's contract says on L1: a reader of its events that follows reorganizations. It trusts its L1 endpoint.

import { decodeEventLog } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type L1Block, readL1Block } from "../op/blocks.ts";
import { type Rpc, sleep } from "../op/rpc.ts";
import { wordHex } from "./batch.ts";
import { kinds } from "./operation.ts";
import { type Entry, nextQueueHash } from "./queue.ts";
import { rollupAbi } from "./rollup-abi.ts";
import { element } from "./wire.ts";

/** Where an event lies. */
export type Place = {
	readonly blockNumber: number;
	readonly blockHash: Hex;
	readonly transaction: Hex;
};

export type CommitEvent = Place & {
	readonly batch: number;
	readonly blobHash: Hex;
	/** The time of its block: `committedAt`. */
	readonly timeS: number;
};

export type ProofEvent = Place & {
	readonly batch: number;
	readonly root: bigint;
};

export type QueuedEvent = Place & {
	readonly entry: Entry;
	/** The chain's hash with this entry. */
	readonly hash: bigint;
};

/** Everything the contract has said up to an L1 block. */
export type L1View = {
	readonly head: L1Block;
	readonly queue: readonly QueuedEvent[];
	/** q(0), q(1), …: one more than there are entries. */
	readonly queueHashes: readonly bigint[];
	/** Of batch 1, 2, …. */
	readonly commits: readonly CommitEvent[];
	readonly proofs: readonly ProofEvent[];
	readonly isFrozen: boolean;
};

const logOf = d.record({
	address: d.address,
	topics: d.list(d.hash, 4, 1),
	data: d.hexUpTo(10_000),
	blockNumber: d.smallQuantity,
	blockHash: d.hash,
	transactionHash: d.hash,
	logIndex: d.smallQuantity,
});

type Event =
	| { readonly name: "queued"; readonly place: QueuedEvent }
	| { readonly name: "committed"; readonly place: CommitEvent }
	| { readonly name: "proven"; readonly place: ProofEvent }
	| { readonly name: "frozen"; readonly place: Place };

/** Execution clients answer about so many blocks at once. */
const mostBlocks = 1000;
const mostMarks = 500;

const mostTries = 40;
const retryMs = 100;
/** Place of `frozenAt` among the contract's counters. */
const frozenSlot = 2;

const viewOf = (head: L1Block, events: readonly Event[]): L1View => {
	const queue: QueuedEvent[] = [];
	const queueHashes = [0n];
	const commits: CommitEvent[] = [];
	const proofs: ProofEvent[] = [];
	for (const event of events) {
		if (event.name === "committed") commits.push(event.place);
		else if (event.name === "proven") proofs.push(event.place);
		else if (event.name === "queued") {
			queue.push(event.place);
			queueHashes.push(event.place.hash);
		}
	}
	const isFrozen = events.some(({ name }) => name === "frozen");
	return { head, queue, queueHashes, commits, proofs, isFrozen };
};

export type EventReader = {
	/** The contract's events up to L1's newest block. @throws Error when L1 keeps changing meanwhile; ask again */
	readonly read: () => Promise<L1View>;
};

/** @param firstBlock of L1 with the contract, or an older one */
export const openEventReader = (
	l1: Rpc,
	contract: Hex,
	firstBlock: number,
): EventReader => {
	let events: Event[] = [];
	/** Blocks up to which events were read, the newest last. */
	const marks: L1Block[] = [];
	let view: L1View | undefined;

	const blockTimeS = async (number: number, is: Hex): Promise<number> => {
		const block = await readL1Block(l1, number);
		if (block?.hash !== is) throw new Error("L1 changed while it was read");
		return block.timestamp;
	};

	const eventOf = async (
		raw: ReturnType<typeof logOf>,
		queueHash: bigint,
	): Promise<Event | undefined> => {
		const [topic, ...rest] = raw.topics;
		if (topic === undefined) return undefined;
		const place: Place = {
			blockNumber: raw.blockNumber,
			blockHash: raw.blockHash,
			transaction: raw.transactionHash,
		};
		let log: ReturnType<typeof decodeEventLog<typeof rollupAbi>>;
		try {
			log = decodeEventLog({
				abi: rollupAbi,
				topics: [topic, ...rest],
				data: raw.data,
			});
		} catch {
			return undefined; // an event that the node needs not know
		}
		if (log.eventName === "Frozen") return { name: "frozen", place };
		if (log.eventName === "Committed")
			return {
				name: "committed",
				place: {
					...place,
					batch: Number(log.args.batch),
					blobHash: log.args.blobHash,
					timeS: await blockTimeS(raw.blockNumber, raw.blockHash),
				},
			};
		if (log.eventName === "Proven") {
			const { batch, root } = log.args;
			return {
				name: "proven",
				place: { ...place, batch: Number(batch), root },
			};
		}
		if (log.eventName !== "Queued") return undefined;
		const { kind, ax, ay, owner, amount } = log.args;
		const entry: Entry =
			kind === kinds.forced
				? { kind, from: Number(ax), owner: BigInt(owner) }
				: { kind: kinds.deposit, ax, ay, owner: BigInt(owner), amount };
		return {
			name: "queued",
			place: { ...place, entry, hash: nextQueueHash(queueHash, entry) },
		};
	};

	/** @param before the events of the blocks before these */
	const readRange = async (
		from: number,
		to: number,
		before: readonly Event[],
	): Promise<Event[]> => {
		const logs = await l1(
			"eth_getLogs",
			[
				{
					address: contract,
					fromBlock: `0x${from.toString(16)}`,
					toBlock: `0x${to.toString(16)}`,
				},
			],
			d.list(logOf, 10_000),
		);
		const inOrder = logs.toSorted(
			(a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex,
		);
		const found: Event[] = [];
		let queueHash = before.reduce(
			(last, event) => (event.name === "queued" ? event.place.hash : last),
			0n,
		);
		for (const log of inOrder) {
			const event = await eventOf(log, queueHash);
			if (event?.name === "queued") queueHash = event.place.hash;
			if (event !== undefined) found.push(event);
		}
		return found;
	};

	/** Forgets what was read of blocks that L1 no longer has. @returns the number of the last block that still counts as read */
	const dropStale = async (): Promise<number> => {
		for (let mark = marks.at(-1); mark !== undefined; mark = marks.at(-1)) {
			const now = await readL1Block(l1, mark.number);
			if (now?.hash === mark.hash) return mark.number;
			marks.pop();
			const kept = marks.at(-1)?.number ?? firstBlock - 1;
			events = events.filter((event) => event.place.blockNumber <= kept);
		}
		events = [];
		return firstBlock - 1;
	};

	/**
	 * Compares what the events say with the contract's own counters in the same block. A client may know a block before it has
	 * filed its events.
	 */
	const isComplete = async (view: L1View): Promise<boolean> => {
		const at = `0x${view.head.number.toString(16)}`;
		const counted = [
			view.commits.length,
			view.proofs.length,
			view.isFrozen ? 1 : 0,
			view.queue.length,
		];
		for (const [slot, number] of counted.entries()) {
			const word = await l1(
				"eth_getStorageAt",
				[contract, wordHex(BigInt(slot)), at],
				element,
			);
			const stored = slot === frozenSlot && word > 0n ? 1n : word;
			if (stored !== BigInt(number)) return false;
		}
		return true;
	};

	/** @returns nothing when L1 is not ready to say all of it, or changed meanwhile */
	const readOnce = async (): Promise<L1View | undefined> => {
		const head = await readL1Block(l1, "latest");
		if (head === null) throw new Error("L1 has no block");
		if (view?.head.hash === head.hash) return view;
		let done = await dropStale();
		const all = [...events];
		while (done < head.number) {
			const to = Math.min(head.number, done + mostBlocks);
			all.push(...(await readRange(done + 1, to, all)));
			done = to;
		}
		const next = viewOf(head, all);
		if (!(await isComplete(next))) return undefined;
		const still = await readL1Block(l1, head.number);
		if (still?.hash !== head.hash) return undefined;
		events = all;
		marks.push(head);
		if (marks.length > mostMarks) marks.shift();
		return next;
	};

	return {
		read: async () => {
			for (let i = 0; i < mostTries; i++) {
				const next = await readOnce();
				if (next !== undefined) {
					view = next;
					return next;
				}
				await sleep(retryMs);
			}
			throw new Error("L1 does not say what its contract counted");
		},
	};
};
