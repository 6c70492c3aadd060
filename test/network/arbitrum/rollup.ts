// A development Arbitrum on its real contracts: a sequencer that takes messages or leaves them out, and a validator that asserts the
// chain's state and has it confirmed. The chain follows L1's batches alone.

import {
	decodeAbiParameters,
	encodeFunctionData,
	keccak256,
	numberToHex,
	pad,
	parseAbiParameters,
	parseEventLogs,
	toEventSelector,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Assertion } from "../../../src/l2/arbitrum/checks/assertion.ts";
import {
	type ArbitrumProfile,
	arbitrumBoldV1,
} from "../../../src/l2/arbitrum/checks/profile.ts";
import {
	boldSlots,
	exitSlots,
} from "../../../src/l2/arbitrum/profiles/bold.ts";
import { hashByViem } from "../../l2/arbitrum/world.ts";
import { type Receipt, type Sender, viemLogs } from "../op/sender.ts";
import { bridgeAbi, rollupAbi, sequencerInboxAbi } from "./abi.ts";
import { type DevChain, signedIn, startDevChain } from "./chain.ts";
import {
	type Contracts,
	challengeManager,
	deployArbitrum,
	openToAll,
	periods,
	stake,
	wasmModuleRoot,
	zeroAddress,
	zeroHash,
} from "./deploy.ts";
import { accountOf, type L1 } from "./l1.ts";

/** The accounts of L1 that make and run it. */
export const deployerIndex = 0;
export const ownerIndex = 1;
/** Those who stake: the second one only where rivals are wanted. */
export const validatorIndex = 2;
export const rivalIndex = 3;
export const l2ChainId = 412_346;

type Terms = { readonly nextInboxPosition: bigint };

export type Rollup = {
	readonly contracts: Contracts;
	readonly profile: ArbitrumProfile;
	readonly chain: DevChain;
	/** A batch of the sequencer's that takes all delayed messages, and the chain's blocks of it. */
	readonly sequence: () => Promise<void>;
	/** The chain's blocks of what batches took meanwhile. */
	readonly derive: () => Promise<void>;
	/** Asserts the chain's newest block, or another state in its place. */
	readonly assert: (change?: Partial<Assertion>) => Promise<Assertion>;
	/** Somebody else asserts another state with the same parent. */
	readonly rival: (change: Partial<Assertion>) => Promise<Assertion>;
	/** Has the assertion confirmed, after its time. @throws Error when L1 refuses it */
	readonly confirm: (one: Assertion) => Promise<void>;
};

const gas = 3_000_000n;
const messageDelivered = toEventSelector(
	"MessageDelivered(uint256,bytes32,address,uint8,address,bytes32,uint256,uint64)",
);
const lower = (address: string): Hex =>
	d.address(address.toLowerCase(), "address");

export const startRollup = async (l1: L1): Promise<Rollup> => {
	const owner = l1.sender(ownerIndex);
	const stakers = [l1.sender(validatorIndex), l1.sender(rivalIndex)] as const;
	const [validator, rival] = stakers;
	const contracts = await deployArbitrum(
		l1.sender(deployerIndex),
		0,
		{
			owner: lower(owner.address),
			stakers: stakers.map(({ address }) => lower(address)),
		},
		l2ChainId,
	);
	await openToAll(owner, stakers, contracts);
	const chain = startDevChain(l2ChainId);
	const { bridge, inbox, sequencerInbox, rollup } = contracts;
	const profile = await profileOf(l1, contracts);
	const view = async (to: Hex, data: Hex): Promise<Hex> =>
		l1.rpc("eth_call", [{ to, data }, "latest"], d.hexUpTo(10_000));
	const countOf = async (
		name: "sequencerMessageCount" | "delayedMessageCount",
	): Promise<number> =>
		Number(
			BigInt(
				await view(
					bridge.address,
					encodeFunctionData({ abi: bridgeAbi, functionName: name }),
				),
			),
		);
	const takenOf = async (): Promise<number> =>
		Number(
			BigInt(
				await view(
					sequencerInbox.address,
					encodeFunctionData({
						abi: sequencerInboxAbi,
						functionName: "totalDelayedMessagesRead",
					}),
				),
			),
		);
	const accOf = async (batch: number): Promise<Hex> =>
		d.hash(
			await view(
				bridge.address,
				encodeFunctionData({
					abi: bridgeAbi,
					functionName: "sequencerInboxAccs",
					args: [BigInt(batch)],
				}),
			),
			"acc",
		);
	/** What was put into the delayed inbox, by place. */
	const messages = async (): Promise<ReadonlyMap<number, Hex>> => {
		const delivered = toEventSelector("InboxMessageDelivered(uint256,bytes)");
		const logs = await l1.rpc(
			"eth_getLogs",
			[
				{
					address: inbox.address,
					topics: [delivered],
					fromBlock: "0x0",
					toBlock: "latest",
				},
			],
			d.list(
				d.record({ topics: d.list(d.hash, 4), data: d.hexUpTo(10_000) }),
				1000,
			),
		);
		const found = new Map<number, Hex>();
		for (const { topics, data } of logs) {
			const [message] = decodeAbiParameters(parseAbiParameters("bytes"), data);
			found.set(Number(BigInt(topics[1] ?? 0)), message);
		}
		return found;
	};
	/** The message at that place, as the bridge hashed it, and its accumulator before. */
	const delayProofOf = async (index: number) => {
		const [log] = await l1.rpc(
			"eth_getLogs",
			[
				{
					address: bridge.address,
					topics: [messageDelivered, numberToHex(index, { size: 32 })],
					fromBlock: "0x0",
					toBlock: "latest",
				},
			],
			d.list(
				d.record({
					topics: d.list(d.hash, 4),
					data: d.hexUpTo(1_000),
					blockNumber: d.quantity,
				}),
				1,
				1,
			),
		);
		if (log === undefined) throw new Error(`no message ${index}`);
		const [, kind, sender, messageDataHash, baseFeeL1, timestamp] =
			decodeAbiParameters(
				parseAbiParameters("address, uint8, address, bytes32, uint256, uint64"),
				log.data,
			);
		return {
			beforeDelayedAcc: log.topics[2] ?? zeroHash,
			delayedMessage: {
				kind,
				sender,
				blockNumber: log.blockNumber,
				timestamp,
				inboxSeqNum: BigInt(index),
				baseFeeL1,
				messageDataHash,
			},
		};
	};
	/** The first message is the chain's own beginning. */
	let derived = 1;
	const derive = async (): Promise<void> => {
		const taken = await takenOf();
		const all = await messages();
		const raws: Hex[] = [];
		for (; derived < taken; derived++) {
			const raw = signedIn(all.get(derived) ?? "0x");
			if (raw !== null) raws.push(raw);
		}
		const number = await l1.rpc("eth_blockNumber", [], d.smallQuantity);
		await chain.run(raws, number);
	};
	let last: Assertion = {
		parent: zeroHash,
		blockHash: zeroHash,
		sendRoot: zeroHash,
		batch: 0,
		positionInBatch: 0,
		machineStatus: 1,
		endHistoryRoot: zeroHash,
		inboxAcc: zeroHash,
	};
	/** Of each assertion: up to where its children have to go. */
	const terms = new Map<Hex, Terms>([
		[hashByViem(last), { nextInboxPosition: 1n }],
	]);
	const configOf = (hash: Hex) => ({
		wasmModuleRoot,
		requiredStake: stake,
		challengeManager,
		confirmPeriodBlocks: BigInt(periods.confirm),
		nextInboxPosition: terms.get(hash)?.nextInboxPosition ?? 0n,
	});
	const stateOf = (one: Assertion) => ({
		globalState: {
			bytes32Vals: [one.blockHash, one.sendRoot] as const,
			u64Vals: [BigInt(one.batch), BigInt(one.positionInBatch)] as const,
		},
		machineStatus: one.machineStatus,
		endHistoryRoot: one.endHistoryRoot,
	});
	const noteTerms = (receipt: Receipt): void => {
		for (const { args } of parseEventLogs({
			abi: rollupAbi,
			eventName: "AssertionCreated",
			logs: viemLogs(receipt),
		}))
			terms.set(args.assertionHash, { nextInboxPosition: args.inboxMaxCount });
	};
	const staked = new Set<Sender>();
	const emptyBatch = async (): Promise<void> => {
		await owner.send({
			to: sequencerInbox.address,
			gas,
			what: "batch",
			data: encodeFunctionData({
				abi: sequencerInboxAbi,
				functionName: "addSequencerL2BatchFromOrigin",
				args: [
					BigInt(await countOf("sequencerMessageCount")),
					"0x",
					BigInt(await takenOf()),
					zeroAddress,
					0n,
					0n,
				],
			}),
		});
	};
	const assertBy = async (
		who: Sender,
		change: Partial<Assertion> = {},
	): Promise<Assertion> => {
		const parent = hashByViem(last);
		const next = Number(terms.get(parent)?.nextInboxPosition ?? 0n);
		while ((await countOf("sequencerMessageCount")) < next) await emptyBatch();
		const one: Assertion = {
			parent,
			blockHash: chain.tip().hash,
			sendRoot: chain.sendRoot(),
			batch: next,
			positionInBatch: 0,
			machineStatus: 1,
			endHistoryRoot: keccak256(pad("0x01", { size: 32 })),
			inboxAcc: await accOf(next - 1),
			...change,
		};
		const args = [
			{
				beforeStateData: {
					prevPrevAssertionHash: last.parent,
					sequencerBatchAcc: last.inboxAcc,
					configData: configOf(parent),
				},
				beforeState: stateOf(last),
				afterState: stateOf(one),
			},
			hashByViem(one),
		] as const;
		await l1.pass(1);
		noteTerms(
			await who.send({
				to: rollup.address,
				gas,
				what: "assert",
				data: staked.has(who)
					? encodeFunctionData({
							abi: rollupAbi,
							functionName: "stakeOnNewAssertion",
							args,
						})
					: encodeFunctionData({
							abi: rollupAbi,
							functionName: "newStakeOnNewAssertion",
							args: [stake, ...args],
						}),
			}),
		);
		staked.add(who);
		return one;
	};
	return {
		contracts,
		profile,
		chain,
		derive,
		sequence: async () => {
			const taken = await takenOf();
			const delayed = await countOf("delayedMessageCount");
			const args = [
				BigInt(await countOf("sequencerMessageCount")),
				"0x",
				BigInt(delayed),
				zeroAddress,
				0n,
				0n,
			] as const;
			// what waited for long is taken with a proof of how long
			const data =
				delayed === taken
					? encodeFunctionData({
							abi: sequencerInboxAbi,
							functionName: "addSequencerL2BatchFromOrigin",
							args,
						})
					: encodeFunctionData({
							abi: sequencerInboxAbi,
							functionName: "addSequencerL2BatchFromOriginDelayProof",
							args: [...args, await delayProofOf(taken)],
						});
			await owner.send({
				to: sequencerInbox.address,
				gas,
				what: "batch",
				data,
			});
			await derive();
		},
		assert: (change) => assertBy(validator, change),
		rival: (change) => assertBy(rival, change),
		confirm: async (one) => {
			await l1.pass(periods.confirm);
			await validator.send({
				to: rollup.address,
				gas,
				what: "confirm",
				data: encodeFunctionData({
					abi: rollupAbi,
					functionName: "confirmAssertion",
					args: [
						hashByViem(one),
						one.parent,
						stateOf(one),
						zeroHash,
						configOf(one.parent),
						one.inboxAcc,
					],
				}),
			});
			last = one;
		},
	};
};

/** Its profile, with every contract pinned to the code that is there. */
const profileOf = async (
	l1: L1,
	{ bridge, inbox, outbox, sequencerInbox, rollup, userLogic }: Contracts,
): Promise<ArbitrumProfile> => {
	const codeHash = async (at: Hex): Promise<Hex> =>
		keccak256(await l1.rpc("eth_getCode", [at, "latest"], d.hexUpTo(60_000)));
	const pinned = async ({ address, implementation }: Contracts["bridge"]) => ({
		address,
		codeHash: await codeHash(address),
		implementation,
		implementationCodeHash: await codeHash(implementation),
	});
	return arbitrumBoldV1(
		{
			kind: "arbitrum-bold-v1",
			name: "development-arbitrum",
			title: "Development Arbitrum",
			chainId: l2ChainId,
			l1: "mainnet",
			l1ChainId: 1,
			blockTimeS: 1,
			explorer: "",
			coin: { symbol: "ETH", decimals: 18 },
			tokens: [],
			policy: {
				finality: "final",
				who: "proposed",
				ages: { show: 864_000, answer: 36_000, order: 36_000, sign: 36_000 },
			},
			contracts: {
				rollup: await pinned(rollup),
				bridge: await pinned(bridge),
				sequencerInbox: await pinned(sequencerInbox),
			},
			userLogic: { address: userLogic, codeHash: await codeHash(userLogic) },
			slots: boldSlots,
			data: "ethereum",
			unchallengedForBlocks: 5,
			assertionsLookedAt: 100,
			exit: {
				contracts: {
					inbox: await pinned(inbox),
					outbox: await pinned(outbox),
				},
				slots: exitSlots,
				isDelayBufferable: true,
			},
		},
		"profile",
	);
};

/** A withdrawal of ether from the development chain, as its owner signs it. */
export const signWithdrawal = (
	index: number,
	nonce: number,
	data: Hex,
	valueWei: bigint,
	arbSys: Hex,
): Promise<Hex> =>
	accountOf(index).signTransaction({
		type: "eip1559",
		chainId: l2ChainId,
		nonce,
		to: arbSys,
		value: valueWei,
		data,
		gas: 500_000n,
		maxFeePerGas: 1_000_000_000n,
		maxPriorityFeePerGas: 0n,
	});
