// Any transaction of L1, out of its bytes: what somebody sent, of every type there is, with who signed it. It judges nothing.
// Sources: https://eips.ethereum.org/EIPS/eip-155, eip-2718, eip-2930, eip-1559, eip-4844, eip-7702

import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	decodeRlp,
	encodeRlp,
	type Rlp,
	rlpBig,
	rlpBytes,
	rlpList,
} from "../base/rlp.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import { recoverAddress } from "../crypto/secp256k1.ts";
import {
	isTransactionType,
	isUnsigned,
	signatureFields,
	type TransactionField,
	transactionFields,
} from "../source/transaction-fields.ts";

export type ListedAccess = {
	readonly address: Hex;
	readonly storageKeys: readonly Hex[];
};

export type ListedAuthorization = {
	readonly chainId: bigint;
	readonly address: Hex;
	readonly nonce: bigint;
	readonly yParity: bigint;
	readonly r: bigint;
	readonly s: bigint;
};

export type ForeignTransaction = {
	readonly hash: Hex;
	/** EIP-2718; 0 for a legacy one. */
	readonly type: number;
	readonly from: Hex;
	/** Null when it creates a contract. */
	readonly to: Hex | null;
	/** Null for a legacy one that names none. */
	readonly chainId: bigint | null;
	readonly nonce: bigint;
	readonly gasLimit: bigint;
	readonly valueWei: bigint;
	readonly data: Hex;
	/** Of a legacy one what stands there, with its chain in it; of any other the parity. */
	readonly v: bigint;
	readonly yParity: 0 | 1;
	readonly r: bigint;
	readonly s: bigint;
	/** One price, or two caps. */
	readonly fees:
		| { readonly gasPriceWei: bigint }
		| {
				readonly maxFeePerGasWei: bigint;
				readonly maxPriorityFeePerGasWei: bigint;
		  };
	readonly accessList?: readonly ListedAccess[];
	readonly blobs?: {
		readonly maxFeePerBlobGasWei: bigint;
		readonly versionedHashes: readonly Hex[];
	};
	readonly authorizations?: readonly ListedAuthorization[];
};

const bad = (why: string): Fault => new Fault("bad-rlp", why);

const sized = (item: Rlp | undefined, length: number, what: string): Hex => {
	const bytes = rlpBytes(item, what);
	if (bytes.length !== length)
		throw bad(`"${what}" has ${bytes.length} bytes, ${length} expected`);
	return toHex(bytes);
};

const fieldsOf = (
	item: Rlp | undefined,
	count: number,
	what: string,
): readonly Rlp[] => {
	const fields = rlpList(item, what);
	if (fields.length !== count)
		throw bad(`"${what}" has ${fields.length} fields, ${count} expected`);
	return fields;
};

const accessOf = (item: Rlp): ListedAccess => {
	const [address, keys] = fieldsOf(item, 2, "accessList");
	return {
		address: sized(address, 20, "accessList"),
		storageKeys: rlpList(keys, "storageKeys").map((key) =>
			sized(key, 32, "storageKeys"),
		),
	};
};

const authorizationOf = (item: Rlp): ListedAuthorization => {
	const what = "authorizationList";
	const [chainId, address, nonce, yParity, r, s] = fieldsOf(item, 6, what);
	return {
		chainId: rlpBig(chainId, what),
		address: sized(address, 20, what),
		nonce: rlpBig(nonce, what),
		yParity: rlpBig(yParity, what),
		r: rlpBig(r, what),
		s: rlpBig(s, what),
	};
};

const parityOf = (value: bigint): 0 | 1 => {
	if (value !== 0n && value !== 1n)
		throw bad(`the signature's parity is ${value}`);
	return value === 0n ? 0 : 1;
};

/** What a legacy transaction's `v` says: EIP-155, or 27 and 28 before it. 35 and 36 would name chain 0, which there is none of. */
const legacyV = (
	v: bigint,
): { readonly chainId: bigint | null; readonly yParity: 0 | 1 } =>
	v < 37n
		? { chainId: null, yParity: parityOf(v - 27n) }
		: { chainId: (v - 35n) / 2n, yParity: parityOf((v - 35n) % 2n) };

/** What a legacy transaction's signer hashed. */
const legacySigned = (
	fields: readonly Rlp[],
	chainId: bigint | null,
): Uint8Array => {
	const none = new Uint8Array(0);
	const body = fields.slice(0, -signatureFields);
	return encodeRlp(
		chainId === null ? body : [...body, bigToMinimal(chainId), none, none],
	);
};

/** @throws bad-rlp for a type that is not known, a field too many or too few or not canonical, or nobody's signature */
export const decodeForeign = (raw: Hex): ForeignTransaction => {
	const bytes = fromHex(raw);
	const [first = 0] = bytes;
	const type = first >= 0xc0 ? 0 : first;
	if (first === 0 || !isTransactionType(type) || isUnsigned(type))
		throw bad(`a transaction of type ${first}`);
	const body = type === 0 ? bytes : bytes.subarray(1);
	const names: readonly TransactionField[] = transactionFields[type];
	const fields = fieldsOf(decodeRlp(body, 5), names.length, "transaction");
	/** Undefined where the type has no such field. */
	const item = (name: TransactionField): Rlp | undefined =>
		fields[names.indexOf(name)];
	const v = rlpBig(item(type === 0 ? "v" : "yParity"), "signature");
	const r = rlpBig(item("r"), "signature");
	const s = rlpBig(item("s"), "signature");
	const { chainId, yParity } =
		type === 0
			? legacyV(v)
			: { chainId: rlpBig(item("chainId"), "chainId"), yParity: parityOf(v) };
	const signed =
		type === 0
			? legacySigned(fields, chainId)
			: concat(
					Uint8Array.of(type),
					encodeRlp(fields.slice(0, -signatureFields)),
				);
	const from = recoverAddress(keccak256(signed), { r, s, yParity });
	if (from === null) throw bad("nobody's signature");

	const to = rlpBytes(item("to"), "to");
	return {
		hash: keccakHex(bytes),
		type,
		from,
		to: to.length === 0 ? null : sized(to, 20, "to"),
		chainId,
		nonce: rlpBig(item("nonce"), "nonce"),
		gasLimit: rlpBig(item("gas"), "gasLimit"),
		valueWei: rlpBig(item("value"), "value"),
		data: toHex(rlpBytes(item("input"), "data")),
		v,
		yParity,
		r,
		s,
		fees:
			type === 0 || type === 1
				? { gasPriceWei: rlpBig(item("gasPrice"), "gasPrice") }
				: {
						maxPriorityFeePerGasWei: rlpBig(
							item("maxPriorityFeePerGas"),
							"maxPriorityFee",
						),
						maxFeePerGasWei: rlpBig(item("maxFeePerGas"), "maxFeePerGas"),
					},
		...(type > 0 && {
			accessList: rlpList(item("accessList"), "accessList").map(accessOf),
		}),
		...(type === 3 && {
			blobs: {
				maxFeePerBlobGasWei: rlpBig(
					item("maxFeePerBlobGas"),
					"maxFeePerBlobGas",
				),
				versionedHashes: rlpList(
					item("blobVersionedHashes"),
					"blobVersionedHashes",
				).map((hash) => sized(hash, 32, "blobVersionedHashes")),
			},
		}),
		...(type === 4 && {
			authorizations: rlpList(
				item("authorizationList"),
				"authorizationList",
			).map(authorizationOf),
		}),
	};
};

/** Where a transaction of this nonce puts the contract it creates. Yellow Paper, section 7. */
export const createdAddress = (from: Hex, nonce: bigint): Hex =>
	toHex(
		keccak256(encodeRlp([fromHex(from, 20), bigToMinimal(nonce)])).subarray(12),
	);
