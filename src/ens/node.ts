// The two forms in which contracts know a name: the hash of its labels (ERC-137), and the labels with their lengths (ENSIP-10,
// as DNS writes them). Names are normalized before they come here.

import { concat, type Hex, toHex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";

/** namehash of ERC-137. The empty name is the root. */
export const nameHash = (name: string): Hex => {
	let node = new Uint8Array(32);
	if (name !== "")
		for (const label of name.split(".").reverse())
			node = Uint8Array.from(keccak256(concat(node, keccak256(utf8(label)))));
	return toHex(node);
};

/** @throws ens-name for a label with no bytes or more than its length has room for */
export const dnsName = (name: string): Hex => {
	const parts: Uint8Array[] = [];
	for (const label of name.split(".")) {
		const bytes = utf8(label);
		if (bytes.length === 0 || bytes.length > 255)
			throw new Fault("ens-name", `a part of ${bytes.length} bytes`);
		parts.push(Uint8Array.of(bytes.length), bytes);
	}
	return toHex(concat(...parts, Uint8Array.of(0)));
};

/** Under this name an address says its own (ENSIP-3). */
export const reverseName = (address: Hex): string =>
	`${address.slice(2).toLowerCase()}.addr.reverse`;
