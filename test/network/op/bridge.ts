// The standard bridge: its two contracts on L1 and their counterparts at fixed addresses on L2, a token of L1, and the token
// that stands for it on L2. Real code; the two on L2 are in genesis with the storage that their initializers would leave.

import {
	encodeAbiParameters,
	encodeFunctionData,
	erc20Abi,
	numberToHex,
	pad,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { tokenCreationCode } from "../l1/token.ts";
import { artifactOf, l1BridgeAbi, l1MessengerAbi, l2BridgeAbi } from "./abi.ts";
import { l2Bridge, l2Messenger } from "./address.ts";
import type { PlanBuilder, Proxied } from "./plan.ts";
import type { Call } from "./sender.ts";

export type BridgeContracts = {
	readonly l1CrossDomainMessenger: Proxied;
	readonly l1StandardBridge: Proxied;
	/** An ERC-20 of L1; the deployer and the accounts hold a million each. */
	readonly l1Token: Hex;
};

/** Puts the contracts into the plan; they still have to be initialized. */
export const createBridge = (
	plan: PlanBuilder,
	holders: readonly Hex[],
): BridgeContracts => ({
	l1CrossDomainMessenger: plan.proxied(
		"L1CrossDomainMessenger",
		l1MessengerAbi,
	),
	l1StandardBridge: plan.proxied("L1StandardBridge", l1BridgeAbi),
	l1Token: plan.addCreation({
		data: tokenCreationCode("Bridged Token", "BRG", holders),
		gas: 3_000_000n,
		what: "create the bridged token",
	}),
});

export const initializeBridge = (
	plan: PlanBuilder,
	{ l1CrossDomainMessenger, l1StandardBridge }: BridgeContracts,
	around: {
		readonly superchainConfig: Hex;
		readonly systemConfig: Hex;
		readonly portal: Hex;
	},
): void => {
	plan.initialize(
		l1CrossDomainMessenger,
		encodeFunctionData({
			abi: l1MessengerAbi,
			functionName: "initialize",
			args: [around.superchainConfig, around.portal, around.systemConfig],
		}),
		"L1CrossDomainMessenger",
	);
	plan.initialize(
		l1StandardBridge,
		encodeFunctionData({
			abi: l1BridgeAbi,
			functionName: "initialize",
			args: [
				l1CrossDomainMessenger.address,
				around.superchainConfig,
				around.systemConfig,
			],
		}),
		"L1StandardBridge",
	);
};

export const approveBridge = (
	token: Hex,
	bridge: Hex,
	amount: bigint,
): Call => ({
	to: token,
	data: encodeFunctionData({
		abi: erc20Abi,
		functionName: "approve",
		args: [bridge, amount],
	}),
	gas: 100_000n,
	what: "let the bridge take tokens",
});

/** Sends tokens of L1 to `to` on L2, where they are minted when the deposit is derived. */
export const depositTokens = (
	bridge: Hex,
	l1Token: Hex,
	l2Token: Hex,
	to: Hex,
	amount: bigint,
): Call => ({
	to: bridge,
	data: encodeFunctionData({
		abi: l1BridgeAbi,
		functionName: "depositERC20To",
		args: [l1Token, l2Token, to, amount, 150_000, "0x"],
	}),
	// Most of it is burned to pay for L2's.
	gas: 1_500_000n,
	what: `deposit tokens to ${to}`,
});

/** What a holder calls on L2, or has called there by a forced transaction, to get tokens to `to` on L1. */
export const withdrawTokens = (
	l2Token: Hex,
	to: Hex,
	amount: bigint,
): { readonly to: Hex; readonly data: Hex } => ({
	to: l2Bridge,
	data: encodeFunctionData({
		abi: l2BridgeAbi,
		functionName: "withdrawTo",
		args: [l2Token, to, amount, 100_000, "0x"],
	}),
});

/** The creation code of the token that stands on L2 for `l1Token`. */
export const mintableCreation = (l1Token: Hex): Hex => {
	const args = encodeAbiParameters(
		[
			{ type: "address" },
			{ type: "address" },
			{ type: "string" },
			{ type: "string" },
			{ type: "uint8" },
		],
		[l2Bridge, l1Token, "Bridged Token", "BRG", 18],
	);
	return `${artifactOf("OptimismMintableERC20").creation}${args.slice(2)}`;
};

export type GenesisAccount = {
	readonly code: Hex;
	readonly storage: Readonly<Record<Hex, Hex>>;
};

const word = (value: Hex): Hex => pad(value, { size: 32 });
const slot = (number: number): Hex => numberToHex(number, { size: 32 });

/**
 * The bridge's predeploys as `initialize` leaves them. Slots by the artifacts' storage layouts: the messenger's
 * initialized byte lies above the address that slot 0 once held, its 204 is the sender of no message, its 207 and the
 * bridge's 4 their counterparts on L1.
 */
export const bridgePredeploys = (
	l1Messenger: Hex,
	l1Bridge: Hex,
): ReadonlyMap<Hex, GenesisAccount> =>
	new Map([
		[
			l2Messenger,
			{
				code: artifactOf("L2CrossDomainMessenger").runtime,
				storage: {
					[slot(0)]: numberToHex(1n << 160n, { size: 32 }),
					[slot(204)]: word("0xdead"),
					[slot(207)]: word(l1Messenger),
				},
			},
		],
		[
			l2Bridge,
			{
				code: artifactOf("L2StandardBridge").runtime,
				storage: {
					[slot(0)]: slot(1),
					[slot(3)]: word(l2Messenger),
					[slot(4)]: word(l1Bridge),
				},
			},
		],
	]);
