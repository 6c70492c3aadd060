// The honest challenger: answers every root claim that is not the true output of its block, and ends those games when
// the clocks ran out, so that false roots lose.

import type { Hex } from "../../../src/base/bytes.ts";
import type { OpContracts } from "./deploy.ts";
import {
	attackRoot,
	claimCount,
	type Game,
	gameCount,
	gameStatus,
	l1TimeS,
	readGame,
	resolveGame,
} from "./games.ts";
import type { Output } from "./output.ts";
import { type Rpc, sleep } from "./rpc.ts";
import type { Sender } from "./sender.ts";

export type Challenger = {
	readonly challenged: () => readonly Hex[];
	/** While it is off, false roots stand unanswered; it looks at them when it is on again. */
	readonly setRunning: (on: boolean) => void;
	readonly stop: () => Promise<void>;
};

export type ChallengerOptions = {
	readonly l1: Rpc;
	readonly contracts: OpContracts;
	readonly sender: Sender;
	readonly maxClockS: number;
	readonly newest: () => number;
	readonly outputAt: (number: number) => Promise<Output>;
	readonly onProblem: (thrown: unknown) => void;
};

export const startChallenger = (options: ChallengerOptions): Challenger => {
	const { l1, contracts, sender, maxClockS } = options;
	const challenged: Hex[] = [];
	const open = new Map<Hex, number>();
	let seen = 0;
	let running = true;
	let stopped = false;

	/** The true output of the claimed block, or of the newest one when the claimed one does not exist yet. */
	const truthAbout = async (game: Game): Promise<Hex> => {
		const number = Math.min(game.l2BlockNumber, options.newest());
		return (await options.outputAt(number)).root;
	};

	const judge = async (game: Game): Promise<void> => {
		if ((await gameStatus(l1, game.address)) !== "in progress") return;
		const truth = await truthAbout(game);
		if (truth === game.rootClaim) return;
		await sender.send(await attackRoot(l1, game, truth));
		challenged.push(game.address);
		open.set(game.address, (await l1TimeS(l1)) + maxClockS);
	};

	const resolveRipe = async (): Promise<void> => {
		const now = await l1TimeS(l1);
		for (const [game, ripeAt] of open) {
			if (now <= ripeAt) break;
			open.delete(game);
			if ((await gameStatus(l1, game)) === "in progress")
				await sender.sendAll(resolveGame(game, await claimCount(l1, game)));
		}
	};

	const tick = async (): Promise<void> => {
		const count = await gameCount(l1, contracts);
		seen = Math.min(seen, count); // L1 may have dropped the newest
		for (; seen < count && running && !stopped; seen++)
			await judge(await readGame(l1, contracts, seen));
		await resolveRipe();
	};

	const loop = (async () => {
		while (!stopped) {
			try {
				if (running) await tick();
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			await sleep(700);
		}
	})();
	return {
		challenged: () => challenged,
		setRunning: (on) => {
			running = on;
		},
		stop: async () => {
			stopped = true;
			sender.close();
			await loop;
		},
	};
};
