// A whole OP rollup on any L1: contracts, chain, node, sequencer, relay, batcher, proposer, challenger. Each part can be
// stopped, and those that speak can be made to lie.

import { encodeFunctionData, keccak256 } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import {
	type Follower,
	followed,
	openPassing,
	slotsPerEpoch,
} from "../pass.ts";
import { systemConfigAbi } from "./abi.ts";
import { startBatcher } from "./batcher.ts";
import { bridgePredeploys } from "./bridge.ts";
import { startChain } from "./chain.ts";
import { startChallenger } from "./challenger.ts";
import { planDeployment, runPlan } from "./deploy.ts";
import { openEndpoint } from "./endpoint.ts";
import { readAnchor } from "./games.ts";
import { openGuardian } from "./guardian.ts";
import type { OpRollup, OpRollupOptions } from "./handle.ts";
import { startNode } from "./node.ts";
import { type Output, readOutput } from "./output.ts";
import { openGames } from "./play.ts";
import { readProfile } from "./profile.ts";
import { startProposer } from "./proposer.ts";
import { openRelay } from "./relay.ts";
import { type Rpc, rpcTo, sleep, waitForRpc } from "./rpc.ts";
import { openSequencer } from "./sequencer.ts";
import {
	bridgedTransaction,
	ether,
	originBefore,
	portsFrom,
	rememberSenders,
	roleKey,
	testAccounts,
	tokenAddresses,
	tokenTransaction,
	waitForFunds,
} from "./setup.ts";
import { forgeShadow, type Shadow } from "./shadow.ts";
import { type Beginning, openVerifier } from "./verifier.ts";
import { readiness } from "./withdrawal.ts";

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
		maxDriftS = 600,
		time,
		// where slots are skipped, many go by in a second
		batchIntervalMs = time === undefined ? 2_000 : 100,
		proposalIntervalMs = time === undefined ? 6_000 : 1_500,
		maxClockS = 16,
		unchallengedS = 10,
		rootStalledS = 180,
		proofMaturityS = 4,
		gameFinalityS = 2,
		initBondWei = (ether / 100n) * 8n,
		bondDelayS = 1,
		accounts = testAccounts(),
		nowMs = time?.clock.reachedMs ?? Date.now,
	} = options;
	const followers: Follower[] = [];
	const mine =
		time &&
		(async () => {
			await time.skip(1);
			await followed(followers);
		});
	const ports = await portsFrom(options.port);
	const l1: Rpc = rpcTo(options.l1Rpc);
	const keys = {
		deployer: deployerKey,
		sequencer: roleKey("sequencer"),
		batcher: roleKey("batcher"),
		proposer: roleKey("proposer"),
		challenger: roleKey("challenger"),
		stranger: roleKey("stranger"),
	};
	const batcherAddress = d.address(
		privateKeyToAddress(keys.batcher),
		"batcher",
	);
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
		const funded = new Map(accounts.map((who) => [who, 10_000n * ether]));
		funded.set(deployerAddress, 100n * ether);
		await waitForRpc(options.l1Rpc, 60_000);
		const l1ChainId = await l1("eth_chainId", [], d.smallQuantity);
		const senderOf = rememberSenders(l1, l1ChainId);
		const deployer = senderOf(deployerKey, mine);
		const firstNonce = await l1(
			"eth_getTransactionCount",
			[deployerAddress, "latest"],
			d.smallQuantity,
		);
		const sequencer = openSequencer(chainId, keys.sequencer);
		const { token, bridged: l2Token } = tokenAddresses(deployerAddress);
		// Addresses follow from the nonce alone, so L2 can run while its contracts are on the way to L1.
		const planned = {
			l2ChainId: chainId,
			sequencer: sequencer.address(),
			batcher: batcherAddress,
			maxClockS,
			proofMaturityS,
			gameFinalityS,
			initBondWei,
			bondDelayS,
			fund: [keys.batcher, keys.proposer, keys.challenger, keys.stranger].map(
				(key) => d.address(privateKeyToAddress(key), "role"),
			),
			fundWei: 1_000n * ether,
			tokenHolders: accounts,
			l2Token,
			bridgeTo: accounts.slice(0, 4),
			backingWei: [...funded.values()].reduce((sum, wei) => sum + wei, 0n),
		};
		const plan = (anchor: { root: Hex; l2BlockNumber: number }) =>
			planDeployment(deployerAddress, firstNonce, { ...planned, anchor });
		const { contracts } = plan({ root: keccak256("0x"), l2BlockNumber: 1 });
		const genesisS = Math.floor(nowMs() / 1000) - 2 * blockTimeS;
		const genesis = {
			chainId,
			genesisS,
			blockTimeS,
			funded,
			predeploys: bridgePredeploys(
				contracts.l1CrossDomainMessenger.address,
				contracts.l1StandardBridge.address,
			),
		};
		const chain = closing(await startChain({ ...genesis, port: ports.chain }));
		const beginning: Beginning = {
			chain: genesis,
			node: {
				l1,
				portal: contracts.optimismPortal.address,
				batcher: batcherAddress,
				blockTimeS,
				confirmations,
				sequencingWindow,
				maxDriftS,
				nowMs,
				onProblem,
			},
			origin: await originBefore(l1, confirmations, genesisS),
			// In block 1, so that they are already there under the first anchor.
			first: await Promise.all([
				tokenTransaction(deployerKey, chainId, accounts).then(({ raw }) => raw),
				bridgedTransaction(deployerKey, chainId, contracts.l1Token),
			]),
		};
		let onRollback = (_number: number): void => undefined;
		const node = closing(
			await startNode(
				{
					...beginning.node,
					l2: chain.rpc,
					sequences: true,
					onBlock: (derived) => {
						if (derived.sequenced) sequencer.sign(derived);
					},
					onRollback: (number) => {
						sequencer.forgetAbove(number);
						onRollback(number);
					},
				},
				beginning.origin,
				beginning.first,
			),
		);
		const verifier = closing(
			openVerifier(
				{ rpc: ports.verifier, chain: ports.verifierChain },
				{ ...beginning, node: { ...beginning.node, l1: rpcTo(options.l1Rpc) } },
			),
		);
		let isDead = false;
		const outputAt = (number: number): Promise<Output> =>
			isDead
				? verifier.outputAt(number)
				: node.read(() => readOutput(chain.rpc, number));
		const living = () => (isDead ? verifier.node() : node);
		const anchor = await outputAt(1);
		const deployed = runPlan(deployer, plan(anchor));
		deployed.catch(() => undefined); // awaited below
		const rpc = closing(await openEndpoint(ports.rpc, chain.rpc, node));
		const relay = closing(await openRelay(ports.relay, chainId, sequencer));
		// Batches do not wait for contracts: the windows of the first epochs are running.
		await Promise.race([waitForFunds(l1, batcherAddress, 120_000), deployed]);
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
		await deployed;
		const proposer = closing(
			startProposer({
				l1,
				contracts,
				sender: senderOf(keys.proposer),
				intervalMs: proposalIntervalMs,
				bondWei: initBondWei,
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
				intervalMs: time === undefined ? 700 : 200,
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
			rootStalledS,
			token,
			bridged: l2Token,
			l1SlotS: options.l1SlotS ?? 2,
			proofMaturityS,
			maxClockS,
			gameFinalityS,
			sequencingWindow,
			maxDriftS,
			initBondWei,
			bondDelayS,
		});
		const hasFollowed = async (): Promise<boolean> =>
			(isDead ||
				((await node.hasFollowed()) &&
					batcher.hasFollowed() &&
					(await challenger.hasFollowed()))) &&
			(!verifier.isRunning() || (await verifier.node().hasFollowed()));
		followers.push(hasFollowed);
		const pass =
			time === undefined
				? () => sleep(250)
				: openPassing(
						time,
						() => (challenger.isRunning() ? slotsPerEpoch : 2),
						followers,
					);
		const passFull =
			time === undefined
				? pass
				: async () => {
						await time.skip(slotsPerEpoch / 2, true);
						await followed(followers);
					};
		const games = openGames({
			l1,
			contracts,
			sender: senderOf(keys.stranger, mine),
			maxClockS,
			challenger,
			safe: () => living().safe(),
			newest: () => living().head().block.number,
			outputAt,
			pass,
		});
		const guardian = openGuardian(l1, contracts, deployer, {
			proofMaturityS,
			gameFinalityS,
		});
		if (options.verifier === true) await verifier.start();
		let shadow: Shadow | undefined;
		closers.unshift(async () => shadow?.stop());
		return {
			chainId,
			l1Rpc: options.l1Rpc,
			rpcUrl: rpc.url,
			relayUrl: relay.url,
			chainUrl: chain.url,
			contracts,
			profile,
			delays: {
				maxClockS,
				proofMaturityS,
				gameFinalityS,
				sequencingWindow,
				maxDriftS,
			},
			token,
			bridged: { l1: contracts.l1Token, l2: l2Token },
			accounts,
			keys,
			node,
			hasFollowed,
			pass,
			passFull,
			mine: mine ?? (async () => undefined),
			verifier,
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
				holdOrigin: node.setOriginHeld,
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
			games,
			guardian,
			checkWithdrawal: (id, submitter) =>
				readiness(l1, contracts, id, submitter),
			anchor: () => readAnchor(l1, contracts),
			proposeFalseRoot: games.proposeFalse,
			attackRoot: games.attack,
			forge: async (balances) => {
				await shadow?.stop();
				shadow = await forgeShadow(
					{ port: ports.shadow, chainId, blockTimeS },
					chain,
					node,
					sequencer.key(),
					balances,
				);
				return shadow;
			},
			killEverythingButVerifier: async () => {
				await verifier.start();
				isDead = true;
				node.setSequencing(false);
				for (const part of [rpc, relay, batcher, proposer, challenger])
					await part.stop();
				await shadow?.stop();
				await node.stop();
				await chain.stop();
			},
			problems,
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};
