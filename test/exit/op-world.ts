// A made L1 with an OP rollup's contracts as storage, and the rollup's own made chain with its message passer: both with real
// tries and headers. The contracts' rules are written here once more, over calldata that viem decodes, so that a step that
// src/ builds wrongly does nothing here. Time goes as the test says.

import {
	decodeFunctionData,
	encodeAbiParameters,
	encodeEventTopics,
	keccak256,
	parseAbi,
	toHex as viemHex,
} from "viem";
import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { encodeRlp } from "../../src/base/rlp.ts";
import { keccak256 as keccak, keccakHex } from "../../src/crypto/hash.ts";
import type {
	ExitAsked,
	ExitGround,
	ExitL1,
	StageOrder,
} from "../../src/exit/module.ts";
import type { OpState } from "../../src/exit/op-state.ts";
import type { OpModule } from "../../src/exit/op-way.ts";
import { exitCall, exitStep, stepJson } from "../../src/l2/exit-step.ts";
import { gameCode, gameUuid } from "../../src/l2/op-games.ts";
import { outputRoot } from "../../src/l2/op-payload.ts";
import {
	sentMessageSlot,
	type Withdrawal,
	withdrawalHash,
} from "../../src/l2/op-withdrawal.ts";
import type { OpProfile } from "../../src/l2/profile.ts";
import { buildListTrie, buildTrie, type Trie } from "../../src/proof/trie.ts";
import type { AccountClaim, Execution } from "../../src/source/execution.ts";
import { encodeHeader } from "../../src/source/header.ts";
import { openPool, type Pool } from "../../src/source/pool.ts";
import { encodeReceipt } from "../../src/source/transaction.ts";
import { proveAccount } from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import {
	listSlot,
	mappingSlot,
	proveCode,
	proveSlot,
	wordHex,
} from "../../src/state/slot.ts";
import type {
	Header,
	MinedTransaction,
	Receipt,
} from "../../src/state/values.ts";
import { conclude, type Verified } from "../../src/trust/verified.ts";
import {
	bridgeAbi,
	exitProfile,
	l1Bridge,
	l1Messenger,
	l1Token,
	l2Bridge,
	l2Messenger,
	l2Token,
	person,
	relayed,
	tokenMessage,
	versioned,
} from "../l2/op-exit-world.ts";
import { l1World, passer } from "../l2/rollup-world.ts";
import { headOf, type MadeBlock, type World } from "../state/chain.ts";

const zero32: Hex = `0x${"00".repeat(32)}`;
export const startS = 1_700_000_000;

type Log = {
	readonly address: Hex;
	readonly topics: readonly Hex[];
	readonly data: Hex;
};
type Mined = {
	readonly hash: Hex;
	readonly raw: Hex;
	readonly succeeded: boolean;
	readonly logs: readonly Log[];
};
type Block = MadeBlock & {
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

const claimOf = (
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
const makeBlock = (
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

// --- the rollup

export const passerAbi = parseAbi([
	"function initiateWithdrawal(address target, uint256 gasLimit, bytes data) payable",
	"function withdrawTo(address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes extraData) payable",
	"event MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)",
]);

export const passedLog = (withdrawal: Withdrawal): Log => ({
	address: passer,
	topics: encodeEventTopics({
		abi: passerAbi,
		eventName: "MessagePassed",
		args: {
			nonce: withdrawal.nonce,
			sender: withdrawal.sender,
			target: withdrawal.target,
		},
	}) as Hex[],
	data: encodeAbiParameters(
		[
			{ type: "uint256" },
			{ type: "uint256" },
			{ type: "bytes" },
			{ type: "bytes32" },
		],
		[
			withdrawal.valueWei,
			withdrawal.gasLimit,
			withdrawal.data,
			withdrawalHash(withdrawal),
		],
	),
});

/** A transaction of the rollup by its raw bytes. */
export const l2Transaction = (
	raw: Hex,
	withdrawals: readonly Withdrawal[],
	succeeded = true,
): Mined => ({
	hash: keccakHex(fromHex(raw)),
	raw,
	succeeded,
	logs: succeeded ? withdrawals.map(passedLog) : [],
});

/** What the person has on the rollup when it opens. */
export const heldWei = 100n * 10n ** 18n;
export const heldTokens = 10_000_000n;
const tokenSlot = mappingSlot(wordHex(BigInt(person)), 0n);

export type L2 = {
	/** What the person has from the next block on. */
	hold: (change: { wei?: bigint; tokens?: bigint; code?: Hex }) => void;
	blocks: Block[];
	/** The next block, with these transactions. */
	mine: (...mined: readonly Mined[]) => Block;
	output: (number: number) => {
		root: Hex;
		stateRoot: Hex;
		messagePasserStorageRoot: Hex;
		blockHash: Hex;
	};
};

export const openL2 = (salt = ""): L2 => {
	const world: World = {
		[person]: { nonce: 1, balance: heldWei },
		[passer]: { code: "0x60", storage: { [wordHex(1n)]: 1n } },
		[l2Token]: { code: "0x61", storage: { [tokenSlot]: heldTokens } },
	};
	const blocks: Block[] = [makeBlock(null, startS, world, [], salt)];
	const at = (number: number): Block => {
		const found = blocks.find((block) => block.number === number);
		if (found === undefined) throw new Error(`no block ${number}`);
		return found;
	};
	return {
		blocks,
		hold: ({ wei, tokens, code }) => {
			const own = world[person] ?? {};
			world[person] = {
				...own,
				...(wei === undefined ? {} : { balance: wei }),
				...(code === undefined ? {} : { code }),
			};
			if (tokens !== undefined)
				world[l2Token] = { code: "0x61", storage: { [tokenSlot]: tokens } };
		},
		mine: (...mined) => {
			const parent = blocks.at(-1) ?? null;
			for (const { logs } of mined)
				for (const log of logs) {
					const hash = `0x${log.data.slice(2 + 3 * 64, 2 + 4 * 64)}` as Hex;
					const account = world[passer];
					if (account === undefined) throw new Error("no message passer");
					account.storage = { ...account.storage, [sentMessageSlot(hash)]: 1n };
				}
			const block = makeBlock(
				parent,
				(parent?.timeS ?? startS) + 2,
				world,
				mined,
				salt,
			);
			blocks.push(block);
			return block;
		},
		output: (number) => {
			const { world: then, stateRoot, hash: blockHash } = at(number);
			const messagePasserStorageRoot = claimOf(then, passer, []).storageHash;
			const parts = { stateRoot, messagePasserStorageRoot, blockHash };
			return { ...parts, root: outputRoot(parts) };
		},
	};
};

export type Lies = Partial<{
	/** In place of the honest block that the receipt is said to stand in. */
	hint: (transaction: Hex) => Block | null;
	proofs: (claims: readonly AccountClaim[]) => readonly AccountClaim[];
	down: boolean;
	/** Where it is, instead of at its own name. */
	url: string;
	final: number;
	/** It says that it does not have these blocks. */
	missing: (block: Block) => boolean;
}>;

/** A node over a chain of the rollup, as honest as `lies` leave it. */
export const nodeOf = (
	name: string,
	chain: L2,
	lies: Lies = {},
): { name: string; client: Execution } => {
	const claim = <T>(value: T) => {
		if (lies.down) throw new Fault("unreachable", "down", name);
		return { value, from: name, atMs: 0 };
	};
	const refuse = (): never => {
		throw new Fault("rpc-error", "no such block", name);
	};
	const find = (at: unknown): Block => {
		const { blocks } = chain;
		if (at === "latest") return blocks.at(-1) ?? refuse();
		if (at === "finalized")
			return (
				blocks.find(({ number }) => number === lies.final) ??
				blocks.at(-1) ??
				refuse()
			);
		const { number, hash } = at as { number?: number; hash?: Hex };
		const special = lies.hint === undefined ? null : lies.hint("0x");
		if (special !== null && special.hash === hash) return special;
		return (
			blocks.find((block) => block.number === number || block.hash === hash) ??
			refuse()
		);
	};
	const headerOf = ({ number, hash, stateRoot, rlp }: Block) => ({
		number,
		hash,
		stateRoot,
		rlp,
	});
	const client: Execution = {
		...({} as Execution),
		endpoint: { name, url: lies.url ?? `https://${name}.test/` },
		header: async (at) => claim(headerOf(find(at))),
		headers: async (numbers) =>
			claim(
				numbers.map((number) => {
					const block = find({ number });
					return lies.missing?.(block) ? refuse() : headerOf(block);
				}),
			),
		proofs: async (requests, at) => {
			const { world } = find(at);
			const honest = requests.map(({ address, slots }) =>
				claimOf(world, address, slots),
			);
			return claim(lies.proofs?.(honest) ?? honest);
		},
		block: async (at) => {
			const block = find(at);
			return claim({
				...headerOf(block),
				transactions: block.mined.map(({ raw }) => raw),
			});
		},
		receipts: async (number) => {
			const special = lies.hint?.("0x") ?? null;
			const block = special?.number === number ? special : find({ number });
			return claim(block.receiptRaws);
		},
		receiptHint: async (transaction) => {
			const block =
				lies.hint?.(transaction) ??
				chain.blocks.find(({ mined }) =>
					mined.some(({ hash }) => hash === transaction),
				);
			return claim(
				block == null
					? null
					: {
							blockNumber: block.number,
							blockHash: block.hash,
							index: block.mined.findIndex(({ hash }) => hash === transaction),
						},
			);
		},
	};
	return { name, client };
};

export const poolOf = (
	...nodes: readonly { name: string; client: Execution }[]
): Pool<Execution> =>
	openPool(nodes, () => new Fault("unreachable", "no node"));

/** A block of another branch, which no honest node has. */
export const falseBlock = (parent: Block, ...mined: readonly Mined[]): Block =>
	makeBlock(parent, parent.timeS + 2, parent.world, mined, "false");

// --- L1

const l1Abi = parseAbi([
	"struct Withdrawal { uint256 nonce; address sender; address target; uint256 value; uint256 gasLimit; bytes data; }",
	"struct OutputProof { bytes32 version; bytes32 stateRoot; bytes32 messagePasserStorageRoot; bytes32 latestBlockhash; }",
	"function depositTransaction(address to, uint256 value, uint64 gasLimit, bool isCreation, bytes data) payable",
	"function proveWithdrawalTransaction(Withdrawal tx, uint256 disputeGameIndex, OutputProof outputRootProof, bytes[] withdrawalProof)",
	"function finalizeWithdrawalTransaction(Withdrawal tx)",
	"function finalizeWithdrawalTransactionExternalProof(Withdrawal tx, address proofSubmitter)",
	"function create(uint32 gameType, bytes32 rootClaim, bytes extraData) payable returns (address)",
	"function resolveClaim(uint256 claimIndex, uint256 numToResolve)",
	"function resolve() returns (uint8)",
	"function claimCredit(address recipient)",
	"function relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 minGasLimit, bytes message)",
	"event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData)",
]);

type Game = {
	address: Hex;
	root: Hex;
	l2BlockNumber: number;
	createdAtS: number;
};

const exit = (() => {
	if (exitProfile.exit === undefined) throw new Error("no way out");
	return exitProfile.exit;
})();
const lower = (address: Hex): Hex => toHex(fromHex(address));
const keyOf = (address: Hex): Hex => wordHex(BigInt(address));
const revert = (why: string): never => {
	throw new Fault("call-reverted", why);
};

export type L1 = {
	head: () => Block;
	timeS: () => number;
	/** A block, `seconds` later. */
	pass: (seconds: number) => void;
	/** The blocks above `number` are gone, and so is what they did. */
	reorg: (number: number) => void;
	final: number | null;
	get: (address: Hex, slot: Hex) => bigint;
	set: (address: Hex, slot: Hex, word: bigint) => void;
	account: (address: Hex) => { code?: Hex };
	propose: (root: Hex, l2BlockNumber: number, creator?: Hex) => Game;
	games: Game[];
	setGame: (
		game: Game,
		change: { status?: 0 | 1 | 2; claims?: number; resolvedAtS?: number },
	) => void;
	/** Runs a transaction in a block of its own. @throws call-reverted as the contracts would */
	execute: (
		from: Hex,
		to: Hex,
		data: Hex,
		valueWei?: bigint,
		others?: number,
	) => Mined;
	paid: { to: Hex; amount: bigint; token: Hex | null }[];
	/** The bridge fails to pay for now. */
	bridgeFails: boolean;
	port: ExitL1;
};

export const openL1 = (): L1 => {
	const { contracts, slots, game: played } = exitProfile;
	const portal = contracts.optimismPortal.address;
	const factory = contracts.disputeGameFactory.address;
	const world: World = l1World([], { root: wordHex(9n), l2BlockNumber: 0 });
	world[person] = { nonce: 3, balance: 10n ** 18n };
	const accountAt = (address: Hex) => {
		const account = world[address] ?? {};
		world[address] = account;
		return account;
	};
	const put = (address: Hex, slot: Hex, word: bigint): void => {
		const account = accountAt(address);
		account.storage = { ...account.storage, [slot]: word };
	};
	const get = (address: Hex, slot: Hex): bigint =>
		world[address]?.storage?.[slot] ?? 0n;
	// Respected since long before.
	put(
		portal,
		wordHex(BigInt(slots.respectedType)),
		(5n << 32n) | BigInt(played.type),
	);
	put(
		factory,
		mappingSlot(wordHex(BigInt(played.type)), BigInt(exit.slots.initBonds)),
		80n * 10n ** 15n,
	);
	const blocks: Block[] = [makeBlock(null, startS + 100, world, [])];
	const head = (): Block => {
		const last = blocks.at(-1);
		if (last === undefined) throw new Error("no block");
		return last;
	};
	const games: Game[] = [];
	const paid: L1["paid"] = [];

	const statusWord = (
		createdAtS: number,
		status = 0,
		resolvedAtS = 0,
	): bigint =>
		BigInt(createdAtS) |
		(BigInt(resolvedAtS) << 64n) |
		(BigInt(status) << 128n) |
		(1n << 136n);
	const gameStatus = (game: Hex) => {
		const word = get(game, wordHex(0n));
		return {
			createdAtS: Number(word & 0xffffffffffffffffn),
			resolvedAtS: Number((word >> 64n) & 0xffffffffffffffffn),
			status: Number((word >> 128n) & 0xffn),
		};
	};
	const addGame = (
		root: Hex,
		l2BlockNumber: number,
		creator: Hex,
		timeS: number,
	): Game => {
		const address: Hex = `0x${(0x9e00 + games.length).toString(16).padStart(40, "0")}`;
		const made = {
			implementation: played.implementation,
			creator,
			rootClaim: root,
			l1Head: head().hash,
			l2BlockNumber: BigInt(l2BlockNumber),
		};
		const id =
			(BigInt(played.type) << 224n) | (BigInt(timeS) << 160n) | BigInt(address);
		const uuid = mappingSlot(gameUuid(played.type, made), BigInt(slots.games));
		if (get(factory, uuid) !== 0n) revert("game already exists");
		put(factory, uuid, id);
		put(factory, listSlot(BigInt(slots.gameList), BigInt(games.length)), id);
		put(factory, wordHex(BigInt(slots.gameList)), BigInt(games.length + 1));
		world[address] = {
			code: toHex(gameCode(made)),
			storage: {
				[wordHex(BigInt(slots.gameStatus))]: statusWord(timeS),
				[wordHex(BigInt(slots.gameClaims))]: 1n,
			},
		};
		const game = { address, root, l2BlockNumber, createdAtS: timeS };
		games.push(game);
		return game;
	};
	const append = (seconds: number, mined: readonly Mined[] = []): void => {
		blocks.push(makeBlock(head(), head().timeS + seconds, world, mined));
	};

	const keep = ({
		value: valueWei,
		...rest
	}: {
		nonce: bigint;
		sender: Hex;
		target: Hex;
		value: bigint;
		gasLimit: bigint;
		data: Hex;
	}): Withdrawal => ({
		...rest,
		sender: rest.sender.toLowerCase() as Hex,
		target: rest.target.toLowerCase() as Hex,
		valueWei,
	});
	const paused = (): void => {
		if (get(exit.contracts.superchainConfig.address, exit.slots.paused) !== 0n)
			revert("paused");
	};
	const provenAt = (hash: Hex, submitter: Hex): Hex =>
		mappingSlot(
			keyOf(submitter),
			BigInt(mappingSlot(hash, BigInt(exit.slots.provenWithdrawals))),
		);
	const relay = (data: Hex): void => {
		const { args } = decodeFunctionData({ abi: l1Abi, data });
		const message = (args as readonly unknown[])[5] as Hex;
		const hash = keccak256(data);
		const done = mappingSlot(hash, BigInt(exit.slots.relayedMessages));
		if (get(l1Messenger, done) !== 0n) revert("already relayed");
		if (bridge.fails) {
			put(
				l1Messenger,
				mappingSlot(hash, BigInt(exit.slots.failedMessages)),
				1n,
			);
			return;
		}
		put(l1Messenger, done, 1n);
		const paying = decodeFunctionData({ abi: bridgeAbi, data: message });
		switch (paying.functionName) {
			case "finalizeBridgeERC20":
			case "finalizeERC20Withdrawal": {
				const [, , , to, amount] = paying.args;
				paid.push({ to: lower(to), amount, token: l1Token });
				return;
			}
			case "finalizeBridgeETH":
			case "finalizeETHWithdrawal": {
				const [, to, amount] = paying.args;
				paid.push({ to: lower(to), amount, token: null });
				return;
			}
			default:
				revert("no payment");
		}
	};
	const bridge = { fails: false };
	const finalize = (
		withdrawal: Withdrawal,
		submitter: Hex,
		now: number,
	): void => {
		paused();
		const hash = withdrawalHash(withdrawal);
		const word = get(portal, provenAt(hash, submitter));
		if (word === 0n) revert("not proven");
		const game = wordHex(word & ((1n << 160n) - 1n)).replace(
			"0x000000000000000000000000",
			"0x",
		) as Hex;
		const provenS = Number(word >> 160n);
		if (get(portal, mappingSlot(keyOf(game), BigInt(slots.blacklist))) !== 0n)
			revert("blacklisted");
		const { createdAtS, resolvedAtS, status } = gameStatus(game);
		if (!(provenS > createdAtS)) revert("proof older than the game");
		if (!(now - provenS > exit.proofMaturityS)) revert("not matured");
		if (status !== 2) revert("not validated");
		const respected = get(portal, wordHex(BigInt(slots.respectedType)));
		if ((respected & 0xffffffffn) !== BigInt(played.type))
			revert("invalid game type");
		if (createdAtS < Number(respected >> 32n)) revert("retired");
		if (!(now - resolvedAtS > exit.gameFinalityS)) revert("air gap");
		const slot = mappingSlot(hash, BigInt(exit.slots.finalizedWithdrawals));
		if (get(portal, slot) !== 0n) revert("already finalized");
		put(portal, slot, 1n);
		if (withdrawal.data === "0x")
			paid.push({
				to: withdrawal.target,
				amount: withdrawal.valueWei,
				token: null,
			});
		else relay(withdrawal.data);
	};

	const run = (
		from: Hex,
		to: Hex,
		data: Hex,
		valueWei: bigint,
		now: number,
	): readonly Log[] => {
		const call = decodeFunctionData({ abi: l1Abi, data });
		switch (call.functionName) {
			case "depositTransaction": {
				if (to !== portal) revert("not the portal");
				const [target, value, gas, isCreation, inner] = call.args;
				const opaque = concat(
					fromHex(wordHex(valueWei)),
					fromHex(wordHex(value)),
					fromHex(`0x${gas.toString(16).padStart(16, "0")}`),
					Uint8Array.of(isCreation ? 1 : 0),
					fromHex(inner),
				);
				return [
					{
						address: portal,
						topics: encodeEventTopics({
							abi: l1Abi,
							eventName: "TransactionDeposited",
							args: { from, to: target, version: 0n },
						}) as Hex[],
						data: encodeAbiParameters([{ type: "bytes" }], [toHex(opaque)]),
					},
				];
			}
			case "proveWithdrawalTransaction": {
				paused();
				const [tx, index, output] = call.args;
				const game = games[Number(index)] ?? revert("no game");
				const root = outputRoot({
					stateRoot: output.stateRoot,
					messagePasserStorageRoot: output.messagePasserStorageRoot,
					blockHash: output.latestBlockhash,
				});
				if (root !== game.root) revert("invalid output root proof");
				if (gameStatus(game.address).status === 1)
					revert("invalid dispute game");
				const hash = withdrawalHash(keep(tx));
				put(
					portal,
					provenAt(hash, from),
					BigInt(game.address) | (BigInt(now) << 160n),
				);
				const list = mappingSlot(hash, BigInt(exit.slots.proofSubmitters));
				const count = get(portal, list);
				put(portal, listSlot(BigInt(list), count), BigInt(from));
				put(portal, list, count + 1n);
				return [];
			}
			case "finalizeWithdrawalTransaction":
				finalize(keep(call.args[0]), from, now);
				return [];
			case "finalizeWithdrawalTransactionExternalProof":
				finalize(keep(call.args[0]), call.args[1].toLowerCase() as Hex, now);
				return [];
			case "create": {
				if (to !== factory || valueWei !== 80n * 10n ** 15n) revert("bond");
				const [, root, extra] = call.args;
				addGame(root, Number(BigInt(extra)), from, now);
				return [];
			}
			case "resolveClaim": {
				const { createdAtS } = gameStatus(to);
				if (now - createdAtS < exit.gameClockS) revert("clock not expired");
				put(
					to,
					mappingSlot(wordHex(0n), BigInt(exit.slots.resolvedClaims)),
					1n,
				);
				const creator = world[to]?.code?.slice(2 + 2 * 98, 2 + 2 * 118);
				put(
					to,
					mappingSlot(keyOf(`0x${creator}`), BigInt(exit.slots.gameCredit)),
					80n * 10n ** 15n,
				);
				return [];
			}
			case "resolve": {
				if (
					get(
						to,
						mappingSlot(wordHex(0n), BigInt(exit.slots.resolvedClaims)),
					) === 0n
				)
					revert("out of order");
				const { createdAtS, status } = gameStatus(to);
				if (status !== 0) revert("not in progress");
				put(
					to,
					wordHex(BigInt(slots.gameStatus)),
					statusWord(createdAtS, 2, now),
				);
				return [];
			}
			case "claimCredit": {
				const [who] = call.args;
				const slot = mappingSlot(
					keyOf(who.toLowerCase() as Hex),
					BigInt(exit.slots.gameCredit),
				);
				const amount = get(to, slot);
				if (amount === 0n) revert("no credit");
				put(to, slot, 0n);
				paid.push({ to: who.toLowerCase() as Hex, amount, token: null });
				return [];
			}
			case "relayMessage":
				if (
					get(
						l1Messenger,
						mappingSlot(keccak256(data), BigInt(exit.slots.failedMessages)),
					) === 0n
				)
					revert("cannot be replayed");
				relay(data);
				return [];
		}
	};

	const headerOf = (
		block: Block,
		finality: "optimistic" | "final",
	): Verified<Header> => headerOfHead(headOf(block, finality, true), block.rlp);
	const self: L1 = {
		head,
		timeS: () => head().timeS,
		pass: (seconds) => append(seconds),
		reorg: (number) => {
			while (head().number > number) blocks.pop();
			for (const key of Object.keys(world)) delete world[key as Hex];
			Object.assign(world, structuredClone(head().world));
			const count = Number(get(factory, wordHex(BigInt(slots.gameList))));
			games.splice(count);
			append(12);
		},
		final: null,
		get,
		set: (address, slot, word) => {
			put(address, slot, word);
			append(12);
		},
		account: accountAt,
		propose: (root, l2BlockNumber, creator = `0x${"77".repeat(20)}`) => {
			const game = addGame(root, l2BlockNumber, creator, head().timeS + 12);
			append(12);
			return game;
		},
		games,
		setGame: (game, change) => {
			const { createdAtS, resolvedAtS, status } = gameStatus(game.address);
			put(
				game.address,
				wordHex(BigInt(slots.gameStatus)),
				statusWord(
					createdAtS,
					change.status ?? status,
					change.resolvedAtS ?? resolvedAtS,
				),
			);
			if (change.claims !== undefined)
				put(
					game.address,
					wordHex(BigInt(slots.gameClaims)),
					BigInt(change.claims),
				);
			append(12);
		},
		execute: (from, to, data, valueWei = 0n, others = 0) => {
			const now = head().timeS + 12;
			const logs = run(from, to, data, valueWei, now);
			const salt = (byte: number): Hex =>
				toHex(
					concat(
						Uint8Array.of(2),
						encodeRlp([
							bigToMinimal(BigInt(head().number)),
							Uint8Array.of(byte),
						]),
					),
				);
			// Others write logs before it in the same block.
			const before = Array.from(
				{ length: others },
				(_, i): Mined => ({
					hash: keccakHex(fromHex(salt(i + 10))),
					raw: salt(i + 10),
					succeeded: true,
					logs: [
						{ address: factory, topics: [], data: "0x" },
						{ address: factory, topics: [], data: "0x" },
					],
				}),
			);
			const mined: Mined = {
				hash: keccakHex(fromHex(salt(1))),
				raw: salt(1),
				succeeded: true,
				logs,
			};
			append(12, [...before, mined]);
			return mined;
		},
		paid,
		get bridgeFails() {
			return bridge.fails;
		},
		set bridgeFails(value) {
			bridge.fails = value;
		},
		port: {
			read: async (wanted, tag) => {
				const block =
					tag === "latest" || self.final === null
						? head()
						: (blocks.find(({ number }) => number === self.final) ?? head());
				const basis = headerOf(block, tag === "final" ? "final" : "optimistic");
				return {
					basis,
					reads: wanted.map(({ address, slots: keys, code }) => {
						const claim = claimOf(block.world, address, keys);
						const account = proveAccount(basis, address, claim);
						return {
							account,
							slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
							code: code
								? proveCode(account, block.world[address]?.code ?? "0x")
								: null,
						};
					}),
				};
			},
			receipt: async (hash, tag) => {
				const block = blocks.find(({ mined }) =>
					mined.some((one) => one.hash === hash),
				);
				if (block === undefined) return null;
				if (tag === "final" && self.final !== null && block.number > self.final)
					return null;
				const index = block.mined.findIndex((one) => one.hash === hash);
				const mined = block.mined[index];
				if (mined === undefined) return null;
				const header = headerOf(block, "optimistic");
				const { chainId, blockNumber, blockHash, stateRoot, grade } =
					header.value;
				const at = { chainId, blockNumber, blockHash, stateRoot, grade };
				const transaction = conclude<MinedTransaction>(
					"transaction",
					[header],
					{ at, hash, index, raw: mined.raw },
					null,
				);
				const receipt = conclude<Receipt>(
					"receipt",
					[header, transaction],
					{
						at,
						transactionHash: hash,
						index,
						succeeded: mined.succeeded,
						cumulativeGasUsed: 1,
						logs: mined.logs.map((log) => ({ ...log })),
					},
					null,
				);
				return {
					header,
					transaction,
					receipt,
					logsBefore: block.mined
						.slice(0, index)
						.reduce((sum, { logs }) => sum + logs.length, 0),
				};
			},
			call: async () => revert("not asked here"),
			pool: poolOf(),
		},
	};
	return self;
};

// --- a journey over both

export type Drive = {
	state: OpState;
	orders: Map<string, StageOrder>;
	kept: Map<string, string>;
	look: () => Promise<void>;
	stage: (id: string) => ReturnType<OpModule["stages"]>[number];
	click: () => ReturnType<OpModule["click"]>;
	outcome: () => ReturnType<OpModule["outcome"]>;
	/** Signs the next step and has L1 run it. */
	sign: (stage: string, others?: number) => Mined;
	ground: () => ExitGround<OpProfile>;
};

/** A driver of one journey. What it keeps goes through JSON and its decoder after each look, as on disk. */
export const drive = async (
	module: OpModule,
	asked: ExitAsked,
	l1: L1,
	l2: () => Pool<Execution>,
	profile: OpProfile = exitProfile,
): Promise<Drive> => {
	const orders = new Map<string, StageOrder>();
	const kept = new Map<string, string>();
	const ground = (): ExitGround<OpProfile> => ({
		profile,
		nowS: l1.timeS(),
		l1: l1.port,
		l2: l2(),
		reference: openPool([], () => new Fault("unreachable", "none")),
		escrow: {
			get: async (name) => kept.get(name),
			put: async (name, text) => {
				kept.set(name, text);
			},
		},
		order: (stage) => orders.get(stage) ?? null,
	});
	const stored = (state: OpState): OpState =>
		module.decode(JSON.parse(JSON.stringify(state)), "state");
	const self: Drive = {
		state: stored(await module.begin(asked, ground())),
		orders,
		kept,
		look: async () => {
			self.state = stored(await module.look(self.state, asked, ground()));
		},
		stage: (id) => {
			const stages = module.stages(self.state, asked, ground());
			const found = stages.find((one) => one.id === id);
			if (found === undefined) throw new Error(`no stage ${id}`);
			return found;
		},
		click: () => module.click(self.state, asked, ground()),
		outcome: () => module.outcome(self.state),
		sign: (stage, others = 0) => {
			const click = self.click();
			if (click?.stage !== stage)
				throw new Error(`the next click is ${click?.stage}, not ${stage}`);
			const step = exitStep(stepJson(click.step), "step");
			const call = exitCall(profile, asked.account, step);
			const mined = l1.execute(
				asked.account,
				call.to,
				call.data,
				call.valueWei,
				others,
			);
			orders.set(stage, {
				id: `order-${stage}`,
				state: "final",
				hash: mined.hash,
				succeeded: true,
				blockNumber: l1.head().number,
				madeMs: 0,
			});
			return mined;
		},
		ground,
	};
	return self;
};

export {
	exitProfile,
	l1Bridge,
	l1Messenger,
	l2Bridge,
	l2Messenger,
	person,
	relayed,
	tokenMessage,
	versioned,
};
