// Batches of the reference rollup as L1 hashes them, and the public inputs of their proofs. Pure.
// Source: test/network/reference/README.md, "Batch" and "On L1".

import { bigToBytes, concat, fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decode } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { ReferenceBatch } from "./values.ts";

/** A span with more is a gap: a profile that old has to be replaced. */
export const mostBatches = 128;

/** As a witness spells it, every word as it was hashed: an input that is no element of the field is the recheck's to refuse. */
export const batchWitness: Decode<ReferenceBatch> = d.record({
	number: d.int(1),
	oldRoot: d.hash,
	newRoot: d.hash,
	dataHash: d.hash,
	blobHash: d.hash,
	queueFrom: d.int(0),
	queueTo: d.int(0),
	queueBefore: d.hash,
	queueAfter: d.hash,
	withdrawRoot: d.hash,
	committedAtS: d.int(0),
});

const word = (value: number): Uint8Array => bigToBytes(BigInt(value), 32);

/** What L1 keeps of a batch. */
export const batchHash = (previous: Hex, batch: ReferenceBatch): Hex =>
	keccakHex(
		concat(
			fromHex(previous, 32),
			word(batch.number),
			...[batch.oldRoot, batch.newRoot, batch.dataHash, batch.blobHash].map(
				(part) => fromHex(part, 32),
			),
			word(batch.queueFrom),
			word(batch.queueTo),
			...[batch.queueBefore, batch.queueAfter, batch.withdrawRoot].map((part) =>
				fromHex(part, 32),
			),
			word(batch.committedAtS),
		),
	);

/** What L1 keeps of the beginning. */
export const genesisHash = (root: Hex): Hex => keccakHex(fromHex(root, 32));

/** The public inputs of the batch's proof in their order, as they stand in the batch. */
export const inputsOf = (
	chainId: number,
	batch: ReferenceBatch,
): readonly Hex[] => [
	batch.oldRoot,
	batch.newRoot,
	batch.dataHash,
	batch.queueBefore,
	batch.queueAfter,
	batch.withdrawRoot,
	`0x${chainId.toString(16).padStart(64, "0")}`,
];
