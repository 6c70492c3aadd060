// Scroll's queue on L1: what a transaction of it is known by, and how its rolling hash holds it. With two words of the
// queue's storage proved, it is proved which transaction stands at a place of it. Pure.
// Source: @scroll-tech/contracts 4.0.0, L1MessageQueueV2.sol (computeTransactionHash, _queueTransaction).

import {
	bigFromBytes,
	bigToBytes,
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
} from "../../../base/bytes.ts";
import { encodeRlp } from "../../../base/rlp.ts";
import { keccak256, keccakHex } from "../../../crypto/hash.ts";
import { bitsOf } from "../../../state/storage-layout.ts";

export type QueuedTransaction = {
	readonly sender: Hex;
	readonly target: Hex;
	readonly valueWei: bigint;
	readonly gasLimit: number;
	readonly data: Hex;
};

/** The hash of the transaction at `index`: type 0x7E of the rollup. */
export const queuedHash = (
	{ sender, target, valueWei, gasLimit, data }: QueuedTransaction,
	index: number,
): Hex =>
	keccakHex(
		concat(
			Uint8Array.of(0x7e),
			encodeRlp([
				bigToMinimal(BigInt(index)),
				bigToMinimal(BigInt(gasLimit)),
				fromHex(target, 20),
				bigToMinimal(valueWei),
				fromHex(data),
				fromHex(sender, 20),
			]),
		),
	);

/** A word of the queue: 28 bytes of rolling hash, 4 of the time it was put there. */
export const hashPart = (word: bigint): bigint => (word >> 32n) << 32n;

/** When the entry was put there, in Unix seconds; 0 where there is none. */
export const enqueuedAtS = (word: bigint): number =>
	Number(bitsOf(word, 0, 32));

/** Does the word of an entry hold this transaction, after the word of the entry before it? */
export const holdsTransaction = (
	before: bigint,
	word: bigint,
	transactionHash: Hex,
): boolean =>
	word !== 0n &&
	hashPart(word) ===
		hashPart(
			bigFromBytes(
				keccak256(
					concat(
						bigToBytes(hashPart(before), 32),
						fromHex(transactionHash, 32),
					),
				),
			),
		);
