// A whole OP rollup on any L1: contracts, chain, node, sequencer, relay, batcher, proposer, challenger. Each part can be
// stopped, and those that speak can be made to lie.

import {
	encodeFunctionData,
	getContractAddress,
	keccak256,
	stringToBytes,
} from "viem";
import { privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import { address, smallQuantity } from "../../../src/base/decode.ts";
import type { OpProfile } from "../../../src/l2/profile.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { freePorts } from "../l1/port.ts";
import { tokenCreationCode } from "../l1/token.ts";
import { systemConfigAbi } from "./abi.ts";
import { startBatcher } from "./batcher.ts";
import { type L1Block, readL1Block } from "./blocks.ts";
import { startChain } from "./chain.ts";
import { type Challenger, startChallenger } from "./challenger.ts";
import { type OpContracts, planDeployment, runPlan } from "./deploy.ts";
import { type Endpoint, openEndpoint } from "./endpoint.ts";
import {
	answerClaim,
	createdGame,
	createGame,
	readAnchor,
	readClaim,
} from "./games.ts";
import { type RollupNode, startNode } from "./node.ts";
import { type Output, readOutput } from "./output.ts";
import { readProfile } from "./profile.ts";
import { falseOutput, type Proposer, startProposer } from "./proposer.ts";
import { openRelay, type Relay } from "./relay.ts";
import { type Rpc, rpcTo, waitForRpc } from "./rpc.ts";
import { openSender, type Sender } from "./sender.ts";
import { openSequencer, type Sequencer } from "./sequencer.ts";
import { forgeShadow, type Shadow } from "./shadow.ts";

export type OpRollupOptions = {
	readonly l1Rpc: string;
	/** Owns the contracts, funds the roles and backs L2's ether: needs about 101,000 ether, and should do nothing else. */
	readonly deployerKey: Hex;
	/** This port and the next three: public RPC, relay, anvil, forged anvil. Free ones are picked unless told. */
	readonly port?: number;
	readonly chainId?: number;
	/** Less than L1's slot, else an origin that once fell behind stays behind: each L2 block takes at most one step. */
	readonly blockTimeS?: number;
	/** L1 blocks above an L1 block before L2 takes it as origin. */
	readonly confirmations?: number;
	readonly sequencingWindow?: number;
	readonly batchIntervalMs?: number;
	readonly proposalIntervalMs?: number;
	readonly maxClockS?: number;
	readonly unchallengedS?: number;
	readonly proofMaturityS?: number;
	readonly gameFinalityS?: number;
	/** Hold 10,000 ether and 1,000,000 tokens each on L2; the accounts of the usual test phrase unless told. */
	readonly accounts?: readonly Hex[];
	readonly nowMs?: () => number;
	readonly onProblem?: (thrown: unknown) => void;
};

export type FalseRoot = {
	readonly game: Hex;
	readonly l2BlockNumber: number;
	readonly root: Hex;
};

export type OpRollup = {
	readonly chainId: number;
	/** The public JSON-RPC, honest until told otherwise. */
	readonly rpcUrl: string;
	readonly relayUrl: string;
	/** The chain itself, always honest; for tests alone. */
	readonly chainUrl: string;
	readonly contracts: OpContracts;
	readonly profile: OpProfile;
	/** The clocks and delays of the contracts, in seconds, and the sequencing window in L1 blocks. */
	readonly delays: {
		readonly maxClockS: number;
		readonly proofMaturityS: number;
		readonly gameFinalityS: number;
		readonly sequencingWindow: number;
	};
	readonly token: Hex;
	readonly accounts: readonly Hex[];
	readonly keys: {
		readonly deployer: Hex;
		readonly sequencer: Hex;
		readonly batcher: Hex;
		readonly proposer: Hex;
		readonly challenger: Hex;
		/** Anyone: funded on L1, no role. */
		readonly stranger: Hex;
	};
	readonly node: Pick<RollupNode, "head" | "at" | "censored">;
	readonly rpc: Endpoint;
	readonly relay: Relay;
	readonly sequencer: Pick<Sequencer, "payload" | "conflicting" | "newest"> & {
		/** No blocks but forced ones, no payloads, no batches. */
		readonly stop: () => void;
		readonly start: () => void;
		/** Names a new sequencer key in SystemConfig, and signs with it from then on. */
		readonly rotateKey: (key: Hex) => Promise<void>;
	};
	readonly batcher: {
		readonly address: Hex;
		readonly safe: () => number;
		readonly stop: () => void;
		readonly start: () => void;
	};
	readonly proposer: Proposer;
	readonly challenger: Challenger;
	readonly outputAt: (number: number) => Promise<Output>;
	readonly anchor: () => Promise<{ root: Hex; l2BlockNumber: number }>;
	/**
	 * Posts a root that is not the block's, as anyone could. The newest block unless told; the root of an altered state
	 * unless told.
	 */
	readonly proposeFalseRoot: (what?: {
		readonly l2BlockNumber?: number;
		readonly root?: Hex;
	}) => Promise<FalseRoot>;
	/** Answers the root claim of a game with nonsense, as anyone could who pays the bond. */
	readonly attackRoot: (game: Hex) => Promise<void>;
	/**
	 * A block on top of the newest one that never was, in which accounts hold other balances, with everything a liar needs:
	 * a root to post, proofs to serve, a payload signed by the sequencer. One at a time; the last one's endpoint goes.
	 */
	readonly forge: (balances: ReadonlyMap<Hex, bigint>) => Promise<Shadow>;
	/** What went wrong in the background, newest last, at most 100. */
	readonly problems: readonly unknown[];
	readonly stop: () => Promise<void>;
};

const roleKey = (role: string): Hex =>
	keccak256(stringToBytes(`embedded rollup: ${role}`));

const testAccounts = (): readonly Hex[] =>
	deriveAccounts().map((account) => account.address);

const ether = 10n ** 18n;

/** The newest L1 block with `confirmations` above it that is not younger than `timeS`. @throws when there is none */
const originBefore = async (
	l1: Rpc,
	confirmations: number,
	timeS: number,
): Promise<L1Block> => {
	const newest = await readL1Block(l1, "latest");
	let number = Math.max(0, (newest?.number ?? 0) - confirmations);
	for (; number >= 0; number--) {
		const block = await readL1Block(l1, number);
		if (block !== null && block.timestamp <= timeS) return block;
	}
	throw new Error("L1 has no block old enough to begin from");
};

/** One sender a key, so that its nonces are counted in one place. */
const rememberSenders = (l1: Rpc, l1ChainId: number) => {
	const senders = new Map<Hex, Sender>();
	return (key: Hex): Sender => {
		const sender = senders.get(key) ?? openSender(l1, l1ChainId, key);
		senders.set(key, sender);
		return sender;
	};
};

/** The token's creation on L2, as the deployer's first transaction there. */
const tokenTransaction = async (
	key: Hex,
	chainId: number,
	holders: readonly Hex[],
): Promise<{ raw: Hex; token: Hex }> => {
	const account = privateKeyToAccount(key);
	const raw = await account.signTransaction({
		type: "eip1559",
		chainId,
		nonce: 0,
		gas: 5_000_000n,
		data: tokenCreationCode("Rollup Token", "RLT", holders),
		maxFeePerGas: 10n ** 9n,
		maxPriorityFeePerGas: 10n ** 6n,
	});
	const token = getContractAddress({ from: account.address, nonce: 0n });
	return { raw, token: address(token, "token") };
};

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
