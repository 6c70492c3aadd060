// A whole reference rollup on any L1: contracts, node, sequencer, committer, prover. Each part can be stopped, and the
// endpoint made to lie.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeFunctionData, zeroAddress } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { freePorts } from "../l1/port.ts";
import { type Rpc, rpcTo, waitForRpc } from "../op/rpc.ts";
import { type Call, openSender } from "../op/sender.ts";
import { ether, rememberSenders, roleKey } from "../op/setup.ts";
import { genesisRoot, makeBatch, witnessOf } from "./batch.ts";
import { blobsFrom } from "./beacon.ts";
import { openBlobProver } from "./blob-prover.ts";
import { type Committer, startCommitter } from "./committer.ts";
import { deployReference, planReference } from "./deploy.ts";
import { openReferenceEndpoint } from "./endpoint.ts";
import type {
	Deposit,
	ReferenceRollup,
	ReferenceRollupOptions,
} from "./handle.ts";
import { openJournal } from "./journal.ts";
import type { Loop } from "./loop.ts";
import { openNode, type ReferenceNode, referenceChainId } from "./node.ts";
import { kinds, type Operation } from "./operation.ts";
import { readReferenceProfile } from "./profile.ts";
import { openProver } from "./prover.ts";
import { type Proving, startProving } from "./proving.ts";
import { type Entry, operationFor } from "./queue.ts";
import { rollupAbi } from "./rollup-abi.ts";
import { startSequencer } from "./sequencer.ts";
import { openCircuit } from "./setup.ts";
import { applyOperation } from "./state.ts";

export type {
	Deposit,
	ForgedBatch,
	ReferenceRollup,
	ReferenceRollupOptions,
} from "./handle.ts";

const depositCall = (
	contract: Hex,
	{ key, owner, amountWei }: Deposit,
): Call => ({
	to: contract,
	data: encodeFunctionData({
		abi: rollupAbi,
		functionName: "depositFor",
		args: [key.x, key.y, owner],
	}),
	valueWei: amountWei,
	gas: 1_000_000n,
	what: "a deposit",
});

const entryOf = ({ key, owner, amountWei }: Deposit): Entry => ({
	kind: kinds.deposit,
	ax: key.x,
	ay: key.y,
	owner: BigInt(owner),
	amount: amountWei,
});

/** The node and what it does by itself, from a start to a stop. */
type Life = {
	readonly node: ReferenceNode;
	readonly sequencer: Loop;
	readonly committer: Committer;
	readonly proving: Proving;
	readonly end: () => Promise<void>;
};

/**
 * True when it returns: the contracts stand on L1, the deposits are in L1's queue, every part runs, and the profile
 * describes the rollup. The first time on a machine it makes the circuit's keys, which takes half a minute.
 */
export const startReferenceRollup = async (
	options: ReferenceRollupOptions,
): Promise<ReferenceRollup> => {
	const {
		deployerKey,
		chainId = referenceChainId,
		deadlineS = 600,
		batchMs = 1_000,
		confirmations = 2,
		accounts = [],
	} = options;
	const [freePort] = await freePorts(1);
	const port = options.port ?? freePort;
	if (port === undefined) throw new RangeError('"port": one is needed');
	const keys = {
		deployer: deployerKey,
		operator: roleKey("reference operator"),
		prover: roleKey("reference prover"),
	};
	const problems: unknown[] = [];
	const onProblem = (thrown: unknown): void => {
		problems.push(thrown);
		if (problems.length > 100) problems.shift();
		options.onProblem?.(thrown);
	};
	const closers: (() => Promise<void>)[] = [];
	const stop = async (): Promise<void> => {
		for (const close of closers.splice(0)) await close().catch(onProblem);
	};

	try {
		const dataDir =
			options.dataDir ?? mkdtempSync(join(tmpdir(), "sextant-reference-"));
		if (options.dataDir === undefined)
			closers.unshift(async () => rmSync(dataDir, { recursive: true }));
		const l1: Rpc = rpcTo(options.l1Rpc);
		const circuit = await openCircuit();
		const terms = {
			operator: d.address(privateKeyToAddress(keys.operator), "operator"),
			deadlineS,
			chainId,
			genesisRoot,
			verifyingKey: circuit.verifyingKey,
		};
		// Compiles the contracts, which blocks for seconds the first time: connections to L1 that were open would be closed.
		planReference(zeroAddress, 0, terms);
		await waitForRpc(options.l1Rpc, 60_000);
		const prover = await openProver(circuit);
		closers.unshift(prover.close);
		const blobProver = await openBlobProver();
		closers.unshift(blobProver.close);
		const l1ChainId = await l1("eth_chainId", [], d.smallQuantity);
		const senderOf = rememberSenders(l1, l1ChainId);
		const deployer = senderOf(keys.deployer);
		closers.unshift(async () => deployer.close());
		const fund = (key: Hex): Call => ({
			to: d.address(privateKeyToAddress(key), "role"),
			data: "0x",
			valueWei: 100n * ether,
			gas: 21_000n,
			what: "funding a role",
		});
		await deployer.sendAll([fund(keys.operator), fund(keys.prover)]);
		const made = await deployReference({
			rpcUrl: options.l1Rpc,
			deployer: {
				address: d.address(deployer.address, "deployer"),
				privateKey: keys.deployer,
			},
			...terms,
		});
		const { rollup: contract, verifier, blockNumber: firstBlock } = made;
		await deployer.sendAll(accounts.map((one) => depositCall(contract, one)));
		const profile = await readReferenceProfile(l1, {
			chainId,
			l1ChainId,
			rollup: contract,
			verifier,
			verifyingKey: circuit.verifyingKey,
			deadlineS,
			firstBlock,
		});
		const journal = openJournal(join(dataDir, "operations.jsonl"));

		const begin = async (): Promise<Life> => {
			const node = await openNode({
				l1,
				contract,
				firstBlock,
				chainId,
				blobs: async (blobHash, timeS) =>
					blobsFrom(await options.beacon)(blobHash, timeS),
				remembered: journal.read(),
			});
			const common = { l1, contract, node, onProblem };
			const sequencer = startSequencer({ ...common, batchMs, confirmations });
			const committer = startCommitter({
				...common,
				l1ChainId,
				key: keys.operator,
				blobProver,
			});
			const proving = startProving({
				...common,
				prover,
				sender: openSender(l1, l1ChainId, keys.prover),
			});
			return {
				node,
				sequencer,
				committer,
				proving,
				end: async () => {
					await Promise.all([
						sequencer.stop(),
						committer.stop(),
						proving.stop(),
					]);
				},
			};
		};

		let life = await begin();
		closers.unshift(() => life.end());
		const rpc = await openReferenceEndpoint(port, () => ({
			node: life.node,
			blobProof: (batch) =>
				life.committer.blobProof(batch) ?? life.node.blobProof(batch),
			onAccepted: journal.write,
		}));
		closers.unshift(rpc.stop);
		const switchOf = (part: () => Loop) => ({
			start: () => part().setRunning(true),
			stop: () => part().setRunning(false),
		});
		return {
			chainId,
			rpcUrl: rpc.url,
			contract,
			verifier,
			verifyingKey: circuit.verifyingKey,
			firstBlock,
			deadlineS,
			profile,
			keys,
			node: () => life.node,
			rpc,
			sequencing: switchOf(() => life.sequencer),
			committing: switchOf(() => life.committer),
			proving: switchOf(() => life.proving),
			censor: (owner, on) => {
				const { censored } = life.node.ledger;
				if (on) censored.add(BigInt(owner));
				else censored.delete(BigInt(owner));
			},
			deposit: (what) => deployer.send(depositCall(contract, what)),
			proofOf: (batch) => life.proving.proofOf(batch),
			forgeDeposits: async (deposits) => {
				const { ledger } = life.node;
				const before = ledger.stateAfter(ledger.made());
				if (before === undefined) throw new Error("the node has no state");
				const entries = deposits.map(entryOf);
				const operations: Operation[] = [];
				let state = before;
				for (const entry of entries) {
					const operation = operationFor(state, entry);
					state = applyOperation(state, operation).after;
					operations.push(operation);
				}
				const number = ledger.made() + 1;
				const queue = ledger.queue();
				const batch = makeBatch(number, before, queue, operations, entries);
				const witness = witnessOf(chainId, batch, () => undefined);
				return { batch, proof: await prover.prove(witness) };
			},
			freeze: () =>
				deployer.send({
					to: contract,
					data: encodeFunctionData({
						abi: rollupAbi,
						functionName: "freeze",
					}),
					gas: 200_000n,
					what: "a freeze",
				}),
			kill: async () => {
				await rpc.stop();
				await life.end();
			},
			restart: async () => {
				await rpc.stop();
				await life.end();
				life = await begin();
				await rpc.start();
			},
			problems,
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};
