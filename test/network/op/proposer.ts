// The honest proposer: posts the output of a batched L2 block at a steady pace and ends its own games when nobody
// answered them, so that the anchor moves on. Told to lie, it posts roots of states that never were.

import { keccak256 } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import type { OpContracts } from "./deploy.ts";
import {
	claimCount,
	createdGame,
	createGame,
	gameStatus,
	l1TimeS,
	resolveGame,
} from "./games.ts";
import { type Output, outputRoot } from "./output.ts";
import { type Rpc, sleep } from "./rpc.ts";
import type { Sender } from "./sender.ts";

export type Proposed = Output & { readonly game: Hex };

export type Proposer = {
	/** What it posted, oldest first. */
	readonly proposed: () => readonly Proposed[];
	readonly setRunning: (on: boolean) => void;
	/** From now on, roots of altered states. */
	readonly setLying: (on: boolean) => void;
	/** Ends its own games when their clocks ran out; on unless told. */
	readonly setResolving: (on: boolean) => void;
	readonly stop: () => Promise<void>;
};

export type ProposerOptions = {
	readonly l1: Rpc;
	readonly contracts: OpContracts;
	readonly sender: Sender;
	readonly intervalMs: number;
	readonly maxClockS: number;
	/** What a game has to bring. */
	readonly bondWei: bigint;
	/** The newest block worth proposing. */
	readonly newest: () => number;
	readonly outputAt: (number: number) => Promise<Output>;
	readonly onProblem: (thrown: unknown) => void;
};

/** The output of a block whose state root is another: consistent in itself, and false. */
export const falseOutput = (output: Output): Output => {
	const other = { ...output, stateRoot: keccak256(output.stateRoot) };
	return { ...other, root: outputRoot(other) };
};

export const startProposer = (options: ProposerOptions): Proposer => {
	const { l1, contracts, sender, maxClockS } = options;
	const proposed: Proposed[] = [];
	const open = new Map<Hex, number>(); // game → when its clock has run out, L1 seconds
	let running = true;
	let lying = false;
	let resolving = true;
	let stopped = false;

	/** @returns whether there was a block to propose. */
	const propose = async (): Promise<boolean> => {
		const number = options.newest();
		if (number <= (proposed.at(-1)?.l2BlockNumber ?? 1)) return false;
		const honest = await options.outputAt(number);
		const output = lying ? falseOutput(honest) : honest;
		const call = createGame(contracts, output.root, number, options.bondWei);
		const game = createdGame(await sender.send(call));
		proposed.push({ ...output, game });
		open.set(game, (await l1TimeS(l1)) + maxClockS);
		return true;
	};

	const resolveRipe = async (): Promise<void> => {
		const now = await l1TimeS(l1);
		const calls = [];
		for (const [game, ripeAt] of open) {
			if (now <= ripeAt) break;
			open.delete(game);
			if ((await gameStatus(l1, game)) !== "in progress") continue;
			// A game that somebody answered is left to the challenger's side.
			if ((await claimCount(l1, game)) > 1) continue;
			calls.push(...resolveGame(game, 1));
		}
		if (calls.length > 0) await sender.sendAll(calls);
	};

	const loop = (async () => {
		let nextAt = 0;
		while (!stopped) {
			try {
				if (running && Date.now() >= nextAt) {
					const at = Date.now();
					if (await propose()) nextAt = at + options.intervalMs;
				}
				if (resolving) await resolveRipe();
			} catch (thrown) {
				if (!stopped) options.onProblem(thrown);
			}
			await sleep(500);
		}
	})();
	return {
		proposed: () => proposed,
		setRunning: (on) => {
			running = on;
		},
		setLying: (on) => {
			lying = on;
		},
		setResolving: (on) => {
			resolving = on;
		},
		stop: async () => {
			stopped = true;
			sender.close();
			await loop;
		},
	};
};
