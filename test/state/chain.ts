// A chain made for tests: real tries, real headers, no execution. A node over it answers JSON-RPC through the Fetch
// port, as narrow in its proofs as wanted, and lies on request.

import {
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
	utf8,
} from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { encodeRlp } from "../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { knownNetworks, type L1Network } from "../../src/l1/network.ts";
import type { Head } from "../../src/l1/values.ts";
import { emptyTrieRoot } from "../../src/proof/mpt.ts";
import { buildListTrie, buildTrie, type Trie } from "../../src/proof/trie.ts";
import { encodeHeader } from "../../src/source/header.ts";
import type { Clock, Fetch } from "../../src/source/ports.ts";
import {
	encodeReceipt,
	encodeTransaction,
} from "../../src/source/transaction.ts";
import type { Finality } from "../../src/trust/grade.ts";
import { conclude, type Verified } from "../../src/trust/verified.ts";

export type MadeAccount = {
	nonce?: number;
	balance?: bigint;
	code?: Hex;
	storage?: { [key: Hex]: bigint };
};
export type World = { [address: Hex]: MadeAccount };

const zero32: Hex = `0x${"00".repeat(32)}`;

/** The same world has the same trie: blocks in which nothing happens are most of a chain. */
const tries = new Map<string, Trie>();
const once = (what: unknown, build: () => Trie): Trie => {
	const name = JSON.stringify(what, (_, value: unknown) =>
		typeof value === "bigint" ? `${value}n` : value,
	);
	const known = tries.get(name);
	if (known !== undefined) return known;
	if (tries.size > 500) tries.clear();
	const made = build();
	tries.set(name, made);
	return made;
};

const storageTrie = (account: MadeAccount): Trie =>
	once(["storage", account.storage ?? {}], () => buildStorageTrie(account));
const buildStorageTrie = (account: MadeAccount): Trie =>
	buildTrie(
		Object.entries(account.storage ?? {})
			.filter(([, word]) => word !== 0n)
			.map(([key, word]) => [
				keccak256(fromHex(key, 32)),
				encodeRlp(bigToMinimal(word)),
			]),
	);
const codeHashOf = (account: MadeAccount): Hex =>
	keccakHex(fromHex(account.code ?? "0x"));
const stateTrie = (world: World): Trie =>
	once(["state", world], () => buildStateTrie(world));
const buildStateTrie = (world: World): Trie =>
	buildTrie(
		Object.entries(world).map(([address, account]) => [
			keccak256(fromHex(address, 20)),
			encodeRlp([
				bigToMinimal(BigInt(account.nonce ?? 0)),
				bigToMinimal(account.balance ?? 0n),
				fromHex(storageTrie(account).root),
				fromHex(codeHashOf(account)),
			]),
		]),
	);

export type MadeBlock = {
	number: number;
	json: { [name: string]: Json };
	rlp: Hex;
	hash: Hex;
	stateRoot: Hex;
	world: World;
	transactions: { [name: string]: Json }[];
	receipts: { [name: string]: Json }[];
};

/** A transaction's JSON that encodes; nothing here checks its signature. */
export const madeTransaction = (
	nonce: number,
	call: { to?: Hex; input?: Hex } = {},
): { [name: string]: Json } => {
	const json: { [name: string]: Json } = {
		type: "0x2",
		chainId: "0x1",
		nonce: toQuantity(nonce),
		maxPriorityFeePerGas: "0x1",
		maxFeePerGas: "0x5",
		gas: "0x5208",
		to: `0x${"33".repeat(20)}`,
		value: "0x1",
		input: "0x",
		accessList: [],
		yParity: "0x1",
		r: "0x11",
		s: "0x22",
		...call,
	};
	json.hash = keccakHex(fromHex(encodeTransaction(json)));
	return json;
};
const madeReceipt = (
	gas: number,
	status = "0x1",
	logs: readonly Json[] = [
		{ address: `0x${"44".repeat(20)}`, topics: [zero32], data: "0x1234" },
	],
): { [name: string]: Json } => ({
	type: "0x2",
	status,
	cumulativeGasUsed: toQuantity(gas),
	logsBloom: `0x${"00".repeat(256)}`,
	logs: [...logs],
});

export const mine = (
	world: World,
	parent: MadeBlock | null,
	options: {
		secondsPerSlot?: number;
		transactions?: number;
		/** Transactions that call something, after the others. */
		calls?: readonly {
			to: Hex;
			input: Hex;
			fails?: boolean;
			logs?: readonly Json[];
		}[];
		/** Others, as a node gives them, after those; and what becomes of each of them. */
		more?: readonly { [name: string]: Json }[];
		ends?: readonly { fails?: boolean; logs?: readonly Json[] }[];
		salt?: string;
		/** The filter of events, where it is to be the true one. */
		bloom?: Hex;
	} = {},
): MadeBlock => {
	const number = parent === null ? 100 : parent.number + 1;
	const { transactions: plain = 0, calls = [], more = [], ends = [] } = options;
	const ended = (i: number) =>
		calls[i - plain] ?? ends[i - plain - calls.length];
	const transactions = [
		...Array.from({ length: plain }, (_, i) =>
			madeTransaction(1000 * number + i),
		),
		...calls.map(({ to, input }, i) =>
			madeTransaction(1000 * number + plain + i, { to, input }),
		),
		...more,
	];
	const receipts = transactions.map((_, i) =>
		madeReceipt(
			21_000 * (i + 1),
			ended(i)?.fails ? "0x0" : "0x1",
			ended(i)?.logs,
		),
	);
	const encoded = (items: Hex[]) =>
		buildListTrie(items.map((item) => fromHex(item))).root;
	const json = {
		parentHash: parent?.hash ?? zero32,
		sha3Uncles: zero32,
		miner: `0x${"00".repeat(20)}`,
		stateRoot: stateTrie(world).root,
		transactionsRoot: encoded(transactions.map((t) => encodeTransaction(t))),
		receiptsRoot: encoded(receipts.map((r) => encodeReceipt(r))),
		logsBloom: options.bloom ?? `0x${"00".repeat(256)}`,
		difficulty: "0x0",
		number: toQuantity(number),
		gasLimit: "0x1c9c380",
		gasUsed: "0x5208",
		timestamp: toQuantity(
			1_700_000_000 + number * (options.secondsPerSlot ?? 12),
		),
		extraData: toHex(utf8(options.salt ?? "")),
		mixHash: zero32,
		nonce: "0x0000000000000000",
		baseFeePerGas: "0x7",
		withdrawalsRoot: emptyTrieRoot,
		blobGasUsed: "0x0",
		excessBlobGas: "0x0",
		parentBeaconBlockRoot: zero32,
		requestsHash: zero32,
	};
	const rlp = toHex(encodeHeader(json));
	const hash = keccakHex(fromHex(rlp));
	const marked = (item: { [name: string]: Json }, i: number) => ({
		...item,
		transactionHash: transactions[i]?.hash ?? null,
		transactionIndex: toQuantity(i),
		blockHash: hash,
		blockNumber: toQuantity(number),
	});
	return {
		number,
		json: { ...json, hash },
		rlp,
		hash,
		stateRoot: json.stateRoot,
		world: structuredClone(world),
		transactions: transactions.map(marked),
		receipts: receipts.map(marked),
	};
};

/** A chain of `length` blocks; `change` alters the world before each. */
export const mineChain = (
	length: number,
	world: World,
	change: (world: World, number: number) => void = () => {},
	salt = "",
	from: MadeBlock | null = null,
): MadeBlock[] => {
	const blocks: MadeBlock[] = [];
	for (let i = 0; i < length; i++) {
		const parent: MadeBlock | null = blocks.at(-1) ?? from;
		change(world, (parent?.number ?? 99) + 1);
		blocks.push(mine(world, parent, { transactions: i % 4, salt }));
	}
	return blocks;
};

export const proofJson = (world: World, address: Hex, slots: Hex[]): Json => {
	const account = world[address] ?? {};
	const storage = storageTrie(account);
	return {
		address,
		balance: toQuantity(account.balance ?? 0n),
		nonce: toQuantity(account.nonce ?? 0),
		codeHash: codeHashOf(account),
		storageHash: storage.root,
		accountProof: stateTrie(world)
			.prove(keccak256(fromHex(address)))
			.map(toHex),
		storageProof: slots.map((key) => ({
			key,
			value: toQuantity(account.storage?.[key] ?? 0n),
			proof: storage.prove(keccak256(fromHex(key, 32))).map(toHex),
		})),
	};
};

export type Node = {
	blocks: MadeBlock[];
	/** How many blocks behind the head it still proves; 0: the head only. */
	window: number;
	/** Requests answered, by method. */
	asked: string[];
	/** Told before each request is answered: a head may move meanwhile. */
	before?: (method: string) => void;
	/** Alters an answer: the lie. */
	lie?: (method: string, result: Json, params: readonly Json[]) => Json;
	down?: boolean;
	batches?: boolean;
	/** Events that it has; without them it knows no such method. */
	logs?: MadeLog[];
};

/** An event of a made block. */
export type MadeLog = {
	address: Hex;
	topics: Hex[];
	data: Hex;
	blockNumber: number;
	/** Of no transaction in particular, unless it is said. */
	transactionHash?: Hex;
};

const isWanted = (
	{ address, topics, blockNumber }: MadeLog,
	filter: { [name: string]: Json },
): boolean =>
	address === filter.address &&
	blockNumber >= Number(filter.fromBlock) &&
	blockNumber <= Number(filter.toBlock) &&
	(filter.topics as (Hex | null)[]).every(
		(topic, i) => topic === null || topic === topics[i],
	);

type Request = { id: number; method: string; params: Json[] };

const answer = (node: Node, { method, params }: Request): Json => {
	node.before?.(method);
	node.asked.push(method);
	const head = node.blocks.at(-1);
	if (head === undefined) throw new Error("no blocks");
	const at = (place: Json | undefined): MadeBlock => {
		const found =
			place === "latest"
				? head
				: node.blocks.find(
						({ number, hash }) =>
							toQuantity(number) === place || hash === place,
					);
		if (found === undefined) throw new Error("unknown block");
		return found;
	};
	const block = (place: Json | undefined, full: Json | undefined): Json => {
		const { json, transactions } = at(place);
		return {
			...json,
			transactions: full
				? transactions
				: transactions.map(({ hash = null }) => hash),
		};
	};
	switch (method) {
		case "eth_chainId":
			return "0x1";
		case "eth_blockNumber":
			return toQuantity(head.number);
		case "eth_getBlockByNumber":
		case "eth_getBlockByHash":
			try {
				return block(params[0], params[1]);
			} catch {
				return null;
			}
		case "eth_getProof": {
			const found = at(params[2]);
			if (head.number - found.number > node.window)
				throw new Error(
					"distance to target block exceeds maximum proof window",
				);
			return proofJson(found.world, params[0] as Hex, params[1] as Hex[]);
		}
		case "eth_getTransactionCount":
			return toQuantity(head.world[params[0] as Hex]?.nonce ?? 0);
		case "eth_getCode":
			return at(params[1]).world[params[0] as Hex]?.code ?? "0x";
		case "eth_getBlockReceipts":
			return at(params[0]).receipts;
		case "eth_getTransactionReceipt":
			return (
				node.blocks
					.flatMap(({ receipts }) => receipts)
					.find(({ transactionHash }) => transactionHash === params[0]) ?? null
			);
		case "eth_getLogs":
			if (node.logs === undefined) break;
			return node.logs
				.filter((log) => isWanted(log, params[0] as { [name: string]: Json }))
				.map((log) => ({
					...log,
					blockNumber: toQuantity(log.blockNumber),
					transactionHash: log.transactionHash ?? zero32,
				}));
		case "eth_feeHistory":
			return { reward: [["0x1"], ["0x5"], ["0x3"]] };
		case "eth_sendRawTransaction":
			return keccakHex(fromHex(params[0] as string));
		default:
	}
	throw new Error(`the method ${method} does not exist`);
};

/** The node behind a Fetch port. */
export const fetchOf =
	(nodes: { [url: string]: Node }): Fetch =>
	async ({ url, body }) => {
		const node = nodes[url];
		if (node === undefined || node.down)
			return { status: 503, headers: {}, bytes: new Uint8Array(0) };
		const one = (request: Request): Json => {
			const frame = { jsonrpc: "2.0", id: request.id };
			try {
				const result = answer(node, request);
				return {
					...frame,
					result: node.lie?.(request.method, result, request.params) ?? result,
				};
			} catch (thrown) {
				return { ...frame, error: { code: -32000, message: `${thrown}` } };
			}
		};
		const asked = JSON.parse(body ?? "") as Request | Request[];
		const reply = !Array.isArray(asked)
			? one(asked)
			: node.batches === false
				? { jsonrpc: "2.0", id: null, error: { code: -32600, message: "no" } }
				: // The order of a batch's answers is the node's own choice.
					asked.map(one).reverse();
		return { status: 200, headers: {}, bytes: utf8(JSON.stringify(reply)) };
	};

export const madeClock = (
	startMs = 1_800_000_000_000,
): Clock & { at: number } => {
	const clock = {
		at: startMs,
		nowMs: () => clock.at,
		ticksMs: () => clock.at,
		// Waits are short here, but other work goes on meanwhile.
		sleep: async (ms: number) => {
			clock.at += ms;
			await new Promise<void>((resolve) => setTimeout(resolve, 20));
		},
	};
	return clock;
};

const [mainnet] = knownNetworks;
if (mainnet === undefined) throw new Error("no network");
export const network: L1Network = mainnet;

/** A head that stands for a signed one: the light client has its own tests. */
export const headOf = (
	block: MadeBlock,
	finality: Finality = "optimistic",
	hashOnly = false,
): Verified<Head> => {
	const checkpoint = conclude(
		"checkpoint",
		[],
		{ network, root: zero32 },
		null,
	);
	const number = (name: string) => Number(block.json[name]);
	return conclude<Head>(
		"lc-head",
		[checkpoint],
		{
			network,
			finality,
			slot: block.number,
			root: zero32,
			stateRoot: zero32,
			parentRoot: zero32,
			timeS: number("timestamp"),
			signatureSlot: block.number + 1,
			signed: 400,
			of: 512,
			execution: {
				blockHash: block.hash,
				payload: hashOnly
					? null
					: {
							parentHash: `${block.json.parentHash}` as Hex,
							stateRoot: block.stateRoot,
							receiptsRoot: `${block.json.receiptsRoot}` as Hex,
							blockNumber: block.number,
							gasLimit: number("gasLimit"),
							gasUsed: number("gasUsed"),
							timestampS: number("timestamp"),
							baseFeePerGasWei: 7n,
						},
			},
		},
		null,
	);
};
