// For tests of the contracts: an L1 of one process, the rollup on it, real proofs, and a ledger that is kept beside it.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
	type Abi,
	BaseError,
	ContractFunctionRevertedError,
	createPublicClient,
	createTestClient,
	createWalletClient,
	encodeFunctionData,
	type Hash,
	http,
	type TransactionReceipt,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { type Hex, toHex } from "../../../src/base/bytes.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { freePorts } from "../l1/port.ts";
import { waitForRpc } from "../l1/rpc.ts";
import { waitFor } from "../l1/wait.ts";
import { anvilPath } from "../op/chain.ts";
import type { BatchProof } from "./batch-witness.ts";
import {
	type Ledger,
	type ModelBatch,
	modelChainId,
	rootOf,
} from "./circuit-model.ts";
import { deployReference, type ReferenceContracts } from "./deploy.ts";
import { openProver, type Prover } from "./prover.ts";
import { rollupAbi } from "./rollup-abi.ts";
import { openCircuit } from "./setup.ts";

/** Without what it says of arguments: tests give wrong ones. */
const looseAbi: Abi = rollupAbi;

export const deadlineS = 3600;
export const ether = 10n ** 18n;

/** The L1: it makes a block for every transaction. */
const startAnvil = async () => {
	const [port] = await freePorts(1);
	const child = spawn(
		anvilPath(),
		[
			...["--port", String(port), "--host", "127.0.0.1"],
			...["--hardfork", "prague", "--quiet", "--threads", "1"],
		],
		{ stdio: "ignore" },
	);
	const gone = new Promise<void>((resolve) => {
		child.once("exit", () => resolve());
		child.once("error", () => resolve());
	});
	const kill = (): void => {
		child.kill("SIGKILL");
	};
	process.once("exit", kill);
	const rpcUrl = `http://127.0.0.1:${port}`;
	const stop = async (): Promise<void> => {
		process.removeListener("exit", kill);
		kill();
		await gone;
	};
	try {
		await waitForRpc(rpcUrl, 30_000);
	} catch (thrown) {
		await stop();
		throw thrown;
	}
	return { rpcUrl, stop };
};

/** A batch as the contract has its fields. */
export type CommittedBatch = {
	readonly number: bigint;
	readonly oldRoot: bigint;
	readonly newRoot: bigint;
	readonly dataHash: bigint;
	readonly blobHash: Hex;
	readonly queueFrom: bigint;
	readonly queueTo: bigint;
	readonly queueBefore: bigint;
	readonly queueAfter: bigint;
	readonly withdrawRoot: bigint;
	readonly committedAt: bigint;
};

/** The eight words of a proof. */
export type ProofWords = readonly [
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
	bigint,
];
export const proofWords = ({ proof }: BatchProof): ProofWords => {
	const word = (i: number): bigint =>
		BigInt(`0x${proof.slice(2 + 64 * i, 2 + 64 * (i + 1))}`);
	const w = word;
	return [w(0), w(1), w(2), w(3), w(4), w(5), w(6), w(7)];
};

// The blob of zeros: its polynomial is zero, so commitment and proof are the group's zero.
const zeroPoint: Hex = `0xc0${"00".repeat(47)}`;
const emptyBlob: Hex = `0x${"00".repeat(131_072)}`;
export const emptyBlobHash: Hex = `0x01${createHash("sha256")
	.update(Buffer.from(zeroPoint.slice(2), "hex"))
	.digest("hex")
	.slice(2)}`;

/** The name of the contract's error, or of whatever else went wrong. */
const refusalOf = (thrown: unknown): string => {
	const reverted =
		thrown instanceof BaseError
			? thrown.walk((e) => e instanceof ContractFunctionRevertedError)
			: null;
	return reverted instanceof ContractFunctionRevertedError
		? (reverted.data?.errorName ?? reverted.message)
		: String(thrown);
};

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** @param genesis what the tree holds from the beginning */
export const openScene = async (genesis: Ledger = new Map()) => {
	const circuit = await openCircuit();
	const l1 = await startAnvil();
	let prover: Prover | undefined;
	let contracts: ReferenceContracts;
	const [deployer, ...others] = deriveAccounts();
	try {
		prover = await openProver(circuit);
		const operator = others[0];
		if (deployer === undefined || operator === undefined)
			throw new Error("no accounts");
		contracts = await deployReference({
			rpcUrl: l1.rpcUrl,
			deployer,
			operator: operator.address,
			verifyingKey: circuit.verifyingKey,
			deadlineS,
			chainId: Number(modelChainId),
			genesisRoot: rootOf(genesis),
		});
	} catch (thrown) {
		await prover?.close();
		await l1.stop();
		throw thrown;
	}
	const address = contracts.rollup;
	// The first blob makes the node load its trusted setup.
	const transport = http(l1.rpcUrl, { timeout: 60_000 });
	const client = createPublicClient({
		chain: anvil,
		transport,
		pollingInterval: 20,
		cacheTime: 0,
	});
	const test = createTestClient({ chain: anvil, mode: "anvil", transport });
	/** Accounts of L1: 0 the operator, and whoever else. */
	const wallets = others.map(({ privateKey }) =>
		createWalletClient({
			account: privateKeyToAccount(privateKey),
			chain: anvil,
			transport,
		}),
	);
	const walletOf = (i: number) => {
		const wallet = wallets[i];
		if (wallet === undefined) throw new RangeError(`no account ${i}`);
		return wallet;
	};
	/** Asked for again and again: viem waits for a higher block, which never comes where the chain was taken back or stands still. */
	const receiptOf = (hash: Hash): Promise<TransactionReceipt> =>
		waitFor(
			`the receipt of ${hash}`,
			() => client.getTransactionReceipt({ hash }).catch(() => undefined),
			30_000,
		);
	const mined = async (hash: Hash): Promise<TransactionReceipt> => {
		const receipt = await receiptOf(hash);
		if (receipt.status !== "success") throw new Error(`${hash} reverted`);
		return receipt;
	};

	type Write = {
		readonly functionName:
			| "deposit"
			| "depositFor"
			| "forceWithdraw"
			| "commit"
			| "prove"
			| "withdraw"
			| "freeze"
			| "escape"
			| "reclaim";
		readonly args: readonly unknown[];
		readonly value?: bigint;
	};
	/** Sends a call and waits for its block. @throws Error when it reverts */
	const send = async (
		by: number,
		{ functionName, args, value = 0n }: Write,
	): Promise<TransactionReceipt> => {
		const data = encodeFunctionData({ abi: looseAbi, functionName, args });
		return mined(
			await walletOf(by).sendTransaction({ to: address, data, value }),
		);
	};
	/** The name of the error that the call would end in; "" when it would succeed. */
	const refusal = async (
		by: number,
		{ functionName, args, value = 0n }: Write,
	): Promise<string> => {
		try {
			await client.simulateContract({
				account: walletOf(by).account,
				address,
				abi: looseAbi,
				functionName,
				args,
				value,
			});
			return "";
		} catch (thrown) {
			return refusalOf(thrown);
		}
	};

	/** Sends a commit with so many empty blobs. It may revert: see the receipt. */
	const commitWith = async (
		blobs: number,
		args: readonly [bigint, bigint, bigint, bigint],
	): Promise<TransactionReceipt> => {
		const data = encodeFunctionData({
			abi: rollupAbi,
			functionName: "commit",
			args,
		});
		const repeated = <T>(one: T): T[] => new Array<T>(blobs).fill(one);
		const hash = await walletOf(0).sendTransaction({
			type: "eip4844",
			to: address,
			data,
			gas: 500_000n,
			maxFeePerBlobGas: 10n ** 10n,
			blobVersionedHashes: repeated(emptyBlobHash),
			sidecars: repeated({
				blob: emptyBlob,
				commitment: zeroPoint,
				proof: zeroPoint,
			}),
		});
		return receiptOf(hash);
	};
	const read = (
		functionName: "lastCommitted" | "lastCommittedRoot" | "lastCommittedQueue",
	): Promise<bigint> =>
		client.readContract({ address, abi: rollupAbi, functionName });
	const queueHash = (length: bigint): Promise<bigint> =>
		client.readContract({
			address,
			abi: rollupAbi,
			functionName: "queueHash",
			args: [length],
		});

	/** Commits the batch, taking `entries` of the queue. `altered` replaces what is committed. */
	const commit = async (
		{ witness }: ModelBatch,
		entries = 0n,
		altered: Partial<
			Pick<CommittedBatch, "newRoot" | "dataHash" | "withdrawRoot">
		> = {},
	): Promise<{ batch: CommittedBatch; receipt: TransactionReceipt }> => {
		const { newRoot, dataHash, withdrawRoot } = { ...witness, ...altered };
		const oldRoot = await read("lastCommittedRoot");
		const queueFrom = await read("lastCommittedQueue");
		const queueTo = queueFrom + entries;
		const args = [newRoot, dataHash, queueTo, withdrawRoot] as const;
		const receipt = await commitWith(1, args);
		if (receipt.status !== "success") throw new Error("the commit reverted");
		const { timestamp } = await client.getBlock({
			blockHash: receipt.blockHash,
		});
		return {
			receipt,
			batch: {
				number: await read("lastCommitted"),
				oldRoot,
				newRoot,
				dataHash,
				blobHash: emptyBlobHash,
				queueFrom,
				queueTo,
				queueBefore: await queueHash(queueFrom),
				queueAfter: await queueHash(queueTo),
				withdrawRoot,
				committedAt: timestamp,
			},
		};
	};

	return {
		contracts,
		address,
		client,
		send,
		refusal,
		commit,
		commitWith,
		prove: prover.prove,
		addressOf: (i: number): Hex => walletOf(i).account.address,
		ownerOf: (i: number): bigint => BigInt(walletOf(i).account.address),
		slot: async (slot: number): Promise<Hex> => {
			const word = await client.getStorageAt({
				address,
				slot: toHex(Uint8Array.of(slot)),
			});
			return word ?? "0x";
		},
		pass: async (seconds: number): Promise<void> => {
			await test.increaseTime({ seconds });
			await test.mine({ blocks: 1 });
		},
		/** Runs what changes the chain, and takes it back. */
		aside: async (run: () => Promise<void>): Promise<void> => {
			const id = await test.snapshot();
			try {
				await run();
			} finally {
				await test.revert({ id });
			}
		},
		close: async (): Promise<void> => {
			await prover.close();
			await l1.stop();
		},
	};
};
