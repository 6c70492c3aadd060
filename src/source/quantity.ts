// Numbers and bytes as execution nodes really write them, from JSON to RLP. Whoever uses the RLP checks its hash, so a
// leading zero here is harmless and is taken off.

import { bigToMinimal, fromHex, type Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";

/** A quantity of up to 256 bits, leading zeros allowed. */
export const looseQuantity: Decode<bigint> = (raw, path) => {
	if (typeof raw !== "string" || !/^0x[0-9a-fA-F]{0,64}$/.test(raw))
		throw new Fault("bad-field", `"${path}" is not a quantity`);
	return raw === "0x" ? 0n : BigInt(raw);
};

/** A quantity of up to 256 bits, as a safe integer. */
export const looseNumber: Decode<number> = (raw, path) => {
	const value = looseQuantity(raw, path);
	if (value > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-field", `"${path}" is not a safe integer`);
	return Number(value);
};

/** A storage key or word: up to 32 bytes of hex, odd digits allowed, as exactly 32 bytes. */
export const looseWord: Decode<Hex> = (raw, path) =>
	`0x${looseQuantity(raw, path).toString(16).padStart(64, "0")}`;

/** How one field of a header, transaction or receipt becomes an RLP string. */
export type FieldEncoder = Decode<Uint8Array>;

export const asQuantity: FieldEncoder = (raw, path) =>
	bigToMinimal(looseQuantity(raw, path));

/** Exactly `length` bytes. */
export const asBytes =
	(length: number): FieldEncoder =>
	(raw, path) => {
		if (typeof raw !== "string" || raw.length !== 2 + 2 * length)
			throw new Fault("bad-field", `"${path}" is not ${length} bytes`);
		return fromHex(raw, length);
	};

/** Any bytes, at most `most`. */
export const asData =
	(most: number): FieldEncoder =>
	(raw, path) => {
		if (typeof raw !== "string" || raw.length > 2 + 2 * most)
			throw new Fault("bad-field", `"${path}" is not data`);
		return fromHex(raw);
	};
