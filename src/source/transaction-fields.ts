// Which fields a transaction of each type holds, in which order they stand in its bytes. For whoever writes one out of a
// node's JSON, reads one out of its bytes, or makes one. Source: EIP-2718, 2930, 1559, 4844, 7702; OP Stack deposits (type 0x7e).

/** What a signature adds to a transaction that has a type. */
const signature = ["yParity", "r", "s"] as const;
const target = ["gas", "to", "value", "input"] as const;
/** What all hold from EIP-1559 on, in front of what is their own; and all that one of type 2 has signed. */
export const cappedFields = [
	"chainId",
	"nonce",
	"maxPriorityFeePerGas",
	"maxFeePerGas",
	...target,
	"accessList",
] as const;

/** How many fields at the end are the signature's. */
export const signatureFields = signature.length;

/**
 * By EIP-2718's type, 0 for a legacy one. Those of L1 are signed; nobody signs a rollup's deposit (126), nor what ArbOS puts in front of
 * each block (106; OffchainLabs/go-ethereum, core/types/arb_types.go, ArbitrumInternalTx).
 */
export const transactionFields = {
	0: ["nonce", "gasPrice", ...target, "v", "r", "s"],
	1: ["chainId", "nonce", "gasPrice", ...target, "accessList", ...signature],
	2: [...cappedFields, ...signature],
	3: [...cappedFields, "maxFeePerBlobGas", "blobVersionedHashes", ...signature],
	4: [...cappedFields, "authorizationList", ...signature],
	106: ["chainId", "input"],
	126: [
		"sourceHash",
		"from",
		"to",
		"mint",
		"value",
		"gas",
		"isSystemTx",
		"input",
	],
} as const;

/** Is it one that nobody signs? It is told by its rollup, and not out of bytes. */
export const isUnsigned = (type: TransactionType): type is 106 | 126 =>
	type === 106 || type === 126;

export type TransactionType = keyof typeof transactionFields;
export type TransactionField =
	(typeof transactionFields)[TransactionType][number];

export const isTransactionType = (type: number): type is TransactionType =>
	Object.hasOwn(transactionFields, type);
