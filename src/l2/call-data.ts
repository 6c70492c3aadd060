// What a transaction of L1 calls, out of its bytes as they stand in the trie. Source: EIP-2718 and the transaction types after it.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, rlpBytes, rlpList } from "../base/rlp.ts";

/** Places of recipient and data among a transaction's fields, by its type. @throws bad-rlp */
const placesOf = (type: number): readonly [number, number] => {
	if (type === 0) return [3, 5];
	if (type === 1) return [4, 6];
	if (type <= 4) return [5, 7];
	throw new Fault("bad-rlp", `a transaction of type ${type}`);
};

/** Recipient (null for a creation) and data of a transaction as it stands in the trie. @throws bad-rlp */
export const callOf = (
	raw: Hex,
): { readonly to: Hex | null; readonly data: Uint8Array } => {
	const bytes = fromHex(raw);
	const first = bytes[0] ?? 0;
	const type = first >= 0xc0 ? 0 : first;
	const fields = rlpList(
		decodeRlp(type === 0 ? bytes : bytes.subarray(1)),
		"transaction",
	);
	const [toAt, dataAt] = placesOf(type);
	const to = rlpBytes(fields[toAt], "to");
	return {
		to: to.length === 0 ? null : toHex(to),
		data: rlpBytes(fields[dataAt], "data"),
	};
};
