// Puts an OP rollup's L1 contracts onto L1: real code, dispute-game path, short clocks. Every address follows from the
// deployer's nonce, so all transactions are sent at once and the whole deployment takes a few L1 blocks.

import { encodeFunctionData, keccak256, pad, zeroAddress } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import {
	anchorAbi,
	factoryAbi,
	gameAbi,
	mipsAbi,
	oracleAbi,
	portalAbi,
	proxyAbi,
	proxyAdminAbi,
	superchainConfigAbi,
	systemConfigAbi,
	wethAbi,
} from "./abi.ts";
import { batchInbox } from "./address.ts";
import {
	approveBridge,
	type BridgeContracts,
	createBridge,
	depositTokens,
	initializeBridge,
} from "./bridge.ts";
import { basefeeScalar, blobBasefeeScalar } from "./deposit.ts";
import { openPlan, type Proxied } from "./plan.ts";
import type { Call, Sender } from "./sender.ts";

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
	/** Admin of all proxies; its owner is the deployer. */
	readonly proxyAdmin: Hex;
} & BridgeContracts;

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
	/** What a game's proposer stakes. */
	readonly initBondWei: bigint;
	/** From a game's end until bonds can be taken back. */
	readonly bondDelayS: number;
	/** Accounts that hold the bridged token on L1. */
	readonly tokenHolders: readonly Hex[];
	/** The token on L2 that stands for it, and accounts that get `bridgedEach` of it by deposits. */
	readonly l2Token: Hex;
	readonly bridgeTo: readonly Hex[];
	/** Ether that exists on L2 from genesis: the portal holds as much, so that every withdrawal can be paid. */
	readonly backingWei: bigint;
};

export const gameType = 0;
/** Of the bridged token, in its least units. */
export const bridgedEach = 1_000n * 10n ** 18n;

export type Plan = {
	readonly calls: readonly Call[];
	readonly contracts: OpContracts;
};

/** The deployment as transactions of `deployer`, the first of them with `firstNonce`. */
export const planDeployment = (
	deployer: Hex,
	firstNonce: number,
	options: DeployOptions,
): Plan => {
	const builder = openPlan(deployer, firstNonce);
	const { add, create, proxied, initialize } = builder;
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
	const delayedWeth = proxied("DelayedWETH", wethAbi, [
		BigInt(options.bondDelayS),
	]);
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
	const proxyAdmin = create("ProxyAdmin", proxyAdminAbi, [deployer]);
	const bridge = createBridge(builder, [deployer, ...options.tokenHolders]);

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
					l1CrossDomainMessenger: bridge.l1CrossDomainMessenger.address,
					l1ERC721Bridge: zeroAddress,
					l1StandardBridge: bridge.l1StandardBridge.address,
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
	add({
		to: disputeGameFactory.address,
		data: encodeFunctionData({
			abi: factoryAbi,
			functionName: "setInitBond",
			args: [gameType, options.initBondWei],
		}),
		gas: 100_000n,
		what: "set the bond of games",
	});
	initializeBridge(builder, bridge, {
		superchainConfig: superchainConfig.address,
		systemConfig: systemConfig.address,
		portal: optimismPortal.address,
	});
	const { l1StandardBridge, l1Token } = bridge;
	const total = bridgedEach * BigInt(options.bridgeTo.length);
	add(approveBridge(l1Token, l1StandardBridge.address, total));
	for (const to of options.bridgeTo)
		add(
			depositTokens(
				l1StandardBridge.address,
				l1Token,
				options.l2Token,
				to,
				bridgedEach,
			),
		);
	const proxies = {
		superchainConfig,
		systemConfig,
		disputeGameFactory,
		anchorStateRegistry,
		delayedWeth,
		optimismPortal,
		l1CrossDomainMessenger: bridge.l1CrossDomainMessenger,
		l1StandardBridge,
	};
	for (const [name, { address: to }] of Object.entries(proxies))
		add({
			to,
			data: encodeFunctionData({
				abi: proxyAbi,
				functionName: "changeAdmin",
				args: [proxyAdmin],
			}),
			gas: 100_000n,
			what: `hand over ${name}`,
		});
	return {
		calls: builder.calls,
		contracts: {
			...proxies,
			preimageOracle,
			mips,
			faultDisputeGame,
			proxyAdmin,
			l1Token,
		},
	};
};

/** Sends the plan. True when it returns: every contract is created and initialized. */
export const runPlan = async (sender: Sender, plan: Plan): Promise<void> => {
	await sender.sendAll(plan.calls);
};
