// A whole Scroll rollup on any L1: Scroll's own contracts, chain, node, sequencer, prover. The prover is a development one:
// what stands in the halo2 verifier's place takes any proof that anyone seals, so nothing here says that a state is valid.
// Scroll's verifier of today is in no npm package, nor is anything that could prove to it. Everything else on L1 is Scroll's
// own code, with short delays.

import { encodeFunctionData, getContractAddress, keccak256 } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { freePorts } from "../l1/port.ts";
import { openEndpoint } from "../op/endpoint.ts";
import { type Rpc, rpcTo, waitForRpc } from "../op/rpc.ts";
import { openSender } from "../op/sender.ts";
import { ether, roleKey, testAccounts, tokenTransaction } from "../op/setup.ts";
import { gatewayAbi, proxyAdminAbi, scrollChainAbi } from "./abi.ts";
import {
	bridgedToken,
	l2EthGateway,
	l2Messenger,
	l2TokenFactory,
	l2TokenGateway,
	l2TokenImplementation,
	startChain,
} from "./chain.ts";
import { creationWith, type Proxied, planScroll } from "./deploy.ts";
import type { ScrollOptions, ScrollRollup } from "./handle.ts";
import { startNode } from "./node.ts";
import { startOperator } from "./operator.ts";
import { readProfile } from "./profile.ts";

export type { ScrollOptions, ScrollRollup } from "./handle.ts";

/**
 * True when it returns: the contracts stand on L1, L2 makes blocks, batches are committed and finalized from now on, and the
 * profile describes it all. Takes a few L1 slots.
 */
export const startScrollRollup = async (
	options: ScrollOptions,
): Promise<ScrollRollup> => {
	const {
		deployerKey,
		chainId = 902,
		blockTimeS = 1,
		confirmations = 2,
		batchIntervalMs = 6_000,
		enforcedModeDelayS = 600,
		messageQueueDelayS = 600,
		accounts = testAccounts(),
		nowMs = Date.now,
	} = options;
	const [rpcPort, chainPort] =
		options.port === undefined
			? await freePorts(2)
			: [options.port, options.port + 1];
	if (!rpcPort || !chainPort) throw new RangeError('"port": two are needed');
	const l1: Rpc = rpcTo(options.l1Rpc);
	const keys = {
		deployer: deployerKey,
		sequencer: roleKey("scroll sequencer"),
		prover: roleKey("scroll prover"),
	};
	const problems: unknown[] = [];
	const onProblem = (thrown: unknown): void => {
		problems.push(thrown);
		if (problems.length > 100) problems.shift();
		options.onProblem?.(thrown);
	};
	const closers: (() => Promise<void>)[] = [];
	const closing = <T extends { readonly stop: () => Promise<void> }>(
		part: T,
	) => {
		closers.unshift(part.stop);
		return part;
	};
	const stop = async (): Promise<void> => {
		for (const close of closers.splice(0)) await close().catch(onProblem);
	};

	try {
		const deployerAddress = d.address(privateKeyToAddress(deployerKey), "key");
		await waitForRpc(options.l1Rpc, 60_000);
		const l1ChainId = await l1("eth_chainId", [], d.smallQuantity);
		const deployer = openSender(l1, l1ChainId, deployerKey);
		const firstNonce = await l1(
			"eth_getTransactionCount",
			[deployerAddress, "latest"],
			d.smallQuantity,
		);
		const fromL1Block = await l1("eth_blockNumber", [], d.smallQuantity);
		const roleOf = (key: Hex): Hex =>
			d.address(privateKeyToAddress(key), "role");
		// Addresses follow from the nonce alone, so L2 can run before its contracts are on L1.
		const plan = (genesisRoot: Hex) =>
			planScroll(deployerAddress, firstNonce, {
				l2ChainId: chainId,
				l2Messenger,
				l2EthGateway,
				l2TokenGateway,
				l2TokenImplementation,
				l2TokenFactory,
				sequencer: roleOf(keys.sequencer),
				prover: roleOf(keys.prover),
				genesisRoot,
				enforcedModeDelayS,
				messageQueueDelayS,
				fund: [roleOf(keys.sequencer), roleOf(keys.prover)],
				fundWei: 10n * ether,
				messengerWei: 10n * ether,
			});
		const { contracts } = plan(keccak256("0x"));
		const funded = new Map(accounts.map((who) => [who, 10_000n * ether]));
		funded.set(deployerAddress, 100n * ether);
		// What users hold on L2 besides lies with the messenger until a message from L1 hands it out.
		funded.set(l2Messenger, 10n ** 6n * ether);
		const chain = closing(
			await startChain({
				port: chainPort,
				chainId,
				genesisS: Math.floor(nowMs() / 1000) - 2 * blockTimeS,
				blockTimeS,
				funded,
				l1Messenger: contracts.messenger.address,
				l1EthGateway: contracts.ethGateway.address,
				l1TokenGateway: contracts.tokenGateway.address,
				l1Token: contracts.l1Token,
				holders: accounts,
			}),
		);
		// In block 1, so that it is already there under the first root.
		const { raw, token } = await tokenTransaction(
			deployerKey,
			chainId,
			accounts,
		);
		await chain.rpc("eth_sendRawTransaction", [raw], d.hash);
		const node = closing(
			await startNode({
				l1,
				l2: chain.rpc,
				messageQueue: contracts.messageQueue.address,
				fromL1Block,
				blockTimeS,
				confirmations,
				nowMs,
				onProblem,
			}),
		);
		const genesis = node.at(1);
		if (genesis === undefined) throw new Error("L2 has no first block");
		await deployer.sendAll(plan(genesis.block.stateRoot).calls);
		const operator = closing(
			startOperator({
				l1,
				l2: chain.rpc,
				l1ChainId,
				chainId,
				contracts,
				node,
				sequencerKey: keys.sequencer,
				prover: openSender(l1, l1ChainId, keys.prover),
				batchIntervalMs,
				onProblem,
			}),
		);
		const rpc = closing(
			await openEndpoint(
				rpcPort,
				// Scroll's nodes call final what L1 finalized; anvil has its own idea.
				(method, params, decode) =>
					chain.rpc(
						method,
						params.map((param) =>
							param === "finalized" || param === "safe"
								? `0x${(operator.finalized().at(-1)?.lastBlock ?? 1).toString(16)}`
								: param,
						),
						decode,
					),
				{
					submit: (sent) => chain.rpc("eth_sendRawTransaction", [sent], d.hash),
					read: (work) => work(),
				},
			),
		);
		const profile = await readProfile(l1, contracts, {
			chainId,
			l1ChainId,
			blockTimeS,
			token,
		});
		/** The three have one function for it. */
		const setPause = async (
			{ address: to }: Proxied,
			on: boolean,
		): Promise<void> => {
			const data = encodeFunctionData({
				abi: gatewayAbi,
				functionName: "setPause",
				args: [on],
			});
			const what = on ? "pause" : "go on";
			await deployer.send({ to, data, gas: 200_000n, what });
		};
		return {
			chainId,
			rpcUrl: rpc.url,
			chainUrl: chain.url,
			contracts,
			profile,
			token,
			bridged: {
				l1: contracts.l1Token,
				l2: bridgedToken(contracts.l1Token),
			},
			accounts,
			keys,
			node,
			rpc,
			operator,
			upgrade: async () => {
				const nonce = await l1(
					"eth_getTransactionCount",
					[deployerAddress, "latest"],
					d.smallQuantity,
				);
				const implementation = d.address(
					getContractAddress({ from: deployerAddress, nonce: BigInt(nonce) }),
					"implementation",
				);
				// Another chain id is another immutable, so other code.
				await deployer.sendAll([
					{
						data: creationWith("ScrollChain", scrollChainAbi, [
							BigInt(chainId + 1),
							contracts.emptyQueue,
							contracts.messageQueue.address,
							contracts.rollupVerifier,
							contracts.systemConfig.address,
						]),
						gas: 6_000_000n,
						what: "create another ScrollChain",
					},
					{
						to: contracts.proxyAdmin,
						data: encodeFunctionData({
							abi: proxyAdminAbi,
							functionName: "upgrade",
							args: [contracts.scrollChain.address, implementation],
						}),
						gas: 200_000n,
						what: "upgrade ScrollChain",
					},
				]);
				return implementation;
			},
			setPaused: (on) => setPause(contracts.scrollChain, on),
			setGatewayPaused: (on) => setPause(contracts.enforcedTxGateway, on),
			setMessengerPaused: (on) => setPause(contracts.messenger, on),
			problems,
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};
