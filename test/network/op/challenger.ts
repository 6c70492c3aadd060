// The honest player of dispute games: answers every root claim that is not the true output of its block, answers whoever
// answers a true one, and ends the games it took part in when the clocks ran out. So false roots lose and true ones win.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { OpContracts } from "./deploy.ts";
import {
	answerClaim,
	claimCount,
	type Game,
	gameCount,
	gameStatus,
	l1TimeS,
	readClaim,
	readGame,
	resolveGame,
} from "./games.ts";
import type { Output } from "./output.ts";
import { type Rpc, sleep } from "./rpc.ts";
import type { Sender } from "./sender.ts";

export type Challenger = {
	/** The games whose root claim it answered. */
	readonly challenged: () => readonly Hex[];
	/** The games whose root claim it stood up for. */
	readonly defended: () => readonly Hex[];
	/** While it is off, false roots stand unanswered; it looks at them when it is on again. */
	readonly setRunning: (on: boolean) => void;
	readonly isRunning: () => boolean;
	/** Has it made its moves on what L1 shows now? */
	readonly hasFollowed: () => Promise<boolean>;
	readonly stop: () => Promise<void>;
};

export type ChallengerOptions = {
	readonly l1: Rpc;
	readonly contracts: OpContracts;
	readonly sender: Sender;
	readonly intervalMs: number;
	readonly maxClockS: number;
	readonly newest: () => number;
	readonly outputAt: (number: number) => Promise<Output>;
	readonly onProblem: (thrown: unknown) => void;
};

/** A game in progress, as this player sees it. */
type Watched = {
	readonly game: Hex;
	readonly rootClaim: Hex;
	readonly truth: Hex;
	/** Claims looked at so far. */
	seen: number;
	/** The newest claim that the clocks below were counted from: one that could not be answered in time counts once. */
	countedFrom: number;
	/** When all clocks have run out if nobody moves any more, L1 seconds. */
	endsAtS: number;
};

export const startChallenger = (options: ChallengerOptions): Challenger => {
	const { l1, contracts, sender, maxClockS } = options;
	const challenged: Hex[] = [];
	const defended: Hex[] = [];
	const watched = new Map<Hex, Watched>();
	let seenGames = 0;
	/** The newest L1 block of which it has seen all. */
	let looked = 0;
	let running = true;
	let stopped = false;

	/** The true output of the claimed block, or of the newest one when the claimed one does not exist yet. */
	const truthAbout = async (game: Game): Promise<Hex> => {
		const number = Math.min(game.l2BlockNumber, options.newest());
		return (await options.outputAt(number)).root;
	};

	/**
	 * Answers the claims made since the last look that this player's side does not hold: those at even depth when the root
	 * claim is false, those at odd depth when it is true. Above the split every trace index is past the claimed block, so
	 * the true value of every claim there is the true output itself.
	 */
	const move = async (one: Watched): Promise<void> => {
		const isTrue = one.rootClaim === one.truth;
		const count = await claimCount(l1, one.game);
		for (; one.seen < count; one.seen++) {
			const claim = await readClaim(l1, one.game, one.seen);
			if (claim.index > one.countedFrom) {
				one.endsAtS = (await l1TimeS(l1)) + maxClockS;
				one.countedFrom = claim.index;
			}
			const depth = claim.position.toString(2).length - 1;
			if (claim.claimant === sender.address.toLowerCase()) continue;
			if ((depth % 2 === 1) !== isTrue) continue;
			const how = claim.claim === one.truth ? "defend" : "attack";
			await sender.send(await answerClaim(l1, one.game, claim, how, one.truth));
			const list = isTrue ? defended : challenged;
			if (!list.includes(one.game)) list.push(one.game);
		}
	};

	const meet = async (index: number): Promise<void> => {
		const game = await readGame(l1, contracts, index);
		if ((await gameStatus(l1, game.address)) !== "in progress") return;
		watched.set(game.address, {
			game: game.address,
			rootClaim: game.rootClaim,
			truth: await truthAbout(game),
			seen: 0,
			countedFrom: 0,
			endsAtS: game.createdAtS + maxClockS,
		});
	};

	const end = async (one: Watched): Promise<void> => {
		if ((await gameStatus(l1, one.game)) !== "in progress") {
			watched.delete(one.game);
			return;
		}
		const count = await claimCount(l1, one.game);
		if (count !== one.seen) {
			await move(one);
			return;
		}
		watched.delete(one.game);
		// A game that nobody answered is its proposer's to end.
		if (count > 1) await sender.sendAll(resolveGame(one.game, count));
	};

	const tick = async (): Promise<void> => {
		const count = await gameCount(l1, contracts);
		seenGames = Math.min(seenGames, count); // L1 may have dropped the newest
		for (; seenGames < count && running && !stopped; seenGames++)
			await meet(seenGames);
		const now = await l1TimeS(l1);
		for (const one of [...watched.values()]) {
			if (!running || stopped) return;
			try {
				await (now <= one.endsAtS ? move(one) : end(one));
			} catch (thrown) {
				// Too late for a move: the clock has decided.
				if (now > one.endsAtS) watched.delete(one.game);
				if (!stopped) options.onProblem(thrown);
			}
		}
	};

	const height = (): Promise<number> =>
		l1("eth_blockNumber", [], d.smallQuantity);

	const loop = (async () => {
		while (!stopped) {
			try {
				if (running) {
					const seen = await height();
					await tick();
					looked = seen;
				}
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			await sleep(options.intervalMs);
		}
	})();
	return {
		challenged: () => challenged,
		defended: () => defended,
		setRunning: (on) => {
			running = on;
		},
		isRunning: () => running,
		hasFollowed: async () => !running || stopped || looked >= (await height()),
		stop: async () => {
			stopped = true;
			sender.close();
			await loop;
		},
	};
};
