// Made blocks with real tries and headers: what L1 and the rollup of these tests are chains of.

import { toHex as viemHex } from "viem";
import {
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../../src/base/bytes.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccak256 as keccak, keccakHex } from "../../../../src/crypto/hash.ts";
import {
	buildListTrie,
	buildTrie,
	type Trie,
} from "../../../../src/proof/trie.ts";
import type { AccountClaim } from "../../../../src/source/execution.ts";
import { encodeHeader } from "../../../../src/source/header.ts";
import { encodeReceipt } from "../../../../src/source/transaction.ts";
import type { MadeBlock, World } from "../../../state/chain.ts";

const zero32: Hex = `0x${"00".repeat(32)}`;
export const startS = 1_700_000_000;

export type Log = {
	readonly address: Hex;
	readonly topics: readonly Hex[];
	readonly data: Hex;
};
export type Mined = {
	readonly hash: Hex;
	readonly raw: Hex;
	readonly succeeded: boolean;
	readonly logs: readonly Log[];
};
export type Block = MadeBlock & {
	readonly timeS: number;
	readonly mined: readonly Mined[];
	readonly receiptRaws: readonly Hex[];
};

const listRoot = (items: readonly Hex[]): Hex =>
	buildListTrie(items.map((item) => fromHex(item))).root;

/** Blocks keep a world of their own that never changes: its tries are made once. */
const tries = new WeakMap<World, Map<Hex, Trie>>();
const trieOf = (world: World, of: Hex, make: () => Trie): Trie => {
	const known = tries.get(world) ?? new Map<Hex, Trie>();
	tries.set(world, known);
	const found = known.get(of) ?? make();
	known.set(of, found);
	return found;
};
const storageOf = (world: World, address: Hex): Trie =>
	trieOf(world, address, () =>
		buildTrie(
			Object.entries(world[address]?.storage ?? {})
				.filter(([, word]) => word !== 0n)
				.map(([key, word]) => [
					keccak(fromHex(key, 32)),
					encodeRlp(bigToMinimal(word)),
				]),
		),
	);
const stateOf = (world: World): Trie =>
	trieOf(world, "0x", () =>
		buildTrie(
			Object.entries(world).map(([address, account]) => [
				keccak(fromHex(address, 20)),
				encodeRlp([
					bigToMinimal(BigInt(account.nonce ?? 0)),
					bigToMinimal(account.balance ?? 0n),
					fromHex(storageOf(world, toHex(fromHex(address))).root),
					fromHex(keccakHex(fromHex(account.code ?? "0x"))),
				]),
			]),
		),
	);

export const claimOf = (
	world: World,
	address: Hex,
	slots: readonly Hex[],
): AccountClaim => {
	const account = world[address] ?? {};
	const storage = storageOf(world, address);
	return {
		address,
		balance: account.balance ?? 0n,
		nonce: account.nonce ?? 0,
		codeHash: keccakHex(fromHex(account.code ?? "0x")),
		storageHash: storage.root,
		accountProof: stateOf(world)
			.prove(keccak(fromHex(address)))
			.map((node) => toHex(node)),
		storageProof: slots.map((key) => ({
			key,
			value: account.storage?.[key] ?? 0n,
			proof: storage.prove(keccak(fromHex(key, 32))).map((node) => toHex(node)),
		})),
	};
};

/** A block with these transactions on top of `parent`. */
export const makeBlock = (
	parent: Block | null,
	timeS: number,
	world: World,
	mined: readonly Mined[],
	salt = "",
): Block => {
	const number = (parent?.number ?? 99) + 1;
	const receiptRaws = mined.map(({ succeeded, logs }, i) =>
		encodeReceipt({
			type: "0x2",
			status: succeeded ? "0x1" : "0x0",
			cumulativeGasUsed: toQuantity(21_000 * (i + 1)),
			logsBloom: `0x${"00".repeat(256)}`,
			logs,
		}),
	);
	const copy = structuredClone(world);
	const json = {
		parentHash: parent?.hash ?? zero32,
		sha3Uncles: zero32,
		miner: `0x${"00".repeat(20)}`,
		stateRoot: stateOf(copy).root,
		transactionsRoot: listRoot(mined.map(({ raw }) => raw)),
		receiptsRoot: listRoot(receiptRaws),
		logsBloom: `0x${"00".repeat(256)}`,
		difficulty: "0x0",
		number: toQuantity(number),
		gasLimit: "0x1c9c380",
		gasUsed: "0x5208",
		timestamp: toQuantity(timeS),
		extraData: viemHex(salt),
		mixHash: zero32,
		nonce: "0x0000000000000000",
		baseFeePerGas: "0x7",
	};
	const rlp = toHex(encodeHeader(json));
	const hash = keccakHex(fromHex(rlp));
	return {
		number,
		timeS,
		json: { ...json, hash },
		rlp,
		hash,
		stateRoot: json.stateRoot as Hex,
		world: copy,
		transactions: [],
		receipts: [],
		mined,
		receiptRaws,
	};
};
