// The way of a rollup's batches: blob → versioned hash → data → frames → channel → batches, and the same out of the
// calldata of a batcher's transaction. A channel that lies in a file by itself is put into blobs here first, by a prover of
// its own.

import { brotliDecompressSync, constants, inflateSync } from "node:zlib";
import { concat, equalBytes, fromHex, isHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	decodeRlp,
	encodeRlp,
	type Rlp,
	rlpBig,
	rlpBytes,
	rlpList,
} from "../../src/base/rlp.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { recoverAddress } from "../../src/crypto/secp256k1.ts";
import {
	type Batch,
	readBatch,
	readBatches,
	writeBatch,
} from "../../src/l2/op/checks/batch.ts";
import {
	blobData,
	joinChannel,
	readFrames,
} from "../../src/l2/op/checks/blob.ts";
import {
	type PreparedKzg,
	verifyBlobKzgProof,
	versionedHash,
} from "../../src/proof/kzg.ts";
import { blobOf, commit, frameOf, mostData } from "./op-blob.ts";
import type { Parts } from "./snark-damage.ts";

const mostChannelBytes = 100_000_000;
// The proofs of a channel's blobs are made here, a second or two each.
const mostProved = 2;
const frameHead = 24;

export type BatchCase = {
	readonly name: string;
	readonly parts: Parts;
	/** Elements of the scalars' field, as damage has to know them. */
	readonly layout: { readonly [part: string]: number };
	readonly ask: (parts: Parts) => boolean;
};

/** What a channel is compressed to; null for none of the two ways. */
const decompress = (channel: Uint8Array): Uint8Array | null => {
	try {
		const limit = {
			maxOutputLength: mostChannelBytes,
			// A batcher may flush its channel and not end it.
			finishFlush: constants.Z_SYNC_FLUSH,
		};
		return new Uint8Array(
			channel[0] === 1
				? brotliDecompressSync(channel.subarray(1), {
						maxOutputLength: mostChannelBytes,
					})
				: inflateSync(channel, limit),
		);
	} catch {
		return null;
	}
};

/** False for what is no such thing; what is thrown otherwise is a bug and goes on. */
const holds = (work: () => boolean): boolean => {
	try {
		return work();
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.kind !== "internal") return false;
		throw thrown;
	}
};

const part = (parts: Parts, name: string): Uint8Array =>
	parts[name] ?? new Uint8Array(0);

/** The batches are those bytes and nothing else: written again they are the same. */
const areBatches = (bytes: Uint8Array): boolean => {
	const batches: readonly Batch[] = readBatches(bytes);
	const again = concat(...batches.map((one) => encodeRlp(writeBatch(one))));
	return equalBytes(again, bytes);
};

const channelHolds = (channel: Uint8Array): boolean => {
	const bytes = decompress(channel);
	return bytes !== null && areBatches(bytes);
};

// --- A channel by itself

const channelCase = (
	name: string,
	channel: Uint8Array,
	prepared: PreparedKzg,
): BatchCase => {
	const id = keccak256(channel).subarray(0, 16);
	const most = mostData - frameHead;
	const count = Math.ceil(channel.length / most);
	const blobs = Array.from({ length: count }, (_, i) =>
		blobOf(
			frameOf(
				id,
				i,
				channel.subarray(i * most, (i + 1) * most),
				i === count - 1,
			),
		),
	);
	const proved = blobs.slice(0, mostProved).map((blob) => {
		const { commitment, proof } = commit(blob);
		return { blob, commitment, proof, hash: versionedHash(commitment) };
	});
	const parts = Object.fromEntries(
		proved.flatMap(({ blob, commitment, proof, hash }, i) => [
			[`blob${i}`, blob],
			[`commitment${i}`, commitment],
			[`proof${i}`, proof],
			[`hash${i}`, hash],
		]),
	) as Parts;
	return {
		name: `${name} through blobs`,
		parts,
		layout: Object.fromEntries(proved.map((_, i) => [`blob${i}`, 0])),
		ask: (own) =>
			holds(() => {
				for (const i of proved.keys()) {
					const commitment = part(own, `commitment${i}`);
					if (!equalBytes(versionedHash(commitment), part(own, `hash${i}`)))
						return false;
					const proof = part(own, `proof${i}`);
					const blob = part(own, `blob${i}`);
					if (verifyBlobKzgProof(prepared, blob, commitment, proof) !== true)
						return false;
				}
				const all = blobs.map((blob, i) => own[`blob${i}`] ?? blob);
				const frames = all.flatMap((blob) => readFrames(blobData(blob)));
				return channelHolds(joinChannel(frames));
			}),
	};
};

// --- A batcher's transaction, with its signature

type Sent = { readonly sender: string; readonly data: Uint8Array };

/** Where the calldata and the signature are, by the type. */
const shapes: ReadonlyMap<
	number,
	{ readonly fields: number; readonly data: number }
> = new Map([
	[1, { fields: 11, data: 6 }],
	[2, { fields: 12, data: 7 }],
]);

const sentBy = (bytes: Uint8Array): Sent | null => {
	const type = bytes[0] ?? 0;
	const shape = shapes.get(type);
	if (shape === undefined) return null;
	const items = rlpList(decodeRlp(bytes.subarray(1)), "transaction");
	if (items.length !== shape.fields) return null;
	const unsigned: Rlp = items.slice(0, -3);
	const [parity, r, s] = items.slice(-3).map((item) => rlpBig(item, "r"));
	if (parity === undefined || r === undefined || s === undefined) return null;
	if (parity > 1n) return null;
	const hash = keccak256(concat(Uint8Array.of(type), encodeRlp(unsigned)));
	const sender = recoverAddress(hash, { r, s, yParity: parity === 1n ? 1 : 0 });
	return sender === null
		? null
		: { sender, data: rlpBytes(items[shape.data], "data") };
};

const framesHold = (data: Uint8Array): boolean => {
	const frames = readFrames(data);
	// A part of a channel says nothing of what is in it.
	if (frames[0]?.number !== 0 || frames.at(-1)?.isLast !== true) return true;
	return channelHolds(joinChannel(frames));
};

const transactionCase = (name: string, bytes: Uint8Array): BatchCase | null => {
	const senders: string[] = [];
	holds(() => {
		const sent = sentBy(bytes);
		if (sent !== null && sent.data[0] === 0) senders.push(sent.sender);
		return true;
	});
	const [sender] = senders;
	if (sender === undefined) return null;
	return {
		name: `${name} batcher's transaction`,
		parts: { transaction: bytes },
		layout: {},
		ask: ({ transaction }) =>
			holds(() => {
				const own = sentBy(transaction ?? new Uint8Array(0));
				return own !== null && own.sender === sender && framesHold(own.data);
			}),
	};
};

// --- A batch by itself

const batchCase = (name: string, bytes: Uint8Array): BatchCase | null =>
	bytes.length > 60 &&
	(bytes[0] === 0 || bytes[0] === 1) &&
	holds(() => {
		readBatch(bytes);
		return true;
	})
		? {
				name: `${name} batch`,
				// Nothing commits to a batch that lies there by itself.
				parts: {},
				layout: {},
				ask: () => equalBytes(writeBatch(readBatch(bytes)), bytes),
			}
		: null;

const isZlib = (bytes: Uint8Array): boolean =>
	((bytes[0] ?? 0) & 15) === 8 &&
	((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 31 === 0;

/** What is in the file of a batcher's, if it is one: bytes, or hex of them. */
export const batchCaseOf = (
	name: string,
	raw: Uint8Array,
	text: string,
	prepared: PreparedKzg,
): BatchCase | null => {
	const hex = text.startsWith("0x") ? text : `0x${text}`;
	const bytes = isHex(hex) && hex.length > 2 ? fromHex(hex) : raw;
	const sent = transactionCase(name, bytes);
	if (sent !== null) return sent;
	if (isZlib(bytes) && decompress(bytes) !== null)
		return channelCase(name, bytes, prepared);
	return batchCase(name, bytes);
};
