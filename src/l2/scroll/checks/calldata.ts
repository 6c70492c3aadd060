// What a transaction that finalizes a Scroll bundle says: read out of its bytes as the contract reads it. Nothing here is
// checked against L1. Source: @scroll-tech/contracts 4.0.0, ScrollChain.sol; EIP-2718 and the transaction types after it.

import {
	bigFromBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorOf } from "../../../crypto/selector.ts";
import { callOf } from "../../call-data.ts";

/** Bytes of a batch header of version 7 and later: version, index, blob hash, parent's hash. */
const headerBytes = 73;
const wordBytes = 32;

const finalizeSelector = selectorOf(
	"finalizeBundlePostEuclidV2(bytes,uint256,bytes32,bytes32,bytes)",
);
const enforcedSelector = selectorOf(
	"commitAndFinalizeBatch(uint8,bytes32,(bytes,uint256,bytes32,bytes32,bytes))",
);

/** What is finalized, and its proof. */
export type Finalization = {
	readonly version: number;
	readonly batchIndex: bigint;
	readonly batchHash: Hex;
	/** Messages of the queue that are taken after the bundle. */
	readonly messagesTaken: bigint;
	readonly postStateRoot: Hex;
	readonly withdrawRoot: Hex;
	readonly proof: Hex;
};

const part = (data: Uint8Array, from: number, length: number): Uint8Array => {
	if (from < 0 || from + length > data.length)
		throw new Fault("bad-field", "the calldata ends early");
	return data.subarray(from, from + length);
};
const word = (data: Uint8Array, from: number): bigint =>
	bigFromBytes(part(data, from, wordBytes));
const place = (data: Uint8Array, from: number): number => {
	const value = word(data, from);
	if (value > BigInt(data.length))
		throw new Fault("bad-field", "an offset beyond the calldata");
	return Number(value);
};
/** Bytes behind the offset that stands at `from`, counted from `base`. */
const dynamic = (data: Uint8Array, base: number, from: number): Uint8Array => {
	const at = base + place(data, from);
	return part(data, at + wordBytes, place(data, at));
};

/**
 * The finalization that the transaction calls for, of this ScrollChain; null when it calls something else.
 * @throws bad-rlp, bad-field when it is one that the contract could not read either
 */
export const finalizationOf = (
	raw: Hex,
	scrollChain: Hex,
): Finalization | null => {
	const { to, data } = callOf(raw);
	if (to !== scrollChain) return null;
	const selector = toHex(data.subarray(0, 4));
	const body = data.subarray(4);
	if (selector !== finalizeSelector && selector !== enforcedSelector)
		return null;
	// The second takes the same five as a struct, behind an offset of its own.
	const base = selector === finalizeSelector ? 0 : place(body, 2 * wordBytes);
	const header = dynamic(body, base, base);
	if (header.length !== headerBytes)
		throw new Fault("bad-field", `a batch header of ${header.length} bytes`);
	const hashAt = (index: number): Hex =>
		toHex(part(body, base + index * wordBytes, wordBytes));
	return {
		version: header[0] ?? 0,
		batchIndex: bigFromBytes(header.subarray(1, 9)),
		batchHash: keccakHex(header),
		messagesTaken: word(body, base + wordBytes),
		postStateRoot: hashAt(2),
		withdrawRoot: hashAt(3),
		proof: toHex(dynamic(body, base, base + 4 * wordBytes)),
	};
};

/** What a bundle's proof is about, in the contract's words. */
export type PublicInput = {
	readonly chainId: number;
	/** Of the last message taken; zero when none ever was. */
	readonly messageQueueHash: Hex;
	readonly batches: number;
	readonly prevStateRoot: Hex;
	readonly prevBatchHash: Hex;
	readonly postStateRoot: Hex;
	readonly batchHash: Hex;
	readonly withdrawRoot: Hex;
};

const numberBytes = (value: number, length: number): Uint8Array =>
	fromHex(
		`0x${BigInt(value)
			.toString(16)
			.padStart(2 * length, "0")}`,
		length,
	);

/** The bytes that ScrollChain hands to the verifier: packed, 8 + 32 + 4 + 5 · 32 of them. */
export const publicInputBytes = (input: PublicInput): Uint8Array =>
	concat(
		numberBytes(input.chainId, 8),
		fromHex(input.messageQueueHash, 32),
		numberBytes(input.batches, 4),
		fromHex(input.prevStateRoot, 32),
		fromHex(input.prevBatchHash, 32),
		fromHex(input.postStateRoot, 32),
		fromHex(input.batchHash, 32),
		fromHex(input.withdrawRoot, 32),
	);

const padded = (bytes: Uint8Array): Uint8Array =>
	concat(bytes, new Uint8Array((wordBytes - (bytes.length % 32)) % 32));

/** verify(bytes,bytes) of the wrapper. */
export const wrapperInput = (proof: Hex, publicInput: Uint8Array): Hex => {
	const bytes = fromHex(proof);
	const first = 2 * wordBytes;
	const second = first + wordBytes + padded(bytes).length;
	const number = (value: number): Uint8Array => numberBytes(value, wordBytes);
	return toHex(
		concat(
			fromHex(selectorOf("verify(bytes,bytes)")),
			number(first),
			number(second),
			number(bytes.length),
			padded(bytes),
			number(publicInput.length),
			padded(publicInput),
		),
	);
};
