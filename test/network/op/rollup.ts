// A whole OP rollup on any L1: contracts, chain, node, sequencer, relay, batcher, proposer, challenger. Each part can be
// stopped, and those that speak can be made to lie.

import { encodeFunctionData, keccak256 } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import { address, smallQuantity } from "../../../src/base/decode.ts";
import { freePorts } from "../l1/port.ts";
import { systemConfigAbi } from "./abi.ts";
import { startBatcher } from "./batcher.ts";
import { startChain } from "./chain.ts";
import { startChallenger } from "./challenger.ts";
import { planDeployment, runPlan } from "./deploy.ts";
import { openEndpoint } from "./endpoint.ts";
import {
	answerClaim,
	createdGame,
	createGame,
	readAnchor,
	readClaim,
} from "./games.ts";
import type { OpRollup, OpRollupOptions } from "./handle.ts";
import { startNode } from "./node.ts";
import { type Output, readOutput } from "./output.ts";
import { readProfile } from "./profile.ts";
import { falseOutput, startProposer } from "./proposer.ts";
import { openRelay } from "./relay.ts";
import { type Rpc, rpcTo, waitForRpc } from "./rpc.ts";
import { openSequencer } from "./sequencer.ts";
import {
	ether,
	originBefore,
	rememberSenders,
	roleKey,
	testAccounts,
	tokenTransaction,
} from "./setup.ts";
import { forgeShadow, type Shadow } from "./shadow.ts";

export type { FalseRoot, OpRollup, OpRollupOptions } from "./handle.ts";

/**
 * True when it returns: the contracts stand on L1, L2 makes blocks, every role runs, and the profile describes them.
 * Takes a few L1 slots.
 */
export const startOpRollup = async (
	options: OpRollupOptions,
): Promise<OpRollup> => {
	const {
		deployerKey,
		chainId = 901,
		blockTimeS = 1,
		confirmations = 2,
		sequencingWindow = 24,
		batchIntervalMs = 2_000,
		proposalIntervalMs = 6_000,
		maxClockS = 16,
		unchallengedS = 10,
		proofMaturityS = 4,
		gameFinalityS = 2,
		accounts = testAccounts(),
		nowMs = Date.now,
	} = options;
	const [rpcPort, relayPort, chainPort, shadowPort] =
		options.port === undefined
			? await freePorts(4)
			: [options.port, options.port + 1, options.port + 2, options.port + 3];
	if (!rpcPort || !relayPort || !chainPort || !shadowPort)
		throw new RangeError('"port": four are needed');
	const l1: Rpc = rpcTo(options.l1Rpc);
	const keys = {
		deployer: deployerKey,
		sequencer: roleKey("sequencer"),
		batcher: roleKey("batcher"),
		proposer: roleKey("proposer"),
		challenger: roleKey("challenger"),
		stranger: roleKey("stranger"),
	};
	const batcherAddress = address(privateKeyToAddress(keys.batcher), "batcher");
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
		const deployerAddress = address(privateKeyToAddress(deployerKey), "key");
		const funded = new Map(accounts.map((who) => [who, 10_000n * ether]));
		funded.set(deployerAddress, 100n * ether);
		const genesisS = Math.floor(nowMs() / 1000) - 2 * blockTimeS;
		const chain = closing(
			await startChain({
				port: chainPort,
				chainId,
				genesisS,
				blockTimeS,
				funded,
			}),
		);
		await waitForRpc(options.l1Rpc, 60_000);
		const l1ChainId = await l1("eth_chainId", [], smallQuantity);
		const senderOf = rememberSenders(l1, l1ChainId);
		const deployer = senderOf(deployerKey);
		const firstNonce = await l1(
			"eth_getTransactionCount",
			[deployerAddress, "latest"],
			smallQuantity,
		);
		const origin = await originBefore(l1, confirmations, genesisS);
		const sequencer = openSequencer(chainId, keys.sequencer);
		// Addresses follow from the nonce alone, so L2 can run while its contracts are on the way to L1.
		const planned = {
			l2ChainId: chainId,
			sequencer: sequencer.address(),
			batcher: batcherAddress,
			maxClockS,
			proofMaturityS,
			gameFinalityS,
			fund: [keys.batcher, keys.proposer, keys.challenger, keys.stranger].map(
				(key) => address(privateKeyToAddress(key), "role"),
			),
			fundWei: 10n * ether,
			backingWei: [...funded.values()].reduce((sum, wei) => sum + wei, 0n),
		};
		const plan = (anchor: { root: Hex; l2BlockNumber: number }) =>
			planDeployment(deployerAddress, firstNonce, { ...planned, anchor });
		const { contracts } = plan({ root: keccak256("0x"), l2BlockNumber: 1 });
		// In block 1, so that it is already there under the first anchor.
		const { raw, token } = await tokenTransaction(
			deployerKey,
			chainId,
			accounts,
		);
		let onRollback = (_number: number): void => undefined;
		const node = closing(
			await startNode(
				{
					l1,
					l2: chain.rpc,
					portal: contracts.optimismPortal.address,
					batcher: batcherAddress,
					blockTimeS,
					confirmations,
					sequencingWindow,
					nowMs,
					onBlock: (derived) => {
						if (derived.sequenced) sequencer.sign(derived);
					},
					onRollback: (number) => {
						sequencer.forgetAbove(number);
						onRollback(number);
					},
					onProblem,
				},
				origin,
				[raw],
			),
		);
		const outputAt = (number: number): Promise<Output> =>
			node.read(() => readOutput(chain.rpc, number));
		const anchor = await outputAt(1);
		await runPlan(deployer, plan(anchor));
		const rpc = closing(await openEndpoint(rpcPort, chain.rpc, node));
		const relay = closing(await openRelay(relayPort, chainId, sequencer));
		const batcher = closing(
			startBatcher(
				l1,
				node,
				senderOf(keys.batcher),
				batchIntervalMs,
				onProblem,
			),
		);
		onRollback = batcher.rollBackTo;
		const proposer = closing(
			startProposer({
				l1,
				contracts,
				sender: senderOf(keys.proposer),
				intervalMs: proposalIntervalMs,
				maxClockS,
				newest: batcher.safe,
				outputAt,
				onProblem,
			}),
		);
		const challenger = closing(
			startChallenger({
				l1,
				contracts,
				sender: senderOf(keys.challenger),
				maxClockS,
				newest: () => node.head().block.number,
				outputAt,
				onProblem,
			}),
		);
		const profile = await readProfile(l1, contracts, {
			chainId,
			l1ChainId,
			blockTimeS,
			unchallengedS,
			token,
		});
		let shadow: Shadow | undefined;
		closers.unshift(async () => shadow?.stop());
		return {
			chainId,
			rpcUrl: rpc.url,
			relayUrl: relay.url,
			chainUrl: chain.url,
			contracts,
			profile,
			delays: { maxClockS, proofMaturityS, gameFinalityS, sequencingWindow },
			token,
			accounts,
			keys,
			node,
			rpc,
			relay,
			sequencer: {
				payload: sequencer.payload,
				conflicting: sequencer.conflicting,
				newest: sequencer.newest,
				stop: () => {
					node.setSequencing(false);
				},
				start: () => node.setSequencing(true),
				rotateKey: async (key) => {
					await deployer.send({
						to: contracts.systemConfig.address,
						data: encodeFunctionData({
							abi: systemConfigAbi,
							functionName: "setUnsafeBlockSigner",
							args: [privateKeyToAddress(key)],
						}),
						gas: 200_000n,
						what: "name a new sequencer key",
					});
					sequencer.setKey(key);
				},
			},
			batcher: {
				address: batcherAddress,
				safe: batcher.safe,
				stop: () => batcher.setRunning(false),
				start: () => batcher.setRunning(true),
			},
			proposer,
			challenger,
			outputAt,
			anchor: () => readAnchor(l1, contracts),
			proposeFalseRoot: async (what = {}) => {
				const l2BlockNumber = what.l2BlockNumber ?? node.head().block.number;
				const root =
					what.root ?? falseOutput(await outputAt(l2BlockNumber)).root;
				const call = createGame(contracts, root, l2BlockNumber);
				const receipt = await senderOf(keys.stranger).send(call);
				return { game: createdGame(receipt), l2BlockNumber, root };
			},
			attackRoot: async (game) => {
				const nonsense = keccak256(game);
				const root = await readClaim(l1, game, 0);
				await senderOf(keys.stranger).send(
					await answerClaim(l1, game, root, "attack", nonsense),
				);
			},
			forge: async (balances) => {
				await shadow?.stop();
				shadow = await forgeShadow(
					{ port: shadowPort, chainId, blockTimeS },
					chain,
					node,
					sequencer.key(),
					balances,
				);
				return shadow;
			},
			problems,
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};
