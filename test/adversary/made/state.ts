// An execution state and its blocks, made by hand: accounts with storage and code in a real trie under a real header.

import {
	bigToBytes,
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../../src/crypto/hash.ts";
import { buildTrie } from "../../../src/proof/trie.ts";
import { encodeHeader } from "../../../src/source/header.ts";
import { type ExecutionHeader, inventedExecution } from "./chain.ts";

export type MadeAccount = {
	readonly nonce: number;
	readonly balanceWei: bigint;
	readonly code?: Hex;
	readonly storage?: ReadonlyMap<bigint, bigint>;
};

const storageTrie = ({ storage }: MadeAccount) =>
	buildTrie(
		[...(storage ?? [])].map(([key, word]) => [
			keccak256(bigToBytes(key, 32)),
			encodeRlp(bigToMinimal(word)),
		]),
	);

const leafOf = (account: MadeAccount): Uint8Array =>
	encodeRlp([
		bigToMinimal(BigInt(account.nonce)),
		bigToMinimal(account.balanceWei),
		fromHex(storageTrie(account).root),
		keccak256(fromHex(account.code ?? "0x")),
	]);

export type MadeState = {
	readonly root: Hex;
	readonly accountProof: (address: Hex) => readonly Hex[];
	readonly slotProof: (address: Hex, key: bigint) => readonly Hex[];
};

export const madeState = (
	accounts: ReadonlyMap<Hex, MadeAccount>,
): MadeState => {
	const trie = buildTrie(
		[...accounts].map(([address, account]) => [
			keccak256(fromHex(address)),
			leafOf(account),
		]),
	);
	return {
		root: trie.root,
		accountProof: (address) =>
			trie.prove(keccak256(fromHex(address))).map(toHex),
		slotProof: (address, key) => {
			const account = accounts.get(address);
			if (account === undefined) return [];
			return storageTrie(account)
				.prove(keccak256(bigToBytes(key, 32)))
				.map(toHex);
		},
	};
};

export type MadeExecution = {
	readonly header: ExecutionHeader;
	readonly rlp: Hex;
	readonly hash: Hex;
};

/** A block of a Prague chain without transactions: its header as execution nodes hash it and as the beacon chain has it. */
export const madeExecution = (plan: {
	readonly number: number;
	readonly timestampS: number;
	readonly stateRoot: Hex;
	readonly parentHash?: Hex;
}): MadeExecution => {
	const word = (text: string): Hex =>
		keccakHex(new TextEncoder().encode(`${text} ${plan.number}`));
	const base = inventedExecution(plan.number, plan.timestampS);
	const json = {
		parentHash: plan.parentHash ?? word("parent"),
		sha3Uncles: word("uncles"),
		miner: `0x${"fe".repeat(20)}`,
		stateRoot: plan.stateRoot,
		transactionsRoot: word("transactions"),
		receiptsRoot: word("receipts"),
		logsBloom: `0x${"00".repeat(256)}`,
		difficulty: "0x0",
		number: toQuantity(plan.number),
		gasLimit: toQuantity(30_000_000),
		gasUsed: "0x0",
		timestamp: toQuantity(plan.timestampS),
		extraData: "0x",
		mixHash: word("random"),
		nonce: `0x${"00".repeat(8)}`,
		baseFeePerGas: toQuantity(1_000_000_000),
		withdrawalsRoot: word("withdrawals"),
		blobGasUsed: "0x0",
		excessBlobGas: "0x0",
		parentBeaconBlockRoot: word("beacon"),
		requestsHash: word("requests"),
	};
	const bytes = encodeHeader(json);
	return {
		rlp: toHex(bytes),
		hash: keccakHex(bytes),
		header: {
			...base,
			parentHash: fromHex(json.parentHash),
			feeRecipient: fromHex(json.miner),
			stateRoot: fromHex(json.stateRoot),
			receiptsRoot: fromHex(json.receiptsRoot),
			prevRandao: fromHex(json.mixHash),
			blockNumber: plan.number,
			gasLimit: 30_000_000,
			gasUsed: 0,
			timestamp: plan.timestampS,
			baseFeePerGas: 1_000_000_000n,
			blockHash: keccak256(bytes),
		},
	};
};
