// A made Scroll for tests of its ways out: its contracts as storage of a made L1, each read proved by the rules themselves,
// and endpoints of the rollup that show its messages, or lie about them.

import {
	concat,
	encodeAbiParameters,
	keccak256,
	numberToHex,
	pad,
	parseAbiParameters,
} from "viem";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { ExitContext, StageOrder } from "../../../../src/exit/module.ts";
import type { Proxied } from "../../../../src/l2/profile.ts";
import { messageHash } from "../../../../src/l2/scroll/checks/messages.ts";
import type { ScrollProfile } from "../../../../src/l2/scroll/checks/profile.ts";
import type { QueuedTransaction } from "../../../../src/l2/scroll/checks/queue.ts";
import { queuedHash } from "../../../../src/l2/scroll/checks/queue.ts";
import { withdrawalMessage } from "../../../../src/l2/scroll/checks/withdrawal.ts";
import type { Execution, LogHint } from "../../../../src/source/execution.ts";
import { encodeHeader } from "../../../../src/source/header.ts";
import { openPool, type Pool } from "../../../../src/source/pool.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import { headOf, mine, type World } from "../../../state/chain.ts";
import { proofsOf } from "../../reference/made-root.ts";
import { knownCode, scrollProfile, scrollToken } from "../world.ts";

export const profile: ScrollProfile = scrollProfile;
const exitOf = () => {
	if (profile.exit === undefined) throw new Error("no exit");
	return profile.exit;
};
export const exit = exitOf();
export const me: Hex = `0x${"5e".repeat(20)}`;
export const other: Hex = `0x${"0f".repeat(20)}`;
export const word = (seed: number): Hex => keccak256(numberToHex(seed));

/** L1 as it stands at one moment. */
export type L1Scene = {
	/** Of the block; its time follows: 12 s each. */
	number: number;
	hasCode: boolean;
	chainPaused: boolean;
	gatewayPaused: boolean;
	messengerPaused: boolean;
	upgraded: boolean;
	/** Addresses at which other code runs than the profile names. */
	otherCode: readonly Hex[];
	/** Proxies before code that the profile does not know, which keeps its things elsewhere: nothing stands at the profile's places. */
	elsewhere: readonly Proxied[];
	/** What L1's gateway has the token of L1 paid for. */
	paysFor: Hex | null;
	mostGas: number;
	queueDelayS: number;
	modeDelayS: number;
	enforcedMode: boolean;
	lastFinalizedBatch: number;
	lastFinalizedAtS: number;
	/** Words of the queue. */
	entries: bigint[];
	taken: number;
	withdrawRoots: Map<number, Hex>;
	executed: Set<Hex>;
};
export const timeOf = (number: number): number => 1_700_000_000 + 12 * number;

export const quietL1 = (): L1Scene => ({
	number: 1_000,
	hasCode: false,
	chainPaused: false,
	gatewayPaused: false,
	messengerPaused: false,
	upgraded: false,
	otherCode: [],
	elsewhere: [],
	paysFor: null,
	mostGas: 1_000_000,
	queueDelayS: 604_800,
	modeDelayS: 1_209_600,
	enforcedMode: false,
	lastFinalizedBatch: 10,
	lastFinalizedAtS: timeOf(990),
	entries: [],
	taken: 0,
	withdrawRoots: new Map(),
	executed: new Set(),
});
export const copyL1 = (scene: L1Scene): L1Scene => ({
	...scene,
	entries: [...scene.entries],
	withdrawRoots: new Map(scene.withdrawRoots),
	executed: new Set(scene.executed),
});

/** Puts a transaction into the queue, as L1MessageQueueV2 does. */
export const enqueue = (
	scene: L1Scene,
	transaction: QueuedTransaction | Hex,
	atS: number,
): void => {
	const index = scene.entries.length;
	const before = scene.entries.at(-1) ?? 0n;
	const hash =
		typeof transaction === "string"
			? transaction
			: queuedHash(transaction, index);
	const rolling = keccak256(
		concat([numberToHex((before >> 32n) << 32n, { size: 32 }), hash]),
	);
	scene.entries.push(((BigInt(rolling) >> 32n) << 32n) | BigInt(atS));
};

const worldOf = (scene: L1Scene): World => {
	const { contracts, slots } = profile;
	const world: World = {};
	const put = (to: Hex, key: Hex, value: bigint): void => {
		const account = world[to] ?? {};
		world[to] = { ...account, storage: { ...account.storage, [key]: value } };
	};
	const numbered = (slot: number, index: number): Hex =>
		mappingSlot(wordHex(BigInt(index)), BigInt(slot));
	const at = (slot: number): Hex => wordHex(BigInt(slot));
	const { enforcedTxGateway, messenger } = exit.contracts;
	const { erc20 } = exit;
	if (erc20 === undefined) throw new Error("no tokens");
	for (const proxy of [
		contracts.scrollChain,
		contracts.messageQueue,
		contracts.systemConfig,
		enforcedTxGateway,
		messenger,
		erc20.l1Gateway,
	]) {
		world[proxy.address] = { code: knownCode(proxy.address) };
		world[proxy.implementation] = { code: knownCode(proxy.implementation) };
		put(
			proxy.address,
			slots.implementation,
			BigInt(proxy.implementation) + (scene.upgraded ? 1n : 0n),
		);
	}
	const chain = contracts.scrollChain.address;
	put(chain, at(slots.paused), scene.chainPaused ? 1n : 0n);
	put(
		chain,
		at(slots.miscData),
		BigInt(scene.lastFinalizedBatch + 2) |
			(BigInt(scene.lastFinalizedBatch) << 64n) |
			(BigInt(scene.lastFinalizedAtS) << 128n) |
			(1n << 160n) |
			((scene.enforcedMode ? 1n : 0n) << 161n),
	);
	for (const [index, root] of scene.withdrawRoots)
		put(chain, numbered(slots.withdrawRoots, index), BigInt(root));
	for (const index of [...scene.withdrawRoots.keys(), 10])
		put(chain, numbered(slots.finalizedStateRoots, index), BigInt(word(index)));
	const queue = contracts.messageQueue.address;
	put(queue, at(slots.nextMessage), BigInt(scene.entries.length));
	put(queue, at(slots.nextUnfinalizedMessage), BigInt(scene.taken));
	for (const [i, entry] of scene.entries.entries())
		put(queue, numbered(slots.messageRollingHashes, i), entry);
	const config = contracts.systemConfig.address;
	put(
		config,
		at(exit.slots.queueParameters),
		BigInt(scene.mostGas) | (5n << 32n) | ((10n ** 18n) << 144n),
	);
	put(
		config,
		at(slots.enforcedBatch),
		BigInt(scene.modeDelayS) | (BigInt(scene.queueDelayS) << 24n),
	);
	put(
		enforcedTxGateway.address,
		at(exit.slots.gatewayPaused),
		scene.gatewayPaused ? 1n : 0n,
	);
	put(
		messenger.address,
		at(exit.slots.messengerPaused),
		scene.messengerPaused ? 1n : 0n,
	);
	if (scene.paysFor !== null)
		put(
			erc20.l1Gateway.address,
			mappingSlot(wordHex(BigInt(scrollToken.l1)), BigInt(erc20.tokenMapping)),
			BigInt(scene.paysFor),
		);
	for (const hash of scene.executed)
		put(
			messenger.address,
			mappingSlot(hash, BigInt(exit.slots.messageExecuted)),
			1n,
		);
	for (const { address, implementation } of scene.elsewhere) {
		world[address] = {
			...world[address],
			storage: { [slots.implementation]: BigInt(implementation) },
		};
		world[implementation] = { code: "0x60" };
	}
	for (const at of scene.otherCode) world[at] = { ...world[at], code: "0x60" };
	world[me] = scene.hasCode
		? { balance: 10n ** 18n, code: `0xef0100${other.slice(2)}` }
		: { balance: 10n ** 18n };
	return world;
};

const headerOf = (scene: L1Scene, world: World) => {
	const parent = { ...mine({}, null), number: scene.number - 1 };
	const block = mine(world, parent);
	return headerOfHead(headOf(block, "final"), block.rlp);
};

// --- the rollup
export type Leaf = {
	readonly hash: Hex;
	readonly block: number;
	readonly transaction: Hex;
	/** The event beside it; null for somebody's message. */
	readonly sent: {
		readonly sender: Hex;
		readonly target: Hex;
		readonly value: bigint;
		readonly data: Hex;
	} | null;
};

/** L2 blocks are as old as L1's of the same number, for simplicity. */
export const l2Blocks = 1_200;

const pair = (a: Hex, b: Hex): Hex => keccak256(concat([a, b]));
/** The root of a tree of these leaves, by padding it out. */
export const rootOf = (leaves: readonly Hex[]): Hex => {
	let width = 1;
	while (width < leaves.length) width *= 2;
	let row: Hex[] = Array.from(
		{ length: width },
		(_, i) => leaves[i] ?? numberToHex(0, { size: 32 }),
	);
	while (row.length > 1) {
		const next: Hex[] = [];
		for (let i = 0; i < row.length; i += 2)
			next.push(pair(row[i] ?? "0x", row[i + 1] ?? "0x"));
		row = next;
	}
	return row[0] ?? "0x";
};

export const strangers = (count: number, seed = 500): Leaf[] =>
	Array.from({ length: count }, (_, i) => ({
		hash: word(seed + i),
		block: 900 + i,
		transaction: word(seed + 1000 + i),
		sent: null,
	}));

/** A withdrawal of ether as it stands among the messages. */
export const withdrawalLeaf = (
	nonce: number,
	given: {
		readonly sender?: Hex;
		readonly recipient?: Hex;
		readonly amountWei: bigint;
		readonly via?: "messenger" | "gateway" | "token";
		readonly block?: number;
		readonly transaction?: Hex;
	},
): Leaf => {
	const message = withdrawalMessage(profile, {
		via: given.via ?? "messenger",
		...(given.via === "token" && { token: scrollToken }),
		sender: given.sender ?? me,
		recipient: given.recipient ?? me,
		amountWei: given.amountWei,
		nonce,
	});
	return {
		hash: messageHash(message),
		block: given.block ?? 1_050,
		transaction: given.transaction ?? word(9_000 + nonce),
		sent: {
			sender: message.sender,
			target: message.target,
			value: message.valueWei,
			data: message.data,
		},
	};
};

const sentTopic =
	"0x104371f3b442861a2a7b82a070afbbaab748bb13757bf47769e170e37809ec1e";

const logsOf = (leaves: readonly Leaf[], address: Hex): LogHint[] =>
	leaves.flatMap((leaf, nonce): LogHint[] => {
		const common = {
			address,
			blockNumber: leaf.block,
			transactionHash: leaf.transaction,
		};
		if (address === exit.l2.messageQueue)
			return [
				{
					...common,
					topics: [
						"0xfaa617c2d8ce12c62637dbce76efcc18dae60574aa95709bdcedce7e76071693",
					],
					data: concat([numberToHex(nonce, { size: 32 }), leaf.hash]),
				},
			];
		if (leaf.sent === null) return [];
		return [
			{
				...common,
				topics: [
					sentTopic,
					pad(leaf.sent.sender, { size: 32 }),
					pad(leaf.sent.target, { size: 32 }),
				],
				data: encodeAbiParameters(
					parseAbiParameters("uint256, uint256, uint256, bytes"),
					[leaf.sent.value, BigInt(nonce), 0n, leaf.sent.data],
				),
			},
		];
	});

/** What AppendOnlyMerkleTree keeps in its storage after these leaves. */
const storageOf = (leaves: readonly Leaf[]): ReadonlyMap<Hex, bigint> => {
	const slots = new Map<Hex, bigint>();
	slots.set(wordHex(1n), BigInt(leaves.length));
	for (let n = 1; n <= leaves.length; n++) {
		const some = leaves.slice(0, n).map(({ hash }) => hash);
		for (let h = 0; 2 ** h < 2 * n; h++) {
			const at = (n - 1) >> h;
			if (at % 2 === 1) continue;
			const part = some.slice(at * 2 ** h, (at + 1) * 2 ** h);
			const full = Array.from(
				{ length: 2 ** h },
				(_, i) => part[i] ?? numberToHex(0, { size: 32 }),
			);
			slots.set(wordHex(42n + BigInt(h)), BigInt(rootOf(full)));
		}
	}
	return slots;
};

export type L2Scene = {
	leaves: Leaf[];
	/** Does it still prove old blocks? */
	archive: boolean;
	/** Events of one request at most. */
	mostLogs: number;
	down: boolean;
	/** Alters what is answered. */
	lie: (logs: LogHint[]) => LogHint[];
	asked: string[];
};
export const quietL2 = (leaves: Leaf[] = []): L2Scene => ({
	leaves,
	archive: true,
	mostLogs: 1_000,
	down: false,
	lie: (logs) => logs,
	asked: [],
});

const endpointOf = (name: string, scene: L2Scene): Execution => {
	const claim = <T>(value: T) => ({ value, from: name, atMs: 0 });
	const ask = (what: string): void => {
		scene.asked.push(what);
		if (scene.down) throw new Fault("unreachable", "down", name);
	};
	const refuse = async (): Promise<never> => {
		throw new Fault("rpc-error", "no such method", name);
	};
	const json = mine({}, null).json;
	return {
		endpoint: { name, url: `https://${name}` },
		chainId: refuse,
		number: async () => claim(l2Blocks),
		header: async (at) => {
			ask("header");
			const number =
				typeof at === "object" && "number" in at ? at.number : l2Blocks;
			const rlp = toHex(
				encodeHeader({
					...json,
					number: numberToHex(number),
					timestamp: numberToHex(timeOf(number)),
				}),
			);
			const hash = keccak256(rlp);
			return claim({ number, hash, stateRoot: hash, rlp });
		},
		headers: refuse,
		proofs: async ([request], at) => {
			ask("proofs");
			if (!scene.archive || typeof at !== "object")
				throw new Fault("rpc-error", "missing trie node", name);
			const known = storageOf(
				scene.leaves.filter(({ block }) => block <= at.number),
			);
			const zero = word(0);
			return claim([
				{
					balance: 0n,
					nonce: 0,
					codeHash: zero,
					storageHash: zero,
					accountProof: [],
					storageProof: (request?.slots ?? []).map((key) => ({
						key,
						value: known.get(key) ?? 0n,
						proof: [],
					})),
				},
			]);
		},
		proofsAtHead: refuse,
		code: refuse,
		block: refuse,
		receipts: refuse,
		receiptHint: async (hash) => {
			ask("receipt");
			const leaf = scene.leaves.find(({ transaction }) => transaction === hash);
			return claim(
				leaf === undefined
					? null
					: { blockNumber: leaf.block, blockHash: word(leaf.block), index: 0 },
			);
		},
		accessHint: refuse,
		logs: async ({ address, topics, fromBlock, toBlock }) => {
			ask("logs");
			const all = scene
				.lie(logsOf(scene.leaves, address))
				.filter(
					(log) =>
						log.blockNumber >= fromBlock &&
						log.blockNumber <= toBlock &&
						topics.every(
							(topic, i) => topic === null || log.topics[i] === topic,
						),
				);
			if (all.length > scene.mostLogs)
				throw new Fault("rpc-error", "too many events", name);
			return claim(all);
		},
		feeHint: refuse,
		askAll: refuse,
		send: refuse,
	};
};

export const poolOf = (...scenes: readonly L2Scene[]): Pool<Execution> =>
	openPool(
		scenes.map((scene, i) => {
			const name = `node-${i}`;
			return { name, client: endpointOf(name, scene) };
		}),
		() => new Fault("not-followed", "no endpoint"),
	);

export type Scene = {
	l1: L1Scene;
	/** What is final; the newest unless told. */
	final: L1Scene | null;
	l2: Pool<Execution>;
	kept: Map<string, string>;
	orders: Map<string, StageOrder>;
};

export const contextOf = (
	scene: Scene,
	known: ScrollProfile = profile,
): ExitContext<ScrollProfile> => ({
	profile: known,
	nowS: timeOf(scene.l1.number) + 5,
	l1: {
		read: async (wanted, tag) => {
			const at = tag === "final" ? (scene.final ?? scene.l1) : scene.l1;
			const world = worldOf(at);
			const basis = headerOf(at, world);
			return {
				basis,
				reads: wanted.map(({ address, slots }) => ({
					...proofsOf(basis, world, address, slots),
					code: null,
				})),
			};
		},
		receipt: async () => null,
		call: async () => {
			throw new Fault("call-failed", "no calls here");
		},
		pool: openPool([], () => new Fault("not-followed", "none")),
	},
	l2: scene.l2,
	nodes: null,
	evidenceStore: {
		get: async (name) => scene.kept.get(name),
		put: async (name, text) => {
			scene.kept.set(name, text);
		},
	},
	order: (stage) => scene.orders.get(stage) ?? null,
});

export const newScene = (): Scene => ({
	l1: quietL1(),
	final: null,
	l2: poolOf(quietL2()),
	kept: new Map(),
	orders: new Map(),
});

export const orderOf = (
	stage: string,
	state: StageOrder["state"],
	succeeded: boolean | null = null,
): readonly [string, StageOrder] => [
	stage,
	{ id: stage, state, hash: word(1), succeeded, blockNumber: null, madeMs: 0 },
];

/** One bit of hex turned over. */
export const flipped = (hex: Hex): Hex => {
	const bytes = fromHex(hex);
	bytes[0] = (bytes[0] ?? 0) ^ 1;
	return toHex(bytes);
};
