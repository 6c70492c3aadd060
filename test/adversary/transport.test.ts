import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asFault, type Fault } from "../../src/base/fault.ts";
import type { Lie } from "./lie.ts";
import { startWorld, type World } from "./made/world.ts";
import { type LyingProxy, openProxy } from "./proxy.ts";
import { openRooms, type Rooms } from "./rooms.ts";
import { transportLies } from "./transport-lies.ts";
import { wrongIn } from "./truth.ts";

let world: World;
const proxies: LyingProxy[] = [];
const open = async (upstream: World["beacon"]): Promise<LyingProxy> => {
	const proxy = await openProxy({ upstream });
	proxies.push(proxy);
	return proxy;
};
let beacon: LyingProxy;
let execution: LyingProxy;
let honestBeacon: LyingProxy;
let honestExecution: LyingProxy;
let shared: Rooms;

beforeAll(async () => {
	world = await startWorld();
	beacon = await open(world.beacon);
	execution = await open(world.anvil.upstream);
	honestBeacon = await open(world.beacon);
	honestExecution = await open(world.anvil.upstream);
	shared = wallet("honest", 15_000);
	await shared.round();
});
afterAll(async () => {
	for (const proxy of proxies) await proxy.close();
	await world?.stop();
});

/** Short where a lie is told by waiting; else so long that a busy machine is not taken for one. */
const patienceMs = ({ ends }: Lie): number =>
	ends.includes("too-slow") ? 700 : 15_000;

/** A wallet with one endpoint of each kind, or an honest one beside. */
const wallet = (
	how: "honest" | "liar" | "both",
	timeoutMs: number,
	sync?: Rooms,
): Rooms => {
	const of = (liar: LyingProxy, honest: LyingProxy) => [
		...(how === "honest" ? [] : [{ name: "liar", url: liar.url }]),
		...(how === "liar" ? [] : [{ name: "honest", url: honest.url }]),
	];
	return openRooms({
		network: world.network,
		root: world.checkpoint,
		beacons: of(beacon, honestBeacon),
		executions: of(execution, honestExecution),
		nowMs: world.nowMs,
		timeoutMs,
		goOn: () => world.advance(),
		...(sync === undefined ? {} : { sync }),
	});
};

const read = async (rooms: Rooms): Promise<readonly string[] | Fault> => {
	try {
		const [address] = world.accounts;
		if (address === undefined) throw new Error("no account");
		const reading = await rooms.reader.read([{ address, slots: [] }], "latest");
		return await wrongIn(world.anvil.call, reading);
	} catch (thrown) {
		return asFault(thrown);
	}
};

describe("an execution endpoint whose bytes come strangely", () => {
	for (const lie of transportLies)
		it(`refuses ${lie.name}`, async () => {
			execution.lie(lie, 5);
			const alone = wallet("liar", patienceMs(lie), shared);
			const found = await read(alone);
			expect(lie.ends).toContain("code" in found ? found.code : "no fault");
			expect("source" in found ? found.source : null).toBe("liar");
			expect(alone.pool.standings()[0]?.aside !== null).toBe(lie.aside);
			const beside = wallet("both", patienceMs(lie), shared);
			expect(await read(beside)).toEqual([]);
			execution.honest();
		});
});

describe("a beacon endpoint whose bytes come strangely", () => {
	for (const lie of transportLies)
		it(`refuses ${lie.name}`, async () => {
			beacon.lie(lie, 6);
			const alone = wallet("liar", patienceMs(lie));
			await alone.round();
			const [standing] = alone.sync.status().endpoints;
			expect(lie.ends).toContain(standing?.fault?.code);
			expect(standing?.state === "aside").toBe(lie.aside);
			expect(() => alone.sync.head("optimistic")).toThrow("not-synced");
			const beside = wallet("both", patienceMs(lie));
			await beside.round();
			await beside.round();
			expect(beside.sync.head("optimistic").value.slot).toBe(
				world.view().head.slot - 1,
			);
			beacon.honest();
			if (!lie.aside) {
				await alone.round();
				expect(alone.sync.head("optimistic").value.slot).toBe(
					world.view().head.slot - 1,
				);
			}
		});
});
