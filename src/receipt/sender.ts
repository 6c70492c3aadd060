// Who sent a transaction of any type, and with which nonce, out of the bytes in the block's trie. Needed to see that a
// nonce was used by a transaction that is not ours to know the form of.
// Source: EIP-155, EIP-2718, 2930, 1559, 4844, 7702; the fields of each end in parity, r and s.

import { bigToMinimal, concat, fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	decodeRlp,
	encodeRlp,
	type Rlp,
	rlpBig,
	rlpList,
} from "../base/rlp.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import { recoverAddress } from "../crypto/secp256k1.ts";

export type RecoveredTransaction = {
	readonly from: Hex;
	readonly nonce: number;
	/** Null for a legacy transaction that names no chain. */
	readonly chainId: bigint | null;
	readonly hash: Hex;
};

/** Number of fields by type; legacy is null. */
const fieldCounts: ReadonlyMap<number | null, number> = new Map([
	[null, 9],
	[1, 11],
	[2, 12],
	[3, 14],
	[4, 13],
]);

/** @throws bad-rlp when it does not decode, is of an unknown type, or carries nobody's signature */
export const senderOf = (raw: Hex): RecoveredTransaction => {
	const bytes = fromHex(raw);
	const first = bytes[0] ?? 0;
	const type = first >= 0xc0 ? null : first;
	const body = type === null ? bytes : bytes.subarray(1);
	const items = rlpList(decodeRlp(body, 8), "transaction");
	if (items.length !== fieldCounts.get(type))
		throw new Fault(
			"bad-rlp",
			`type ${type ?? "legacy"} with ${items.length} fields`,
		);
	const fields = items.slice(0, -3);
	const v = rlpBig(items.at(-3), "v");
	const { chainId, yParity, signed } =
		type === null ? legacy(fields, v) : typed(type, fields, v);
	const nonce = rlpBig(fields[type === null ? 0 : 1], "nonce");
	const from = recoverAddress(keccak256(signed), {
		yParity,
		r: rlpBig(items.at(-2), "r"),
		s: rlpBig(items.at(-1), "s"),
	});
	if (from === null || nonce > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-rlp", "nobody's signature");
	return { from, nonce: Number(nonce), chainId, hash: keccakHex(bytes) };
};

type Signed = {
	readonly chainId: bigint | null;
	readonly yParity: 0 | 1;
	readonly signed: Uint8Array;
};

const parityOf = (bit: bigint): 0 | 1 => {
	if (bit !== 0n && bit !== 1n)
		throw new Fault("bad-rlp", "the parity is neither 0 nor 1");
	return bit === 0n ? 0 : 1;
};

const typed = (type: number, fields: readonly Rlp[], v: bigint): Signed => ({
	chainId: rlpBig(fields[0], "chainId"),
	yParity: parityOf(v),
	signed: concat(Uint8Array.of(type), encodeRlp(fields)),
});

const legacy = (fields: readonly Rlp[], v: bigint): Signed => {
	if (v === 27n || v === 28n)
		return {
			chainId: null,
			yParity: parityOf(v - 27n),
			signed: encodeRlp(fields),
		};
	// 35 and 36 would name chain 0, which there is none of
	if (v < 37n) throw new Fault("bad-rlp", `v is ${v}`);
	const chainId = (v - 35n) / 2n;
	const none = new Uint8Array(0);
	return {
		chainId,
		yParity: parityOf((v - 35n) % 2n),
		signed: encodeRlp([...fields, bigToMinimal(chainId), none, none]),
	};
};
