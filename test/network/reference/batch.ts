// A batch: what its operations lead to, what L1 hashes of it, what the prover must be told of it.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import type {
	AccountWitness,
	BatchWitness,
	OperationWitness,
} from "./batch-witness.ts";
import { encodeBlob } from "./blob.ts";
import type { Signature } from "./eddsa.ts";
import { blobHashOf, commitmentOf } from "./kzg.ts";
import {
	dataHashOf,
	kinds,
	messageOf,
	nothingToDo,
	type Operation,
	withdrawalLeaf,
} from "./operation.ts";
import { poseidon } from "./poseidon.ts";
import { type Entry, nextQueueHash, takes } from "./queue.ts";
import { accountAt, applyOperation, genesis, type State } from "./state.ts";

export const operationsEach = 2;

/** A place in the queue. */
export type QueuePoint = { readonly count: number; readonly hash: bigint };

export type Batch = {
	readonly number: number;
	readonly before: State;
	readonly after: State;
	/** `operationsEach`, the last ones perhaps nothing. */
	readonly operations: readonly Operation[];
	readonly dataHash: bigint;
	readonly withdrawRoot: bigint;
	readonly queueBefore: QueuePoint;
	readonly queueAfter: QueuePoint;
	readonly commitment: Hex;
	readonly blobHash: Hex;
};

/** The blob of a batch: too large to be kept with each. */
export const blobOf = ({ operations }: Pick<Batch, "operations">): Hex =>
	encodeBlob(operations);

export const genesisRoot = genesis.tree.root;

export const isSigned = ({ kind }: Operation): boolean =>
	kind === kinds.transfer || kind === kinds.withdraw;

/** M of each operation that is signed, else nothing; `before` is the state that the batch begins with. */
export const messagesOf = (
	chainId: number,
	{ before, operations }: Pick<Batch, "before" | "operations">,
): readonly (bigint | undefined)[] => {
	let state = before;
	return operations.map((operation) => {
		const { nonce } = accountAt(state, operation.from);
		state = applyOperation(state, operation).after;
		return isSigned(operation)
			? messageOf(chainId, operation, nonce)
			: undefined;
	});
};

/**
 * The batch of these operations after `before`. They take the `entries` of the queue from its point on, in order and each
 * one. @throws Refusal for an operation that cannot be done, Error when they do not fit the queue
 */
export const makeBatch = (
	number: number,
	before: State,
	queueBefore: QueuePoint,
	wanted: readonly Operation[],
	entries: readonly Entry[],
): Batch => {
	const operations = Array.from(
		{ length: operationsEach },
		(_, i) => wanted[i] ?? nothingToDo,
	);
	if (wanted.length > operationsEach) throw new Error("too many operations");
	let after = before;
	let queueAfter = queueBefore;
	let taken = 0;
	for (const operation of operations) {
		after = applyOperation(after, operation).after;
		if (operation.kind !== kinds.deposit && operation.kind !== kinds.forced)
			continue;
		const entry = entries[taken];
		taken++;
		if (entry === undefined || !takes(operation, entry))
			throw new Error(`entry ${queueAfter.count} of the queue says otherwise`);
		queueAfter = {
			count: queueAfter.count + 1,
			hash: nextQueueHash(queueAfter.hash, entry),
		};
	}
	if (taken !== entries.length) throw new Error("an entry is not taken");
	const commitment = commitmentOf(blobOf({ operations }));
	return {
		number,
		before,
		after,
		operations,
		dataHash: dataHashOf(operations),
		withdrawRoot: poseidon(operations.map(withdrawalLeaf)),
		queueBefore,
		queueAfter,
		commitment,
		blobHash: blobHashOf(commitment),
	};
};

const word = (value: bigint | number): Uint8Array =>
	bigToBytes(BigInt(value), 32);

/** batchHash(0). */
export const genesisHash: Hex = keccakHex(word(genesisRoot));

/** batchHash(n) of batchHash(n - 1). @param committedAtS the time of the L1 block with the commit */
export const batchHashOf = (
	previous: Hex,
	batch: Batch,
	committedAtS: number,
): Hex =>
	keccakHex(
		concat(
			fromHex(previous, 32),
			word(batch.number),
			word(batch.before.tree.root),
			word(batch.after.tree.root),
			word(batch.dataHash),
			fromHex(batch.blobHash, 32),
			word(batch.queueBefore.count),
			word(batch.queueAfter.count),
			word(batch.queueBefore.hash),
			word(batch.queueAfter.hash),
			word(batch.withdrawRoot),
			word(committedAtS),
		),
	);

/** An element or a hash in JSON: 32 bytes. */
export const wordHex = (value: bigint): Hex => toHex(word(value));

const witnessAt = (state: State, index: number): AccountWitness => {
	const { nonce, ...account } = accountAt(state, index);
	return {
		...account,
		nonce: BigInt(nonce),
		siblings: state.tree.siblings(index),
	};
};

/** @param signatureOf the signature over a message M @throws Error when one is not known */
export const witnessOf = (
	chainId: number,
	batch: Batch,
	signatureOf: (message: bigint) => Signature | undefined,
): BatchWitness => {
	let state = batch.before;
	const messages = messagesOf(chainId, batch);
	const operations = batch.operations.map((operation, i): OperationWitness => {
		const before = state;
		const { middle, after } = applyOperation(before, operation);
		state = after;
		const message = messages[i];
		const signature = message === undefined ? undefined : signatureOf(message);
		if (message !== undefined && signature === undefined)
			throw new Error(
				`batch ${batch.number}: nobody here has the signature over operation ${i}`,
			);
		return {
			...operation,
			fromBefore: witnessAt(before, operation.from),
			toBefore: witnessAt(middle, operation.to),
			signature:
				signature === undefined
					? null
					: { r8x: signature.r8.x, r8y: signature.r8.y, s: signature.s },
		};
	});
	return {
		oldRoot: batch.before.tree.root,
		newRoot: batch.after.tree.root,
		dataHash: batch.dataHash,
		queueBefore: batch.queueBefore.hash,
		queueAfter: batch.queueAfter.hash,
		withdrawRoot: batch.withdrawRoot,
		chainId: BigInt(chainId),
		operations,
	};
};
