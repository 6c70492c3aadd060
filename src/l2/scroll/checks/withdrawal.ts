// Withdrawals from a Scroll rollup, each as the message that it leaves in the tree: ether straight through the messengers or
// through the bridge's gateways for it, and tokens through the standard gateway for ERC-20. Pure.
// Source: @scroll-tech/contracts 4.0.0, L2ScrollMessenger.sol, L2ETHGateway.sol, L1ETHGateway.sol,
// L2StandardERC20Gateway.sol, L1StandardERC20Gateway.sol (getL2ERC20Address); of a clone's creation code, EIP-1167.

import { abiAddress, abiBytes, abiCall, abiWord } from "../../../base/abi.ts";
import {
	bigFromBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccak256 } from "../../../crypto/hash.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import type { ScrollMessage } from "./messages.ts";
import type { ScrollExit, ScrollProfile } from "./profile.ts";

/** Straight through the messengers, through the bridge's own gateways for ether, or through those for tokens. */
export const via = d.oneOf("messenger", "gateway", "token");
export type Via = Decoded<typeof via>;

/** A token of the rollup, and the one of L1 that it stands for. */
export const tokenPair = d.record({ l1: d.address, l2: d.address });
export type TokenPair = Decoded<typeof tokenPair>;

/** A withdrawal that somebody made on the rollup. */
export type ScrollWithdrawal = {
	readonly via: Via;
	/** There for a token, and for nothing else. */
	readonly token?: TokenPair;
	readonly sender: Hex;
	readonly recipient: Hex;
	/** Of a token, in its least units. */
	readonly amountWei: bigint;
	readonly nonce: number;
};

// The tests compute them again, from the contracts.
export const withdrawalSelectors = selectorsOf({
	/** (address from, address to, uint256 amount, bytes data) */
	finalizeWithdrawEth: "finalizeWithdrawETH(address,address,uint256,bytes)",
	/** (address l1Token, address l2Token, address from, address to, uint256 amount, bytes data) */
	finalizeWithdrawErc20:
		"finalizeWithdrawERC20(address,address,address,address,uint256,bytes)",
});

/** @throws unverifiable-method when the profile does not say how its rollup is left */
export const scrollExitOf = ({ exit, title }: ScrollProfile): ScrollExit => {
	if (exit === undefined)
		throw new Fault("unverifiable-method", `leaving ${title}`);
	return exit;
};

/** The gateways for ether on both layers. @throws unverifiable-method when the profile does not name both */
export const ethGateways = (
	profile: ScrollProfile,
): { readonly l1: Hex; readonly l2: Hex } => {
	const { contracts, l2 } = scrollExitOf(profile);
	if (contracts.ethGateway === undefined || l2.ethGateway === undefined)
		throw new Fault("unverifiable-method", `a gateway of ${profile.title}`);
	return { l1: contracts.ethGateway.address, l2: l2.ethGateway };
};

export type Erc20Exit = NonNullable<ScrollExit["erc20"]>;

/** The standard gateways for tokens. @throws unverifiable-method when the profile does not name them */
export const erc20Of = (profile: ScrollProfile): Erc20Exit => {
	const { erc20 } = scrollExitOf(profile);
	if (erc20 === undefined)
		throw new Fault(
			"unverifiable-method",
			`a gateway for tokens of ${profile.title}`,
		);
	return erc20;
};

const lowAddress = (bytes: Uint8Array): Hex => toHex(bytes.subarray(12));

/** The one token of the rollup that the standard gateways make for a token of L1: its address follows from that token's. */
export const standardToken = (
	{ l2Gateway, tokenFactory, tokenImplementation }: Erc20Exit,
	l1Token: Hex,
): Hex => {
	const salt = keccak256(
		concat(fromHex(l2Gateway, 20), keccak256(fromHex(l1Token, 20))),
	);
	const creation = concat(
		fromHex("0x3d602d80600a3d3981f3363d3d373d3d3d363d73"),
		fromHex(tokenImplementation, 20),
		fromHex("0x5af43d82803e903d91602b57fd5bf3"),
	);
	return lowAddress(
		keccak256(
			concat(
				Uint8Array.of(0xff),
				fromHex(tokenFactory, 20),
				salt,
				keccak256(creation),
			),
		),
	);
};

/**
 * True when it returns: L1's standard gateway pays `l1` for `l2` and for no other token of the rollup.
 * @throws exit-recipient when it does not; unverifiable-method when the profile names no such gateway
 */
export const checkPair = (
	profile: ScrollProfile,
	{ l1, l2 }: TokenPair,
): Erc20Exit => {
	const erc20 = erc20Of(profile);
	const made = standardToken(erc20, l1);
	if (made !== l2)
		throw new Fault(
			"exit-recipient",
			`the rollup's token for ${l1} is ${made}, not ${l2}`,
		);
	return erc20;
};

/** The token of a withdrawal by tokens' gateways. @throws exit-recipient when it names none, or one that is not L1's */
const pairOf = (
	profile: ScrollProfile,
	token: TokenPair | undefined,
): { readonly pair: TokenPair; readonly erc20: Erc20Exit } => {
	if (token === undefined)
		throw new Fault("exit-recipient", "a withdrawal of no token");
	return { pair: token, erc20: checkPair(profile, token) };
};

/**
 * The message that a withdrawal leaves in the tree.
 * @throws exit-recipient for a token that L1's gateway pays another for; unverifiable-method when the profile names no such way
 */
export const withdrawalMessage = (
	profile: ScrollProfile,
	{ via, token, sender, recipient, amountWei, nonce }: ScrollWithdrawal,
): ScrollMessage => {
	if (via === "messenger")
		return {
			sender,
			target: recipient,
			valueWei: amountWei,
			nonce,
			data: "0x",
		};
	if (via === "gateway") {
		const { l1, l2 } = ethGateways(profile);
		return {
			sender: l2,
			target: l1,
			valueWei: amountWei,
			nonce,
			data: abiCall(
				withdrawalSelectors.finalizeWithdrawEth,
				abiAddress(sender),
				abiAddress(recipient),
				abiWord(amountWei),
				abiBytes("0x"),
			),
		};
	}
	const { pair, erc20 } = pairOf(profile, token);
	return {
		sender: erc20.l2Gateway,
		target: erc20.l1Gateway.address,
		valueWei: 0n,
		nonce,
		data: abiCall(
			withdrawalSelectors.finalizeWithdrawErc20,
			abiAddress(pair.l1),
			abiAddress(pair.l2),
			abiAddress(sender),
			abiAddress(recipient),
			abiWord(amountWei),
			abiBytes("0x"),
		),
	};
};

/** The words of a call's arguments; zeros past its end. */
const argument = (data: Hex, at: number): Uint8Array => {
	const word = new Uint8Array(32);
	word.set(fromHex(data).subarray(4 + 32 * at, 36 + 32 * at));
	return word;
};

/** What the message would be if it were a withdrawal that is known here. */
const guessOf = (
	profile: ScrollProfile,
	{ sender, target, valueWei, nonce, data }: ScrollMessage,
): ScrollWithdrawal => {
	const { l2, contracts, erc20 } = scrollExitOf(profile);
	const addressAt = (at: number): Hex => lowAddress(argument(data, at));
	if (sender === l2.ethGateway && target === contracts.ethGateway?.address)
		return {
			via: "gateway",
			sender: addressAt(0),
			recipient: addressAt(1),
			amountWei: valueWei,
			nonce,
		};
	if (sender === erc20?.l2Gateway && target === erc20?.l1Gateway.address)
		return {
			via: "token",
			token: { l1: addressAt(0), l2: addressAt(1) },
			sender: addressAt(2),
			recipient: addressAt(3),
			amountWei: bigFromBytes(argument(data, 4)),
			nonce,
		};
	return {
		via: "messenger",
		sender,
		recipient: target,
		amountWei: valueWei,
		nonce,
	};
};

/** The withdrawal that a message is, byte for byte; null for any other message. */
export const withdrawalOf = (
	profile: ScrollProfile,
	message: ScrollMessage,
): ScrollWithdrawal | null => {
	const guess = guessOf(profile, message);
	try {
		const { data, valueWei } = withdrawalMessage(profile, guess);
		return data === message.data && valueWei === message.valueWei
			? guess
			: null;
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "exit-recipient")
			return null;
		throw thrown;
	}
};
