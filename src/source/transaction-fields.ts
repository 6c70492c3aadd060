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
 * By EIP-2718's type, 0 for a legacy one. Those of L1 are signed; nobody signs a rollup's deposit (126), nor what ArbOS carries out: what
 * comes from L1 (100 to 102, 105), a retry of it (104), and what stands in front of each block (106). What stands at an address or a fee
 * there has the names that a node's JSON gives it.
 * Source: OffchainLabs/go-ethereum@49b38a63, core/types/arb_types.go, the structs in their order; internal/ethapi/api.go, newRPCTransaction.
 */
export const transactionFields = {
	0: ["nonce", "gasPrice", ...target, "v", "r", "s"],
	1: ["chainId", "nonce", "gasPrice", ...target, "accessList", ...signature],
	2: [...cappedFields, ...signature],
	3: [...cappedFields, "maxFeePerBlobGas", "blobVersionedHashes", ...signature],
	4: [...cappedFields, "authorizationList", ...signature],
	100: ["chainId", "requestId", "from", "to", "value"],
	101: ["chainId", "from", "nonce", "feeCap", ...target],
	102: ["chainId", "requestId", "from", "feeCap", ...target],
	104: [
		...(["chainId", "nonce", "from", "feeCap"] as const),
		...target,
		...(["ticketId", "refundTo", "maxRefund", "submissionFeeRefund"] as const),
	],
	105: [
		"chainId",
		"requestId",
		"from",
		"l1BaseFee",
		"depositValue",
		"feeCap",
		"gas",
		"retryTo",
		"retryValue",
		"beneficiary",
		"maxSubmissionFee",
		"refundTo",
		"retryData",
	],
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
export const isUnsigned = (
	type: TransactionType,
): type is Exclude<TransactionType, 0 | 1 | 2 | 3 | 4> => type > 4;

export type TransactionType = keyof typeof transactionFields;
export type TransactionField =
	(typeof transactionFields)[TransactionType][number];

export const isTransactionType = (type: number): type is TransactionType =>
	Object.hasOwn(transactionFields, type);
