import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import { asFault, type Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openL1Chain } from "../../src/engine/l1-chain.ts";
import { shippedKernel } from "../kernel.ts";
import { jsonAnswer, type Upstream, utf8Of } from "./exchange.ts";
import { executionLies } from "./execution-lies.ts";
import { isBranch, isList, type Tree, treeOf } from "./json.ts";
import { lieNamed } from "./lies.ts";
import { startWorld, type World } from "./made/world.ts";
import { type LyingProxy, openProxy } from "./proxy.ts";
import { clockOf, openRooms, type Rooms, shippedFetch } from "./rooms.ts";
import { wrongIn, wrongInMined } from "./truth.ts";

/** Nodes that prove any block, and nodes that prove their newest only, as reth does unless told otherwise. */
const kinds = ["any block", "the newest only"] as const;

let world: World;
let elsewhere: World;
let beacon: LyingProxy;
const liars = new Map<string, LyingProxy>();
const honests = new Map<string, LyingProxy>();

/** The same endpoint without proofs of older blocks. */
const newestOnly =
	(upstream: Upstream): Upstream =>
	async (ask) => {
		const answer = await upstream(ask);
		const tooOld = (message: Tree): boolean =>
			isBranch(message) &&
			message.method === "eth_getProof" &&
			isList(message.params) &&
			message.params[2] !== "latest";
		const asked = treeOf(ask.body);
		const refuse = (id: Tree | undefined): Tree => ({
			jsonrpc: "2.0",
			id: id ?? null,
			error: {
				code: -32001,
				message: "distance to target block exceeds maximum proof window",
			},
		});
		if (isList(asked)) {
			const old = new Set(
				asked.filter(tooOld).map((one) => (isBranch(one) ? one.id : null)),
			);
			const replies = treeOf(utf8Of(answer.body));
			return isList(replies)
				? jsonAnswer(
						replies.map((one) =>
							isBranch(one) && old.has(one.id ?? null) ? refuse(one.id) : one,
						),
					)
				: answer;
		}
		return tooOld(asked)
			? jsonAnswer(refuse(isBranch(asked) ? asked.id : null))
			: answer;
	};

beforeAll(async () => {
	world = await startWorld();
	elsewhere = await startWorld({ genesis: "another", pastPeriods: 1 });
	beacon = await openProxy({ upstream: world.beacon });
	shared = openRooms({
		network: world.network,
		root: world.checkpoint,
		beacons: [{ name: "beacon", url: beacon.url }],
		nowMs: world.nowMs,
	});
	await shared.round();
	for (const kind of kinds) {
		const wrap = kind === "any block" ? (up: Upstream) => up : newestOnly;
		const upstream = wrap(world.anvil.upstream);
		liars.set(
			kind,
			await openProxy({
				upstream,
				archive: world.anvil.upstream,
				elsewhere: wrap(elsewhere.anvil.upstream),
			}),
		);
		honests.set(kind, await openProxy({ upstream }));
	}
});
afterAll(async () => {
	for (const proxy of [beacon, ...liars.values(), ...honests.values()])
		await proxy?.close();
	await world?.stop();
	await elsewhere?.stop();
});

const proxyOf = (
	proxies: ReadonlyMap<string, LyingProxy>,
	kind: string,
): LyingProxy => {
	const found = proxies.get(kind);
	if (found === undefined) throw new RangeError(kind);
	return found;
};

let shared: Rooms;
const wallet = (names: readonly ("liar" | "honest")[], kind: string): Rooms =>
	openRooms({
		network: world.network,
		root: world.checkpoint,
		beacons: [{ name: "beacon", url: beacon.url }],
		executions: names.map((name) => ({
			name,
			url: proxyOf(name === "liar" ? liars : honests, kind).url,
		})),
		nowMs: world.nowMs,
		goOn: () => world.advance(),
		sync: shared,
	});

// Who serves which chain is asked once, above these rooms.
const told = executionLies.filter(({ name }) => name !== "another chain id");

const aMinedHash = async (): Promise<Hex> => {
	const block = await world.anvil.call("eth_getBlockByNumber", [
		`0x${(Number(await world.anvil.call("eth_blockNumber")) - 4).toString(16)}`,
		false,
	]);
	const hashes = isBranch(block) ? block.transactions : [];
	const last = isList(hashes) ? hashes.at(-1) : undefined;
	if (!isHex(last, 32)) throw new Error("no transaction to look for");
	return last;
};

type Found = {
	readonly faults: readonly Fault[];
	readonly wrong: readonly string[];
	/** Questions that were answered. */
	readonly answered: number;
};

/** Everything the wallet asks of an execution endpoint, each answer compared with the truth. */
const askEverything = async (rooms: Rooms): Promise<Found> => {
	const faults: Fault[] = [];
	const wrong: string[] = [];
	let answered = 0;
	const attempt = async (
		work: () => Promise<readonly string[]>,
	): Promise<void> => {
		try {
			wrong.push(...(await work()));
			answered++;
		} catch (thrown) {
			faults.push(asFault(thrown));
		}
	};
	const [first, second] = world.accounts;
	if (first === undefined || second === undefined) throw new Error("accounts");
	const nobody: Hex = `0x${"9a".repeat(20)}`;
	const slot = (i: number): Hex => `0x${i.toString(16).padStart(64, "0")}`;
	await rooms.round();
	await attempt(async () => {
		const reading = await rooms.reader.read(
			[
				{ address: first, slots: [] },
				{
					address: world.contract,
					slots: [slot(0), slot(3), slot(7)],
					code: true,
				},
				{ address: nobody, slots: [] },
				{ address: second, slots: [], code: true },
			],
			"latest",
		);
		return wrongIn(world.anvil.call, reading);
	});
	await attempt(async () => {
		const found = await rooms.reader.block?.("latest");
		const block = await world.anvil.call("eth_getBlockByNumber", [
			`0x${(found?.header.value.blockNumber ?? 0).toString(16)}`,
			false,
		]);
		return isBranch(block) && block.hash === found?.header.value.blockHash
			? []
			: ["another block"];
	});
	await attempt(async () => {
		const hash = await aMinedHash();
		const mined = await rooms.reader.receipt?.(hash, "latest");
		return mined === null || mined === undefined
			? []
			: wrongInMined(world.anvil.call, hash, mined);
	});
	return { faults, wrong, answered };
};

for (const kind of kinds) {
	describe(`an endpoint that proves ${kind} and lies alone`, () => {
		for (const lie of told)
			it(`refuses ${lie.name}`, async () => {
				const liar = proxyOf(liars, kind);
				const before = liar.told().length;
				liar.lie(lie, 3);
				const rooms = wallet(["liar"], kind);
				const { faults, wrong, answered } = await askEverything(rooms);
				liar.honest();
				expect(wrong).toEqual([]);
				expect(liar.told().length).toBeGreaterThan(before);
				const codes = [...new Set(faults.map(({ code }) => code))];
				for (const code of codes) expect(lie.ends).toContain(code);
				if (lie.ends.length === 0) expect(answered).toBe(3);
				else if (lie.mayMiss !== true) expect(codes.length).toBeGreaterThan(0);
				const [standing] = rooms.pool.standings();
				expect(standing?.aside !== null).toBe(lie.aside);
			});
	});

	describe(`an endpoint that proves ${kind} and lies beside an honest one`, () => {
		for (const lie of told)
			it(`goes on in spite of ${lie.name}`, async () => {
				const liar = proxyOf(liars, kind);
				liar.lie(lie, 4);
				const rooms = wallet(["liar", "honest"], kind);
				const { faults, wrong, answered } = await askEverything(rooms);
				liar.honest();
				expect(wrong).toEqual([]);
				expect(faults).toEqual([]);
				expect(answered).toBe(3);
				const honest = rooms.pool
					.standings()
					.find((one) => one.name === "honest");
				expect(honest?.aside).toBe(null);
			});
	});
}

describe("an endpoint of another chain", () => {
	it("refuses another chain id", async () => {
		const liar = proxyOf(liars, "any block");
		liar.lie(lieNamed("another chain id"), 2);
		const url = (proxy: LyingProxy) => ({ name: "liar", url: proxy.url });
		const chain = await openL1Chain(
			world.network,
			{
				chainId: world.network.chainId,
				beacon: [{ name: "beacon", url: beacon.url }],
				execution: [url(liar)],
				relay: [],
			},
			world.checkpoint,
			{
				fetch: shippedFetch(),
				clock: clockOf(world.nowMs),
				store: memoryStore(),
				kernel: shippedKernel,
			},
			() => {},
		);
		await chain.round();
		liar.honest();
		expect(chain.pool.standings()[0]?.aside?.code).toBe("other-chain");
	});
});
