// The filter over the addresses and topics of a block's events that its header carries: a name whose bits are not all set is in none of
// them. The chain's own rule binds it to the receipts. Source: Yellow Paper, section 4.3.1.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { decodeRlp, rlpList } from "../base/rlp.ts";
import { keccak256 } from "../crypto/hash.ts";
import { headerFields } from "../source/header.ts";
import { decodeHeader } from "./header.ts";

const bytes = 256;

/** The three bits of a name: in which byte, and which of it. */
const bitsOf = (item: Hex): readonly (readonly [at: number, bit: number])[] => {
	const digest = keccak256(fromHex(item));
	return [0, 2, 4].map((i) => {
		const bit = (((digest[i] ?? 0) << 8) | (digest[i + 1] ?? 0)) & 2047;
		return [bytes - 1 - (bit >> 3), 1 << (bit & 7)];
	});
};

/** The filter over these. */
export const bloomOf = (items: readonly Hex[]): Hex => {
	const bits = new Uint8Array(bytes);
	for (const item of items)
		for (const [at, bit] of bitsOf(item)) bits[at] = (bits[at] ?? 0) | bit;
	return toHex(bits);
};

/**
 * Does the block have no event that names all of these? Never said of an empty filter beside used gas, nor of a header with fields of a
 * later fork than is known here: a fork may give the filter up, and then it rules nothing out.
 * @param rlp of a verified header. @throws bad-rlp
 */
export const isRuledOut = (rlp: Hex, items: readonly Hex[]): boolean => {
	const raw = fromHex(rlp);
	const { field, gasUsed } = decodeHeader(raw);
	const bits = field("logsBloom");
	if (
		bits === null ||
		rlpList(decodeRlp(raw, 2), "header").length > headerFields.length
	)
		return false;
	if (gasUsed > 0 && bits.every((one) => one === 0)) return false;
	return items.some((item) =>
		bitsOf(item).some(([at, bit]) => ((bits[at] ?? 0) & bit) === 0),
	);
};
