// A profile with a way out, and withdrawals as the rollup's own contracts would make them, encoded by viem: for tests of
// exits from OP rollups without a network.

import { encodeFunctionData, parseAbi } from "viem";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { decodeRollupProfile } from "../../../src/l2/checks.ts";
import type { OpProfile } from "../../../src/l2/op/checks/profile.ts";
import type { OpWithdrawal } from "../../../src/l2/op/checks/withdrawal.ts";
import { person, profile } from "../rollup-world.ts";

export { person };

const account = (byte: string): Hex => `0x${byte.repeat(20)}`;
const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
/** The code that the profile knows at an address of a contract that only exits need. */
export const knownCode = (at: Hex): Hex =>
	toHex(utf8(`code of ${at.slice(2, 4)}`));
const hashAt = (at: Hex): Hex => keccakHex(fromHex(knownCode(at)));
const proxied = (byte: string, implementation: string) => ({
	address: account(byte),
	codeHash: hashAt(account(byte)),
	implementation: account(implementation),
	implementationCodeHash: hashAt(account(implementation)),
});

export const l2Messenger: Hex = "0x4200000000000000000000000000000000000007";
export const l2Bridge: Hex = "0x4200000000000000000000000000000000000010";
export const l1Messenger = account("e3");
export const l1Bridge = account("e2");
export const l2Token = account("72");
export const l1Token = account("71");
export const stranger = account("5a");

export const exitProfile = decodeRollupProfile(
	{
		...profile,
		tokens: [{ address: l2Token, symbol: "TOK", decimals: 6, balancesSlot: 0 }],
		exit: {
			contracts: {
				superchainConfig: proxied("e1", "f1"),
				l1StandardBridge: proxied("e2", "f2"),
				l1CrossDomainMessenger: proxied("e3", "f3"),
				delayedWeth: proxied("e4", "f4"),
				proxyAdmin: { address: account("e5"), codeHash: word("e5") },
			},
			slots: {
				finalizedWithdrawals: 51,
				provenWithdrawals: 57,
				proofSubmitters: 60,
				initBonds: 102,
				batcherHash: 103,
				paused: word("0a"),
				guardian: word("0b"),
				admin: word("0c"),
				proxyAdminOwner: 0,
				relayedMessages: 203,
				failedMessages: 206,
				resolvedClaims: 6,
				gameCredit: 3,
			},
			standardBridge: l2Bridge,
			crossDomainMessenger: l2Messenger,
			batchInbox: account("0f"),
			proofMaturityS: 604_800,
			gameClockS: 302_400,
			gameFinalityS: 302_400,
			sequencingWindow: { blocks: 3600, seconds: 43_200 },
			maxDriftS: 600,
			initBondWei: "80000000000000000",
			bondDelayS: 604_800,
			tokens: [{ l2: l2Token, l1: l1Token }],
		},
	},
	"profile",
) as OpProfile;

export const bridgeAbi = parseAbi([
	"function finalizeBridgeERC20(address localToken, address remoteToken, address from, address to, uint256 amount, bytes extraData)",
	"function finalizeERC20Withdrawal(address l1Token, address l2Token, address from, address to, uint256 amount, bytes extraData)",
	"function finalizeBridgeETH(address from, address to, uint256 amount, bytes extraData)",
	"function finalizeETHWithdrawal(address from, address to, uint256 amount, bytes extraData)",
	"function relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 minGasLimit, bytes message)",
]);

export const versioned = (nonce: number | bigint): bigint =>
	(1n << 240n) + BigInt(nonce);

/** What initiateWithdrawal of an account's own ether sends. */
export const etherWithdrawal = (
	change: Partial<OpWithdrawal> = {},
): OpWithdrawal => ({
	nonce: versioned(7),
	sender: person,
	target: person,
	valueWei: 1_500_000_000_000_000_000n,
	gasLimit: 123_456n,
	data: "0x",
	...change,
});

/** A message of the bridge on L2, as the two messengers carry it. */
export const relayed = (
	message: Hex,
	change: {
		valueWei?: bigint;
		sender?: Hex;
		target?: Hex;
		minGas?: number;
		withdrawal?: Partial<OpWithdrawal>;
	} = {},
): OpWithdrawal => {
	const { valueWei = 0n, minGas = 123_456 } = change;
	return {
		nonce: versioned(8),
		sender: l2Messenger,
		target: l1Messenger,
		valueWei,
		gasLimit: 600_000n,
		data: encodeFunctionData({
			abi: bridgeAbi,
			functionName: "relayMessage",
			args: [
				versioned(3),
				change.sender ?? l2Bridge,
				change.target ?? l1Bridge,
				valueWei,
				BigInt(minGas),
				message,
			],
		}),
		...change.withdrawal,
	};
};

export const tokenMessage = (
	change: { to?: Hex; from?: Hex; amount?: bigint; extra?: Hex } = {},
	functionName:
		| "finalizeBridgeERC20"
		| "finalizeERC20Withdrawal" = "finalizeBridgeERC20",
): Hex =>
	encodeFunctionData({
		abi: bridgeAbi,
		functionName,
		args: [
			l1Token,
			l2Token,
			change.from ?? person,
			change.to ?? person,
			change.amount ?? 2_500_000n,
			change.extra ?? "0x",
		],
	});

export const etherMessage = (
	change: { to?: Hex; amount?: bigint } = {},
	functionName:
		| "finalizeBridgeETH"
		| "finalizeETHWithdrawal" = "finalizeBridgeETH",
): Hex =>
	encodeFunctionData({
		abi: bridgeAbi,
		functionName,
		args: [person, change.to ?? person, change.amount ?? 9n, "0x"],
	});
