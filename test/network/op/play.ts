// What anyone can do with dispute games who pays the bonds: post a root, true or false, answer one, and end games whose
// clocks ran out. Acts as a stranger, who holds no role.

import { keccak256 } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Challenger } from "./challenger.ts";
import type { OpContracts } from "./deploy.ts";
import {
	answerClaim,
	claimCount,
	createdGame,
	createGame,
	type Game,
	type GameStatus,
	gameCount,
	gameStatus,
	l1TimeS,
	readBond,
	readClaim,
	readGame,
	resolveGame,
} from "./games.ts";
import type { Output } from "./output.ts";
import { falseOutput } from "./proposer.ts";
import type { Rpc } from "./rpc.ts";
import type { Sender } from "./sender.ts";

export type FalseRoot = {
	readonly game: Hex;
	readonly l2BlockNumber: number;
	readonly root: Hex;
};

export type Games = {
	/** All of them, oldest first. */
	readonly list: () => Promise<
		readonly (Game & { readonly status: GameStatus })[]
	>;
	/**
	 * Posts the true root of a block, as anyone may when proposers are gone: the newest decided one that nobody posted yet,
	 * unless told.
	 */
	readonly propose: (
		l2BlockNumber?: number,
	) => Promise<Output & { readonly game: Hex }>;
	/**
	 * Posts a root that is not the block's, as anyone could. The newest block unless told; the root of an altered state
	 * unless told.
	 */
	readonly proposeFalse: (what?: {
		readonly l2BlockNumber?: number;
		readonly root?: Hex;
	}) => Promise<FalseRoot>;
	/** Answers the root claim of a game with nonsense, as anyone could who pays the bond. */
	readonly attack: (game: Hex) => Promise<void>;
	/**
	 * The game ends with its root claim lost, true or not: it is attacked and nobody stands up for it (the honest challenger
	 * looks away meanwhile). Takes a game's clock. @throws Error when it was over already
	 */
	readonly lose: (game: Hex) => Promise<void>;
	/** Ends one game whose clocks ran out. @throws Error when they did not */
	readonly resolve: (game: Hex) => Promise<GameStatus>;
	/** Waits for the clocks of all games in progress and ends them. @returns those it ended or saw end */
	readonly resolveAll: () => Promise<readonly Hex[]>;
};

export type GamesOptions = {
	readonly l1: Rpc;
	readonly contracts: OpContracts;
	readonly sender: Sender;
	readonly maxClockS: number;
	readonly challenger: Pick<Challenger, "setRunning" | "isRunning">;
	/** The newest L2 block that L1 decides, and the newest there is. */
	readonly safe: () => number;
	readonly newest: () => number;
	readonly outputAt: (number: number) => Promise<Output>;
	/** Has time pass, between two looks. */
	readonly pass: () => Promise<void>;
};

export const openGames = (options: GamesOptions): Games => {
	const { l1, contracts, sender, maxClockS, pass } = options;

	const post = async (root: Hex, l2BlockNumber: number): Promise<Hex> => {
		const bond = await readBond(l1, contracts);
		const call = createGame(contracts, root, l2BlockNumber, bond);
		return createdGame(await sender.send(call));
	};

	const list: Games["list"] = async () => {
		const count = await gameCount(l1, contracts);
		const games = [];
		for (let index = 0; index < count; index++) {
			const game = await readGame(l1, contracts, index);
			games.push({ ...game, status: await gameStatus(l1, game.address) });
		}
		return games;
	};

	/** One root of a block can be posted once. */
	const newestUnclaimed = async (): Promise<number> => {
		const count = await gameCount(l1, contracts);
		const claimed = new Set<number>();
		for (let index = Math.max(0, count - 8); index < count; index++)
			claimed.add((await readGame(l1, contracts, index)).l2BlockNumber);
		let number = options.safe();
		while (claimed.has(number)) number--;
		return number;
	};

	const attack = async (game: Hex): Promise<void> => {
		const nonsense = keccak256(game);
		const root = await readClaim(l1, game, 0);
		await sender.send(await answerClaim(l1, game, root, "attack", nonsense));
	};

	const resolve = async (game: Hex): Promise<GameStatus> => {
		await sender.sendAll(resolveGame(game, await claimCount(l1, game)));
		return gameStatus(l1, game);
	};

	const untilL1 = async (timeS: number): Promise<void> => {
		while ((await l1TimeS(l1)) <= timeS) await pass();
	};

	return {
		list,
		propose: async (wanted) => {
			for (let tries = 0; ; tries++) {
				const l2BlockNumber = wanted ?? (await newestUnclaimed());
				const output = await options.outputAt(l2BlockNumber);
				try {
					return { ...output, game: await post(output.root, l2BlockNumber) };
				} catch (thrown) {
					// The proposer may have posted the same root meanwhile. Not three times in a row.
					const isTaken =
						wanted === undefined &&
						tries < 2 &&
						(await newestUnclaimed()) !== l2BlockNumber;
					if (!isTaken) throw thrown;
				}
			}
		},
		proposeFalse: async (what = {}) => {
			const l2BlockNumber = what.l2BlockNumber ?? options.newest();
			const root =
				what.root ?? falseOutput(await options.outputAt(l2BlockNumber)).root;
			return { game: await post(root, l2BlockNumber), l2BlockNumber, root };
		},
		attack,
		lose: async (game) => {
			const wasRunning = options.challenger.isRunning();
			options.challenger.setRunning(false);
			try {
				await attack(game);
				await untilL1((await l1TimeS(l1)) + maxClockS);
				const status = await resolve(game);
				if (status !== "challenger wins")
					throw new Error(`${game} ended otherwise: ${status}`);
			} finally {
				options.challenger.setRunning(wasRunning);
			}
		},
		resolve,
		resolveAll: async () => {
			const open = (await list()).filter(
				({ status }) => status === "in progress",
			);
			for (const game of open) {
				await untilL1(game.createdAtS + maxClockS);
				// An answered game has the clocks of its answers to wait for, and may have been ended by its players.
				for (let tries = 0; ; tries++) {
					if ((await gameStatus(l1, game.address)) !== "in progress") break;
					try {
						await resolve(game.address);
					} catch (thrown) {
						if (tries > 2 * maxClockS) throw thrown;
						await pass();
					}
				}
			}
			return open.map(({ address }) => address);
		},
	};
};
