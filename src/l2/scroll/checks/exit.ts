// What an account does on L1 to leave a Scroll rollup with its ether or a token: force a withdrawal into the rollup's queue,
// and have the message that came of it paid out. Pure.
// Source: @scroll-tech/contracts 4.0.0, EnforcedTxGateway.sol, L2ScrollMessenger.sol, L2ETHGateway.sol, L2ERC20Gateway.sol,
// L1ScrollMessenger.sol.

import {
	abiAddress,
	abiBytes,
	abiCall,
	abiTuple,
	abiWord,
} from "../../../base/abi.ts";
import { concat, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import type { Decoded, OfKind } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import type { Message } from "../../../protocol/message.ts";
import { type ExitCall, proxyCalled } from "../../exit-step.ts";
import type { Proxied } from "../../profile.ts";
import { amountIn } from "../../units.ts";
import { scrollMessage } from "./codes.ts";
import { treeHeight } from "./messages.ts";
import type { ScrollProfile } from "./profile.ts";
import type { QueuedTransaction } from "./queue.ts";
import {
	checkPair,
	ethGateways,
	scrollExitOf,
	tokenPair,
	via,
	withdrawalMessage,
} from "./withdrawal.ts";

/** The fee is gas limit x L2 base fee; a base fee above this is nobody's. */
const mostBaseFeeWei = 1_000_000_000_000n;

const steps = d.variant(
	{
		"scroll-force": {
			via,
			/** There for `via` "token", and for nothing else. */
			token: d.optional(tokenPair),
			/** Of a token, in its least units. */
			amountWei: d.bigDecimal,
			/** For the transaction on the rollup. */
			gasLimit: d.int(21_000, 30_000_000),
			/** What goes along for the queue's fee; what is too much comes back at once. */
			feeWei: d.bigDecimal,
		},
		"scroll-relay": {
			via,
			/** Likewise. */
			token: d.optional(tokenPair),
			/** Who withdrew on the rollup. */
			sender: d.address,
			recipient: d.address,
			amountWei: d.bigDecimal,
			nonce: d.int(),
			batchIndex: d.int(),
			siblings: d.list(d.hash, treeHeight - 1),
		},
	},
	(step, path) => {
		if ((step.via === "token") !== (step.token !== undefined))
			throw new Fault("bad-field", `"${path}.token" does not go with its way`);
		if (step.kind === "scroll-relay") return;
		if (step.feeWei > BigInt(step.gasLimit) * mostBaseFeeWei)
			throw new Fault("bad-field", `"${path}.feeWei" is ${step.feeWei}`);
	},
);

/** @throws bad-field, also for a fee that no true queue asks for */
export const {
	decode: scrollStep,
	byKind: scrollSteps,
	is: isOfScroll,
} = steps;
export type ScrollStep = Decoded<typeof scrollStep>;
export type ScrollForce = OfKind<ScrollStep, "scroll-force">;
export type ScrollRelay = OfKind<ScrollStep, "scroll-relay">;

// The tests compute them again, from the contracts.
const selectors = selectorsOf({
	/** (address target, uint256 value, uint256 gasLimit, bytes data) */
	sendTransaction: "sendTransaction(address,uint256,uint256,bytes)",
	/** (address to, uint256 value, bytes message, uint256 gasLimit) */
	sendMessage: "sendMessage(address,uint256,bytes,uint256)",
	/** (address to, uint256 amount, uint256 gasLimit) */
	withdrawEth: "withdrawETH(address,uint256,uint256)",
	/** (address token, address to, uint256 amount, uint256 gasLimit) */
	withdrawErc20: "withdrawERC20(address,address,uint256,uint256)",
	/** (address from, address to, uint256 value, uint256 nonce, bytes message, (uint256 batchIndex, bytes merkleProof)) */
	relayMessageWithProof:
		"relayMessageWithProof(address,address,uint256,uint256,bytes,(uint256,bytes))",
});

/**
 * The transaction that a forced withdrawal of `from` is on the rollup: it pays `from` on L1.
 * @throws exit-recipient for a token that L1's gateway pays another for; unverifiable-method when the profile names no such way
 */
export const forcedTransaction = (
	profile: ScrollProfile,
	from: Hex,
	step: Pick<ScrollForce, "via" | "token" | "amountWei" | "gasLimit">,
): QueuedTransaction => {
	const { token, amountWei, gasLimit } = step;
	const common = { sender: from, valueWei: amountWei, gasLimit };
	if (step.via === "token") {
		if (token === undefined)
			throw new Fault("exit-recipient", "a withdrawal of no token");
		const { l2Gateway } = checkPair(profile, token);
		return {
			...common,
			valueWei: 0n,
			target: l2Gateway,
			data: abiCall(
				selectors.withdrawErc20,
				abiAddress(token.l2),
				abiAddress(from),
				abiWord(amountWei),
				abiWord(0),
			),
		};
	}
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

/** What a step is called. */
export const scrollTitle = (step: ScrollStep): Message => {
	if (step.kind === "scroll-force") return scrollMessage("scroll.force.title");
	return step.token === undefined
		? scrollMessage("scroll.relay.title-ether")
		: scrollMessage("scroll.relay.title-token");
};

const proxied = ({ slots }: ScrollProfile, contract: Proxied) =>
	proxyCalled(contract, slots.implementation);

/** The withdrawal into the queue on L1. */
const forceCall = (
	profile: ScrollProfile,
	from: Hex,
	step: ScrollForce,
): ExitCall => {
	const { contracts } = scrollExitOf(profile);
	const { target, valueWei, gasLimit, data } = forcedTransaction(
		profile,
		from,
		step,
	);
	return {
		...proxied(profile, contracts.enforcedTxGateway),
		valueWei: step.feeWei,
		data: abiCall(
			selectors.sendTransaction,
			abiAddress(target),
			abiWord(valueWei),
			abiWord(gasLimit),
			abiBytes(data),
		),
		mostGas: 500_000,
		title: scrollTitle(step),
		says: [
			scrollMessage("scroll.force.what", {
				what: amountIn(profile, step.token?.l2 ?? null, step.amountWei),
				chain: profile.title,
			}),
			...(step.token === undefined
				? []
				: [scrollMessage("scroll.force.token", { token: step.token.l1 })]),
			scrollMessage("scroll.force.fee"),
		],
		arrives: null,
	};
};

/** The payment of a message whose batch is final. @throws exit-recipient when it pays anybody else */
const relayCall = (
	profile: ScrollProfile,
	from: Hex,
	step: ScrollRelay,
): ExitCall => {
	const { contracts } = scrollExitOf(profile);
	const { recipient, token, amountWei, nonce, batchIndex, siblings } = step;
	if (recipient !== from)
		throw new Fault("exit-recipient", `message ${nonce} pays ${recipient}`);
	const message = withdrawalMessage(profile, step);
	return {
		...proxied(profile, contracts.messenger),
		valueWei: 0n,
		data: abiCall(
			selectors.relayMessageWithProof,
			abiAddress(message.sender),
			abiAddress(message.target),
			abiWord(message.valueWei),
			abiWord(nonce),
			abiBytes(message.data),
			abiTuple(
				abiWord(batchIndex),
				abiBytes(toHex(concat(...siblings.map((one) => fromHex(one, 32))))),
			),
		),
		mostGas: 500_000,
		title: scrollTitle(step),
		says: [
			token === undefined
				? scrollMessage("scroll.relay.ether", {
						what: amountIn(profile, null, amountWei),
					})
				: scrollMessage("scroll.relay.token", {
						what: amountIn(profile, token.l2, amountWei),
						token: token.l1,
					}),
			scrollMessage("scroll.relay.proof", {
				nonce,
				chain: profile.title,
				batch: batchIndex,
			}),
		],
		arrives: { token: token?.l1 ?? null, amount: amountWei },
	};
};

/**
 * The call of a step that `from` signs.
 * @throws exit-recipient when the message pays anybody else; unverifiable-method when the profile names no such way
 */
export const scrollCall = (
	profile: ScrollProfile,
	from: Hex,
	step: ScrollStep,
): ExitCall =>
	step.kind === "scroll-force"
		? forceCall(profile, from, step)
		: relayCall(profile, from, step);
