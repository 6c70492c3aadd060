// What L1 was told of a batch and keeps the hash of: StoredBatchInfo, nine words since protocol version 29, and eight before, which
// lack the rolling hash of what the batch depends on. How long it is says which of the two it is, and the length is under the hash.
// Source: https://github.com/matter-labs/era-contracts at 5e7d0b40, IExecutor.sol, StoredBatchInfo and LegacyStoredBatchInfo.

import {
	bigFromBytes,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { wordHex } from "../../../state/storage-layout.ts";

const wordBytes = 32;
/** Bytes of it, the newer form first. */
export const storedBatchBytes = [9 * wordBytes, 8 * wordBytes] as const;

export type StoredBatch = {
	readonly batchNumber: bigint;
	/** The root of the state tree after it. */
	readonly stateRoot: Hex;
	/** The index of the last leaf that was written. */
	readonly lastLeaf: bigint;
	readonly l2LogsRoot: Hex;
	/** When it began, Unix seconds. */
	readonly timestampS: bigint;
	readonly commitment: Hex;
};

/** @throws l2-preimage for bytes of another length, and where a number is longer than its field */
export const decodeStoredBatch = (preimage: Hex): StoredBatch => {
	const bytes = fromHex(preimage);
	const words = Array.from({ length: bytes.length / wordBytes }, (_, i) =>
		bytes.subarray(i * wordBytes, (i + 1) * wordBytes),
	);
	if (!storedBatchBytes.some((length) => length === bytes.length))
		throw new Fault("l2-preimage", `a batch of ${bytes.length} bytes`);
	const [number, root, lastLeaf] = words;
	const [logs, time, commitment] = words.slice(-3);
	if (!number || !root || !lastLeaf || !logs || !time || !commitment)
		throw new Fault("l2-preimage", "a word is missing");
	const short = (word: Uint8Array, what: string): bigint => {
		const value = bigFromBytes(word);
		if (value >> 64n !== 0n)
			throw new Fault("l2-preimage", `its ${what} is ${value}`);
		return value;
	};
	return {
		batchNumber: short(number, "number"),
		stateRoot: toHex(root),
		lastLeaf: short(lastLeaf, "last leaf"),
		l2LogsRoot: toHex(logs),
		timestampS: short(time, "time"),
		commitment: toHex(commitment),
	};
};

/** Places at which a batch's number stands, of one transaction: more are not looked at. */
const mostPlaces = 64;

/**
 * The bytes with that hash within a transaction that tells L1 of the batch, whichever contracts it goes through; null when they are
 * not in it. What it begins with, the batch's number, says where to look.
 */
export const storedBatchIn = (
	transaction: Hex,
	batchNumber: number,
	storedHash: Hex,
): Hex | null => {
	const bytes = fromHex(transaction);
	const first = fromHex(wordHex(batchNumber), wordBytes);
	const last = first[wordBytes - 1] ?? 0;
	let places = 0;
	for (let at = 0; at + wordBytes <= bytes.length; at++) {
		if (bytes[at + wordBytes - 1] !== last) continue;
		if (!equalBytes(bytes.subarray(at, at + wordBytes), first)) continue;
		places += 1;
		if (places > mostPlaces) return null;
		for (const length of storedBatchBytes) {
			const some = bytes.subarray(at, at + length);
			if (some.length === length && keccakHex(some) === storedHash)
				return toHex(some);
		}
	}
	return null;
};
