// A withdrawal as its owner signed it for an Arbitrum chain: a transaction of the chain that calls ArbSys. Put into the delayed inbox
// as it is, it runs as its signer's, whoever brings it there: what the inbox is told of the sender is an alias and owns nothing.
// Source: OffchainLabs/nitro@6dce8d13, arbos/parse_l2.go (L2MessageKind_SignedTx), precompiles/ArbSys.go (WithdrawEth).

import { abiAddress, abiCall } from "../../../base/abi.ts";
import { fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import { decodeForeign } from "../../../evidence/foreign-transaction.ts";
import type { LeaveCall } from "../../kind.ts";
import { arbitrumMessage as say } from "./codes.ts";
import { aliasOf, type DelayedMessage, l2MessageKind } from "./delayed.ts";
import type { ArbitrumProfile } from "./profile.ts";
import { arbSys } from "./withdrawal.ts";

/** No withdrawal of ether is longer, whichever its type. */
export const mostSignedBytes = 1_024;

export const { withdrawEth } = selectorsOf({
	/** (address destination), with what is withdrawn as its value */
	withdrawEth: "withdrawEth(address)",
});

/** What the transaction calls ArbSys with to pay `recipient` on L1. */
export const withdrawEthData = (recipient: Hex): Hex =>
	abiCall(withdrawEth, abiAddress(recipient));

/** ArbSys adds one leaf to its tree of sends; in the worst case that writes a word on each of its levels. */
const mostWithdrawGas = 300_000;

/** The call that this wallet signs: null where the chain's profile does not say how the withdrawal would be paid out. */
export const withdrawCall = (
	{
		exit,
		title,
		l1,
		data,
	}: Pick<ArbitrumProfile, "exit" | "title" | "l1" | "data">,
	from: Hex,
): LeaveCall | null =>
	exit === undefined
		? null
		: {
				to: arbSys,
				data: withdrawEthData(from),
				gas: mostWithdrawGas,
				says: [
					say("arbitrum.leave.what", { chain: title }),
					say(l1 === "mainnet" ? "arbitrum.leave.week" : "arbitrum.leave.when"),
					say("arbitrum.leave.forced"),
					...(data === "committee" ? [say("arbitrum.offer.committee")] : []),
				],
			};

export type SignedWithdrawal = {
	/** Of the transaction on the chain. */
	readonly hash: Hex;
	readonly nonce: bigint;
	readonly amountWei: bigint;
	readonly gasLimit: bigint;
	/** The most that it pays for a unit of gas there. */
	readonly maxFeePerGasWei: bigint;
};

/** Legacy, with an access list, and with two caps: the chain takes no blobs, and a delegation is no withdrawal. */
const types: readonly number[] = [0, 1, 2];

/**
 * A withdrawal of ether that `from` signed for this chain and that pays `from` on L1.
 * @throws exit-recipient when somebody else signed it or is paid; unknown-chain when it is for another chain or for any;
 * exit-amount when it withdraws nothing; exit-evidence for any other transaction; bad-rlp
 */
export const signedWithdrawal = (
	{ chainId, title }: Pick<ArbitrumProfile, "chainId" | "title">,
	from: Hex,
	raw: Hex,
): SignedWithdrawal => {
	const one = decodeForeign(raw);
	if (one.chainId !== BigInt(chainId))
		throw new Fault("unknown-chain", `signed for ${one.chainId}, not ${title}`);
	if (one.from !== from)
		throw new Fault("exit-recipient", `${one.from} signed the withdrawal`);
	if (one.to !== arbSys || !types.includes(one.type))
		throw new Fault("exit-evidence", `transaction ${one.hash} withdraws not`);
	if (one.data !== withdrawEthData(from))
		throw new Fault(
			one.data.startsWith(withdrawEth) ? "exit-recipient" : "exit-evidence",
			`transaction ${one.hash} does not pay ${from}`,
		);
	if (one.valueWei === 0n)
		throw new Fault("exit-amount", "the withdrawal is of nothing");
	return {
		hash: one.hash,
		nonce: one.nonce,
		amountWei: one.valueWei,
		gasLimit: one.gasLimit,
		maxFeePerGasWei:
			"gasPriceWei" in one.fees
				? one.fees.gasPriceWei
				: one.fees.maxFeePerGasWei,
	};
};

/** L2MessageKind_SignedTx. */
const signedKind = "04";

/** What is put into the delayed inbox. */
export const inboxMessage = (raw: Hex): Hex => `0x${signedKind}${raw.slice(2)}`;

/** The message that the bridge makes of it, when `from` brings it there. */
export const messageOf = (
	from: Hex,
	{
		transaction,
		...came
	}: Pick<DelayedMessage, "l1Block" | "timeS" | "baseFeeWei"> & {
		readonly transaction: Hex;
	},
): DelayedMessage => ({
	kind: l2MessageKind,
	sender: aliasOf(from),
	l1Block: came.l1Block,
	timeS: came.timeS,
	baseFeeWei: came.baseFeeWei,
	dataHash: keccakHex(fromHex(inboxMessage(transaction))),
});
