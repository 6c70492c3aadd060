// Puts Scroll's L1 contracts onto L1: the real ones, behind the proxies they stand behind on Mainnet, with a development
// verifier and short delays. Every address follows from the deployer's nonce, so all transactions are sent at once.

import {
	type Abi,
	concat,
	encodeAbiParameters,
	encodeFunctionData,
	getContractAddress,
	size,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { tokenCreationCode } from "../l1/token.ts";
import type { Call } from "../op/sender.ts";
import {
	ethGatewayAbi,
	gatewayAbi,
	l1MessengerAbi,
	l1TokenGatewayAbi,
	proxyAbi,
	queueAbi,
	routerAbi,
	scrollChainAbi,
	systemConfigAbi,
	wrapperAbi,
} from "./abi.ts";
import {
	batchVersion,
	digests,
	genesisHeader,
	protocolVersion,
} from "./batch.ts";
import { type ContractName, creationOf } from "./compile.ts";

export type Proxied = { readonly address: Hex; readonly implementation: Hex };

export type ScrollContracts = {
	readonly proxyAdmin: Hex;
	readonly scrollChain: Proxied;
	readonly messageQueue: Proxied;
	readonly systemConfig: Proxied;
	readonly enforcedTxGateway: Proxied;
	readonly messenger: Proxied;
	readonly ethGateway: Proxied;
	readonly tokenGateway: Proxied;
	/** An ERC-20 of L1, of which the gateway holds what its counterpart has minted on L2. */
	readonly l1Token: Hex;
	readonly rollupVerifier: Hex;
	readonly wrapper: Hex;
	readonly plonk: Hex;
	readonly emptyQueue: Hex;
};

export type DeployOptions = {
	readonly l2ChainId: number;
	readonly l2Messenger: Hex;
	readonly l2EthGateway: Hex;
	readonly l2TokenGateway: Hex;
	readonly l2TokenImplementation: Hex;
	readonly l2TokenFactory: Hex;
	readonly sequencer: Hex;
	readonly prover: Hex;
	readonly genesisRoot: Hex;
	readonly enforcedModeDelayS: number;
	readonly messageQueueDelayS: number;
	/** Accounts that get `fundWei` of L1 ether in the same go. */
	readonly fund: readonly Hex[];
	readonly fundWei: bigint;
	/** What the messenger has to pay with from the start; deposits add to it. */
	readonly messengerWei: bigint;
};

export type Plan = {
	readonly calls: readonly Call[];
	readonly contracts: ScrollContracts;
};

/** What the queue asks for. */
export const queueParameters = {
	maxGasLimit: 1_000_000,
	baseFeeOverhead: 10_000_000n,
	// A tenth of L1's base fee.
	baseFeeScalar: 10n ** 17n,
} as const;

const creationGas = (initCode: Hex): bigint =>
	700_000n + 230n * BigInt(size(initCode));

/** A contract's creation code with its arguments. */
export const creationWith = (
	name: ContractName,
	abi: Abi = [],
	args: readonly unknown[] = [],
): Hex => {
	const made = abi.find((part) => part.type === "constructor");
	return concat([
		creationOf(name),
		made === undefined ? "0x" : encodeAbiParameters(made.inputs, args),
	]);
};

/** The deployment as transactions of `deployer`, the first of them with `firstNonce`. */
export const planScroll = (
	deployer: Hex,
	firstNonce: number,
	options: DeployOptions,
): Plan => {
	const calls: Call[] = [];
	/** Where the contract will be that is made `ahead` transactions from now. */
	const made = (ahead: number): Hex =>
		d.address(
			getContractAddress({
				from: deployer,
				nonce: BigInt(firstNonce + calls.length + ahead),
			}),
			"made",
		);
	const create = (
		name: ContractName,
		abi?: Abi,
		args?: readonly unknown[],
	): Hex => {
		const at = made(0);
		const data = creationWith(name, abi, args);
		calls.push({ data, gas: creationGas(data), what: `create ${name}` });
		return at;
	};
	const call = (to: Hex, data: Hex, what: string, gas = 500_000n): void => {
		calls.push({ to, data, gas, what });
	};
	for (const to of options.fund)
		calls.push({
			to,
			data: "0x",
			valueWei: options.fundWei,
			gas: 21_000n,
			what: `fund ${to}`,
		});

	const proxyAdmin = create("ProxyAdmin");
	const proxied = (
		name: ContractName,
		abi: Abi,
		args: readonly unknown[],
		initialize: Hex,
	): Proxied => {
		const implementation = create(name, abi, args);
		const proxy = create("TransparentUpgradeableProxy", proxyAbi, [
			implementation,
			proxyAdmin,
			initialize,
		]);
		return { implementation, address: proxy };
	};

	const plonk = create("DevelopmentPlonk");
	const wrapper = create("ZkEvmVerifierPostFeynman", wrapperAbi, [
		plonk,
		...digests,
		protocolVersion,
	]);
	const rollupVerifier = create("MultipleVersionRollupVerifier", routerAbi, [
		[BigInt(batchVersion)],
		[wrapper],
	]);
	const emptyQueue = create("EmptyQueue");
	const systemConfig = proxied(
		"SystemConfig",
		[],
		[],
		encodeFunctionData({
			abi: systemConfigAbi,
			functionName: "initialize",
			args: [
				deployer,
				deployer,
				queueParameters,
				{
					maxDelayEnterEnforcedMode: options.enforcedModeDelayS,
					maxDelayMessageQueue: options.messageQueueDelayS,
				},
			],
		}),
	);
	// These know each other's proxies: implementation and proxy take a transaction each.
	const [queueAt, chainAt, gatewayAt, messengerAt] = [
		made(1),
		made(3),
		made(5),
		made(7),
	];
	const messageQueue = proxied(
		"L1MessageQueueV2",
		queueAbi,
		[messengerAt, chainAt, gatewayAt, emptyQueue, systemConfig.address],
		encodeFunctionData({ abi: queueAbi, functionName: "initialize" }),
	);
	const scrollChain = proxied(
		"ScrollChain",
		scrollChainAbi,
		[
			BigInt(options.l2ChainId),
			emptyQueue,
			queueAt,
			rollupVerifier,
			systemConfig.address,
		],
		encodeFunctionData({
			abi: scrollChainAbi,
			functionName: "initialize",
			args: [queueAt, rollupVerifier, 100n],
		}),
	);
	const enforcedTxGateway = proxied(
		"EnforcedTxGateway",
		gatewayAbi,
		[queueAt, deployer],
		encodeFunctionData({ abi: gatewayAbi, functionName: "initialize" }),
	);
	const messenger = proxied(
		"L1ScrollMessenger",
		l1MessengerAbi,
		[options.l2Messenger, chainAt, emptyQueue, queueAt, gatewayAt],
		encodeFunctionData({
			abi: l1MessengerAbi,
			functionName: "initialize",
			args: [options.l2Messenger, deployer, chainAt, queueAt],
		}),
	);
	const ethGatewayArgs = [
		options.l2EthGateway,
		deployer,
		messenger.address,
	] as const;
	const ethGateway = proxied(
		"L1ETHGateway",
		ethGatewayAbi,
		ethGatewayArgs,
		encodeFunctionData({
			abi: ethGatewayAbi,
			functionName: "initialize",
			args: ethGatewayArgs,
		}),
	);
	// Nothing goes through a router here; the contracts want one all the same.
	const tokenGatewayArgs = [
		options.l2TokenGateway,
		deployer,
		messenger.address,
		options.l2TokenImplementation,
		options.l2TokenFactory,
	] as const;
	const tokenGateway = proxied(
		"L1StandardERC20Gateway",
		l1TokenGatewayAbi,
		tokenGatewayArgs,
		encodeFunctionData({
			abi: l1TokenGatewayAbi,
			functionName: "initialize",
			args: tokenGatewayArgs,
		}),
	);
	const l1Token = made(0);
	calls.push({
		data: tokenCreationCode("Standard Token", "STD", [
			deployer,
			tokenGateway.address,
		]),
		gas: 3_000_000n,
		what: "create a token",
	});
	calls.push({
		to: messenger.address,
		data: "0x",
		valueWei: options.messengerWei,
		gas: 100_000n,
		what: "fund the messenger",
	});
	const chain = (data: Hex, what: string): void =>
		call(scrollChain.address, data, what);
	chain(
		encodeFunctionData({ abi: scrollChainAbi, functionName: "initializeV2" }),
		"initialize ScrollChain again",
	);
	chain(
		encodeFunctionData({
			abi: scrollChainAbi,
			functionName: "importGenesisBatch",
			args: [genesisHeader(), options.genesisRoot],
		}),
		"import the first batch",
	);
	chain(
		encodeFunctionData({
			abi: scrollChainAbi,
			functionName: "addSequencer",
			args: [options.sequencer],
		}),
		"name the sequencer",
	);
	chain(
		encodeFunctionData({
			abi: scrollChainAbi,
			functionName: "addProver",
			args: [options.prover],
		}),
		"name the prover",
	);
	return {
		calls,
		contracts: {
			proxyAdmin,
			scrollChain,
			messageQueue,
			systemConfig,
			enforcedTxGateway,
			messenger,
			ethGateway,
			tokenGateway,
			l1Token,
			rollupVerifier,
			wrapper,
			plonk,
			emptyQueue,
		},
	};
};
