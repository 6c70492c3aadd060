// An earlier block of a chain out of its own state: EIP-2935 has each block write its parent's hash into a contract that only the
// protocol itself can write to. One slot of it, proved under a late block, reaches thousands of blocks back, where walking parents
// would take as many headers. Rule el-history.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { conclude, premiseBy, type Verified } from "../trust/verified.ts";
import { checkHeader, headerOf } from "./header.ts";
import { wordHex } from "./storage-layout.ts";
import type { Header, Slot } from "./values.ts";

/** Where the hashes are kept on every chain that has the EIP. */
export const historyAddress: Hex = "0x0000f90827f1c53a10cb7a02335b175320002935";

/** How many it keeps. */
export const historyWindow = 8_191;

/** Where the hash of the block with that number is. */
export const historySlot = (blockNumber: number, window: number): Hex =>
	wordHex(blockNumber % window);

/**
 * The block whose hash stands in that slot, below the block that the slot is proved at, and as well founded. Which place a number
 * has differs between chains, and is not what binds: each word of that contract is the hash of an ancestor.
 * @throws evidence-step for a slot of any other contract; header-hash when the header does not have the hash, also where none is
 * kept; parent-hash for a number that is not below; bad-rlp
 */
export const historyHeader = (
	slot: Verified<Slot>,
	rlp: Hex,
): Verified<Header> => {
	const { address, word, at } = premiseBy<Slot>(slot, "mpt-slot").value;
	if (address !== historyAddress)
		throw new Fault("evidence-step", `a slot of ${address} holds no block`);
	const fields = checkHeader(rlp, wordHex(word), "header-hash");
	if (at.blockNumber === null || fields.blockNumber >= at.blockNumber)
		throw new Fault(
			"parent-hash",
			`block ${fields.blockNumber} before ${at.blockNumber}`,
		);
	const { asOfS: _, ...grade } = at.grade;
	return conclude("el-history", [slot], headerOf(fields, at.chainId, grade), {
		rlp,
	});
};
