// A Safe's transaction: what its owners agree to, the hash that they sign, and the call that carries it out, read back from its
// bytes. Whether anybody agreed is not known here.
// Source: https://github.com/safe-global/safe-smart-account/blob/v1.4.1/contracts/Safe.sol, execTransaction, encodeTransactionData

import {
	abiAddress,
	abiBytes,
	abiBytes32,
	abiCall,
	abiEncode,
	abiWord,
} from "../base/abi.ts";
import { readArguments } from "../base/abi-read.ts";
import { concat, fromHex, type Hex, utf8 } from "../base/bytes.ts";
import { readAs } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccak256, keccakHex } from "../crypto/hash.ts";
import { selectorsOf } from "../crypto/selector.ts";

/** What a Safe is to do, as a plain call. */
export type SafeCall = {
	readonly to: Hex;
	readonly valueWei: bigint;
	readonly data: Hex;
};

/** The same with all that its contract lets be said beside. */
export type SafeTx = SafeCall & {
	/** 0: a call. 1: it runs the code of `to` as the Safe itself. */
	readonly operation: number;
	readonly safeTxGas: bigint;
	readonly baseGas: bigint;
	readonly gasPriceWei: bigint;
	readonly gasToken: Hex;
	readonly refundReceiver: Hex;
};

const nobody: Hex = `0x${"0".repeat(40)}`;

/** Nothing beside the call. */
export const plainSafeTx = (call: SafeCall): SafeTx => ({
	...call,
	operation: 0,
	safeTxGas: 0n,
	baseGas: 0n,
	gasPriceWei: 0n,
	gasToken: nobody,
	refundReceiver: nobody,
});

const hashText = (text: string): Hex => keccakHex(utf8(text));
const domainType = hashText(
	"EIP712Domain(uint256 chainId,address verifyingContract)",
);
const txType = hashText(
	"SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)",
);

/** What is said beside the call, in its order. */
const termsOf = (tx: SafeTx) => [
	abiWord(tx.operation),
	abiWord(tx.safeTxGas),
	abiWord(tx.baseGas),
	abiWord(tx.gasPriceWei),
	abiAddress(tx.gasToken),
	abiAddress(tx.refundReceiver),
];

/** What the owners sign. */
export const safeTxHash = (
	chainId: number,
	safe: Hex,
	tx: SafeTx,
	nonce: number,
): Hex => {
	const domain = keccak256(
		abiEncode(abiBytes32(domainType), abiWord(chainId), abiAddress(safe)),
	);
	const struct = keccak256(
		abiEncode(
			abiBytes32(txType),
			abiAddress(tx.to),
			abiWord(tx.valueWei),
			abiBytes32(keccakHex(fromHex(tx.data))),
			...termsOf(tx),
			abiWord(nonce),
		),
	);
	return keccakHex(concat(Uint8Array.of(0x19, 1), domain, struct));
};

const selectors = selectorsOf({
	execute:
		"execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)",
	approve: "approveHash(bytes32)",
});
const executeWords = 10;

const asks = (data: Hex, selector: Hex): boolean =>
	data.slice(0, 10).toLowerCase() === selector;

/** Does it ask a Safe to carry out a transaction? */
export const isSafeExecution = (data: Hex): boolean =>
	asks(data, selectors.execute);

/** Does it agree to a Safe's transaction by its hash alone? */
export const isSafeApproval = (data: Hex): boolean =>
	asks(data, selectors.approve);

/** The call by which an owner agrees to a transaction of that hash, in place of a signature. */
export const safeApproval = (hash: Hex): Hex =>
	abiCall(selectors.approve, abiBytes32(hash));

/** @throws safe-terms for bytes that no encoder makes */
export const readSafeExecution = (
	data: Hex,
): { readonly tx: SafeTx; readonly signatures: Hex } =>
	readAs("safe-terms", () =>
		readArguments(fromHex(data).subarray(4), executeWords, (parts) => ({
			tx: {
				to: parts.address(),
				valueWei: parts.uint(),
				data: parts.bytes(),
				operation: Number(parts.uint(8)),
				safeTxGas: parts.uint(),
				baseGas: parts.uint(),
				gasPriceWei: parts.uint(),
				gasToken: parts.address(),
				refundReceiver: parts.address(),
			},
			signatures: parts.bytes(),
		})),
	);

/** The call that carries it out. */
export const safeExecution = (tx: SafeTx, signatures: Hex): Hex =>
	abiCall(
		selectors.execute,
		abiAddress(tx.to),
		abiWord(tx.valueWei),
		abiBytes(tx.data),
		...termsOf(tx),
		abiBytes(signatures),
	);

/** Nothing at all, done by the Safe to itself: its one effect is that the nonce is used. */
export const isSafeCancel = (safe: Hex, { to, valueWei, data }: SafeCall) =>
	to === safe && valueWei === 0n && data === "0x";

/** A call in its turn: what a Safe agrees to where it is an owner of another one, which is to do this. */
export type SafeOuter = SafeCall & { readonly nonce: number };

/** Where that stands beside the agreement, with the chain that the hash is for. */
export type SafeNested = {
	readonly chainId: number;
	readonly outer: SafeOuter;
};

/**
 * It agrees to exactly that, in the Safe that it calls. One Safe's yes goes into one other and no further.
 * @throws safe-deep where that is itself an agreement in a third Safe; safe-opaque where the hash is of something else; safe-terms;
 * and as `checkSafeTx` for what the other Safe would do
 */
const checkNested = (tx: SafeTx, { chainId, outer }: SafeNested): void => {
	if (isSafeApproval(outer.data))
		throw new Fault("safe-deep", `approveHash at ${outer.to}`);
	checkSafeTx(tx.to, plainSafeTx(outer));
	if (tx.valueWei !== 0n)
		throw new Fault(
			"safe-terms",
			`${tx.valueWei} wei go into ${tx.to} with it`,
		);
	const hash = safeTxHash(chainId, tx.to, plainSafeTx(outer), outer.nonce);
	if (tx.data !== safeApproval(hash))
		throw new Fault("safe-opaque", `${tx.data} is not of ${hash}`);
};

/**
 * True when it returns: it is a plain call, of something else than a Safe, or it only uses up the nonce, or it agrees as an owner of
 * another Safe to what is said beside it.
 * @param nested what it agrees to in another Safe
 * @throws safe-delegate, safe-refund, safe-terms, safe-self; safe-opaque, safe-unproved where it acts as an owner of another Safe;
 * order-evidence for what is said beside a call that agrees to nothing; as `checkNested`
 */
export const checkSafeTx = (
	safe: Hex,
	tx: SafeTx,
	nested?: SafeNested,
): void => {
	if (tx.operation !== 0)
		throw new Fault("safe-delegate", `operation ${tx.operation} at ${tx.to}`);
	if (
		tx.baseGas !== 0n ||
		tx.gasPriceWei !== 0n ||
		tx.gasToken !== nobody ||
		tx.refundReceiver !== nobody
	)
		throw new Fault(
			"safe-refund",
			`${tx.baseGas} gas at ${tx.gasPriceWei} of ${tx.gasToken} to ${tx.refundReceiver}`,
		);
	// where it is set, what fails inside counts as carried out
	if (tx.safeTxGas !== 0n)
		throw new Fault("safe-terms", `"safeTxGas" is ${tx.safeTxGas}`);
	if (tx.to === safe && !isSafeCancel(safe, tx))
		throw new Fault("safe-self", `the Safe calls itself: ${tx.data}`);
	if (isSafeApproval(tx.data)) {
		if (nested === undefined)
			throw new Fault("safe-opaque", `approveHash at ${tx.to}`);
		checkNested(tx, nested);
	} else if (nested !== undefined)
		throw new Fault("order-evidence", "it agrees to nothing in another Safe");
	if (isSafeExecution(tx.data))
		throw new Fault("safe-unproved", `nothing is proved of the Safe ${tx.to}`);
};

/** Who acts by an order, and what is called in his name: a Safe where the order carries out a transaction of one. @throws safe-terms */
export const actingBy = ({
	from,
	to,
	data,
}: {
	readonly from: Hex;
	readonly to: Hex;
	readonly data: Hex;
}): { readonly holder: Hex; readonly calls: Hex } =>
	isSafeExecution(data)
		? { holder: to, calls: readSafeExecution(data).tx.to }
		: { holder: from, calls: to };
