// A transaction as a Ledger takes it, and what it makes of its signature: of the oldest kind, which has no type, and of the typed ones;
// and what lets an account run an address's code. Source: https://github.com/LedgerHQ/app-ethereum/blob/develop/doc/ethapp.adoc, and
// for the oldest kind the maker's library, `safeChunkTransaction` and `getParity`.

import { bigToMinimal, concat, fromHex, type Hex } from "../base/bytes.ts";
import { encodeRlp } from "../base/rlp.ts";
import { type AuthorizationAsked, isUntyped } from "../protocol/device.ts";
import { mostData, pieces } from "./ledger-apdu.ts";

/**
 * Place and transaction, cut. One of the oldest kind is whole before its chain (EIP-155), so a cut there would have the device sign
 * it for every chain: the last piece holds more than the chain and the two nothings after it.
 */
export const transactionPieces = (
	place: Uint8Array,
	unsigned: Hex,
	chainId: number,
): readonly Uint8Array[] => {
	const whole = concat(place, fromHex(unsigned));
	if (!isUntyped(unsigned) || whole.length <= mostData)
		return pieces(whole, mostData);
	const end = encodeRlp(bigToMinimal(BigInt(chainId))).length + 2;
	let most = mostData;
	while (whole.length % most !== 0 && whole.length % most <= end) most--;
	return pieces(whole, most);
};

/**
 * Of the oldest kind v has the chain in it, of which the device keeps the four highest bytes, and of the sum the lowest.
 * @returns 99 where it is none
 */
export const legacyParity = (v: number, chainId: number): number => {
	let chain = BigInt(chainId);
	while (chain > 0xffff_ffffn) chain >>= 8n;
	const parity = (v - Number((chain * 2n + 35n) & 0xffn) + 256) % 256;
	return parity > 1 ? 99 : parity;
};

/** A tag, a length, and a number in as few bytes as there may be, one at least. */
const numberField = (tag: number, value: number): Uint8Array => {
	const bytes = value === 0 ? Uint8Array.of(0) : bigToMinimal(BigInt(value));
	return concat(Uint8Array.of(tag, bytes.length), bytes);
};

/** With its length before it. */
export const authorizationBytes = ({
	chainId,
	delegate,
	nonce,
}: Pick<AuthorizationAsked, "chainId" | "delegate" | "nonce">): Uint8Array => {
	const fields = concat(
		numberField(0x00, 1),
		Uint8Array.of(0x01, 20),
		fromHex(delegate, 20),
		numberField(0x02, chainId),
		numberField(0x03, nonce),
	);
	return concat(Uint8Array.of(fields.length >>> 8, fields.length), fields);
};
