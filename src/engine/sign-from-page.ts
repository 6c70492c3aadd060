// A site's personal_sign and eth_signTypedData: what of it is a message that can be read, in the one form in which it travels.

import { type Hex, isHex, toHex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { decodeTypedText } from "../message/read.ts";
import type { RawMessage } from "../message/request.ts";
import type { TypedData, TypedValue } from "../message/typed-data.ts";

export type SignAsked = { readonly account: Hex; readonly what: RawMessage };

const bad = (what: string): Fault => new Fault("bad-params", what);

const accountOf = (given: string): Hex | null => {
	const found = given.toLowerCase();
	return isHex(found, 20) ? found : null;
};

/** Hex stands for bytes, anything else for itself. @throws bad-params for half a character */
const bytesOf = (given: string): Hex => {
	if (isHex(given)) return toHexLower(given);
	if (/\p{Surrogate}/u.test(given)) throw bad('"message" is no text');
	return toHex(utf8(given));
};

const toHexLower = (given: Hex): Hex => {
	const found = given.toLowerCase();
	if (!isHex(found)) throw bad('"message" is no hex');
	return found;
};

/**
 * The text first and the account second, as the method has it; the other way round where only that makes sense, as some
 * sites write it.
 * @throws bad-params
 */
export const textAsked = (first: string, second: string): SignAsked => {
	const usual = accountOf(second);
	if (usual !== null)
		return { account: usual, what: { kind: "text", bytes: bytesOf(first) } };
	const turned = accountOf(first);
	if (turned === null) throw bad("no account is named");
	return { account: turned, what: { kind: "text", bytes: bytesOf(second) } };
};

/** Does it hold a struct that is left out? Version 3 hashes it in another way. */
const leavesOut = (value: TypedValue): boolean =>
	value === null ||
	(Array.isArray(value)
		? value.some(leavesOut)
		: typeof value === "object" && Object.values(value).some(leavesOut));

/** What versions 3 and 4 hash alike: no lists, and no struct that is left out. */
const isOfVersion3 = ({ types, message }: TypedData): boolean =>
	!leavesOut(message) &&
	Object.values(types)
		.flat()
		.every(({ type }) => !type.includes("["));

/**
 * Typed data as JSON or as a record; what is not hashed of it is dropped here already.
 * @throws bad-params, too-large; unverifiable-method for what version 3 cannot hash
 */
export const typedAsked = (
	account: Hex,
	given: unknown,
	version: "v3" | "v4",
): SignAsked => {
	const source = typeof given === "string" ? given : JSON.stringify(given);
	if (source === undefined) throw bad('"message" is missing');
	const data = decodeTypedText(source);
	if (version === "v3" && !isOfVersion3(data))
		throw new Fault("unverifiable-method", "version 3 with lists");
	return { account, what: { kind: "typed", data: JSON.stringify(data) } };
};
