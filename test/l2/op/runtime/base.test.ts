// Base followed over a made L1 with the real layout of its games: the newest root that counts, and the state under it by its endpoints.

import { expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { openOpGames } from "../../../../src/l2/op/runtime/following.ts";
import { registryGames } from "../../../../src/l2/op/runtime/registry-games.ts";
import { registryWordings } from "../../../../src/l2/op/words/trace.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { said } from "../../../said.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
} from "../../../state/chain.ts";
import { mineL2, rootOf } from "../../rollup-world.ts";
import {
	type BaseGame,
	type BaseWorld,
	baseWorld,
	profile,
} from "../base-world.ts";

const l2 = mineL2(60);
const blockOf = (number: number): MadeBlock => {
	const found = l2.find((one) => one.number === number);
	if (found === undefined) throw new Error(`no L2 block ${number}`);
	return found;
};
const nowS = 1_700_000_000 + 12 * 102;
const gameOf = (number: number, more: Partial<BaseGame> = {}): BaseGame => ({
	address: `0x${number.toString(16).padStart(2, "0").repeat(20)}`,
	root: rootOf(blockOf(number)),
	number,
	// one each 20 minutes up to now
	createdAtS: nowS - 1200 * (140 - number),
	...more,
});

const newest = async (world: BaseWorld) => {
	const accounts = baseWorld(world);
	const l1: Node = { blocks: [mine(accounts, null)], window: 100, asked: [] };
	for (let i = 0; i < 2; i++)
		l1.blocks.push(mine(accounts, l1.blocks.at(-1) ?? null));
	const clock = madeClock();
	const fetch = fetchOf({
		"http://localhost:1": l1,
		"http://localhost:2": { blocks: l2, window: 1000, asked: [] },
	});
	const nobody = () => new Fault("not-followed", "no endpoint");
	const pool = (name: string, port: number) =>
		openPool(
			[
				{
					name,
					client: openExecution(
						{ fetch, clock },
						{ name, url: `http://localhost:${port}` },
					),
				},
			],
			nobody,
		);
	const rollup = openOpGames({
		profile,
		l1: openCapture({ pool: pool("L1", 1), clock }),
		l2: pool("L2", 2),
		relays: openPool([], nobody),
		clock,
		games: registryGames,
	});
	const top = l1.blocks.at(-1);
	if (top === undefined) throw new Error("top");
	await rollup.captureAhead();
	return rollup.newest(headerOfHead(headOf(top, "final")));
};

const numbers = Array.from({ length: 22 }, (_, i) => 119 + i);
const games = numbers.map((number) => gameOf(number));

test("the newest root is the newest that nobody answered for six hours, with an enclave's word for it", async () => {
	const { root, block, notes } = await newest({ games });
	expect(root.value).toMatchObject({
		l2BlockNumber: 122,
		who: "proposed",
		validity: "tee",
		proofs: ["tee"],
	});
	expect(block.value).toMatchObject({
		chainId: 8453,
		stateRoot: blockOf(122).stateRoot,
	});
	expect(notes).toEqual([]);
});

test("an answered game is passed over, and is claimed alone", async () => {
	const answered = games.map((game) =>
		game.number === 122 ? { ...game, refuted: 3 } : game,
	);
	const { root, claimed } = await newest({ games: answered });
	expect(root.value.l2BlockNumber).toBe(121);
	expect(claimed.map(({ value }) => value.l2BlockNumber)).toContain(122);
});

test("a game that builds on an answered one counts until that is lost, and the words say that nobody looked", async () => {
	const built = games.map((game) => ({
		...game,
		parent: gameOf(game.number - 1).address,
		...(game.number === 121 ? { refuted: 3 } : {}),
	}));
	const { root } = await newest({ games: built });
	expect(root.value.l2BlockNumber).toBe(122);
	const wording = registryWordings["op-registry-root"];
	expect(said(wording?.detail(root.value))).toContain(
		"answered already, and then it falls with that one",
	);
});

test("a won game counts at once, whatever its age", async () => {
	const won = games.map((game) =>
		game.number === 140
			? { ...game, status: 2 as const, resolvedAtS: nowS - 60 }
			: game,
	);
	const { root } = await newest({ games: won });
	expect(root.value).toMatchObject({ l2BlockNumber: 140, who: "exit-final" });
});

test("without a verifier that counts, the anchor is left, and without one nothing", async () => {
	const anchor: Hex = gameOf(119).address;
	const nullified = ["tee"] as const;
	const { root } = await newest({ games, anchorGame: anchor, nullified });
	expect(root.value).toMatchObject({ l2BlockNumber: 119, because: "anchor" });
	await expect(newest({ games, nullified })).rejects.toThrow();
});
