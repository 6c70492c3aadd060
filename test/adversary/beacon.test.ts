import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../src/base/fault.ts";
import { askQuorum } from "../../src/l1/checkpoint.ts";
import { decodeSaved } from "../../src/l1/saved.ts";
import { checkFresh } from "../../src/trust/freshness.ts";
import {
	beaconLies,
	checkpointLies,
	committeeHeldLies,
} from "./beacon-lies.ts";
import { lieNamed } from "./lies.ts";
import { startWorld, type World } from "./made/world.ts";
import { type LyingProxy, openProxy } from "./proxy.ts";
import {
	clockOf,
	faultOf,
	openRooms,
	type Rooms,
	shippedFetch,
} from "./rooms.ts";

let world: World;
let liar: LyingProxy;
let honest: LyingProxy;

beforeAll(async () => {
	world = await startWorld();
	liar = await openProxy({ upstream: world.beacon });
	honest = await openProxy({ upstream: world.beacon });
});
afterAll(async () => {
	await liar?.close();
	await honest?.close();
	await world?.stop();
});

const wallet = (endpoints: readonly { name: string; url: string }[]): Rooms =>
	openRooms({
		network: world.network,
		root: world.checkpoint,
		beacons: endpoints,
		nowMs: world.nowMs,
	});
const named = {
	liar: () => ({ name: "liar", url: liar.url }),
	honest: () => ({ name: "honest", url: honest.url }),
};

/** A head is shown as the chain has it, or not at all. */
const expectTrue = (rooms: Rooms): void => {
	for (const finality of ["optimistic", "final"] as const) {
		let head: ReturnType<Rooms["sync"]["head"]>;
		try {
			head = rooms.sync.head(finality);
		} catch {
			continue;
		}
		const block = world.view().blocks.get(head.value.root);
		expect(block?.slot).toBe(head.value.slot);
	}
};

const show = { show: 60, answer: 60, order: 60, sign: 60 };
const showable = async (rooms: Rooms): Promise<Fault | null> =>
	faultOf(async () =>
		checkFresh(
			rooms.sync.head("optimistic").value.timeS,
			world.nowMs(),
			"show",
			show,
		),
	);

/** All that the wallet names: set aside, waiting, stopped; where nobody is to blame, why nothing can be shown. */
const codesNamed = async (rooms: Rooms): Promise<readonly string[]> => {
	const status = rooms.sync.status();
	const found = [
		...rooms.faults().map(({ code }) => code),
		...status.endpoints.flatMap(({ fault }) => (fault ? [fault.code] : [])),
		...(status.clock === null ? [] : [status.clock.code]),
	];
	const last = await showable(rooms);
	if (found.length === 0 && last !== null) return [last.code];
	return [...new Set(found)];
};

const told = beaconLies.filter(
	(one) => !committeeHeldLies.includes(one) && !checkpointLies.includes(one),
);

describe("a beacon endpoint that lies alone", () => {
	for (const lie of told)
		it(`refuses ${lie.name}`, async () => {
			liar.lie(lie, 7);
			const before = liar.told().length;
			const rooms = wallet([named.liar()]);
			for (let i = 0; i < 3; i++) {
				await rooms.round();
				await world.advance();
			}
			expect(liar.told().length).toBeGreaterThan(before);
			const codes = await codesNamed(rooms);
			if (lie.ends.length > 0) expect(codes.length).toBeGreaterThan(0);
			for (const code of codes) expect(lie.ends).toContain(code);
			expectTrue(rooms);
			const [standing] = rooms.sync.status().endpoints;
			expect(standing?.state === "aside").toBe(lie.aside);
			liar.honest();
		});
});

describe("a beacon endpoint that lies beside an honest one", () => {
	for (const lie of told)
		it(`goes on in spite of ${lie.name}`, async () => {
			liar.lie(lie, 8);
			const rooms = wallet([named.liar(), named.honest()]);
			for (let i = 0; i < 3; i++) {
				await world.advance();
				await rooms.round();
			}
			expectTrue(rooms);
			expect(await showable(rooms)).toBe(null);
			expect(rooms.sync.conflict()).toBe(null);
			expect(rooms.sync.head("optimistic").value.slot).toBe(
				world.view().head.slot - 1,
			);
			const standings = rooms.sync.status().endpoints;
			expect(standings.find(({ name }) => name === "honest")?.state).toBe(
				"good",
			);
			// A lie that loses to a better answer need not be looked into.
			const standing = standings.find(({ name }) => name === "liar");
			if (standing?.state === "aside") expect(lie.aside).toBe(true);
			const code = standing?.fault?.code;
			if (code !== undefined) expect(lie.ends).toContain(code);
			liar.honest();
		});
});

describe("two thirds of the committee that lie", () => {
	for (const lie of committeeHeldLies)
		it(`stops at ${lie.name}`, async () => {
			const rooms = wallet([named.liar(), named.honest()]);
			await rooms.round();
			const before = rooms.sync.head("final").value.slot;
			// Far enough that there is something newly final.
			await world.advance(12);
			liar.lie(lie, 9);
			await rooms.round();
			expect(await codesNamed(rooms)).toEqual(lie.ends.slice(0, 1));
			for (const finality of ["optimistic", "final"] as const) {
				const fault = await faultOf(async () => rooms.sync.head(finality));
				expect(lie.ends).toContain(fault?.code);
			}
			expect(before).toBeLessThan(world.view().finalized.slot);
			liar.honest();
			await rooms.round();
			// Only the user, or time, helps.
			const still = await faultOf(async () => rooms.sync.head("optimistic"));
			expect(lie.ends).toContain(still?.code);
		});

	it("keeps both headers of a conflict, and keeps them through a restart", async () => {
		const rooms = wallet([named.liar(), named.honest()]);
		await rooms.round();
		await world.advance(2);
		liar.lie(lieNamed("a second head signed for the same slot"), 9);
		await rooms.round();
		const conflict = rooms.sync.conflict();
		expect(conflict?.first.value.signatureSlot).toBe(
			conflict?.second.value.signatureSlot,
		);
		expect(conflict?.first.value.root).not.toBe(conflict?.second.value.root);
		const saved = decodeSaved(
			JSON.parse(JSON.stringify(rooms.sync.saveable())),
		);
		expect(saved.conflict).not.toBe(null);
		liar.honest();
	});
});

describe("a checkpoint asked of three providers", () => {
	const ask = async (liars: readonly number[]) => {
		const proxies = await Promise.all(
			[0, 1, 2].map(() => openProxy({ upstream: world.beacon })),
		);
		const lie = lieNamed("another finalized root");
		for (const [i, proxy] of proxies.entries())
			if (liars.includes(i)) proxy.lie(lie, 30 + i);
		try {
			return await askQuorum(
				{ fetch: shippedFetch(), clock: clockOf(world.nowMs) },
				world.network,
				proxies.map(({ url }, i) => ({ name: `provider ${i}`, url })),
			);
		} finally {
			for (const proxy of proxies) await proxy.close();
		}
	};

	it("names the one who dissents", async () => {
		const quorum = await ask([1]);
		expect(quorum.root).toBe(world.view().finalized.root);
		expect(quorum.dissent.map(({ provider }) => provider)).toEqual([
			"provider 1",
		]);
	});

	it("refuses another finalized root where no two agree", async () => {
		const fault = await faultOf(() => ask([0, 2]));
		expect(fault?.code).toBe("checkpoint-quorum");
	});
});

describe("a long silence", () => {
	it("refuses one signer after 28 hours of silence", async () => {
		const quiet = await startWorld();
		const proxy = await openProxy({ upstream: quiet.beacon });
		try {
			const rooms = openRooms({
				network: quiet.network,
				root: quiet.checkpoint,
				beacons: [{ name: "liar", url: proxy.url }],
				nowMs: quiet.nowMs,
			});
			await rooms.round();
			const before = rooms.sync.head("optimistic").value;
			quiet.silence(28 * 3600);
			// The forced update of the specification would take such a header after a silent day.
			proxy.lie(lieNamed("a single signer"), 4);
			for (let i = 0; i < 3; i++) {
				await quiet.advance();
				await rooms.round();
			}
			const [standing] = rooms.sync.status().endpoints;
			expect(standing?.fault?.code).toBe("too-few-signers");
			expect(rooms.sync.head("optimistic").value.root).toBe(before.root);
			const stale = await faultOf(async () =>
				checkFresh(before.timeS, quiet.nowMs(), "order", show),
			);
			expect(stale?.code).toBe("order-stale");
		} finally {
			await proxy.close();
			await quiet.stop();
		}
	});
});
