// A made OP rollup, followed over made endpoints: its L1, its node and its relays.

import { utf8 } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { openOp } from "../../../../src/l2/op/runtime/following.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import type { Fetch } from "../../../../src/source/ports.ts";
import { openRelay } from "../../../../src/source/relay.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../../state/chain.ts";
import {
	l1World,
	type MadeGame,
	mineL2,
	profile,
	rootOf,
} from "../../rollup-world.ts";

export type Setup = {
	games?: (l2: MadeBlock[], l1TimeS: number) => MadeGame[];
	change?: (world: World) => void;
	window?: number;
	l2?: (honest: MadeBlock[]) => Partial<Node>;
	relay?: ((number: number, l2: MadeBlock[]) => object | null) | null;
	/** What the relays answer when they are asked for the newest, one each. */
	latest?: readonly ((l2: MadeBlock[]) => object | null)[];
};

/** L1 time of block n is 1_700_000_000 + 12 n; the contracts stand from block 100 on. */
export const timeS = (number: number) => 1_700_000_000 + 12 * number;
export const game = (
	at: number,
	l2: MadeBlock[],
	number: number,
	more: Partial<MadeGame> = {},
): MadeGame => {
	const block = l2.find((b) => b.number === number);
	if (block === undefined) throw new Error(`no L2 block ${number}`);
	return {
		address: `0x${at.toString(16).padStart(2, "0").repeat(20)}`,
		root: rootOf(block),
		l2BlockNumber: number,
		createdAtS: timeS(102) - 100,
		...more,
	};
};
export const openFollowed = ({
	games,
	change,
	window = 100,
	l2: l2Node,
	relay = null,
	latest = [],
}: Setup) => {
	const l2 = mineL2(60);
	const [, anchored] = l2;
	if (anchored === undefined) throw new Error("anchor");
	const world = l1World(
		games?.(l2, timeS(102)) ?? [],
		{ root: rootOf(anchored), l2BlockNumber: anchored.number },
		change,
	);
	const l1: Node = { blocks: [mine(world, null)], window, asked: [] };
	const grow = (next: World = world) => {
		const parent = l1.blocks.at(-1) ?? null;
		l1.blocks.push(mine(next, parent));
	};
	grow();
	grow();
	const nodes: { [url: string]: Node } = {
		"http://localhost:1": l1,
		"http://localhost:2": {
			blocks: l2,
			window: 1000,
			asked: [],
			...l2Node?.(l2),
		},
	};
	const rpc = fetchOf(nodes);
	const fetch: Fetch = async (request) => {
		const [, port, number] =
			/:(\d+)\/(?:latest|payload\/(\d+))$/.exec(request.url) ?? [];
		if (port === undefined) return rpc(request);
		const said =
			number === undefined
				? latest[Number(port) - 3]?.(l2)
				: relay?.(Number(number), l2);
		const found = said ?? null;
		return found === null
			? { status: 404, headers: {}, bytes: new Uint8Array(0) }
			: { status: 200, headers: {}, bytes: utf8(JSON.stringify(found)) };
	};
	const clock = madeClock();
	const nobody = () => new Fault("not-followed", "no endpoint");
	const execution = (name: string, port: number) =>
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
	const l1Pool = execution("L1", 1);
	const l2Pool = execution("L2", 2);
	const count = Math.max(relay === null ? 0 : 1, latest.length);
	const relays = openPool(
		Array.from({ length: count }, (_, i) => {
			const name = `R${i === 0 ? "" : i}`;
			const endpoint = { name, url: `http://localhost:${i + 3}` };
			return { name, client: openRelay({ fetch, clock }, endpoint) };
		}),
		nobody,
	);
	const capture = openCapture({ pool: l1Pool, clock });
	const rollup = openOp({ profile, l1: capture, l2: l2Pool, relays, clock });
	const header = (finality: "optimistic" | "final" = "final") => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, finality));
	};
	return { rollup, l1, l2, l2Pool, relays, grow, header, clock, capture };
};
