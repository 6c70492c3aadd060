// The first four bytes of a contract call's data and the first topic of a log, made from the signature of the function or the
// event, so that none is written by hand.

import { type Hex, toHex, utf8 } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { keccak256 } from "./hash.ts";

/** A function's or an event's name with the types of its arguments: "transfer(address,uint256)". */
export type FunctionSignature = `${string}(${string})`;

/** Where a type is written in full, with nothing between: what keccak takes for another function is no signature. */
const canonical = /^\w+\((?:[a-z][a-z0-9]*|\(|\)|\[\d*\]|,)*\)$/;

/** @throws RangeError for what no compiler would hash: spaces, names of arguments, types cut short */
const digestOf = (signature: FunctionSignature): Uint8Array => {
	if (!canonical.test(signature) || /\bu?int\b/.test(signature))
		throw new RangeError(`"signature" is ${signature}`);
	return keccak256(utf8(signature));
};

/** @throws RangeError for what no compiler would hash: spaces, names of arguments, types cut short */
export const selectorOf = (signature: FunctionSignature): Hex =>
	toHex(digestOf(signature).subarray(0, 4));

/** The first topic of an event's logs. @throws RangeError as `selectorOf` */
export const eventTopic = (signature: FunctionSignature): Hex =>
	toHex(digestOf(signature));

/** The same for several, each under a name. */
export const selectorsOf = <N extends string>(
	signatures: {
		readonly [name in N]: FunctionSignature;
	},
): { readonly [name in N]: Hex } => d.mapValues(signatures, selectorOf);
