// What ZKsync Era commits a batch by: three hashes of its parts, hashed. The validity proof's public input is made of it.
// Source: https://github.com/matter-labs/era-contracts, l1-contracts/contracts/state-transition/chain-deps/facets/Executor.sol
// (_createBatchCommitment) and https://github.com/matter-labs/zksync-era, core/lib/types/src/commitment

import { bigToBytes, concat } from "../base/bytes.ts";
import { keccak256 } from "../crypto/hash.ts";

const number = (value: bigint, bytes: number): Uint8Array =>
	bigToBytes(value, bytes);

export type EraState = {
	/** The index of the last leaf written. */
	readonly lastLeaf: bigint;
	/** 32 bytes. */
	readonly root: Uint8Array;
};

/** The rollup's state after the batch, and that of the porter, which is not there. */
export const eraPassThrough = (states: readonly EraState[]): Uint8Array =>
	keccak256(
		concat(
			...states.map(({ lastLeaf, root }) => concat(number(lastLeaf, 8), root)),
		),
	);

/** @param codeHashes of bootloader, default account and, since protocol version 23, EVM emulator */
export const eraMeta = (
	hasPorter: boolean,
	codeHashes: readonly Uint8Array[],
): Uint8Array =>
	keccak256(concat(Uint8Array.of(hasPorter ? 1 : 0), ...codeHashes));

export type EraLog = {
	readonly shard: number;
	readonly isService: boolean;
	readonly transaction: number;
	/** 20 bytes. */
	readonly sender: Uint8Array;
	readonly key: Uint8Array;
	readonly value: Uint8Array;
};

/** Logs one after the other, 88 bytes each. */
export const eraLogs = (logs: readonly EraLog[]): Uint8Array =>
	concat(
		...logs.map(({ shard, isService, transaction, sender, key, value }) =>
			concat(
				Uint8Array.of(shard, isService ? 1 : 0),
				number(BigInt(transaction), 2),
				sender,
				key,
				value,
			),
		),
	);

/** Since Boojum: logs, state differences, two queues, and of each blob its linear hash and its commitment. */
export const eraAuxiliary = (
	logs: readonly EraLog[],
	stateDiffs: Uint8Array,
	bootloaderContent: Uint8Array,
	eventsQueue: Uint8Array,
	blobs: readonly (readonly [linear: Uint8Array, commitment: Uint8Array])[],
): Uint8Array =>
	keccak256(
		concat(
			keccak256(eraLogs(logs)),
			stateDiffs,
			bootloaderContent,
			eventsQueue,
			...blobs.flat(),
		),
	);

/** Before Boojum: the logs' root, the logs with their number in front, and what was written first and again, packed. */
export const eraAuxiliaryBeforeBoojum = (
	logsRoot: Uint8Array,
	logs: readonly EraLog[],
	initialWrites: Uint8Array,
	repeatedWrites: Uint8Array,
): Uint8Array =>
	keccak256(
		concat(
			logsRoot,
			keccak256(concat(number(BigInt(logs.length), 4), eraLogs(logs))),
			keccak256(initialWrites),
			keccak256(repeatedWrites),
		),
	);

export const eraCommitment = (
	passThrough: Uint8Array,
	meta: Uint8Array,
	auxiliary: Uint8Array,
): Uint8Array => keccak256(concat(passThrough, meta, auxiliary));
