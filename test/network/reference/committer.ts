// Commits the node's batches on L1, in order, each as a blob transaction of the operator's. What L1 drops is sent again.

import { encodeFunctionData } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Rpc, RpcRefusal, sleep } from "../op/rpc.ts";
import { type Batch, blobOf } from "./batch.ts";
import type { BlobProver } from "./blob-prover.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { ReferenceNode } from "./node.ts";
import { rollupAbi } from "./rollup-abi.ts";

export type Committer = Loop & {
	/** The proof that a batch's blob is its commitment's, once it was made. */
	readonly blobProof: (batch: Batch) => Hex | undefined;
};

export type CommitterOptions = {
	readonly l1: Rpc;
	readonly l1ChainId: number;
	readonly contract: Hex;
	/** The operator's. */
	readonly key: Hex;
	readonly node: ReferenceNode;
	readonly blobProver: BlobProver;
	readonly onProblem: (thrown: unknown) => void;
};

const receiptOf = d.record({ status: d.oneOf("0x0", "0x1") });
const gas = 500_000n;
const maxFeePerGas = 40n * 10n ** 9n;
const maxPriorityFeePerGas = 10n ** 9n;
const maxFeePerBlobGas = 10n ** 10n;
const intervalMs = 200;
const resendAfterMs = 8_000;
const giveUpAfterMs = 60_000;

export const startCommitter = (options: CommitterOptions): Committer => {
	const { l1, node } = options;
	const account = privateKeyToAccount(options.key);
	const proofs = new WeakMap<Batch, Hex>();

	const sign = async (batch: Batch): Promise<Hex> => {
		const blob = blobOf(batch);
		const proof =
			proofs.get(batch) ??
			(await options.blobProver.prove(blob, batch.commitment));
		proofs.set(batch, proof);
		const nonce = await l1(
			"eth_getTransactionCount",
			[account.address, "latest"],
			d.smallQuantity,
		);
		return account.signTransaction({
			type: "eip4844",
			chainId: options.l1ChainId,
			nonce,
			to: options.contract,
			gas,
			maxFeePerGas,
			maxPriorityFeePerGas,
			maxFeePerBlobGas,
			data: encodeFunctionData({
				abi: rollupAbi,
				functionName: "commit",
				args: [
					batch.after.tree.root,
					batch.dataHash,
					BigInt(batch.queueAfter.count),
					batch.withdrawRoot,
				],
			}),
			blobVersionedHashes: [batch.blobHash],
			sidecars: [{ blob, commitment: batch.commitment, proof }],
		});
	};

	/** @returns the transaction's hash when L1 has it, or nothing when L1 had it already */
	const submit = async (raw: Hex): Promise<Hex | undefined> => {
		try {
			return await l1("eth_sendRawTransaction", [raw], d.hash);
		} catch (thrown) {
			const isKnown =
				thrown instanceof RpcRefusal &&
				/known|nonce|exist|already/i.test(thrown.message);
			if (!isKnown) throw thrown;
			return undefined;
		}
	};

	const isMined = async (id: Hex): Promise<boolean> => {
		const receipt = await l1(
			"eth_getTransactionReceipt",
			[id],
			d.nullable(receiptOf),
		);
		if (receipt?.status === "0x0") throw new Error(`commit ${id} reverted`);
		return receipt !== null;
	};

	const commit = async (batch: Batch, isStopped: () => boolean) => {
		const raw = await sign(batch);
		const id = await submit(raw);
		const end = Date.now() + giveUpAfterMs;
		let resendAt = Date.now() + resendAfterMs;
		while (Date.now() < end && !isStopped()) {
			const isThere =
				id === undefined
					? (await node.follow()).commits.length >= batch.number
					: await isMined(id);
			if (isThere) return;
			if (Date.now() > resendAt) {
				await submit(raw);
				resendAt = Date.now() + resendAfterMs;
			}
			await sleep(intervalMs);
		}
	};

	const tick = async (isStopped: () => boolean): Promise<void> => {
		const view = await node.follow();
		const batch = node.ledger.batch(view.commits.length + 1);
		if (batch !== undefined && !view.isFrozen) await commit(batch, isStopped);
	};

	return {
		...startLoop({ tick, intervalMs, onProblem: options.onProblem }),
		blobProof: (batch) => proofs.get(batch),
	};
};
