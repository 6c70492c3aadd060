// Proves the node's batches, in order and one at a time, and sends the proofs of those that are committed.

import { encodeFunctionData } from "viem";
import { bigFromBytes, fromHex, type Hex } from "../../../src/base/bytes.ts";
import type { Sender } from "../op/sender.ts";
import { type Batch, witnessOf } from "./batch.ts";
import type { BatchProof } from "./batch-witness.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { ReferenceNode } from "./node.ts";
import type { Prover } from "./prover.ts";
import { rollupAbi } from "./rollup-abi.ts";

export type Proving = Loop & {
	readonly proofOf: (batch: Batch) => BatchProof | undefined;
};

export type ProvingOptions = {
	readonly node: ReferenceNode;
	readonly prover: Prover;
	readonly contract: Hex;
	/** Anyone may send a proof; not the operator, whose blob transactions have a pool of their own. */
	readonly sender: Sender;
	readonly onProblem: (thrown: unknown) => void;
};

const intervalMs = 200;
const gas = 3_000_000n;

/** A batch in the form that `prove` takes. */
export const batchArgument = (batch: Batch, committedAtS: number) => ({
	number: BigInt(batch.number),
	oldRoot: batch.before.tree.root,
	newRoot: batch.after.tree.root,
	dataHash: batch.dataHash,
	blobHash: batch.blobHash,
	queueFrom: BigInt(batch.queueBefore.count),
	queueTo: BigInt(batch.queueAfter.count),
	queueBefore: batch.queueBefore.hash,
	queueAfter: batch.queueAfter.hash,
	withdrawRoot: batch.withdrawRoot,
	committedAt: BigInt(committedAtS),
});

/** The eight numbers of a proof of 256 bytes. */
export const proofArgument = ({
	proof,
}: BatchProof): readonly [
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
] => {
	const bytes = fromHex(proof, 256);
	const word = (i: number): bigint =>
		bigFromBytes(bytes.subarray(32 * i, 32 * i + 32));
	return [
		word(0),
		word(1),
		word(2),
		word(3),
		word(4),
		word(5),
		word(6),
		word(7),
	];
};

export const startProving = (options: ProvingOptions): Proving => {
	const { node, prover } = options;
	const proofs = new WeakMap<Batch, BatchProof>();

	/** The oldest batch that is not proven and has no proof here. */
	const nextToProve = (): Batch | undefined => {
		let number = node.l1().proofs.length + 1;
		for (; number <= node.ledger.made(); number++) {
			const batch = node.ledger.batch(number);
			if (batch !== undefined && !proofs.has(batch)) return batch;
		}
		return undefined;
	};

	const prove = async (): Promise<void> => {
		const batch = nextToProve();
		if (batch === undefined) return;
		const witness = witnessOf(node.chainId, batch, node.ledger.signatureOf);
		proofs.set(batch, await prover.prove(witness));
	};

	const send = async (): Promise<void> => {
		const view = await node.follow();
		const number = view.proofs.length + 1;
		const batch = node.ledger.batch(number);
		const commit = view.commits[number - 1];
		if (batch === undefined || commit === undefined || view.isFrozen) return;
		const proof = proofs.get(batch);
		if (proof === undefined) return;
		await options.sender.send({
			to: options.contract,
			data: encodeFunctionData({
				abi: rollupAbi,
				functionName: "prove",
				args: [batchArgument(batch, commit.timeS), proofArgument(proof)],
			}),
			gas,
			what: `the proof of batch ${number}`,
		});
	};

	const { onProblem } = options;
	const maker = startLoop({ tick: prove, intervalMs, onProblem });
	const poster = startLoop({ tick: send, intervalMs, onProblem });
	return {
		setRunning: (on) => {
			maker.setRunning(on);
			poster.setRunning(on);
		},
		isRunning: () => maker.isRunning() && poster.isRunning(),
		stop: async () => {
			options.sender.close();
			await Promise.all([maker.stop(), poster.stop()]);
		},
		proofOf: (batch) => proofs.get(batch),
	};
};
