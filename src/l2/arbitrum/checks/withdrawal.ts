// Withdrawals of ether from an Arbitrum chain, each as the message to L1 that it leaves in the chain's tree of sends, and that tree
// as L1's outbox reads it. Pure.
// Source: OffchainLabs/nitro-contracts@67487333, src/bridge/AbsOutbox.sol (calculateItemHash, recordOutputAsSpent),
// src/libraries/MerkleLib.sol (calculateRoot); OffchainLabs/nitro@6dce8d13, precompiles/ArbSys.go (SendTxToL1),
// arbos/merkleAccumulator.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccak256, keccakHex } from "../../../crypto/hash.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import { type ArbitrumProfile, arbitrumExitOf } from "./profile.ts";

/** ArbSys, on every chain of the family. */
export const arbSys: Hex = "0x0000000000000000000000000000000000000064";

/** No chain sends 2^64 messages: the accumulator counts them so. */
export const mostSiblings = 64;

/** What a withdrawal says besides its amount. */
export const withdrawalFields = {
	/** Its place in the tree. */
	index: d.int(),
	/** Who withdrew on the chain. */
	sender: d.address,
	recipient: d.address,
	/** The chain's block that it was made in, L1's as the chain saw it then, and the chain's time. */
	l2Block: d.int(),
	l1Block: d.int(),
	timeS: d.int(),
};

/** A withdrawal of ether: ArbSys.withdrawEth, which calls nothing on L1. */
export const withdrawal = d.record({
	...withdrawalFields,
	amountWei: d.bigDecimal,
});
export type ArbitrumWithdrawal = Decoded<typeof withdrawal>;

const word = (value: number | bigint): Uint8Array =>
	bigToBytes(BigInt(value), 32);

/** By what the tree knows it, before it is hashed once more as a leaf: of a message without data. */
export const sendHash = ({
	sender,
	recipient,
	l2Block,
	l1Block,
	timeS,
	amountWei,
}: ArbitrumWithdrawal): Hex =>
	keccakHex(
		concat(
			fromHex(sender, 20),
			fromHex(recipient, 20),
			word(l2Block),
			word(l1Block),
			word(timeS),
			word(amountWei),
		),
	);

/**
 * The root that the siblings lead to.
 * @throws exit-evidence when the outbox would take no such path: it is longer than any tree, or shorter than its index needs
 */
export const sendRootBy = (
	one: ArbitrumWithdrawal,
	siblings: readonly Hex[],
): Hex => {
	if (
		siblings.length > mostSiblings ||
		BigInt(one.index) >> BigInt(siblings.length) !== 0n
	)
		throw new Fault(
			"exit-evidence",
			`send ${one.index} by a path of ${siblings.length}`,
		);
	let at = keccak256(fromHex(sendHash(one), 32));
	let index = BigInt(one.index);
	for (const sibling of siblings) {
		const beside = fromHex(sibling, 32);
		at = keccak256(
			(index & 1n) === 0n ? concat(at, beside) : concat(beside, at),
		);
		index >>= 1n;
	}
	return toHex(at);
};

/** Where L1's outbox keeps the block of a send root: zero for a root that no confirmed assertion has. */
export const rootSlot = (profile: ArbitrumProfile, sendRoot: Hex): Hex =>
	mappingSlot(sendRoot, arbitrumExitOf(profile).slots.roots);

/** A word of the outbox marks 255 sends: its highest bit marks none. */
const marksInWord = 255;

/** Where L1's outbox marks a send as spent. */
export const spentSlot = (profile: ArbitrumProfile, index: number): Hex =>
	mappingSlot(
		wordHex(Math.floor(index / marksInWord)),
		arbitrumExitOf(profile).slots.spent,
	);

/** Is the send marked in the word at `spentSlot`? */
export const isSpent = (marks: bigint, index: number): boolean =>
	((marks >> BigInt(index % marksInWord)) & 1n) === 1n;
