// Addresses as people write and compare them, and look-alikes.

import { type Hex, isHex } from "../../src/base/bytes.ts";
import { hasRightCapitals } from "../../src/crypto/checksum.ts";

export type TypedAddress =
	| { readonly address: Hex; readonly wrong: null }
	| { readonly address: null; readonly wrong: string };

/** What a person typed or pasted as an address; capitals that do not match their checksum are refused. */
export const typedAddress = (typed: string): TypedAddress => {
	const text = typed.trim();
	const no = (wrong: string): TypedAddress => ({ address: null, wrong });
	if (!text.startsWith("0x")) return no("An address starts with 0x.");
	if (!isHex(text, 20))
		return no(
			text.length === 42
				? "It contains a character that no address can have."
				: `An address has 42 characters. This has ${text.length}.`,
		);
	if (!hasRightCapitals(text))
		return no("One character is wrong: the capitals do not match the rest.");
	const address = text.toLowerCase();
	return isHex(address, 20)
		? { address, wrong: null }
		: no("It contains a character that no address can have.");
};

/** Could it be a name of ENS: no address, and a dot inside? */
export const isTypedName = (typed: string): boolean =>
	/^[^\s.][^\s]*\.[^\s.]+$/.test(typed.trim()) &&
	!isHex(typed.trim(), 20) &&
	typed.length <= 255;

/** Do two different addresses look the same where people look: the first and the last four digits? */
export const looksLike = (a: string, b: string): boolean =>
	a.toLowerCase() !== b.toLowerCase() &&
	a.slice(2, 6).toLowerCase() === b.slice(2, 6).toLowerCase() &&
	a.slice(-4).toLowerCase() === b.slice(-4).toLowerCase();
