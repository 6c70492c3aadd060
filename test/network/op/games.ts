// Dispute games on L1: read them, post them, end them.

import {
	decodeFunctionResult,
	encodeFunctionData,
	numberToHex,
	parseEventLogs,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { anchorAbi, factoryAbi, gameAbi } from "./abi.ts";
import { gameType, type OpContracts } from "./deploy.ts";
import type { Rpc } from "./rpc.ts";
import { type Call, type Receipt, viemLogs } from "./sender.ts";

/** `gone`: L1 has no such game, or no longer. */
export type GameStatus =
	| "in progress"
	| "challenger wins"
	| "defender wins"
	| "gone";

export type Game = {
	readonly index: number;
	readonly address: Hex;
	readonly rootClaim: Hex;
	readonly l2BlockNumber: number;
	/** Unix seconds, L1's clock. */
	readonly createdAtS: number;
};

const call = (l1: Rpc, to: Hex, data: Hex): Promise<Hex> =>
	l1("eth_call", [{ to, data }, "latest"], d.hexUpTo(100_000));

export const gameCount = async (
	l1: Rpc,
	{ disputeGameFactory }: OpContracts,
): Promise<number> => {
	const abi = factoryAbi;
	const functionName = "gameCount";
	const data = await call(
		l1,
		disputeGameFactory.address,
		encodeFunctionData({ abi, functionName }),
	);
	return Number(decodeFunctionResult({ abi, functionName, data }));
};

type GameView = "rootClaim" | "l2BlockNumber" | "status" | "claimDataLen";

/** One of a game's values that are a single word. */
const gameWord = (l1: Rpc, game: Hex, functionName: GameView): Promise<Hex> =>
	call(l1, game, encodeFunctionData({ abi: gameAbi, functionName }));

export const readGame = async (
	l1: Rpc,
	{ disputeGameFactory }: OpContracts,
	index: number,
): Promise<Game> => {
	const data = await call(
		l1,
		disputeGameFactory.address,
		encodeFunctionData({
			abi: factoryAbi,
			functionName: "gameAtIndex",
			args: [BigInt(index)],
		}),
	);
	const [, timestamp, proxy] = decodeFunctionResult({
		abi: factoryAbi,
		functionName: "gameAtIndex",
		data,
	});
	return {
		index,
		address: d.address(proxy, "game"),
		rootClaim: d.hash(await gameWord(l1, proxy, "rootClaim"), "rootClaim"),
		l2BlockNumber: Number(await gameWord(l1, proxy, "l2BlockNumber")),
		createdAtS: Number(timestamp),
	};
};

const statuses = ["in progress", "challenger wins", "defender wins"] as const;

export const gameStatus = async (l1: Rpc, game: Hex): Promise<GameStatus> => {
	const word = await gameWord(l1, game, "status");
	if (word === "0x") return "gone";
	const status = statuses[Number(word)];
	if (status === undefined) throw new RangeError(`${game} has no such status`);
	return status;
};

/** The claims made in a game; 1 when nobody answered the root claim. */
export const claimCount = async (l1: Rpc, game: Hex): Promise<number> =>
	Number(await gameWord(l1, game, "claimDataLen"));

export const readAnchor = async (
	l1: Rpc,
	{ anchorStateRegistry }: OpContracts,
): Promise<{ root: Hex; l2BlockNumber: number }> => {
	const abi = anchorAbi;
	const functionName = "anchors";
	const data = await call(
		l1,
		anchorStateRegistry.address,
		encodeFunctionData({ abi, functionName, args: [gameType] }),
	);
	const [root, number] = decodeFunctionResult({ abi, functionName, data });
	return { root: d.hash(root, "anchor"), l2BlockNumber: Number(number) };
};

/** What a new game has to bring, in wei. */
export const readBond = async (
	l1: Rpc,
	{ disputeGameFactory }: OpContracts,
): Promise<bigint> =>
	BigInt(
		await call(
			l1,
			disputeGameFactory.address,
			encodeFunctionData({
				abi: factoryAbi,
				functionName: "initBonds",
				args: [gameType],
			}),
		),
	);

/** Posts a root as a game of the respected type, which anyone may do who brings the bond. */
export const createGame = (
	{ disputeGameFactory }: OpContracts,
	rootClaim: Hex,
	l2BlockNumber: number,
	bondWei: bigint,
): Call => ({
	to: disputeGameFactory.address,
	data: encodeFunctionData({
		abi: factoryAbi,
		functionName: "create",
		args: [gameType, rootClaim, numberToHex(l2BlockNumber, { size: 32 })],
	}),
	valueWei: bondWei,
	gas: 1_000_000n,
	what: `propose block ${l2BlockNumber}`,
});

/** The address of the game that a receipt of createGame made. */
export const createdGame = (receipt: Receipt): Hex => {
	const [found] = parseEventLogs({
		abi: factoryAbi,
		eventName: "DisputeGameCreated",
		logs: viemLogs(receipt),
	});
	if (found === undefined) throw new RangeError('"receipt" made no game');
	return d.address(found.args.disputeProxy, "game");
};

/** A claim of a game. The root claim has index 0 and position 1; an answer lies one deeper in the tree of positions. */
export type GameClaim = {
	readonly index: number;
	readonly parent: number;
	readonly claimant: Hex;
	readonly claim: Hex;
	readonly position: bigint;
};

export const readClaim = async (
	l1: Rpc,
	game: Hex,
	index: number,
): Promise<GameClaim> => {
	const abi = gameAbi;
	const functionName = "claimData";
	const args = [BigInt(index)] as const;
	const data = await call(
		l1,
		game,
		encodeFunctionData({ abi, functionName, args }),
	);
	const [parent, , claimant, , claim, position] = decodeFunctionResult({
		abi,
		functionName,
		data,
	});
	return {
		index,
		parent,
		claimant: d.address(claimant, "claimant"),
		claim: d.hash(claim, "claim"),
		position,
	};
};

/**
 * Answers a claim with `answer` and the bond that it asks for: attacks it, which says that it is false, or defends it,
 * which says that it is true and the claim above it is false.
 */
export const answerClaim = async (
	l1: Rpc,
	game: Hex,
	to: GameClaim,
	how: "attack" | "defend",
	answer: Hex,
): Promise<Call> => {
	const position = 2n * (how === "attack" ? to.position : to.position | 1n);
	const bond = await call(
		l1,
		game,
		encodeFunctionData({
			abi: gameAbi,
			functionName: "getRequiredBond",
			args: [position],
		}),
	);
	return {
		to: game,
		data: encodeFunctionData({
			abi: gameAbi,
			functionName: how,
			args: [to.claim, BigInt(to.index), answer],
		}),
		valueWei: BigInt(bond),
		gas: 800_000n,
		what: `${how} claim ${to.index} of ${game}`,
	};
};

/** Ends a game whose clocks ran out: each claim from the last to the root, then the game. */
export const resolveGame = (game: Hex, claims: number): readonly Call[] => [
	...Array.from({ length: claims }, (_, i) => ({
		to: game,
		data: encodeFunctionData({
			abi: gameAbi,
			functionName: "resolveClaim",
			args: [BigInt(claims - 1 - i), 0n],
		}),
		gas: 500_000n,
		what: `resolve claim ${claims - 1 - i} of ${game}`,
	})),
	{
		to: game,
		data: encodeFunctionData({ abi: gameAbi, functionName: "resolve" }),
		gas: 500_000n,
		what: `resolve ${game}`,
	},
];

/** Unix seconds of L1's newest block. */
export const l1TimeS = async (l1: Rpc): Promise<number> => {
	const block = d.record({ timestamp: d.smallQuantity });
	return (await l1("eth_getBlockByNumber", ["latest", false], block)).timestamp;
};
