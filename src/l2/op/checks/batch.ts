// The batches of a channel: what an OP rollup's sequencer put into each of its blocks, for one block (version 0) or for a
// span of blocks (version 1). What is not spelled out in full - time, signatures' senders - is left as it stands.
// Source: OP Stack specs, protocol/derivation.md (batch format) and protocol/delta/span-batches.md

import { bigToMinimal, concat } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import {
	decodeRlp,
	encodeRlp,
	type Rlp,
	rlpBig,
	rlpBytes,
	rlpList,
} from "../../../base/rlp.ts";

const bad = (why: string): Fault => new Fault("bad-field", why);

const mostBlocks = 10_000_000;
const mostTransactions = 10_000_000;

export type SingleBatch = {
	readonly version: 0;
	readonly parentHash: Uint8Array;
	readonly epochNumber: bigint;
	readonly epochHash: Uint8Array;
	readonly timestampS: bigint;
	readonly transactions: readonly Uint8Array[];
};

export type SpanTransaction = {
	/** 0 for what has no type in front. */
	readonly type: number;
	/** Fee fields, value, data, access list: what RLP holds of it. */
	readonly fields: readonly Rlp[];
	/** null where it makes a contract. */
	readonly to: Uint8Array | null;
	readonly nonce: bigint;
	readonly gas: bigint;
	/** r and s. */
	readonly signature: Uint8Array;
	readonly yParity: boolean;
	/** Does its signature name the chain? Of transactions without a type only. */
	readonly isProtected: boolean;
};

export type SpanBatch = {
	readonly version: 1;
	/** Seconds from the rollup's genesis to the first block. */
	readonly sinceGenesisS: bigint;
	/** Number of the L1 block that the last block takes its deposits from. */
	readonly lastOrigin: bigint;
	/** The first 20 bytes of the hashes of the block before the span, and of the last origin. */
	readonly parentCheck: Uint8Array;
	readonly originCheck: Uint8Array;
	/** One for each block: does it begin with a new origin, and its transactions. */
	readonly blocks: readonly {
		readonly isNewOrigin: boolean;
		readonly transactions: readonly SpanTransaction[];
	}[];
};

export type Batch = SingleBatch | SpanBatch;

const fixed = (item: Rlp | undefined, length: number): Uint8Array => {
	const bytes = rlpBytes(item, "batch");
	if (bytes.length !== length) throw bad(`${bytes.length} bytes for a hash`);
	return bytes;
};

const readSingle = (body: Uint8Array): SingleBatch => {
	const items = rlpList(decodeRlp(body), "batch");
	if (items.length !== 5) throw bad(`a batch of ${items.length} fields`);
	return {
		version: 0,
		parentHash: fixed(items[0], 32),
		epochNumber: rlpBig(items[1], "epoch"),
		epochHash: fixed(items[2], 32),
		timestampS: rlpBig(items[3], "timestamp"),
		transactions: rlpList(items[4], "transactions").map((item) =>
			rlpBytes(item, "transaction"),
		),
	};
};

/** Takes the parts of bytes one after the other. */
const reader = (bytes: Uint8Array) => {
	let at = 0;
	const take = (count: number): Uint8Array => {
		if (at + count > bytes.length) throw bad("a span that ends too early");
		at += count;
		return bytes.slice(at - count, at);
	};
	/** Least seven bits first; one encoding only. */
	const varint = (): bigint => {
		let value = 0n;
		for (let shift = 0n; ; shift += 7n) {
			const [byte = 0] = take(1);
			value |= BigInt(byte & 127) << shift;
			if (value >> 64n !== 0n) throw bad("a number of more than 64 bits");
			if (byte < 128) {
				if (byte === 0 && shift > 0n) throw bad("a number in long form");
				return value;
			}
		}
	};
	const count = (most: number): number => {
		const value = varint();
		if (value > BigInt(most)) throw bad(`${value} of something`);
		return Number(value);
	};
	/** A number of so many bits, the first of them lowest; none beyond. */
	const bits = (length: number): ((i: number) => boolean) => {
		const own = take(Math.ceil(length / 8));
		const bit = (i: number) =>
			(((own[own.length - 1 - (i >> 3)] ?? 0) >> (i & 7)) & 1) === 1;
		for (let i = length; i < 8 * own.length; i++)
			if (bit(i)) throw bad("bits beyond the last");
		return bit;
	};
	/** One RLP item. */
	const rlp = (): Uint8Array => {
		const [first = 0] = take(1);
		at -= 1;
		const long = first >= 0xf8 ? first - 0xf7 : 0;
		const short = first >= 0xc0 ? first - 0xc0 : -1;
		if (short < 0) throw bad("transaction data that is no list");
		const head = take(1 + long);
		at -= head.length;
		const length =
			long === 0
				? short
				: head.slice(1).reduce((sum, byte) => sum * 256 + byte, 0);
		return take(head.length + length);
	};
	const type = (): number => {
		const [first = 0] = take(1);
		if (first < 0x80) return first;
		at -= 1;
		return 0;
	};
	return {
		take,
		varint,
		count,
		bits,
		rlp,
		type,
		isDone: () => at === bytes.length,
	};
};

/** How many fields RLP holds of a transaction, by its type. */
const fieldCounts: ReadonlyMap<number, number> = new Map([
	[0, 3],
	[1, 4],
	[2, 5],
	[4, 6],
]);

const readSpan = (body: Uint8Array): SpanBatch => {
	const from = reader(body);
	const sinceGenesisS = from.varint();
	const lastOrigin = from.varint();
	const parentCheck = from.take(20);
	const originCheck = from.take(20);
	const blockCount = from.count(mostBlocks);
	if (blockCount === 0) throw bad("a span of no block");
	const isNew = from.bits(blockCount);
	const counts = Array.from({ length: blockCount }, () =>
		from.count(mostTransactions),
	);
	const total = counts.reduce((sum, one) => sum + one, 0);
	if (total > mostTransactions) throw bad(`${total} transactions`);
	const all = Array.from({ length: total }, (_, i) => i);
	const makesContract = from.bits(total);
	const yParity = from.bits(total);
	const signatures = all.map(() => from.take(64));
	const to = all.map((i) => (makesContract(i) ? null : from.take(20)));
	const datas = all.map(() => {
		const type = from.type();
		const fields = rlpList(decodeRlp(from.rlp()), "transaction");
		if (fieldCounts.get(type) !== fields.length)
			throw bad(`type ${type} with ${fields.length} fields`);
		return { type, fields };
	});
	const nonces = all.map(() => from.varint());
	const gases = all.map(() => from.varint());
	const plain = all.filter((i) => datas[i]?.type === 0);
	const isProtected = from.bits(plain.length);
	if (!from.isDone()) throw bad("more in a span than it counts");
	const places = new Map(plain.map((i, place) => [i, place]));
	let next = 0;
	const transaction = (i: number): SpanTransaction => {
		const place = places.get(i);
		return {
			type: datas[i]?.type ?? 0,
			fields: datas[i]?.fields ?? [],
			to: to[i] ?? null,
			nonce: nonces[i] ?? 0n,
			gas: gases[i] ?? 0n,
			signature: signatures[i] ?? new Uint8Array(0),
			yParity: yParity(i),
			isProtected: place === undefined || isProtected(place),
		};
	};
	const blocks = counts.map((count, i) => ({
		isNewOrigin: isNew(i),
		transactions: Array.from({ length: count }, () => transaction(next++)),
	}));
	return {
		version: 1,
		sinceGenesisS,
		lastOrigin,
		parentCheck,
		originCheck,
		blocks,
	};
};

/** A batch with its version in front. @throws bad-field, bad-rlp */
export const readBatch = (bytes: Uint8Array): Batch => {
	if (bytes[0] === 0) return readSingle(bytes.subarray(1));
	if (bytes[0] === 1) return readSpan(bytes.subarray(1));
	throw bad(`batch version ${bytes[0]}`);
};

/** The batches of a channel that has been decompressed: RLP strings, one after the other. @throws bad-field, bad-rlp */
export const readBatches = (channel: Uint8Array): readonly Batch[] => {
	const batches: Batch[] = [];
	for (let at = 0; at < channel.length; ) {
		const first = channel[at] ?? 0;
		if (first < 0x80 || first > 0xbf) throw bad("a batch that is no string");
		const long = first > 0xb7 ? first - 0xb7 : 0;
		const length =
			long === 0
				? first - 0x80
				: channel
						.subarray(at + 1, at + 1 + long)
						.reduce((sum, byte) => sum * 256 + byte, 0);
		const end = at + 1 + long + length;
		if (end > channel.length) throw bad("half a batch");
		batches.push(
			readBatch(rlpBytes(decodeRlp(channel.subarray(at, end)), "batch")),
		);
		at = end;
	}
	if (batches.length === 0) throw bad("a channel without a batch");
	return batches;
};

// --- The same bytes again

const varintOf = (value: bigint): Uint8Array => {
	const bytes: number[] = [];
	for (let rest = value; ; rest >>= 7n) {
		const low = Number(rest & 127n);
		if (rest < 128n) return Uint8Array.of(...bytes, low);
		bytes.push(low | 128);
	}
};

const bitsOf = (all: readonly boolean[]): Uint8Array => {
	const out = new Uint8Array(Math.ceil(all.length / 8));
	for (const [i, bit] of all.entries()) {
		const at = out.length - 1 - (i >> 3);
		if (bit) out[at] = (out[at] ?? 0) | (1 << (i & 7));
	}
	return out;
};

const writeSpan = (batch: SpanBatch): Uint8Array => {
	const { blocks } = batch;
	const all = blocks.flatMap(({ transactions }) => transactions);
	const plain = all.filter(({ type }) => type === 0);
	return concat(
		Uint8Array.of(1),
		varintOf(batch.sinceGenesisS),
		varintOf(batch.lastOrigin),
		batch.parentCheck,
		batch.originCheck,
		varintOf(BigInt(blocks.length)),
		bitsOf(blocks.map(({ isNewOrigin }) => isNewOrigin)),
		...blocks.map(({ transactions }) => varintOf(BigInt(transactions.length))),
		bitsOf(all.map(({ to }) => to === null)),
		bitsOf(all.map(({ yParity }) => yParity)),
		...all.map(({ signature }) => signature),
		...all.flatMap(({ to }) => (to === null ? [] : [to])),
		...all.map(({ type, fields }) =>
			concat(
				type === 0 ? new Uint8Array(0) : Uint8Array.of(type),
				encodeRlp(fields),
			),
		),
		...all.map(({ nonce }) => varintOf(nonce)),
		...all.map(({ gas }) => varintOf(gas)),
		bitsOf(plain.map(({ isProtected }) => isProtected)),
	);
};

/** The batch as readBatch takes it: there is one way to write it. */
export const writeBatch = (batch: Batch): Uint8Array =>
	batch.version === 1
		? writeSpan(batch)
		: concat(
				Uint8Array.of(0),
				encodeRlp([
					batch.parentHash,
					bigToMinimal(batch.epochNumber),
					batch.epochHash,
					bigToMinimal(batch.timestampS),
					[...batch.transactions],
				]),
			);
