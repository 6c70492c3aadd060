// Puts Arbitrum's contracts onto L1: the real ones, behind the proxies they stand behind on Mainnet, with short periods. Every
// address follows from the deployer's nonce.

import {
	type Abi,
	encodeFunctionData,
	getContractAddress,
	type Hex as ViemHex,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { tokenCreationCode } from "../l1/token.ts";
import type { Sender } from "../op/sender.ts";
import {
	bridgeAbi,
	eventInboxAbi,
	inboxAbi,
	outboxAbi,
	proxyAbi,
	rollupAbi,
	sequencerInboxAbi,
	tokenAbi,
} from "./abi.ts";
import { type ContractName, creationWith } from "./artifact.ts";

export type Proxied = { readonly address: Hex; readonly implementation: Hex };
export type Contracts = {
	readonly bridge: Proxied;
	readonly inbox: Proxied;
	readonly outbox: Proxied;
	readonly sequencerInbox: Proxied;
	readonly rollup: Proxied;
	readonly userLogic: Hex;
	readonly stakeToken: Hex;
};

export const nobody: Hex = "0x00000000000000000000000000000000000000ee";
export const zeroAddress: Hex = "0x0000000000000000000000000000000000000000";
const proxyAdmin: Hex = "0x00000000000000000000000000000000000000ad";
/** Decides between rivals; here nobody asks it. */
export const challengeManager: Hex =
	"0x00000000000000000000000000000000000000cc";
export const zeroHash: Hex = `0x${"00".repeat(32)}`;
export const wasmModuleRoot: Hex = `0x${"77".repeat(32)}`;
const maxDataSize = 117_964n;

/** In blocks of L1. */
export const periods = {
	confirm: 20,
	delay: 40,
	bufferMost: 30,
	bufferThreshold: 10,
	bufferRate: 500,
} as const;
export const stake = 1n;

/** @param stakers hold its token @param deployer has sent nothing else meanwhile */
export const deployArbitrum = async (
	deployer: Sender,
	firstNonce: number,
	{ owner, stakers }: { readonly owner: Hex; readonly stakers: readonly Hex[] },
	l2ChainId: number,
): Promise<Contracts> => {
	let nonce = firstNonce;
	const made = (ahead: number): Hex =>
		d.address(
			getContractAddress({
				from: deployer.address,
				nonce: BigInt(nonce + ahead),
			}).toLowerCase(),
			"made",
		);
	const send = async (what: string, data: Hex, to?: Hex): Promise<void> => {
		nonce++;
		await deployer.send({
			data,
			gas: 12_000_000n,
			what,
			...(to === undefined ? {} : { to }),
		});
	};
	const create = async (
		name: ContractName,
		abi: Abi = [],
		args: readonly unknown[] = [],
	): Promise<Hex> => {
		const at = made(0);
		await send(name, creationWith(name, abi, args));
		return at;
	};
	const proxied = async (
		name: ContractName,
		abi: Abi = [],
		args: readonly unknown[] = [],
	): Promise<Proxied> => {
		const implementation = await create(name, abi, args);
		const address = await create("TransparentUpgradeableProxy", proxyAbi, [
			implementation,
			proxyAdmin,
			"0x",
		]);
		return { address, implementation };
	};
	const stakeToken = made(0);
	await send("token", tokenCreationCode("Stake", "STK", stakers));
	const adminLogic = await create("RollupAdminLogic");
	const userLogic = await create("RollupUserLogic");
	const rollup = await create("RollupProxy");
	const bridge = await proxied("Bridge");
	const inbox = await proxied("Inbox", inboxAbi, [maxDataSize]);
	const outbox = await proxied("Outbox");
	const sequencerInbox = await proxied("SequencerInbox", sequencerInboxAbi, [
		maxDataSize,
		nobody,
		false,
		true,
	]);
	const events = await proxied("RollupEventInbox");
	const times = {
		delayBlocks: BigInt(periods.delay),
		futureBlocks: 64n,
		delaySeconds: 86_400n,
		futureSeconds: 3_600n,
	};
	const bufferConfig = {
		threshold: BigInt(periods.bufferThreshold),
		max: BigInt(periods.bufferMost),
		replenishRateInBasis: BigInt(periods.bufferRate),
	};
	const call = (data: ViemHex, { address }: { readonly address: Hex }) =>
		send(`initialize ${address}`, data, address);
	await call(
		encodeFunctionData({
			abi: bridgeAbi,
			functionName: "initialize",
			args: [rollup],
		}),
		bridge,
	);
	await call(
		encodeFunctionData({
			abi: sequencerInboxAbi,
			functionName: "initialize",
			args: [bridge.address, times, bufferConfig],
		}),
		sequencerInbox,
	);
	await call(
		encodeFunctionData({
			abi: inboxAbi,
			functionName: "initialize",
			args: [bridge.address, sequencerInbox.address],
		}),
		inbox,
	);
	for (const one of [events, outbox])
		await call(
			encodeFunctionData({
				abi: one === events ? eventInboxAbi : outboxAbi,
				functionName: "initialize",
				args: [bridge.address],
			}),
			one,
		);
	await call(
		encodeFunctionData({
			abi: rollupAbi,
			functionName: "initializeProxy",
			args: [
				{
					confirmPeriodBlocks: BigInt(periods.confirm),
					stakeToken,
					baseStake: stake,
					wasmModuleRoot,
					owner,
					loserStakeEscrow: nobody,
					chainId: BigInt(l2ChainId),
					chainConfig: "{}",
					minimumAssertionPeriod: 1n,
					validatorAfkBlocks: 201_600n,
					miniStakeValues: [],
					sequencerInboxMaxTimeVariation: times,
					layerZeroBlockEdgeHeight: 1n,
					layerZeroBigStepEdgeHeight: 1n,
					layerZeroSmallStepEdgeHeight: 1n,
					genesisAssertionState: {
						globalState: {
							bytes32Vals: [zeroHash, zeroHash],
							u64Vals: [0n, 0n],
						},
						machineStatus: 1,
						endHistoryRoot: zeroHash,
					},
					genesisInboxCount: 0n,
					anyTrustFastConfirmer: zeroAddress,
					numBigStepLevel: 1,
					challengeGracePeriodBlocks: 5n,
					bufferConfig,
				},
				{
					bridge: bridge.address,
					sequencerInbox: sequencerInbox.address,
					inbox: inbox.address,
					outbox: outbox.address,
					rollupEventInbox: events.address,
					challengeManager,
					rollupAdminLogic: adminLogic,
					rollupUserLogic: userLogic,
					validatorWalletCreator: nobody,
				},
			],
		}),
		{ address: rollup },
	);
	return {
		bridge,
		inbox,
		outbox,
		sequencerInbox,
		rollup: { address: rollup, implementation: adminLogic },
		userLogic,
		stakeToken,
	};
};

/** What the owner does once: anybody may assert, and the owner itself posts batches; and what each who stakes does. */
export const openToAll = async (
	owner: Sender,
	stakers: readonly Sender[],
	{ rollup, sequencerInbox, stakeToken }: Contracts,
): Promise<void> => {
	const gas = 1_000_000n;
	await owner.sendAll([
		{
			to: rollup.address,
			gas,
			what: "open",
			data: encodeFunctionData({
				abi: rollupAbi,
				functionName: "setValidatorWhitelistDisabled",
				args: [true],
			}),
		},
		{
			to: sequencerInbox.address,
			gas,
			what: "batch poster",
			data: encodeFunctionData({
				abi: sequencerInboxAbi,
				functionName: "setIsBatchPoster",
				args: [d.address(owner.address.toLowerCase(), "owner"), true],
			}),
		},
	]);
	for (const staker of stakers)
		await staker.send({
			to: stakeToken,
			gas,
			what: "approve",
			data: encodeFunctionData({
				abi: tokenAbi,
				functionName: "approve",
				args: [rollup.address, 10n ** 18n],
			}),
		});
};
