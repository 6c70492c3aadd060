// What the works about proofs and calls are given, as JSON: made by Node (made/given.ts), read in every place.

import type { Hex } from "../../src/base/bytes.ts";
import type { Decode, Decoded } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import type { Place } from "./contest.ts";

const long = d.hexUpTo(100_000);

const sp1File = d.record({
	/** Where it is from, for the head of the table. */
	from: d.text(200),
	/** As encodeGroth16Key writes it. */
	key: long,
	selector: d.hex(4),
	vkRoot: d.hash,
	programVKey: d.hash,
	publicValues: long,
	proofBytes: long,
	/** The code of a verifier contract of that key. */
	code: long,
});
export type Sp1File = Decoded<typeof sp1File>;

const tokenFile = d.record({
	/** RLP. */
	header: long,
	token: d.address,
	accountProof: d.list(long, 20),
	slot: d.hash,
	storageProof: d.list(long, 20),
	code: long,
	/** Who calls, and that it has no account. */
	nobody: d.address,
	nobodyProof: d.list(long, 20),
	/** balanceOf(holder) */
	data: long,
	output: d.hash,
});
export type TokenFile = Decoded<typeof tokenFile>;

const read = async <T>(
	place: Place,
	name: string,
	decode: Decode<T>,
): Promise<T> =>
	decode(d.parseJson(new TextDecoder().decode(await place.file(name))), name);

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
