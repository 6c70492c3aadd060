// Batches as the batcher posts them: one channel in one frame of calldata. Source: OP Stack specs,
// protocol/derivation.md, "batch submission wire format": singular batches, zlib channel, version 0.

import { deflateSync } from "node:zlib";
import { concat, keccak256, numberToHex, size, slice, toRlp } from "viem";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";

export type Batch = {
	readonly parentHash: Hex;
	readonly epochNumber: number;
	readonly epochHash: Hex;
	readonly timestamp: number;
	/** Without the deposits: those come from L1. */
	readonly transactions: readonly Hex[];
};

const rlpInt = (value: number): Hex =>
	value === 0 ? "0x" : numberToHex(value);

const batchBytes = (batch: Batch): Hex =>
	concat([
		"0x00",
		toRlp([
			batch.parentHash,
			rlpInt(batch.epochNumber),
			batch.epochHash,
			rlpInt(batch.timestamp),
			[...batch.transactions],
		]),
	]);

/** The calldata of one batcher transaction that carries `batches` in order. */
export const batchCalldata = (batches: readonly Batch[]): Hex => {
	const inner = concat(batches.map((batch) => toRlp(batchBytes(batch))));
	const channel = toHex(deflateSync(fromHex(inner)));
	const channelId = slice(keccak256(channel), 0, 16);
	return concat([
		"0x00", // derivation version
		channelId,
		numberToHex(0, { size: 2 }), // frame number
		numberToHex(size(channel), { size: 4 }),
		channel,
		"0x01", // the last frame
	]);
};
