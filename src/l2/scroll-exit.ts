// What an account does on L1 to leave a Scroll rollup with its ether: force a withdrawal into the rollup's queue, and have
// the message that came of it paid out. Pure.
// Source: @scroll-tech/contracts 4.0.0, EnforcedTxGateway.sol, L2ScrollMessenger.sol, L2ETHGateway.sol,
// L1ScrollMessenger.sol, L1ETHGateway.sol.

import {
	abiAddress,
	abiBytes,
	abiCall,
	abiTuple,
	abiWord,
} from "../base/abi.ts";
import { concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import {
	address,
	bigDecimal,
	type Decode,
	type Decoded,
	hash,
	int,
	list,
	oneOf,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { ExitCall } from "./exit-step.ts";
import type { Proxied, ScrollExit, ScrollProfile } from "./profile.ts";
import { type ScrollMessage, treeHeight } from "./scroll-messages.ts";
import type { QueuedTransaction } from "./scroll-queue.ts";

/** Straight through the messengers, or through the bridge's own gateways for ether. */
const via = oneOf("messenger", "gateway");
export type Via = Decoded<typeof via>;

const force = record({
	kind: oneOf("scroll-force"),
	via,
	amountWei: bigDecimal,
	/** For the transaction on the rollup. */
	gasLimit: int(21_000, 30_000_000),
	/** What goes along for the queue's fee; what is too much comes back at once. */
	feeWei: bigDecimal,
});
const relay = record({
	kind: oneOf("scroll-relay"),
	via,
	/** Who withdrew on the rollup. */
	sender: address,
	recipient: address,
	amountWei: bigDecimal,
	nonce: int(),
	batchIndex: int(),
	siblings: list(hash, treeHeight - 1),
});

export type ScrollForce = Decoded<typeof force>;
export type ScrollRelay = Decoded<typeof relay>;
export type ScrollStep = ScrollForce | ScrollRelay;

/** The fee is gas limit x L2 base fee; a base fee above this is nobody's. */
const mostBaseFeeWei = 1_000_000_000_000n;

/** @throws bad-field, also for a fee that no true queue asks for */
export const scrollStep: Decode<ScrollStep> = (raw, path) => {
	const { kind } = record({ kind: text(40) })(raw, path);
	if (kind === "scroll-relay") return relay(raw, path);
	const step = force(raw, path);
	if (step.feeWei > BigInt(step.gasLimit) * mostBaseFeeWei)
		throw new Fault("bad-field", `"${path}.feeWei" is ${step.feeWei}`);
	return step;
};

// The first four bytes of keccak256 of each signature; the tests compute them again.
const selectors = {
	/** (address target, uint256 value, uint256 gasLimit, bytes data) */
	sendTransaction: "0x3934ce9d",
	/** (address to, uint256 value, bytes message, uint256 gasLimit) */
	sendMessage: "0xb2267a7b",
	/** (address to, uint256 amount, uint256 gasLimit) */
	withdrawEth: "0x2fcc29fa",
	/** (address from, address to, uint256 value, uint256 nonce, bytes message, (uint256 batchIndex, bytes merkleProof)) */
	relayMessageWithProof: "0xc311b6fc",
	/** (address from, address to, uint256 amount, bytes data) */
	finalizeWithdrawEth: "0x8eaac8a3",
} as const satisfies { readonly [name: string]: Hex };

/** @throws unverifiable-method when the profile does not say how its rollup is left */
export const scrollExitOf = ({ exit, title }: ScrollProfile): ScrollExit => {
	if (exit === undefined)
		throw new Fault("unverifiable-method", `leaving ${title}`);
	return exit;
};

/** The gateways for ether on both layers. @throws unverifiable-method when the profile does not name both */
const ethGateways = (
	profile: ScrollProfile,
): { readonly l1: Hex; readonly l2: Hex } => {
	const { contracts, l2 } = scrollExitOf(profile);
	if (contracts.ethGateway === undefined || l2.ethGateway === undefined)
		throw new Fault("unverifiable-method", `a gateway of ${profile.title}`);
	return { l1: contracts.ethGateway.address, l2: l2.ethGateway };
};

/** The transaction that a forced withdrawal of `from` is on the rollup: it pays `from` on L1. */
export const forcedTransaction = (
	profile: ScrollProfile,
	from: Hex,
	step: Pick<ScrollForce, "via" | "amountWei" | "gasLimit">,
): QueuedTransaction => {
	const { amountWei, gasLimit } = step;
	const common = { sender: from, valueWei: amountWei, gasLimit };
	if (step.via === "gateway")
		return {
			...common,
			target: ethGateways(profile).l2,
			data: abiCall(
				selectors.withdrawEth,
				abiAddress(from),
				abiWord(amountWei),
				abiWord(0),
			),
		};
	return {
		...common,
		target: scrollExitOf(profile).l2.messenger,
		data: abiCall(
			selectors.sendMessage,
			abiAddress(from),
			abiWord(amountWei),
			abiBytes("0x"),
			abiWord(0),
		),
	};
};

/** The message that a withdrawal of ether by `sender` to `recipient` leaves in the tree. */
export const withdrawalMessage = (
	profile: ScrollProfile,
	step: Pick<
		ScrollRelay,
		"via" | "sender" | "recipient" | "amountWei" | "nonce"
	>,
): ScrollMessage => {
	const { sender, recipient, amountWei, nonce } = step;
	if (step.via === "messenger")
		return {
			sender,
			target: recipient,
			valueWei: amountWei,
			nonce,
			data: "0x",
		};
	const { l1, l2 } = ethGateways(profile);
	return {
		sender: l2,
		target: l1,
		valueWei: amountWei,
		nonce,
		data: abiCall(
			selectors.finalizeWithdrawEth,
			abiAddress(sender),
			abiAddress(recipient),
			abiWord(amountWei),
			abiBytes("0x"),
		),
	};
};

const contractOf = (
	{ slots }: ScrollProfile,
	{ codeHash, implementation, implementationCodeHash }: Proxied,
) =>
	({
		how: "proxied",
		codeHash,
		slot: slots.implementation,
		implementation,
		implementationCodeHash,
	}) as const;

/**
 * The call of a step that `from` signs.
 * @throws exit-recipient when the message pays anybody else; unverifiable-method when the profile names no such way
 */
export const scrollCall = (
	profile: ScrollProfile,
	from: Hex,
	step: ScrollStep,
): ExitCall => {
	const { contracts } = scrollExitOf(profile);
	switch (step.kind) {
		case "scroll-force": {
			const { target, valueWei, gasLimit, data } = forcedTransaction(
				profile,
				from,
				step,
			);
			return {
				to: contracts.enforcedTxGateway.address,
				contract: contractOf(profile, contracts.enforcedTxGateway),
				valueWei: step.feeWei,
				data: abiCall(
					selectors.sendTransaction,
					abiAddress(target),
					abiWord(valueWei),
					abiWord(gasLimit),
					abiBytes(data),
				),
				mostGas: 500_000,
				title: "Force the withdrawal",
				says: [
					`Puts a transaction of yours into ${profile.title}'s queue on L1: it withdraws to this same account on L1.`,
					"The ether that goes along pays the queue's fee. What is too much comes back in the same transaction.",
				],
				arrives: null,
			};
		}
		case "scroll-relay": {
			const { recipient, amountWei, nonce, batchIndex, siblings } = step;
			if (recipient !== from)
				throw new Fault("exit-recipient", `message ${nonce} pays ${recipient}`);
			const message = withdrawalMessage(profile, step);
			return {
				to: contracts.messenger.address,
				contract: contractOf(profile, contracts.messenger),
				valueWei: 0n,
				data: abiCall(
					selectors.relayMessageWithProof,
					abiAddress(message.sender),
					abiAddress(message.target),
					abiWord(amountWei),
					abiWord(nonce),
					abiBytes(message.data),
					abiTuple(
						abiWord(batchIndex),
						abiBytes(toHex(concat(...siblings.map((one) => fromHex(one, 32))))),
					),
				),
				mostGas: 500_000,
				title: "Take the ether",
				says: [
					`Pays out message ${nonce} of ${profile.title} by its proof against the messages of batch ${batchIndex}, which L1 finalized.`,
				],
				arrives: { token: null, amount: amountWei },
			};
		}
	}
};
