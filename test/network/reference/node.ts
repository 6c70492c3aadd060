// The node: its books held against what L1 says. What is on L1 is taken from there; what is not yet, is the sequencer's.

import { decodeFunctionData } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Rpc, rpcTo } from "../op/rpc.ts";
import { type Batch, batchHashOf, genesisHash } from "./batch.ts";
import { type BlobSource, blobsFrom } from "./beacon.ts";
import { decodeBlob } from "./blob.ts";
import { type CommitEvent, type L1View, openEventReader } from "./events.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import type { SignedOperation } from "./operation.ts";
import { rollupAbi } from "./rollup-abi.ts";

export const referenceChainId = 902;

export type ReferenceNode = {
	readonly chainId: number;
	readonly ledger: Ledger;
	/** L1 as it was last looked at. */
	readonly l1: () => L1View;
	/** Looks at L1; true when it returns: what L1 has is in the books as it is there. @throws Error, and may be asked again */
	readonly follow: () => Promise<L1View>;
	/** batchHash(n) as L1 has it; undefined when it is not committed there. */
	readonly batchHash: (number: number) => Hex | undefined;
	/** The proof that came with the blob of a batch which this node took over from L1. */
	readonly blobProof: (batch: Batch) => Hex | undefined;
};

export type NodeOptions = {
	readonly l1: Rpc;
	readonly contract: Hex;
	/** An L1 block not younger than the contract. */
	readonly firstBlock: number;
	readonly chainId: number;
	/** For batches that this node did not make. */
	readonly blobs: BlobSource;
	/** Operations that were accepted in an earlier life. */
	readonly remembered?: readonly SignedOperation[];
};

const transactionOf = d.record({ input: d.hexUpTo(100_000) });

/** The node has taken over everything that is on L1. @throws Error when it cannot: an endpoint is dead, or a blob is gone */
export const openNode = async (
	options: NodeOptions,
): Promise<ReferenceNode> => {
	const { l1, contract, chainId } = options;
	const ledger = openLedger(chainId);
	for (const signed of options.remembered ?? []) ledger.remember(signed);
	const reader = openEventReader(l1, contract, options.firstBlock);

	const proofs = new WeakMap<Batch, Hex>();

	/** @throws Error when the batch is not what was committed */
	const checkCommit = async (
		{ transaction }: CommitEvent,
		batch: Batch,
	): Promise<void> => {
		const { input } = await l1(
			"eth_getTransactionByHash",
			[transaction],
			transactionOf,
		);
		const { functionName, args } = decodeFunctionData({
			abi: rollupAbi,
			data: input,
		});
		if (functionName !== "commit")
			throw new Error(`batch ${batch.number} was not committed directly`);
		const computed = [
			batch.after.tree.root,
			batch.dataHash,
			BigInt(batch.queueAfter.count),
			batch.withdrawRoot,
		];
		if (computed.some((value, i) => value !== args[i]))
			throw new Error(
				`batch ${batch.number} on L1 does not follow from its blob`,
			);
	};

	const adopt = async (view: L1View, commit: CommitEvent): Promise<void> => {
		const { blob, proof } = await options.blobs(commit.blobHash, commit.timeS);
		const batch = ledger.adopt(
			decodeBlob(blob),
			view.queue.slice(ledger.queue().count).map(({ entry }) => entry),
		);
		try {
			await checkCommit(commit, batch);
		} catch (thrown) {
			ledger.rollBackTo(batch.number - 1);
			throw thrown;
		}
		proofs.set(batch, proof);
	};

	/** Drops the batches that took entries which the queue no longer has. */
	const fitQueue = ({ queueHashes }: L1View): void => {
		const doesFit = ({ queueAfter }: Batch): boolean =>
			queueHashes[queueAfter.count] === queueAfter.hash;
		for (let n = ledger.made(); n > 0; n--) {
			const batch = ledger.batch(n);
			if (batch === undefined || doesFit(batch)) return;
			ledger.rollBackTo(n - 1);
		}
	};

	const take = async (view: L1View): Promise<void> => {
		fitQueue(view);
		for (const [i, commit] of view.commits.entries()) {
			const number = i + 1;
			if (commit.batch !== number)
				throw new Error(`batch ${commit.batch} on L1 is not ${number}`);
			if (ledger.batch(number)?.blobHash === commit.blobHash) continue;
			ledger.rollBackTo(i);
			await adopt(view, commit);
		}
	};

	let hashes: Hex[] = [genesisHash];
	const hashBatches = ({ commits }: L1View): void => {
		hashes = [genesisHash];
		for (const { batch: number, timeS } of commits) {
			const batch = ledger.batch(number);
			const previous = hashes.at(-1);
			if (batch === undefined || previous === undefined) return;
			hashes.push(batchHashOf(previous, batch, timeS));
		}
	};

	let view = await reader.read();
	await take(view);
	hashBatches(view);
	const follow = async (): Promise<L1View> => {
		const next = await reader.read();
		if (next !== view) {
			await take(next);
			view = next;
			hashBatches(view);
		}
		return view;
	};
	/** One at a time: whoever asks meanwhile gets the same answer. */
	let following: Promise<L1View> | undefined;
	return {
		chainId,
		ledger,
		l1: () => view,
		follow: () => {
			following ??= follow().finally(() => {
				following = undefined;
			});
			return following;
		},
		batchHash: (number) => hashes[number],
		blobProof: (batch) => proofs.get(batch),
	};
};

/**
 * The rollup's state out of L1 and its blobs alone, as anyone can make it when the sequencer is dead.
 * @param beacon endpoints of the beacon API, asked in this order
 * @throws Error when an endpoint does not answer, a blob is gone, or L1 took a batch that does not follow from its blob
 */
export const rebuild = ({
	l1Rpc,
	beacon,
	contract,
	firstBlock = 0,
	chainId = referenceChainId,
}: {
	readonly l1Rpc: string;
	readonly beacon: readonly string[];
	readonly contract: Hex;
	readonly firstBlock?: number;
	readonly chainId?: number;
}): Promise<ReferenceNode> =>
	openNode({
		l1: rpcTo(l1Rpc),
		contract,
		firstBlock,
		chainId,
		blobs: blobsFrom(beacon),
	});
