// What a derivation reads of one L1 block: the batches that the batcher sent to the inbox in it.
// Source: OP Stack specs, protocol/derivation.md, "Frame Format" and "Channel Format". One batcher writes here and puts
// each channel into one frame; a frame that does not hold a whole channel is passed over.

import { inflateSync } from "node:zlib";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { readBatches } from "../../../src/l2/op/checks/batch.ts";
import { batchInbox } from "./address.ts";
import type { L1Block } from "./blocks.ts";
import type { FoundBatch } from "./derivation.ts";
import type { Rpc } from "./rpc.ts";

const carrierOf = d.record({
	number: d.smallQuantity,
	hash: d.hash,
	parentHash: d.hash,
	timestamp: d.smallQuantity,
	baseFeePerGas: d.quantity,
	transactions: d.list(
		d.record({
			from: d.address,
			to: d.optional(d.nullable(d.address)),
			input: d.hexUpTo(2_000_000),
		}),
		10_000,
	),
});
type Carrier = Decoded<typeof carrierOf>;

const mostChannelBytes = 10_000_000;
const headBytes = 1 + 16 + 2 + 4;

/** The channels that lie whole in one frame of a batcher transaction's data. */
export const channelsIn = (data: Uint8Array): readonly Uint8Array[] => {
	const channels: Uint8Array[] = [];
	if (data[0] !== 0) return channels; // another derivation version
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	for (let at = 1; at + headBytes - 1 <= data.length; ) {
		const frame = view.getUint16(at + 16);
		const length = view.getUint32(at + 18);
		const body = data.subarray(at + 22, at + 22 + length);
		const isLast = data[at + 22 + length] === 1;
		if (body.length === length && frame === 0 && isLast) channels.push(body);
		at += headBytes + length;
	}
	return channels;
};

/** Nothing of what is not well formed: anyone holding the batcher's key could send it. */
const batchesIn = (channel: Uint8Array, inclusion: number): FoundBatch[] => {
	const options = { maxOutputLength: mostChannelBytes };
	try {
		const bytes = new Uint8Array(inflateSync(channel, options));
		return readBatches(bytes).flatMap((batch) =>
			batch.version === 0
				? [
						{
							parentHash: toHex(batch.parentHash),
							epochNumber: Number(batch.epochNumber),
							epochHash: toHex(batch.epochHash),
							timestamp: Number(batch.timestampS),
							transactions: batch.transactions.map(toHex),
							inclusion,
						},
					]
				: [],
		);
	} catch {
		return [];
	}
};

export type ReadInbox = {
	readonly block: L1Block;
	readonly batches: readonly FoundBatch[];
};

/** L1 block `number` and what `batcher` wrote in it; null while L1 has no such block. */
export const readInbox = async (
	l1: Rpc,
	batcher: Hex,
	number: number,
): Promise<ReadInbox | null> => {
	const found: Carrier | null = await l1(
		"eth_getBlockByNumber",
		[`0x${number.toString(16)}`, true],
		d.nullable(carrierOf),
	);
	if (found === null) return null;
	const { transactions, ...block } = found;
	return {
		block,
		batches: transactions
			.filter(({ from, to }) => from === batcher && to === batchInbox)
			.flatMap(({ input }) => channelsIn(fromHex(input)))
			.flatMap((channel) => batchesIn(channel, number)),
	};
};
