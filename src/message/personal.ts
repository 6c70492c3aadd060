// The text that a site asks to sign (EIP-191, version 0x45). Source: https://eips.ethereum.org/EIPS/eip-191

import { concat, fromHex, type Hex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";

const mostBytes = 100_000;

/** What is signed of these bytes: 32 bytes. No transaction and no typed message has the same. */
export const hashPersonal = (bytes: Uint8Array): Uint8Array =>
	keccak256(
		concat(utf8(`\u0019Ethereum Signed Message:\n${bytes.length}`), bytes),
	);

export type PersonalText = {
	readonly bytes: Hex;
	/** What the bytes say as UTF-8; null where they are none. */
	readonly text: string | null;
};

/**
 * The bytes with what they say. Those of a hash are refused: they say nothing to anybody, and may be another message's.
 * @throws bad-params, too-large
 */
export const readPersonal = (bytes: Hex): PersonalText => {
	const raw = fromHex(bytes);
	if (raw.length > mostBytes)
		throw new Fault("too-large", `${raw.length} bytes to sign`);
	let text: string | null;
	try {
		text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
			raw,
		);
	} catch {
		text = null;
	}
	if (text === null && raw.length === 32)
		throw new Fault("bad-params", '"message" is 32 bytes that are no text');
	return { bytes, text };
};
