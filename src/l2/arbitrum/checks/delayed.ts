// Messages in an Arbitrum chain's delayed inbox on L1: by what the bridge knows each, and from which block of L1 on anybody may
// force one in. Pure.
// Source: OffchainLabs/nitro-contracts@67487333, src/bridge/Messages.sol, SequencerInbox.sol (forceInclusion,
// delayBufferableBlocks), DelayBuffer.sol (calcBuffer), AbsInbox.sol (sendL2Message), libraries/AddressAliasHelper.sol.

import { bigToBytes, concat, fromHex, type Hex } from "../../../base/bytes.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { bitsOf, wordHex } from "../../../state/storage-layout.ts";

/** L1MessageType_L2Message: bytes that are a message of the chain's own kinds. */
export const l2MessageKind = 3;

/** All that the bridge hashes of a message besides its place. */
export type DelayedMessage = {
	readonly kind: number;
	readonly sender: Hex;
	/** L1's block that it came in, and its time. */
	readonly l1Block: number;
	readonly timeS: number;
	readonly baseFeeWei: bigint;
	readonly dataHash: Hex;
};

/** The bridge's accumulator after the message at that place. @param before the accumulator before it; zero for the first */
export const accumulated = (
	before: bigint,
	index: number,
	{ kind, sender, l1Block, timeS, baseFeeWei, dataHash }: DelayedMessage,
): Hex =>
	keccakHex(
		concat(
			fromHex(wordHex(before), 32),
			fromHex(
				keccakHex(
					concat(
						Uint8Array.of(kind),
						fromHex(sender, 20),
						bigToBytes(BigInt(l1Block), 8),
						bigToBytes(BigInt(timeS), 8),
						bigToBytes(BigInt(index), 32),
						bigToBytes(baseFeeWei, 32),
						fromHex(dataHash, 32),
					),
				),
				32,
			),
		),
	);

const offset = 0x1111000000000000000000000000000000001111n;

/** As whom the inbox passes on what this address of L1 sends: everybody's, with a key or with code. */
export const aliasOf = (sender: Hex): Hex =>
	`0x${((BigInt(sender) + offset) % (1n << 160n)).toString(16).padStart(40, "0")}`;

/** How long the sequencer alone may take messages, in blocks of L1, and how what it did late shortens that. */
export type DelayRules = {
	readonly delayBlocks: bigint;
	/** Null where nothing shortens it. */
	readonly buffer: {
		readonly blocks: bigint;
		readonly most: bigint;
		readonly threshold: bigint;
		/** The block of the message that the buffer was reckoned up to, and when that was taken. */
		readonly previous: bigint;
		readonly rate: bigint;
		readonly previousTaken: bigint;
	} | null;
};

/** @param delays the word with the four limits @param buffer the two words of BufferData */
export const unpackDelays = (
	delays: bigint,
	buffer: readonly [bigint, bigint] | null,
): DelayRules => ({
	delayBlocks: bitsOf(delays, 0, 64),
	buffer:
		buffer === null
			? null
			: {
					blocks: bitsOf(buffer[0], 0, 64),
					most: bitsOf(buffer[0], 64, 64),
					threshold: bitsOf(buffer[0], 128, 64),
					previous: bitsOf(buffer[0], 192, 64),
					rate: bitsOf(buffer[1], 0, 64),
					previousTaken: bitsOf(buffer[1], 64, 64),
				},
});

/** The rate is in parts of this. */
const basis = 10_000n;
const above = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What is left of the buffer at a message of that block, as the contract reckons it before it forces the message in. */
const bufferAt = (
	{
		blocks,
		most,
		threshold,
		previous,
		rate,
		previousTaken,
	}: NonNullable<DelayRules["buffer"]>,
	block: bigint,
): bigint => {
	const elapsed = above(block, previous);
	const late = above(above(previousTaken, previous), threshold);
	const left = above(blocks + (elapsed * rate) / basis, least(late, elapsed));
	return left > threshold ? least(left, most) : threshold;
};

/** The first block of L1 in which anybody may force in a message that came in `l1Block`. */
export const forceableFrom = (
	{ delayBlocks, buffer }: DelayRules,
	l1Block: number,
): bigint => {
	const block = BigInt(l1Block);
	const wait =
		buffer === null ? delayBlocks : least(delayBlocks, bufferAt(buffer, block));
	return block + wait + 1n;
};
