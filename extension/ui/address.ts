// Addresses as people write and compare them: the checksum in their capitals (EIP-55), and look-alikes.

import { type Hex, isHex, utf8 } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";

/** The address with the capitals of EIP-55. `address` is 20 bytes of hex. */
export const checksummed = (address: string): string => {
	const plain = address.slice(2).toLowerCase();
	const hash = keccakHex(utf8(plain)).slice(2);
	return `0x${[...plain]
		.map((digit, i) =>
			Number.parseInt(hash.charAt(i), 16) >= 8 ? digit.toUpperCase() : digit,
		)
		.join("")}`;
};

export type TypedAddress =
	| { readonly address: Hex; readonly wrong: null }
	| { readonly address: null; readonly wrong: string };

/** What a person typed or pasted as an address; capitals that do not match their checksum are refused. */
export const typedAddress = (typed: string): TypedAddress => {
	const text = typed.trim();
	const no = (wrong: string): TypedAddress => ({ address: null, wrong });
	if (!text.startsWith("0x"))
		return no("An address starts with 0x. Names are not looked up.");
	if (!isHex(text, 20))
		return no(
			text.length === 42
				? "It contains a character that no address can have."
				: `An address has 42 characters. This has ${text.length}.`,
		);
	const digits = text.slice(2);
	const mixed = /[a-f]/.test(digits) && /[A-F]/.test(digits);
	if (mixed && checksummed(text) !== text)
		return no("One character is wrong: the capitals do not match the rest.");
	const address = text.toLowerCase();
	return isHex(address, 20)
		? { address, wrong: null }
		: no("It contains a character that no address can have.");
};

/** Do two different addresses look the same where people look: the first and the last four digits? */
export const looksLike = (a: string, b: string): boolean =>
	a.toLowerCase() !== b.toLowerCase() &&
	a.slice(2, 6).toLowerCase() === b.slice(2, 6).toLowerCase() &&
	a.slice(-4).toLowerCase() === b.slice(-4).toLowerCase();
