// The L2 execution: one anvil process with its own Merkle-Patricia state, mined by hand, with Scroll's messenger and message
// queue in their places. It knows nothing of L1. Messages from L1 enter as the unsigned transactions of anvil's OP mode:
// they run as Scroll's do, unpaid and from the sender that L1 names, and are spelled otherwise.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	concat,
	encodeAbiParameters,
	encodeFunctionData,
	getContractAddress,
	keccak256,
	numberToHex,
	pad,
	parseAbiParameters,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { anvilPath } from "../op/chain.ts";
import { type Rpc, rpcTo, waitForRpc } from "../op/rpc.ts";
import {
	ethGatewayAbi,
	l2MessengerAbi,
	l2QueueAbi,
	l2TokenGatewayAbi,
	oracleAbi,
	tokenFactoryAbi,
} from "./abi.ts";
import { type ContractName, layoutOfContract } from "./compile.ts";
import { creationWith } from "./deploy.ts";

/** Where they are on Scroll. */
export const l2Messenger: Hex = "0x781e90f1c8fc4611c9b7497c3b47f99ef6969cbc";
export const l2Queue: Hex = "0x5300000000000000000000000000000000000000";
export const l2EthGateway: Hex = "0x6ea73e05adc79974b931123675ea8f78ffdacdf0";
export const l1GasPriceOracle: Hex =
	"0x5300000000000000000000000000000000000002";
/** Like those, but wherever. */
export const l2TokenGateway: Hex = "0x5300000000000000000000000000000000000e20";
export const l2TokenFactory: Hex = "0x5300000000000000000000000000000000000e21";
export const l2TokenImplementation: Hex =
	"0x5300000000000000000000000000000000000e22";
/** What its fee for L1 is made of. */
const oracleNumbers = [
	["l1BaseFee", 2_000_000_000n],
	["l1BlobBaseFee", 20_000_000n],
	["commitScalar", 1_500_000n],
	["blobScalar", 400_000_000n],
	["penaltyFactor", 5_000n],
	["isGalileo", 1n],
] as const;
/** What each account holds of the token of L1 that is bridged. */
export const bridgedEach = 1_000n * 10n ** 18n;
/** Gets the fees. */
const coinbase: Hex = "0x5300000000000000000000000000000000000005";
/** Starts the two contracts above, and has no key. */
const founder: Hex = "0x53000000000000000000000000000000000000ff";

export type Chain = {
	readonly url: string;
	readonly rpc: Rpc;
	readonly stop: () => Promise<void>;
};

export type ChainOptions = {
	readonly port: number;
	readonly chainId: number;
	/** Unix seconds of block 0. */
	readonly genesisS: number;
	readonly blockTimeS: number;
	/** Balances at genesis. */
	readonly funded: ReadonlyMap<Hex, bigint>;
	readonly l1Messenger: Hex;
	readonly l1EthGateway: Hex;
	readonly l1TokenGateway: Hex;
	/** A token of L1, and who holds it on L2 from block 1 on. */
	readonly l1Token: Hex;
	readonly holders: readonly Hex[];
};

export const ignore = (): undefined => undefined;
const hexOf = (value: bigint | number): Hex => `0x${value.toString(16)}`;

const genesisOf = (options: ChainOptions) => ({
	config: { chainId: options.chainId },
	nonce: "0x0",
	timestamp: hexOf(options.genesisS),
	extraData: "0x",
	gasLimit: hexOf(30_000_000),
	difficulty: "0x0",
	mixHash: `0x${"00".repeat(32)}`,
	coinbase,
	alloc: Object.fromEntries(
		[
			...options.funded,
			[founder, 10n ** 18n] as const,
			[aliasOf(options.l1Messenger), 10n ** 18n] as const,
		].map(([who, wei]) => [who, { balance: hexOf(wei) }]),
	),
});

/** As what a contract of L1 calls on L2. Source: @scroll-tech/contracts 4.0.0, AddressAliasHelper.sol. */
const aliasOf = (contract: Hex): Hex =>
	numberToHex(
		(BigInt(contract) + 0x1111000000000000000000000000000000001111n) %
			2n ** 160n,
		{ size: 20 },
	);

const slotOf = (
	label: string,
	contract: ContractName = "L2MessageQueue",
): Hex => {
	const found = layoutOfContract(contract).find(
		(variable) => variable.label === label,
	);
	if (found === undefined) throw new Error(`no "${label}" in ${contract}`);
	return numberToHex(BigInt(found.slot), { size: 32 });
};
/** The root of the tree of messages to L1: what is finalized as the withdraw root. */
export const withdrawRootSlot = (): Hex => slotOf("messageRoot");

/** The token on L2 that the standard gateways make for the one of L1. */
export const bridgedToken = (l1Token: Hex): Hex =>
	d.address(
		getContractAddress({
			opcode: "CREATE2",
			from: l2TokenFactory,
			salt: keccak256(concat([l2TokenGateway, keccak256(l1Token)])),
			bytecode: concat([
				"0x3d602d80600a3d3981f3363d3d373d3d3d363d73",
				l2TokenImplementation,
				"0x5af43d82803e903d91602b57fd5bf3",
			]),
		}),
		"token",
	);

/** What the messenger on L2 is told when the holder bridges tokens; the first such message makes the token. */
const depositTo = (
	holder: Hex,
	nonce: number,
	{ l1Token, l1TokenGateway }: ChainOptions,
): Hex => {
	const about = encodeAbiParameters(
		parseAbiParameters("string, string, uint8"),
		["STD", "Standard Token", 18],
	);
	const made = encodeAbiParameters(parseAbiParameters("bytes, bytes"), [
		"0x",
		about,
	]);
	const message = encodeFunctionData({
		abi: l2TokenGatewayAbi,
		functionName: "finalizeDepositERC20",
		args: [
			l1Token,
			bridgedToken(l1Token),
			holder,
			holder,
			bridgedEach,
			encodeAbiParameters(parseAbiParameters("bool, bytes"), [true, made]),
		],
	});
	return encodeFunctionData({
		abi: l2MessengerAbi,
		functionName: "relayMessage",
		args: [l1TokenGateway, l2TokenGateway, 0n, BigInt(nonce), message],
	});
};

/** Puts the contracts' code where it belongs and starts them in block 1. */
const furnish = async (rpc: Rpc, options: ChainOptions): Promise<void> => {
	const put = async (at: Hex, creation: Hex): Promise<void> => {
		// What the creation code leaves behind, immutables in it.
		const code = await rpc(
			"eth_call",
			[{ from: founder, data: creation, gas: hexOf(10_000_000) }, "latest"],
			d.hexUpTo(100_000),
		);
		await rpc("anvil_setCode", [at, code], ignore);
	};
	await put(l2Queue, creationWith("L2MessageQueue", l2QueueAbi, [founder]));
	await rpc(
		"anvil_setStorageAt",
		[l2Queue, slotOf("owner"), pad(founder, { size: 32 })],
		ignore,
	);
	await put(
		l2Messenger,
		creationWith("L2ScrollMessenger", l2MessengerAbi, [
			options.l1Messenger,
			l2Queue,
		]),
	);
	// Nothing goes through a router here; the contract wants one all the same.
	const gatewayArgs = [options.l1EthGateway, founder, l2Messenger] as const;
	await put(
		l2EthGateway,
		creationWith("L2ETHGateway", ethGatewayAbi, gatewayArgs),
	);
	const tokenArgs = [
		options.l1TokenGateway,
		founder,
		l2Messenger,
		l2TokenFactory,
	] as const;
	await put(
		l2TokenGateway,
		creationWith("L2StandardERC20Gateway", l2TokenGatewayAbi, tokenArgs),
	);
	await put(l2TokenImplementation, creationWith("ScrollStandardERC20"));
	await put(
		l2TokenFactory,
		creationWith("ScrollStandardERC20Factory", tokenFactoryAbi, [
			l2TokenImplementation,
		]),
	);
	for (const [label, value] of [
		["_owner", l2TokenGateway],
		["implementation", l2TokenImplementation],
	] as const)
		await rpc(
			"anvil_setStorageAt",
			[
				l2TokenFactory,
				slotOf(label, "ScrollStandardERC20Factory"),
				pad(value, { size: 32 }),
			],
			ignore,
		);
	await put(
		l1GasPriceOracle,
		creationWith("L1GasPriceOracle", oracleAbi, [founder]),
	);
	for (const [label, value] of oracleNumbers)
		await rpc(
			"anvil_setStorageAt",
			[
				l1GasPriceOracle,
				slotOf(label, "L1GasPriceOracle"),
				numberToHex(value, { size: 32 }),
			],
			ignore,
		);
	const messenger = aliasOf(options.l1Messenger);
	await rpc("anvil_impersonateAccount", [founder], ignore);
	await rpc("anvil_impersonateAccount", [messenger], ignore);
	for (const [from, to, data] of [
		[
			founder,
			l2Queue,
			encodeFunctionData({
				abi: l2QueueAbi,
				functionName: "initialize",
				args: [l2Messenger],
			}),
		],
		[
			founder,
			l2Messenger,
			encodeFunctionData({
				abi: l2MessengerAbi,
				functionName: "initialize",
				args: [options.l1Messenger],
			}),
		],
		[
			founder,
			l2EthGateway,
			encodeFunctionData({
				abi: ethGatewayAbi,
				functionName: "initialize",
				args: gatewayArgs,
			}),
		],
		[
			founder,
			l2TokenGateway,
			encodeFunctionData({
				abi: l2TokenGatewayAbi,
				functionName: "initialize",
				args: tokenArgs,
			}),
		],
		...options.holders.map(
			(holder, i) =>
				[messenger, l2Messenger, depositTo(holder, i, options)] as const,
		),
	] as const)
		await rpc(
			"eth_sendTransaction",
			[{ from, to, data, gas: hexOf(2_000_000) }],
			d.hash,
		);
	for (const who of [founder, messenger])
		await rpc("anvil_stopImpersonatingAccount", [who], ignore);
};

/**
 * Starts the chain. When it returns, block 0 is there and the contracts' start waits for block 1; the state root of block 0
 * is not true (anvil computes it before it puts the state there), from block 1 on it is.
 */
export const startChain = async (options: ChainOptions): Promise<Chain> => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-scroll-"));
	const genesis = join(folder, "genesis.json");
	writeFileSync(genesis, JSON.stringify(genesisOf(options)));
	const child = spawn(
		anvilPath(),
		[
			...["--port", String(options.port), "--host", "127.0.0.1"],
			...["--chain-id", String(options.chainId), "--network", "optimism"],
			...["--hardfork", "granite", "--base-fee", "1000000"],
			...["--init", genesis, "--accounts", "0", "--no-mining"],
			...["--order", "fifo", "--disable-default-create2-deployer"],
			...["--cache-path", folder, "--threads", "1", "--quiet"],
		],
		{ stdio: "ignore" },
	);
	const ended = new Promise<void>((done) => {
		child.once("exit", () => done());
		child.once("error", () => done());
	});
	const kill = (): void => {
		child.kill("SIGKILL");
	};
	process.once("exit", kill);
	const stop = async (): Promise<void> => {
		process.removeListener("exit", kill);
		child.kill("SIGTERM");
		const late = setTimeout(kill, 3000);
		await ended;
		clearTimeout(late);
		rmSync(folder, { recursive: true, force: true });
	};
	const url = `http://127.0.0.1:${options.port}`;
	const rpc = rpcTo(url);
	try {
		await waitForRpc(url, 60_000);
		await rpc("anvil_setBlockTimestampInterval", [options.blockTimeS], ignore);
		await furnish(rpc, options);
	} catch (thrown) {
		await stop();
		throw thrown;
	}
	return { url, rpc, stop };
};
