// The checksum of an address, in the capitals of its digits. Source: https://eips.ethereum.org/EIPS/eip-55

import { type Hex, utf8 } from "../base/bytes.ts";
import { keccakHex } from "./hash.ts";

/** The address with the capitals of EIP-55. `address` is 20 bytes of hex in any case. */
export const checksummed = (address: string): Hex => {
	const plain = address.slice(2).toLowerCase();
	const hash = keccakHex(utf8(plain)).slice(2);
	return `0x${[...plain]
		.map((digit, i) =>
			Number.parseInt(hash.charAt(i), 16) >= 8 ? digit.toUpperCase() : digit,
		)
		.join("")}`;
};

/** Is nothing said by its capitals, or what the checksum says? `address` is 20 bytes of hex. */
export const hasRightCapitals = (address: string): boolean => {
	const digits = address.slice(2);
	const isMixed = /[a-f]/.test(digits) && /[A-F]/.test(digits);
	return !isMixed || checksummed(address) === `0x${digits}`;
};
