// A made L1 with an OP rollup's contracts as storage. The contracts' rules are written here once more, over calldata that viem
// decodes, so that a step that src/ builds wrongly does nothing here. Time goes as the test says.

import {
	decodeFunctionData,
	encodeAbiParameters,
	encodeEventTopics,
	keccak256,
	parseAbi,
} from "viem";
import {
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { ExitL1 } from "../../../../src/exit/module.ts";
import { gameCode, gameUuid } from "../../../../src/l2/op/checks/games.ts";
import { outputRoot } from "../../../../src/l2/op/checks/payload.ts";
import {
	type OpWithdrawal,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import {
	listSlot,
	mappingSlot,
	wordHex,
} from "../../../../src/state/storage-layout.ts";
import type { World } from "../../../state/chain.ts";
import { l1World } from "../../rollup-world.ts";
import {
	bridgeAbi,
	exitProfile,
	knownCode,
	l1Messenger,
	l1Token,
	person,
} from "../exit-world.ts";
import {
	type Block,
	type Log,
	type Mined,
	makeBlock,
	startS,
} from "./blocks.ts";
import { minedAs, portOf } from "./port.ts";

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
	for (const contract of Object.values(exit.contracts)) {
		accountAt(contract.address).code = knownCode(contract.address);
		if (!("implementation" in contract)) continue;
		const { address, implementation } = contract;
		put(address, slots.implementation, BigInt(implementation));
		accountAt(implementation).code = knownCode(implementation);
	}
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
	}): OpWithdrawal => ({
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
		withdrawal: OpWithdrawal,
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
			const { before, mined } = minedAs(head().number, logs, others, factory);
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
		port: portOf({ blocks, head, final: () => self.final }),
	};
	return self;
};
