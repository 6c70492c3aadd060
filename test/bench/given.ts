// What the works about proofs and calls are given, as JSON: made by Node (made/given.ts), read in every place.

import type { Hex } from "../../src/base/bytes.ts";
import {
	address,
	type Decode,
	type Decoded,
	hash,
	hex,
	hexUpTo,
	list,
	parseJson,
	record,
	text,
} from "../../src/base/decode.ts";
import type { Place } from "./contest.ts";

const long = hexUpTo(100_000);

const sp1File = record({
	/** Where it is from, for the head of the table. */
	from: text(200),
	/** As encodeGroth16Key writes it. */
	key: long,
	selector: hex(4),
	vkRoot: hash,
	programVKey: hash,
	publicValues: long,
	proofBytes: long,
	/** The code of a verifier contract of that key. */
	code: long,
});
export type Sp1File = Decoded<typeof sp1File>;

const tokenFile = record({
	/** RLP. */
	header: long,
	token: address,
	accountProof: list(long, 20),
	slot: hash,
	storageProof: list(long, 20),
	code: long,
	/** Who calls, and that it has no account. */
	nobody: address,
	nobodyProof: list(long, 20),
	/** balanceOf(holder) */
	data: long,
	output: hash,
});
export type TokenFile = Decoded<typeof tokenFile>;

const read = async <T>(
	place: Place,
	name: string,
	decode: Decode<T>,
): Promise<T> =>
	decode(parseJson(new TextDecoder().decode(await place.file(name))), name);

export const readSp1 = (place: Place): Promise<Sp1File> =>
	read(place, "sp1", sp1File);
export const readToken = (place: Place): Promise<TokenFile> =>
	read(place, "token", tokenFile);

/** The bytes with one bit of the byte at this place turned. */
export const turned = (bytes: Hex, at: number): Hex => {
	const place = 2 + 2 * at + 1;
	const digit = Number.parseInt(bytes.charAt(place), 16) ^ 1;
	return `0x${bytes.slice(2, place)}${digit.toString(16)}${bytes.slice(place + 1)}`;
};
