// What an open wallet fetches in an hour, counted byte by byte: Ethereum and one OP rollup, their balances on screen, the
// rollup's roots and signs of life followed, slots of twelve seconds. The chain here is small, so each answer counts with the
// size it has on mainnet.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openAhead } from "../../src/engine/ahead.ts";
import { openExecutions } from "../../src/engine/askers.ts";
import { openBalances } from "../../src/engine/balances.ts";
import { openLiveness } from "../../src/engine/exits/liveness.ts";
import type { ExitSite } from "../../src/engine/exits/site.ts";
import type { L1Chain } from "../../src/engine/l1-chain.ts";
import { openL1Reader } from "../../src/engine/l1-reader.ts";
import { openRollupChain } from "../../src/engine/rollup-chain.ts";
import type { TokenTools } from "../../src/engine/token-row.ts";
import { openTraceStore } from "../../src/engine/trace-store.ts";
import { coinOf } from "../../src/l1/network.ts";
import { untilNextRoundMs } from "../../src/l1/pace.ts";
import { openSync } from "../../src/l1/sync.ts";
import type { Fetch } from "../../src/source/ports.ts";
import { openCapture } from "../../src/state/capture.ts";
import { openHeaderCache } from "../../src/state/walk.ts";
import { shippedKernel } from "../kernel.ts";
import { makeChain } from "../l1/made.ts";
import { fetchFrom, honestNode, makeClock } from "../l1/world.ts";
import { exitProfile } from "../l2/op/exit-world.ts";
import {
	l1World,
	type MadeGame,
	mineL2,
	person,
	rootOf,
} from "../l2/rollup-world.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	mineChain,
	type Node,
} from "../state/chain.ts";

/** Bytes on mainnet: an account's proof, a slot's, a header with the hashes of its transactions, and any small answer. */
const sizes = { account: 4_000, slot: 3_000, header: 25_000, small: 300 };
/** The newest updates as SSZ, Electra: two headers, two branches and the aggregate; one header and the aggregate. */
const updates = { finality: 2_500, optimistic: 1_200 };
/** Request and headers of one question to a beacon. */
const around = 900;
const beacons = ["a", "b", "c", "d", "e"];

type Call = { readonly method: string; readonly params: readonly Json[] };
type Asked = { readonly chain: string; readonly call: Call };

const sizeOf = ({ call: { method, params } }: Asked): number => {
	if (method === "eth_getProof") {
		const [, slots] = params;
		return (
			sizes.account + (Array.isArray(slots) ? slots.length : 0) * sizes.slot
		);
	}
	return method === "eth_getBlockByNumber" || method === "eth_getBlockByHash"
		? sizes.header
		: sizes.small;
};

const slotsAnHour = 300;
/** Of an hour with a window open so many are played. */
const slotsOpen = 96;

type Place = {
	/** How far back each node proves. */
	readonly l1: number;
	readonly l2: number;
	/** Blocks that a final header is behind the node's when it comes: two epochs and a little. */
	readonly behind: number;
	/** Slots before the count begins: what is kept has to be below a final header first. */
	readonly before: number;
	/** No window is open: at every so many slots the alarm brings one round, and no other comes. */
	readonly alarmSlots?: number;
};

/** Heads, as the light client brings them: the newest, and every epoch one that is final. */
const hourOf = async ({ behind, before, alarmSlots, ...windows }: Place) => {
	const slots = alarmSlots === undefined ? slotsOpen : slotsAnHour;
	const l2 = mineL2(160);
	const blockOf = (number: number): MadeBlock => {
		const found = l2.find((block) => block.number === number);
		if (found === undefined) throw new Error(`no L2 block ${number}`);
		return found;
	};
	const gameAt = (index: number, number: number): MadeGame => ({
		address: `0x${(index + 16).toString(16).repeat(20)}`,
		root: rootOf(blockOf(number)),
		l2BlockNumber: number,
		createdAtS: 1_700_000_000 + 12 * number,
	});
	const games = [1, 2, 3, 4].map((i) => gameAt(i, 103 + 10 * i));
	const anchor = { root: rootOf(blockOf(101)), l2BlockNumber: 101 };
	const worldNow = () => l1World(games, anchor);
	let world = worldNow();
	const l1Node: Node = {
		blocks: [mine(world, null)],
		window: windows.l1,
		asked: [],
	};
	const l2Node: Node = { blocks: l2, window: windows.l2, asked: [] };
	const grow = () => {
		l1Node.blocks.push(mine(world, l1Node.blocks.at(-1) ?? null));
	};
	for (let i = 0; i < 150; i++) grow();

	const asked: Asked[] = [];
	const urls = { "http://localhost:1": l1Node, "http://localhost:2": l2Node };
	const rpc = fetchOf(urls);
	const fetch: Fetch = (request) => {
		const body = JSON.parse(request.body ?? "[]") as Call | Call[];
		const chain = request.url.endsWith(":1") ? "L1" : "L2";
		for (const call of Array.isArray(body) ? body : [body])
			asked.push({ chain, call });
		return rpc(request);
	};
	const clock = madeClock();
	const setClock = () => {
		const top = l1Node.blocks.at(-1);
		clock.at = (Number(top?.json.timestamp) + 6) * 1000;
	};
	setClock();

	const pool = openExecutions(
		[{ name: "L1", url: "http://localhost:1" }],
		{ fetch, clock },
		() => new Fault("not-followed", "nobody"),
	).all;
	const capture = openCapture({ pool, clock });
	const top = (back: number): MadeBlock => {
		const found = l1Node.blocks.at(-1 - back);
		if (found === undefined) throw new Error("no block");
		return found;
	};
	/** The signed head is one behind the node's. */
	const heads = {
		optimistic: headOf(top(1)),
		final: headOf(top(behind), "final"),
	};
	let newestFinal = heads.final;
	let waiting: (() => void)[] = [];
	const reader = openL1Reader({
		chainId: 1,
		slotMs: 12_000,
		clock,
		pool,
		capture,
		headerCache: openHeaderCache(),
		head: (finality) => heads[finality],
		nextHead: () => new Promise((resolve) => waiting.push(resolve)),
	});
	const ahead = openAhead(
		{ secondsPerSlot: 12 },
		capture,
		(finality) => heads[finality],
	);
	const rollup = openRollupChain(
		exitProfile,
		{
			chainId: exitProfile.chainId,
			beacon: [],
			execution: [{ name: "L2", url: "http://localhost:2" }],
			relay: [],
		},
		{
			capture,
			pool,
			reader,
			ahead,
			checkTouch: () => {},
		} as unknown as L1Chain,
		{ fetch, clock, kernel: shippedKernel },
	);
	const shown = openTraceStore(
		async () => new Map<Hex, number>(),
		() => null,
	);
	const watchOf = (of: typeof reader | typeof rollup.reader) =>
		openBalances(
			of,
			"latest",
			{
				account: person,
				tokens: [],
				chainTitle: "Ethereum",
				coin: coinOf(undefined),
			},
			shown,
			// no token is asked
			{} as unknown as TokenTools,
		);
	const l1Watch = watchOf(reader);
	const l2Watch = watchOf(rollup.reader);
	const faults: Fault[] = [];
	const liveness = openLiveness({
		store: memoryStore(),
		clock,
		alert: () => {},
		problem: (fault) => faults.push(fault),
	});
	const site = {
		profiles: [exitProfile],
		watched: [],
		reader,
		pool,
		needsCapture: ahead.isNeeded,
		capture: ahead.capture.capture,
		heads: () => ({
			l1: { headS: clock.nowMs() / 1000, finalS: clock.nowMs() / 1000 },
			newest: null,
			clockFault: false,
			stopped: null,
		}),
	} as unknown as ExitSite;
	const { signal } = new AbortController();

	/** As the engine does at a head. */
	const onHead = async (isFinal: boolean) => {
		// a read may wait for the next head, and holds up nothing
		void l1Watch.refresh();
		await rollup.refresh();
		await l2Watch.refresh();
		await liveness.capture(site, signal);
		if (isFinal) void liveness.look(site, signal);
		for (let i = 0; i < 5; i++)
			await new Promise((resolve) => setTimeout(resolve, 0));
	};
	await onHead(true);
	let atStart = asked.length;

	const shownAt: number[] = [];
	for (let slot = 1 - before; slot <= slots; slot++) {
		if (slot === 1) atStart = asked.length;
		if (slot === 8) {
			games.push(gameAt(5, 158));
			world = worldNow();
		}
		grow();
		const parent = l2.at(-1) ?? null;
		l2.push(
			...mineChain(
				1,
				structuredClone(parent?.world ?? {}),
				(now, number) => {
					now[person] = { nonce: number, balance: BigInt(number) };
				},
				"",
				parent ?? undefined,
			),
		);
		setClock();
		// with no window open the chain is followed at the alarm alone
		const isFollowed = alarmSlots === undefined || slot % alarmSlots === 0;
		const isFinal = slot % 32 === 0;
		if (isFollowed) heads.optimistic = headOf(top(1));
		if (isFinal) newestFinal = headOf(top(behind), "final");
		if (isFollowed) heads.final = newestFinal;
		// who waits for a head looks again after each slot, whether one came or not
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
		if (isFollowed) await onHead(isFinal || alarmSlots !== undefined);
		else await new Promise((resolve) => setTimeout(resolve, 0));
		if (slot > 0)
			shownAt.push(top(1).number - (l1Watch.views()[0]?.blockNumber ?? 0));
	}
	return {
		asked: asked.slice(atStart),
		faults,
		fault: rollup.fault(),
		l2Balance: l2Watch.views()[0],
		/** Null where the newest is too old to be answered from. */
		rootBlock: await rollup.reader.basis("latest").then(
			({ value }) => value.blockNumber,
			() => null,
		),
		/** How far each shown L1 balance was behind the signed head. */
		shownAt,
		liveness: liveness.views(site),
	};
};

/** What the light client asks of five beacons, round by round, where a block is there a third of a slot after its slot begins. */
const beaconAsks = async (): Promise<readonly (keyof typeof updates)[]> => {
	const chain = makeChain();
	const { genesisTimeS, secondsPerSlot } = chain.network;
	const state = { head: 60 };
	const clock = makeClock(0);
	const toSlot = (slot: number, part: number): void =>
		clock.setMs((genesisTimeS + (slot + part) * secondsPerSlot) * 1000);
	const asked: (keyof typeof updates)[] = [];
	const answer = fetchFrom(
		Object.fromEntries(beacons.map((name) => [name, honestNode(chain, state)])),
	);
	const sync = openSync({
		network: chain.network,
		endpoints: beacons.map((name) => ({ name, url: `http://${name}` })),
		ports: {
			clock,
			kernel: shippedKernel,
			fetch: (request) => {
				for (const kind of ["finality", "optimistic"] as const)
					if (request.url.endsWith(`/${kind}_update`)) asked.push(kind);
				return answer(request);
			},
		},
		start: { root: chain.block(16).root },
	});
	const first = 63;
	toSlot(first - 1, 0.9);
	await sync.round();
	await sync.round();
	asked.length = 0;
	for (;;) {
		clock.setMs(clock.nowMs() + untilNextRoundMs(chain.network, clock.nowMs()));
		const at = (clock.nowMs() / 1000 - genesisTimeS) / secondsPerSlot;
		if (at >= first + slotsOpen) return asked;
		state.head = Math.floor(at - 1 / 3) - 1;
		await sync.round();
		// nothing is older for what is not asked
		expect(sync.head("optimistic").value.slot).toBe(state.head);
		expect(sync.head("final").value.slot).toBe(
			8 * (Math.floor(state.head / 8) - 2),
		);
	}
};

const beaconBytesAnHour = (asked: readonly (keyof typeof updates)[]): number =>
	(slotsAnHour / slotsOpen) *
	asked.reduce(
		(sum, kind) =>
			// an epoch of the made chain is a quarter of one of mainnet, and each has one that gets final
			sum + (updates[kind] + around) / (kind === "finality" ? 4 : 1),
		0,
	);

const bytesOf = (asked: readonly Asked[]): number =>
	asked.reduce((sum, one) => sum + sizeOf(one), 0);
const bytesAnHour = (asked: readonly Asked[]): number =>
	(slotsAnHour / slotsOpen) * bytesOf(asked);

/** Proofs that were asked for more than once at one block: account, or slot of it. */
const repeated = (asked: readonly Asked[]): readonly string[] => {
	const seen = new Set<string>();
	const again: string[] = [];
	for (const { chain, call } of asked) {
		if (call.method !== "eth_getProof") continue;
		const [address, keys, at] = call.params;
		// at the node's newest block it is another one each time
		if (at === "latest") continue;
		for (const key of Array.isArray(keys) && keys.length > 0 ? keys : [""]) {
			const name = `${chain} ${String(at)} ${String(address)} ${String(key)}`;
			if (seen.has(name)) again.push(name);
			seen.add(name);
		}
	}
	return again;
};

describe("an open wallet with Ethereum and one OP rollup", () => {
	it.each<[string, Place, number, number]>([
		[
			"nodes that prove far back",
			{ l1: 128, l2: 10_000, behind: 66, before: 0 },
			0,
			// of it 3.5 are what five beacons are asked for
			4_300_000,
		],
		[
			"a node of Ethereum that proves its newest block only",
			{ l1: 0, l2: 10_000, behind: 20, before: 64 },
			1,
			// half of what three chains may have
			20_000_000,
		],
	])(
		"never fetches a proof twice, nor more an hour than stands here, over %s",
		async (_, place, shownBehind, most) => {
			const hour = await hourOf(place);
			expect(hour.fault).toBeNull();
			expect(hour.faults).toEqual([]);
			expect(repeated(hour.asked)).toEqual([]);
			const beaconBytes = beaconBytesAnHour(await beaconAsks());
			expect(bytesAnHour(hour.asked) + beaconBytes).toBeLessThan(most);
			// nothing is older for that: the balance of each head, the newest root, its balance and the signs of life
			expect(Math.max(...hour.shownAt)).toBeLessThanOrEqual(shownBehind);
			expect(hour.rootBlock).toBe(158);
			expect(hour.l2Balance?.blockNumber).toBe(158);
			expect(hour.liveness[0]?.verdict).toBe("alive");
		},
	);
});

describe("a wallet with no window open", () => {
	it.each<[string, Place, number]>([
		[
			"nodes that prove far back",
			{ l1: 128, l2: 10_000, behind: 66, before: 0, alarmSlots: 100 },
			// a tenth of what three chains may have, for the rollup of a larger world has more games
			350_000,
		],
		[
			"nodes that prove far back, which was learnt more than an hour ago",
			{ l1: 128, l2: 10_000, behind: 66, before: 299, alarmSlots: 100 },
			350_000,
		],
		[
			"a node of Ethereum that proves its newest block only",
			{ l1: 0, l2: 10_000, behind: 66, before: 101, alarmSlots: 100 },
			// more than a tenth: headers with the names of all their transactions, from a final one back to what was captured at
			// the alarm before. It is the same for any number of rollups.
			4_000_000,
		],
	])(
		"never fetches a proof twice, nor more an hour than stands here, over %s",
		async (_, place, most) => {
			const hour = await hourOf(place);
			expect(hour.faults).toEqual([]);
			expect(repeated(hour.asked)).toEqual([]);
			// of each beacon both updates, at each of three alarms
			const perAlarm = updates.finality + updates.optimistic + 2 * around;
			const beaconBytes = 3 * beacons.length * perAlarm;
			expect(hour.asked.length).toBeGreaterThan(0);
			expect(bytesOf(hour.asked) + beaconBytes).toBeLessThan(most);
		},
	);
});
