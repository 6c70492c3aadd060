// What registries and resolvers answer, taken apart: bytes as the ABI writes them in one way alone. What could be read in two
// ways is refused.

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";

/** Bytes of an answer: one record of a name takes far fewer. */
const mostBytes = 8_192;

const wrong = (why: string): Fault => new Fault("ens-answer", why);

const bytesOf = (output: Hex): Uint8Array => {
	if (output.length / 2 - 1 > mostBytes)
		throw wrong(`more than ${mostBytes} bytes`);
	return fromHex(output);
};

/** An address in a word of its own; null for zero. @throws ens-answer */
export const addressIn = (output: Hex): Hex | null => {
	const bytes = bytesOf(output);
	if (bytes.length !== 32) throw wrong(`${bytes.length} bytes, not an address`);
	if (bytes.subarray(0, 12).some((byte) => byte !== 0))
		throw wrong("a word that is no address");
	const address = bytes.subarray(12);
	return address.every((byte) => byte === 0) ? null : toHex(address);
};

/**
 * The `bytes` that the first of so many words points at.
 * @param words the static words of the answer: 1 for (bytes), 2 for (bytes,address)
 * @throws ens-answer
 */
export const bytesIn = (output: Hex, words: number): Hex => {
	const bytes = bytesOf(output);
	const head = 32 * words;
	if (bytes.length < head + 32) throw wrong(`${bytes.length} bytes, cut off`);
	if (bigFromBytes(bytes.subarray(0, 32)) !== BigInt(head))
		throw wrong("bytes that do not stand behind the words");
	const length = bigFromBytes(bytes.subarray(head, head + 32));
	if (length > BigInt(bytes.length - head - 32)) throw wrong("bytes cut off");
	const end = head + 32 + Number(length);
	return toHex(bytes.subarray(head + 32, end));
};

/** 20 bytes, or null for none. ENSIP-9. @throws ens-answer */
export const addressBytesIn = (output: Hex): Hex | null => {
	const bytes = bytesIn(output, 1);
	if (bytes === "0x") return null;
	if (bytes.length !== 42) throw wrong(`${bytes.length / 2 - 1} bytes, not 20`);
	return /^0x0*$/.test(bytes) ? null : bytes;
};

/** A text; null for none. @throws ens-answer for bytes that are no text */
export const textIn = (output: Hex): string | null => {
	const bytes = fromHex(bytesIn(output, 1));
	if (bytes.length === 0) return null;
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
			bytes,
		);
	} catch {
		throw wrong("bytes that are no text");
	}
};
