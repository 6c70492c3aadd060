// Elements of Starknet's field as text, and the numbers that its contracts make of names: all over what others wrote, so all of it
// is bounded and below the field's modulus.
// Source: https://docs.starknet.io/learn/protocol/state and starkware-libs/cairo-lang@66355d7d, starknet/storage (addresses)

import { bigFromBytes, type Hex, utf8 } from "../../../base/bytes.ts";
import type { Decode } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccak256 } from "../../../crypto/hash.ts";
import { pedersen, starkP } from "../../../crypto/pedersen.ts";
import { looseWord } from "../../../source/quantity.ts";
import { wordHex } from "../../../state/storage-layout.ts";

const below = (value: Hex, path: string): Hex => {
	if (BigInt(value) >= starkP)
		throw new Fault("bad-field", `"${path}" is beyond the field`);
	return value;
};

/** An element in the one spelling of evidence: 32 bytes. */
export const felt: Decode<Hex> = (raw, path) => below(d.hash(raw, path), path);

/** An element as nodes write it, without leading zeros, brought into that spelling. */
export const looseFelt: Decode<Hex> = (raw, path) =>
	below(looseWord(raw, path), path);

export const feltHex = (value: bigint): Hex => wordHex(value);

/** What the tries have room for: 251 bits. */
const keyBits = 251n;
/** No address and no place in storage is at this number or above. */
const mostPlaces = (1n << 251n) - 256n;

/** An address: an element that can be a key of the tries. */
export const starknetAddress: Decode<Hex> = (raw, path) => {
	const value = felt(raw, path);
	if (BigInt(value) >> keyBits !== 0n)
		throw new Fault("bad-field", `"${path}" is no address`);
	return value;
};

/** As a person writes one. @throws bad-params */
export const addressOf = (text: string): Hex => {
	const found = /^0x([0-9a-f]{1,64})$/.exec(text.toLowerCase())?.[1];
	const value = found === undefined ? null : BigInt(`0x${found}`);
	if (value === null || value === 0n || value >= mostPlaces)
		throw new Fault("bad-params", "that is no Starknet address");
	return feltHex(value);
};

/** ASCII of up to 31 characters as an element. @throws RangeError */
export const shortText = (text: string): bigint => {
	if (!/^[\x20-\x7e]{1,31}$/.test(text))
		throw new RangeError(`"text" is ${text}`);
	return bigFromBytes(utf8(text));
};

/** sn_keccak: the low 250 bits of keccak-256. */
export const nameKeccak = (name: string): bigint =>
	bigFromBytes(keccak256(utf8(name))) & ((1n << 250n) - 1n);

/** Where the storage variable `name`, a mapping, keeps what it has at the key; a second felt of it is one further. */
export const mapPlace = (name: string, key: bigint): bigint =>
	pedersen(nameKeccak(name), key) % mostPlaces;
