// How Solidity lays a contract's fields out in its storage: where a field stands, and what of a packed word is whose. The
// numbers of slots and bits come from the profile of a contract; nothing here knows one.

import { bigToBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { keccakHex } from "../crypto/hash.ts";

/** A field's place or a key: a number, an address, a word. */
export type Word = number | bigint | Hex;

/** A number, a place or an address as a 32-byte word. @throws RangeError when it is longer, or below zero */
export const wordHex = (value: Word): Hex =>
	toHex(bigToBytes(BigInt(value), 32));

/** The slot of `mapping[key]` where the mapping stands at `place`; the key is 32 bytes, padded as Solidity does. */
export const mappingSlot = (key: Hex, place: Word): Hex =>
	keccakHex(
		Uint8Array.of(...fromHex(key, 32), ...bigToBytes(BigInt(place), 32)),
	);

/** The slot of item `index` of a dynamic list of one-word items at `place`. */
export const listSlot = (place: Word, index: Word): Hex =>
	nextSlot(keccakHex(bigToBytes(BigInt(place), 32)), index);

/** The slot so many after another; behind the last comes the first. */
export const nextSlot = (slot: Hex, count: Word = 1): Hex =>
	wordHex((BigInt(slot) + BigInt(count)) % (1n << 256n));

/** `count` bits of a word from bit `from` on, as Solidity packs fields: from the low end. */
export const bitsOf = (word: bigint, from: number, count: number): bigint =>
	(word >> BigInt(from)) & ((1n << BigInt(count)) - 1n);

/** Whether the bit is set. */
export const bitOf = (word: bigint, at: number): boolean =>
	bitsOf(word, at, 1) === 1n;

/** Whether the byte from bit `from` on is a Solidity `true`: any but zero. */
export const boolOf = (word: bigint, from = 0): boolean =>
	bitsOf(word, from, 8) !== 0n;

/** The address in the 20 bytes from bit `from` on, whatever stands beside them. */
export const lowAddress = (word: bigint, from = 0): Hex =>
	toHex(bigToBytes(bitsOf(word, from, 160), 20));
