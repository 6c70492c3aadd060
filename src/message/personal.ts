// The text that a site asks to sign (EIP-191, version 0x45). Source: https://eips.ethereum.org/EIPS/eip-191

import { fromHex, type Hex, isHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, type Rlp } from "../base/rlp.ts";

const mostBytes = 100_000;

export type PersonalText = {
	readonly bytes: Hex;
	/** What the bytes say as UTF-8; null where they are none. */
	readonly text: string | null;
	/** They say the hash of something that is not here, in hex. */
	readonly isHash: boolean;
};

/** As UTF-8; null where they are none. */
const textOf = (bytes: Uint8Array): string | null => {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
			bytes,
		);
	} catch {
		return null;
	}
};

/**
 * What 32 bytes may be made of: letters, digits, and what stands between words. A hash that is nothing else is not to be found (one
 * in 2^58), while any text at all is found in hours, and contracts such as a Safe take a signed hash for a yes.
 */
const plainWords = /^[A-Za-z0-9 \n.,:!?'/_-]*$/;

/** Where a transaction of each type has its recipient, and how many items it has at least (EIP-2718 and those that followed). */
const recipientAt: { readonly [type: number]: readonly [number, number] } = {
	1: [4, 8],
	2: [5, 9],
	3: [5, 11],
	4: [5, 10],
};

const itemsOf = (bytes: Uint8Array): readonly Rlp[] | null => {
	try {
		const found = decodeRlp(bytes);
		return found instanceof Uint8Array ? null : found;
	} catch {
		return null;
	}
};

const isRecipient = (item: Rlp | undefined): boolean =>
	item instanceof Uint8Array && (item.length === 20 || item.length === 0);

/**
 * Would a chain or a contract take these bytes for something else than a text? A transaction of any type or a 7702 authorization,
 * as it is hashed to be signed; or what begins as all other signed data does (EIP-191).
 */
const isForChain = (bytes: Uint8Array): boolean => {
	const [first = 0] = bytes;
	if (first === 0x19) return true;
	if (first > 0x05) {
		const items = itemsOf(bytes);
		return (
			(items?.length === 6 || items?.length === 9) && isRecipient(items[3])
		);
	}
	const items = itemsOf(bytes.subarray(1)) ?? [];
	if (first === 0x05) return items.length === 3 && isRecipient(items[1]);
	const [place, least] = recipientAt[first] ?? [0, Number.POSITIVE_INFINITY];
	return items.length >= least && isRecipient(items[place]);
};

/** Bytes written as hex within a text. */
const hexIn = (text: string | null): Uint8Array | null => {
	const found = text?.trim() ?? "";
	const prefixed = found.startsWith("0x") ? found : `0x${found}`;
	return found !== "" && isHex(prefixed) ? fromHex(prefixed) : null;
};

/**
 * The bytes with what they say. Refused is what says nothing to anybody and may be another message's hash, and what would be a
 * transaction elsewhere.
 * @throws message-opaque, message-transaction, too-large
 */
export const readPersonal = (bytes: Hex): PersonalText => {
	const raw = fromHex(bytes);
	if (raw.length > mostBytes)
		throw new Fault("too-large", `${raw.length} bytes to sign`);
	const text = textOf(raw);
	if (raw.length === 32 && (text === null || !plainWords.test(text)))
		throw new Fault("message-opaque", "32 bytes that are no text");
	const written = hexIn(text);
	if (isForChain(raw) || (written !== null && isForChain(written)))
		throw new Fault("message-transaction", "its bytes are no text's");
	return { bytes, text, isHash: written?.length === 32 };
};
