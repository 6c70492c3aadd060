// Storage of the contracts of Ens.sol, as a test wants it.

import { namehash } from "viem/ens";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { keccak256 } from "../../src/crypto/hash.ts";

export const registry: Hex = `0x${"e1".repeat(20)}`;
export const resolver: Hex = `0x${"e2".repeat(20)}`;
export const universal: Hex = `0x${"e3".repeat(20)}`;
export const alice: Hex = `0x${"a1".repeat(20)}`;
export const mallory: Hex = `0x${"bb".repeat(20)}`;

export const word = (value: bigint): Hex =>
	`0x${value.toString(16).padStart(64, "0")}`;
/** Where a mapping at `slot` keeps what stands under the key. */
export const at = (key: Hex, slot: bigint): bigint =>
	BigInt(toHex(keccak256(fromHex(`${key}${word(slot).slice(2)}`))));
export const node = (name: string): Hex => namehash(name);

export type Storage = { [key: Hex]: bigint };
/** A resolver for each of the names. */
export const resolvers = (
	...names: readonly (readonly [string, Hex])[]
): Storage =>
	Object.fromEntries(
		names.map(([name, address]) => [
			word(at(node(name), 0n) + 1n),
			BigInt(address),
		]),
	);
export const addresses = (
	...names: readonly (readonly [string, Hex])[]
): Storage =>
	Object.fromEntries(
		names.map(([name, address]) => [word(at(node(name), 0n)), BigInt(address)]),
	);
/** Bytes or a text in the slot, as Solidity keeps short ones. */
export const short = (slot: bigint, bytes: Uint8Array): Storage => ({
	[word(slot)]: BigInt(
		toHex(
			Uint8Array.of(
				...bytes,
				...new Array<number>(31 - bytes.length).fill(0),
				2 * bytes.length,
			),
		),
	),
});
