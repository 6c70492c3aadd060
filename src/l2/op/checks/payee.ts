// Whom a withdrawal from an OP rollup pays on L1, and what: read out of the withdrawal itself. Ether goes to its target at
// once; what the standard bridge sent goes messenger → bridge → payee. Anything else is no payment. Pure.
// Source: contracts-bedrock 0.17.3, CrossDomainMessenger.sol (relayMessage), StandardBridge.sol (finalizeBridge…),
// L1StandardBridge.sol (finalize…Withdrawal).

import { abiBytes, abiCall, abiWord } from "../../../base/abi.ts";
import { bigFromBytes, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import { addressOfWord } from "./games.ts";
import type { OpExit } from "./profile.ts";
import type { Released } from "./registry-profile.ts";
import type { AnyOpProfile } from "./values.ts";
import type { OpWithdrawal } from "./withdrawal.ts";

// The tests compute them again, from the contracts.
export const payeeSelectors = selectorsOf({
	relayMessage: "relayMessage(uint256,address,address,uint256,uint256,bytes)",
	finalizeBridgeETH: "finalizeBridgeETH(address,address,uint256,bytes)",
	finalizeETHWithdrawal: "finalizeETHWithdrawal(address,address,uint256,bytes)",
	finalizeBridgeERC20:
		"finalizeBridgeERC20(address,address,address,address,uint256,bytes)",
	finalizeERC20Withdrawal:
		"finalizeERC20Withdrawal(address,address,address,address,uint256,bytes)",
});

export type Payment = {
	/** Null: ether. */
	readonly token: { readonly l1: Hex; readonly l2: Hex } | null;
	readonly amount: bigint;
	/** Who gave it up on L2. */
	readonly sender: Hex;
	/** The least gas that the withdrawal asks for its payment. */
	readonly leastGas: bigint;
	/**
	 * What the messenger on L1 knows it by; null when the portal pays it itself. A message that failed can be relayed
	 * again, a payment of the portal's own cannot.
	 */
	readonly messageHash: Hex | null;
};

/** Of a message: more than the bridge ever writes. */
const mostBytes = 8192;

const refused = (why: string): Fault => new Fault("exit-recipient", why);

/**
 * Arguments of a call, each one word but the last, which is bytes. Only what encodes to the very same calldata is taken.
 * @throws exit-recipient for any other calldata
 */
const argumentsOf = (
	data: Hex,
	selector: Hex,
	count: number,
): { readonly words: readonly bigint[]; readonly last: Hex } => {
	const bytes = fromHex(data).subarray(4);
	const word = (at: number): bigint =>
		bigFromBytes(bytes.subarray(32 * at, 32 * at + 32));
	const words = Array.from({ length: count }, (_, i) => word(i));
	const length = Number(word(count + 1));
	const from = 32 * (count + 2);
	const last = toHex(bytes.subarray(from, from + Math.min(length, mostBytes)));
	const again = abiCall(selector, ...words.map(abiWord), abiBytes(last));
	if (again !== data)
		throw refused(`the call ${data.slice(0, 10)} has odd arguments`);
	return { words, last };
};

const addressAt = (words: readonly bigint[], at: number): Hex => {
	const word = words[at] ?? 0n;
	if (word >> 160n !== 0n) throw refused("a word is no address");
	return addressOfWord(word);
};

/** @throws exit-recipient unless `found` is the one expected */
const expect = (what: string, found: Hex, wanted: Hex): void => {
	if (found !== wanted)
		throw refused(`${what} is ${found}, ${wanted} would be the rollup's`);
};

/** The bridge's own part of a message. */
const bridged = (
	message: Hex,
	valueWei: bigint,
): Pick<Payment, "token" | "amount"> & { readonly to: Hex; from: Hex } => {
	const selector = message.slice(0, 10);
	const { finalizeBridgeERC20, finalizeERC20Withdrawal } = payeeSelectors;
	for (const known of [finalizeBridgeERC20, finalizeERC20Withdrawal])
		if (selector === known) {
			if (valueWei !== 0n) throw refused("a token's message brings ether");
			const { words } = argumentsOf(message, known, 5);
			return {
				token: { l1: addressAt(words, 0), l2: addressAt(words, 1) },
				from: addressAt(words, 2),
				to: addressAt(words, 3),
				amount: words[4] ?? 0n,
			};
		}
	const { finalizeBridgeETH, finalizeETHWithdrawal } = payeeSelectors;
	for (const known of [finalizeBridgeETH, finalizeETHWithdrawal])
		if (selector === known) {
			const { words } = argumentsOf(message, known, 3);
			const amount = words[2] ?? 0n;
			if (amount !== valueWei)
				throw refused(`the message pays ${amount} and brings ${valueWei}`);
			return {
				token: null,
				from: addressAt(words, 0),
				to: addressAt(words, 1),
				amount,
			};
		}
	throw refused(`the message calls ${selector}`);
};

/**
 * What the withdrawal pays to `to`, when it does nothing else.
 * @throws exit-recipient when it pays somebody else, or calls anything but the payee itself or the standard bridge
 */
export const paymentOf = (
	{
		contracts,
		standardBridge,
		crossDomainMessenger,
	}: Pick<WayOut, "contracts" | "standardBridge" | "crossDomainMessenger">,
	to: Hex,
	withdrawal: OpWithdrawal,
): Payment => {
	const { sender, target, valueWei, gasLimit, data } = withdrawal;
	if (target === to) {
		if (data !== "0x") throw refused("the withdrawal calls its payee");
		return {
			token: null,
			amount: valueWei,
			sender,
			leastGas: gasLimit,
			messageHash: null,
		};
	}
	const { l1CrossDomainMessenger, l1StandardBridge } = contracts;
	expect("the target", target, l1CrossDomainMessenger.address);
	expect("the sender", sender, crossDomainMessenger);
	const { relayMessage } = payeeSelectors;
	const { words, last } = argumentsOf(data, relayMessage, 5);
	expect("the message's sender", addressAt(words, 1), standardBridge);
	expect("the message's target", addressAt(words, 2), l1StandardBridge.address);
	if (words[3] !== valueWei)
		throw refused("the message and the withdrawal differ in value");
	const paid = bridged(last, valueWei);
	expect("the payee", paid.to, to);
	return {
		token: paid.token,
		amount: paid.amount,
		sender: paid.from,
		leastGas: words[4] ?? 0n,
		messageHash: keccakHex(fromHex(data)),
	};
};

/** The record of the profile that ways out need. @throws unverifiable-method when it has none */
export const exitOf = <E>(profile: {
	readonly title: string;
	readonly exit?: E | undefined;
}): E => {
	if (profile.exit === undefined)
		throw new Fault(
			"unverifiable-method",
			`the profile of ${profile.title} names no way out`,
		);
	return profile.exit;
};

/** What every way out is made of, whichever release the contracts are of. */
export type WayOut = Pick<
	OpExit,
	| "standardBridge"
	| "crossDomainMessenger"
	| "proofMaturityS"
	| "gameClockS"
	| "gameFinalityS"
	| "sequencingWindow"
	| "maxDriftS"
	| "tokens"
> & {
	readonly contracts: {
		readonly [name in "l1StandardBridge" | "l1CrossDomainMessenger"]: {
			readonly address: Hex;
		};
	};
	readonly portal: Released;
	/** In the portal's storage and the messenger's. */
	readonly slots: Pick<
		OpExit["slots"],
		| "finalizedWithdrawals"
		| "provenWithdrawals"
		| "proofSubmitters"
		| "relayedMessages"
		| "failedMessages"
	>;
};

/** The same of any profile. @throws unverifiable-method when it names no way out */
export const wayOutOf = (profile: AnyOpProfile): WayOut => {
	if (profile.kind === "op-games-v1") {
		const portal = profile.contracts.optimismPortal;
		return { ...exitOf(profile), portal };
	}
	const exit = exitOf(profile);
	const portal = exit.contracts.optimismPortal;
	return { ...exit, portal, gameFinalityS: profile.gameFinalityS };
};
