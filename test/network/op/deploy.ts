// Puts an OP rollup's L1 contracts onto L1: real code, dispute-game path, short clocks. Every address follows from the
// deployer's nonce, so all transactions are sent at once and the whole deployment takes a few L1 blocks.

import {
	type Abi,
	concat,
	encodeAbiParameters,
	encodeFunctionData,
	getContractAddress,
	keccak256,
	pad,
	size,
	zeroAddress,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { address } from "../../../src/base/decode.ts";
import {
	anchorAbi,
	artifactOf,
	factoryAbi,
	gameAbi,
	mipsAbi,
	oracleAbi,
	portalAbi,
	proxyAbi,
	superchainConfigAbi,
	systemConfigAbi,
	wethAbi,
} from "./abi.ts";
import { batchInbox } from "./address.ts";
import { basefeeScalar, blobBasefeeScalar } from "./deposit.ts";
import type { Call, Sender } from "./sender.ts";

/** The contracts behind a proxy: `address` is the proxy's, `implementation` what it delegates to. */
export type Proxied = { readonly address: Hex; readonly implementation: Hex };

export type OpContracts = {
	readonly superchainConfig: Proxied;
	readonly systemConfig: Proxied;
	readonly disputeGameFactory: Proxied;
	readonly anchorStateRegistry: Proxied;
	readonly delayedWeth: Proxied;
	readonly optimismPortal: Proxied;
	readonly preimageOracle: Hex;
	readonly mips: Hex;
	/** Every game is a clone of it. */
	readonly faultDisputeGame: Hex;
};

export type DeployOptions = {
	readonly l2ChainId: number;
	readonly sequencer: Hex;
	readonly batcher: Hex;
	readonly anchor: { readonly root: Hex; readonly l2BlockNumber: number };
	readonly maxClockS: number;
	readonly proofMaturityS: number;
	readonly gameFinalityS: number;
	/** Accounts that get `fundWei` of L1 ether in the same go. */
	readonly fund: readonly Hex[];
	readonly fundWei: bigint;
	/** Ether that exists on L2 from genesis: the portal holds as much, so that every withdrawal can be paid. */
	readonly backingWei: bigint;
};

export const gameType = 0;

export type Plan = {
	readonly calls: readonly Call[];
	readonly contracts: OpContracts;
};

/** Gas for creating a contract: 200 a byte of code, 16 a byte of data, and its constructor. */
const creationGas = (initCode: Hex): bigint =>
	700_000n + 230n * BigInt(size(initCode));

const constructorArgs = (abi: Abi, args: readonly unknown[]): Hex => {
	const made = abi.find((part) => part.type === "constructor");
	return made === undefined ? "0x" : encodeAbiParameters(made.inputs, args);
};

/** The deployment as transactions of `deployer`, the first of them with `firstNonce`. */
export const planDeployment = (
	deployer: Hex,
	firstNonce: number,
	options: DeployOptions,
): Plan => {
	const calls: Call[] = [];
	const add = (call: Call): void => {
		calls.push(call);
	};
	const create = (
		name: string,
		abi: Abi,
		args: readonly unknown[] = [],
	): Hex => {
		const made = getContractAddress({
			from: deployer,
			nonce: BigInt(firstNonce + calls.length),
		});
		const data = concat([
			artifactOf(name).creation,
			constructorArgs(abi, args),
		]);
		add({ data, gas: creationGas(data), what: `create ${name}` });
		return address(made, name);
	};
	const proxied = (
		name: string,
		abi: Abi,
		args: readonly unknown[] = [],
	): Proxied => ({
		implementation: create(name, abi, args),
		address: create("Proxy", proxyAbi, [deployer]),
	});
	const initialize = (proxy: Proxied, data: Hex, what: string): void =>
		add({
			to: proxy.address,
			data: encodeFunctionData({
				abi: proxyAbi,
				functionName: "upgradeToAndCall",
				args: [proxy.implementation, data],
			}),
			gas: 800_000n,
			what: `initialize ${what}`,
		});

	for (const to of options.fund)
		add({
			to,
			data: "0x",
			valueWei: options.fundWei,
			gas: 21_000n,
			what: `fund ${to}`,
		});
	const superchainConfig = proxied("SuperchainConfig", superchainConfigAbi);
	const systemConfig = proxied("SystemConfig", systemConfigAbi);
	const disputeGameFactory = proxied("DisputeGameFactory", factoryAbi);
	const anchorStateRegistry = proxied("AnchorStateRegistry", anchorAbi, [
		disputeGameFactory.address,
	]);
	const delayedWeth = proxied("DelayedWETH", wethAbi, [1n]);
	const optimismPortal = proxied("OptimismPortal2", portalAbi, [
		BigInt(options.proofMaturityS),
		BigInt(options.gameFinalityS),
	]);
	const preimageOracle = create("PreimageOracle", oracleAbi, [0n, 0n]);
	const mips = create("MIPS", mipsAbi, [preimageOracle]);
	const faultDisputeGame = create("FaultDisputeGame", gameAbi, [
		gameType,
		keccak256("0x01"), // the prestate of a program nobody runs: games end by clock here
		73n,
		30n,
		1n, // clock extension, seconds
		BigInt(options.maxClockS),
		mips,
		delayedWeth.address,
		anchorStateRegistry.address,
		BigInt(options.l2ChainId),
	]);

	initialize(
		superchainConfig,
		encodeFunctionData({
			abi: superchainConfigAbi,
			functionName: "initialize",
			args: [deployer, false],
		}),
		"SuperchainConfig",
	);
	initialize(
		disputeGameFactory,
		encodeFunctionData({
			abi: factoryAbi,
			functionName: "initialize",
			args: [deployer],
		}),
		"DisputeGameFactory",
	);
	initialize(
		anchorStateRegistry,
		encodeFunctionData({
			abi: anchorAbi,
			functionName: "initialize",
			args: [
				[
					{
						gameType,
						outputRoot: {
							root: options.anchor.root,
							l2BlockNumber: BigInt(options.anchor.l2BlockNumber),
						},
					},
				],
			],
		}),
		"AnchorStateRegistry",
	);
	initialize(
		delayedWeth,
		encodeFunctionData({
			abi: wethAbi,
			functionName: "initialize",
			args: [deployer, superchainConfig.address],
		}),
		"DelayedWETH",
	);
	initialize(
		systemConfig,
		encodeFunctionData({
			abi: systemConfigAbi,
			functionName: "initialize",
			args: [
				deployer,
				basefeeScalar,
				blobBasefeeScalar,
				pad(options.batcher, { size: 32 }),
				30_000_000n,
				options.sequencer,
				{
					maxResourceLimit: 20_000_000,
					elasticityMultiplier: 10,
					baseFeeMaxChangeDenominator: 8,
					minimumBaseFee: 1_000_000_000,
					systemTxMaxGas: 1_000_000,
					maximumBaseFee: 2n ** 128n - 1n,
				},
				batchInbox,
				{
					l1CrossDomainMessenger: zeroAddress,
					l1ERC721Bridge: zeroAddress,
					l1StandardBridge: zeroAddress,
					disputeGameFactory: disputeGameFactory.address,
					optimismPortal: optimismPortal.address,
					optimismMintableERC20Factory: zeroAddress,
					gasPayingToken: "0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE",
				},
			],
		}),
		"SystemConfig",
	);
	initialize(
		optimismPortal,
		encodeFunctionData({
			abi: portalAbi,
			functionName: "initialize",
			args: [
				disputeGameFactory.address,
				systemConfig.address,
				superchainConfig.address,
				gameType,
			],
		}),
		"OptimismPortal2",
	);
	add({
		to: optimismPortal.address,
		data: encodeFunctionData({ abi: portalAbi, functionName: "donateETH" }),
		valueWei: options.backingWei,
		gas: 100_000n,
		what: "back L2's ether",
	});
	add({
		to: disputeGameFactory.address,
		data: encodeFunctionData({
			abi: factoryAbi,
			functionName: "setImplementation",
			args: [gameType, faultDisputeGame],
		}),
		gas: 200_000n,
		what: "set the game's implementation",
	});
	return {
		calls,
		contracts: {
			superchainConfig,
			systemConfig,
			disputeGameFactory,
			anchorStateRegistry,
			delayedWeth,
			optimismPortal,
			preimageOracle,
			mips,
			faultDisputeGame,
		},
	};
};

/** Sends the plan. True when it returns: every contract is created and initialized. */
export const runPlan = async (sender: Sender, plan: Plan): Promise<void> => {
	await sender.sendAll(plan.calls);
};
