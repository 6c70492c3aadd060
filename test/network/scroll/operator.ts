// Who posts to L1: the sequencer commits the blocks as batches in blobs, the prover finalizes what is committed with a
// development proof. Each can be stopped, and the prover can lie: its proof is taken for any state whatever.

import { encodeFunctionData, keccak256, toRlp } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { fromHex, type Hex, concat as join } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { decodeRlp, encodeRlp, rlpList } from "../../../src/base/rlp.ts";
import { encodeTransaction } from "../../../src/source/transaction.ts";
import { headerRlp } from "../op/blocks.ts";
import { type Rpc, RpcRefusal, sleep } from "../op/rpc.ts";
import type { Sender } from "../op/sender.ts";
import { queueAbi, scrollChainAbi } from "./abi.ts";
import {
	type Batch,
	type Blob,
	batchVersion,
	developmentProof,
	genesisHeader,
	makeBatch,
	makeBlob,
	publicInputOf,
} from "./batch.ts";
import { l2Queue, withdrawRootSlot } from "./chain.ts";
import type { ScrollContracts } from "./deploy.ts";
import type { Made, ScrollNode } from "./node.ts";

/** A batch that lies on L1, and the L2 block it ends with. */
export type Committed = Batch & { readonly lastBlock: number };

/** A bundle that L1 finalized. */
export type Finalized = Committed & {
	readonly previous: { readonly index: number; readonly stateRoot: Hex };
	readonly stateRoot: Hex;
	readonly withdrawRoot: Hex;
	readonly messagesTaken: number;
	readonly transaction: Hex;
	readonly l1Block: number;
};

export type Operator = {
	readonly committed: () => readonly Committed[];
	/** Oldest first; the first is the genesis, which no transaction finalized. */
	readonly finalized: () => readonly Finalized[];
	/** Does it commit or finalize at this moment, or wait for L1 to take that? */
	readonly isAtWork: () => boolean;
	readonly setCommitting: (on: boolean) => void;
	readonly setFinalizing: (on: boolean) => void;
	/** From now on, roots of states that never were. L1 takes them. */
	readonly setLying: (on: boolean) => void;
	/**
	 * What anyone with a prover may do once the operator's delay is over: the blocks since the last finalized batch, as many
	 * as a batch takes, committed and finalized in one transaction of `key`. The operator has to be stopped before.
	 * @throws Error when L1 does not take it
	 */
	readonly enforce: (key: Hex) => Promise<Finalized>;
	readonly stop: () => Promise<void>;
};

export type OperatorOptions = {
	readonly l1: Rpc;
	readonly l2: Rpc;
	readonly l1ChainId: number;
	readonly chainId: number;
	readonly contracts: ScrollContracts;
	readonly node: ScrollNode;
	readonly sequencerKey: Hex;
	readonly prover: Sender;
	readonly batchIntervalMs: number;
	readonly onProblem: (thrown: unknown) => void;
};

const mostBlocks = 60;
const maxFeePerGas = 40n * 10n ** 9n;
const maxPriorityFeePerGas = 10n ** 9n;
const minedWithinMs = 60_000;
const resendAfterMs = 8_000;
/** Without the blobs, which go beside it. */
const blobTransactionHash = (raw: Hex): Hex => {
	const [transaction] = rlpList(
		decodeRlp(fromHex(raw).subarray(1)),
		"blob transaction",
	);
	if (transaction === undefined) throw new Error("no blob transaction");
	return keccak256(join(Uint8Array.of(3), encodeRlp(transaction)));
};

const receiptOf = d.record({
	status: d.oneOf("0x0", "0x1"),
	blockNumber: d.smallQuantity,
});
type Mined = Pick<Finalized, "transaction" | "l1Block">;
const fullBlock = d.record({ transactions: d.list(d.anything, 10_000) });
const typed = d.record({ hash: d.hash });

export const startOperator = (options: OperatorOptions): Operator => {
	const { l1, l2, contracts, node } = options;
	const chainAt = contracts.scrollChain.address;
	const first: Committed = {
		index: 0,
		header: genesisHeader(),
		hash: keccak256(genesisHeader()),
		lastBlock: 1,
	};
	const stateRootAt = (number: number): Hex => {
		const made = node.at(number);
		if (made === undefined) throw new RangeError(`no block ${number}`);
		return made.block.stateRoot;
	};
	const committed: Committed[] = [first];
	const finalized: Finalized[] = [
		{
			...first,
			previous: { index: 0, stateRoot: stateRootAt(1) },
			stateRoot: stateRootAt(1),
			withdrawRoot: `0x${"00".repeat(32)}`,
			messagesTaken: 0,
			transaction: "0x",
			l1Block: 0,
		},
	];
	let committing = true;
	let finalizing = true;
	let lying = false;
	let stopped = false;
	/** A round that was begun goes on after a switch is turned. */
	let isAtWork = false;

	const last = <T>(items: readonly T[]): T => {
		const item = items.at(-1);
		if (item === undefined) throw new RangeError("nothing yet");
		return item;
	};

	/** The block's header and its users' transactions: those of L1 are known from there. */
	const blockData = async ({ block, message }: Made): Promise<Hex> => {
		const { transactions } = await l2(
			"eth_getBlockByNumber",
			[`0x${block.number.toString(16)}`, true],
			fullBlock,
		);
		const own = message === null ? null : keccak256(message);
		const raws = transactions
			.filter((raw) => typed(raw, "transaction").hash !== own)
			.map((raw) => encodeTransaction(raw));
		return toRlp([headerRlp(block), raws]);
	};

	const waitFor = async (raw: Hex, what: string): Promise<Mined> => {
		const end = Date.now() + minedWithinMs;
		let sendAt = 0;
		while (!stopped && Date.now() < end) {
			if (Date.now() > sendAt) {
				sendAt = Date.now() + resendAfterMs;
				await l1("eth_sendRawTransaction", [raw], d.hash).catch((thrown) => {
					// Known or mined by now, or not answered: the receipt tells.
					const isRefused =
						thrown instanceof RpcRefusal &&
						!/known|nonce|exist|already/i.test(thrown.message);
					if (isRefused) throw thrown;
				});
			}
			const receipt = await l1(
				"eth_getTransactionReceipt",
				[blobTransactionHash(raw)],
				d.nullable(receiptOf),
			).catch((thrown) => {
				// Too busy to answer; what was sent may be mined all the same.
				if (thrown instanceof RpcRefusal) throw thrown;
				return null;
			});
			if (receipt?.status === "0x1")
				return {
					transaction: blobTransactionHash(raw),
					l1Block: receipt.blockNumber,
				};
			if (receipt !== null) throw new Error(`${what} reverted`);
			await sleep(300);
		}
		throw new Error(`${what} was not mined`);
	};

	type Work = {
		readonly batch: Batch;
		readonly blob: Blob;
		readonly lastBlock: number;
	};

	/** The blocks after `parent` as a batch; null while there is none. */
	const nextBatch = async (parent: Committed): Promise<Work | null> => {
		const lastBlock = Math.min(
			node.head().block.number,
			parent.lastBlock + mostBlocks,
		);
		if (lastBlock === parent.lastBlock) return null;
		const blocks: Hex[] = [];
		for (let at = parent.lastBlock + 1; at <= lastBlock; at++) {
			const made = node.at(at);
			if (made !== undefined) blocks.push(await blockData(made));
		}
		const blob = makeBlob(toRlp(blocks));
		// Nothing else ran meanwhile: connections that were closed are noticed now, before one of them is used.
		await sleep(50);
		return { batch: makeBatch(parent, blob.versionedHash), blob, lastBlock };
	};

	const sendWithBlob = async (
		key: Hex,
		{ batch, blob }: Work,
		data: Hex,
		gas: bigint,
	): Promise<Mined> => {
		const account = privateKeyToAccount(key);
		const nonceNow = (): Promise<number> =>
			l1(
				"eth_getTransactionCount",
				[account.address, "latest"],
				d.smallQuantity,
			);
		// On a busy machine a closed connection may still not have been noticed.
		const nonce = await nonceNow().catch(nonceNow);
		const raw = await account.signTransaction({
			type: "eip4844",
			chainId: options.l1ChainId,
			nonce,
			to: chainAt,
			gas,
			maxFeePerGas,
			maxPriorityFeePerGas,
			maxFeePerBlobGas: 10n ** 10n,
			data,
			blobVersionedHashes: [blob.versionedHash],
			sidecars: [
				{ blob: blob.bytes, commitment: blob.commitment, proof: blob.proof },
			],
		});
		return waitFor(raw, `batch ${batch.index}`);
	};

	const commit = async (): Promise<void> => {
		const parent = last(committed);
		const next = await nextBatch(parent);
		if (next === null) return;
		const { batch, lastBlock } = next;
		const data = encodeFunctionData({
			abi: scrollChainAbi,
			functionName: "commitBatches",
			args: [batchVersion, parent.hash, batch.hash],
		});
		await sendWithBlob(options.sequencerKey, next, data, 500_000n);
		committed.push({ ...batch, lastBlock });
	};

	const withdrawRootAt = (number: number): Promise<Hex> =>
		l2(
			"eth_getStorageAt",
			[l2Queue, withdrawRootSlot(), `0x${number.toString(16)}`],
			d.hash,
		);

	const messageQueueHash = async (taken: number): Promise<Hex> => {
		if (taken === 0) return `0x${"00".repeat(32)}`;
		const data = encodeFunctionData({
			abi: queueAbi,
			functionName: "getMessageRollingHash",
			args: [BigInt(taken - 1)],
		});
		const to = contracts.messageQueue.address;
		return l1("eth_call", [{ to, data }, "latest"], d.hash);
	};

	/** What a bundle up to this batch claims, and its proof. */
	const claimOf = async (batch: Committed) => {
		const previous = last(finalized);
		const made = node.at(batch.lastBlock);
		if (made === undefined) throw new Error(`no block ${batch.lastBlock}`);
		const honest = made.block.stateRoot;
		const stateRoot = lying ? keccak256(honest) : honest;
		const withdrawRoot = await withdrawRootAt(batch.lastBlock);
		const { messagesTaken } = made;
		const proof = developmentProof(
			publicInputOf({
				chainId: options.chainId,
				messageQueueHash: await messageQueueHash(messagesTaken),
				first: previous,
				prevStateRoot: previous.stateRoot,
				last: batch,
				postStateRoot: stateRoot,
				withdrawRoot,
			}),
		);
		return {
			bundle: {
				...batch,
				previous: { index: previous.index, stateRoot: previous.stateRoot },
				stateRoot,
				withdrawRoot,
				messagesTaken,
			},
			proof,
		};
	};

	const finalize = async (): Promise<void> => {
		const batch = last(committed);
		if (batch.index === last(finalized).index) return;
		const { bundle, proof } = await claimOf(batch);
		const { stateRoot, withdrawRoot, messagesTaken } = bundle;
		const receipt = await options.prover.send({
			to: chainAt,
			data: encodeFunctionData({
				abi: scrollChainAbi,
				functionName: "finalizeBundlePostEuclidV2",
				args: [
					batch.header,
					BigInt(messagesTaken),
					stateRoot,
					withdrawRoot,
					proof,
				],
			}),
			gas: 1_000_000n,
			what: `finalize batch ${batch.index}`,
		});
		finalized.push({
			...bundle,
			transaction: receipt.transactionHash,
			l1Block: receipt.blockNumber,
		});
	};

	const enforce = async (key: Hex): Promise<Finalized> => {
		if (committing || finalizing)
			throw new Error("the operator is at work itself");
		while (isAtWork) await sleep(100);
		const parent = last(finalized);
		const next = await nextBatch(parent);
		if (next === null) throw new Error("there is no block to finalize");
		const { batch, lastBlock } = next;
		const { bundle, proof } = await claimOf({ ...batch, lastBlock });
		const data = encodeFunctionData({
			abi: scrollChainAbi,
			functionName: "commitAndFinalizeBatch",
			args: [
				batchVersion,
				parent.hash,
				{
					batchHeader: batch.header,
					totalL1MessagesPoppedOverall: BigInt(bundle.messagesTaken),
					postStateRoot: bundle.stateRoot,
					withdrawRoot: bundle.withdrawRoot,
					zkProof: proof,
				},
			],
		});
		const mined = await sendWithBlob(key, next, data, 1_500_000n);
		// What was committed and not finalized is reverted by L1.
		committed.splice(0, committed.length, ...finalized, {
			...batch,
			lastBlock,
		});
		const done = { ...bundle, ...mined };
		finalized.push(done);
		return done;
	};

	const loop = (async () => {
		let nextAt = 0;
		while (!stopped) {
			try {
				if (Date.now() >= nextAt) {
					nextAt = Date.now() + options.batchIntervalMs;
					isAtWork = true;
					if (committing) await commit();
					if (finalizing) await finalize();
				}
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			isAtWork = false;
			await sleep(200);
		}
	})();

	return {
		committed: () => committed,
		finalized: () => finalized,
		isAtWork: () => isAtWork,
		setCommitting: (on) => {
			committing = on;
		},
		setFinalizing: (on) => {
			finalizing = on;
		},
		setLying: (on) => {
			lying = on;
		},
		enforce,
		stop: async () => {
			stopped = true;
			options.prover.close();
			await loop;
		},
	};
};
