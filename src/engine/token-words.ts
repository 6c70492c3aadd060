// What a token's contract answers, taken apart: numbers, and names as the two encodings give them. Whatever a contract may
// answer that is none of these is refused.

import { bigFromBytes, fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { isPlainName, looksLike } from "../base/symbol.ts";
import { shortHex } from "../base/units.ts";

/** Bytes of an answer: a name of that length takes far fewer. */
const mostBytes = 1024;
export const mostDecimals = 36;

const wrong = (what: string, why: string): Fault =>
	new Fault("not-a-token", `${what} ${why}`);

const bytesOf = (output: Hex, what: string): Uint8Array => {
	const length = output.length / 2 - 1;
	if (length > mostBytes) throw wrong(what, `answers ${length} bytes`);
	if (length === 0) throw wrong(what, "answers nothing");
	return fromHex(output);
};

/** A uint256. @throws not-a-token */
export const uintOf = (output: Hex, what: string): bigint => {
	const bytes = bytesOf(output, what);
	if (bytes.length !== 32)
		throw wrong(what, `answers ${bytes.length} bytes, not one number`);
	return bigFromBytes(bytes);
};

/** @throws not-a-token also for more than 36 */
export const decimalsOf = (output: Hex): number => {
	const value = uintOf(output, "decimals()");
	if (value > BigInt(mostDecimals))
		throw wrong("decimals()", `answers more than ${mostDecimals}`);
	return Number(value);
};

/** The bytes of a string, or of a bytes32 up to its first zero. */
const textBytes = (bytes: Uint8Array, what: string): Uint8Array => {
	if (bytes.length === 32) {
		const end = bytes.indexOf(0);
		const length = end === -1 ? 32 : end;
		if (bytes.subarray(length).some((byte) => byte !== 0))
			throw wrong(what, "answers a word that is no name");
		return bytes.subarray(0, length);
	}
	if (bytes.length < 64 || bigFromBytes(bytes.subarray(0, 32)) !== 32n)
		throw wrong(what, "answers no text");
	const length = bigFromBytes(bytes.subarray(32, 64));
	if (length > BigInt(bytes.length - 64))
		throw wrong(what, "answers a text that is cut off");
	return bytes.subarray(64, 64 + Number(length));
};

/**
 * A string, or a bytes32 as older contracts have it, of characters that can all be seen.
 * @throws not-a-token
 */
export const nameOf = (output: Hex, most: number, what: string): string => {
	let name: string;
	try {
		name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
			textBytes(bytesOf(output, what), what),
		);
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		throw wrong(what, "answers bytes that are no text");
	}
	if (name === "") throw wrong(what, "answers an empty name");
	if (name.length > most)
		throw wrong(what, `answers more than ${most} characters`);
	if (!isPlainName(name, most))
		throw wrong(what, "answers characters that cannot be seen");
	return name;
};

/**
 * The symbol as it stands beside others: one that passes for the chain's coin, or for one that stands there already, has
 * its contract's address beside it.
 */
export const toldApart = (
	symbol: string,
	address: Hex,
	others: readonly string[],
): string =>
	others.some((other) => looksLike(symbol, other))
		? `${symbol} (${shortHex(address)})`
		: symbol;
