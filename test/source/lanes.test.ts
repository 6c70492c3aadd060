// Who asks in which turn: a site takes nothing from another site, and nobody takes anything from a person's order or the sync.

import { describe, expect, it } from "vitest";
import { asFault, Fault } from "../../src/base/fault.ts";
import { openEndpointPool } from "../../src/l1/endpoint-pool.ts";
import {
	type Asker,
	type LaneLimits,
	openLanes,
	usualLanes,
} from "../../src/source/lanes.ts";
import { openPool } from "../../src/source/pool.ts";
import type { Clock, Fetch, HttpReply } from "../../src/source/ports.ts";
import { countedSignal } from "../listeners.ts";

const url = "https://node.example";
const asked = {
	url,
	method: "POST",
	accept: "",
	maxBytes: 1_000,
	timeoutMs: 10_000,
} as const;
const empty: HttpReply = { status: 200, headers: {}, bytes: new Uint8Array(0) };

const settled = async (): Promise<void> => {
	for (let i = 0; i < 50; i++) await Promise.resolve();
};

/** A transport that answers when it is let go. */
const stage = (limits?: typeof usualLanes) => {
	const under: { readonly body: string; readonly end: () => void }[] = [];
	const fetch: Fetch = ({ body = "", signal }) =>
		new Promise((resolve, reject) => {
			under.push({ body, end: () => resolve(empty) });
			signal?.addEventListener("abort", () =>
				reject(new Fault("cancelled", "stopped")),
			);
		});
	const lanes = openLanes(fetch, limits);
	const bodies = (): readonly string[] => under.map(({ body }) => body);
	return { under, lanes, bodies };
};

const site = (origin: string, signal?: AbortSignal): Asker =>
	signal === undefined
		? { lane: "site", origin }
		: { lane: "site", origin, signal };
const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "answered",
		(thrown: unknown) => asFault(thrown).code,
	);

describe("lanes", () => {
	it("never lets one site's reads starve another's, the sync's or a payment", async () => {
		const { under, lanes, bodies } = stage();
		const hostile = lanes(site("https://hostile.example"));
		for (let i = 0; i < 120; i++)
			void codeOf(hostile({ ...asked, body: `hostile ${i}` }));
		await settled();
		expect(under.length).toBeLessThanOrEqual(usualLanes.site.mostAnEndpoint);
		for (const lane of ["order", "sync", "screen"] as const)
			void lanes({ lane, origin: "" })({ ...asked, body: lane });
		void lanes(site("https://other.example"))({ ...asked, body: "other" });
		await settled();
		expect(bodies()).toContain("order");
		expect(bodies()).toContain("sync");
		expect(bodies()).toContain("screen");
		expect(bodies()).not.toContain("other");
		// one slot of the lane, and the other site is next
		under[0]?.end();
		await settled();
		expect(bodies().at(-1)).toBe("other");
	});

	it("never gives one site all of the lane, wherever it asks", async () => {
		const { under, lanes, bodies } = stage();
		const hostile = lanes(site("https://hostile.example"));
		for (let i = 0; i < 120; i++)
			void codeOf(
				hostile({ ...asked, url: `https://n${i}.example`, body: "hostile" }),
			);
		await settled();
		expect(under.length).toBe(usualLanes.site.mostAnOrigin);
		void lanes(site("https://other.example"))({ ...asked, body: "other" });
		await settled();
		expect(bodies()).toContain("other");
	});

	it("lets origins take turns", async () => {
		const { under, lanes, bodies } = stage();
		for (const name of ["a", "b", "c"])
			for (let i = 0; i < 9; i++)
				void lanes(site(`https://${name}.example`))({ ...asked, body: name });
		for (let i = 0; i < 18; i++) {
			await settled();
			under[i]?.end();
		}
		await settled();
		const later = bodies().slice(3, 18);
		for (const name of ["a", "b", "c"])
			expect(later.filter((body) => body === name).length).toBe(5);
	});

	it("lets a hundred reads of one site wait, and refuses what is above its share", async () => {
		const { under, lanes } = stage();
		const fetch = lanes(site("https://busy.example"));
		const some = Array.from({ length: 100 }, () => codeOf(fetch(asked)));
		const many = Array.from({ length: 900 }, () => codeOf(fetch(asked)));
		await settled();
		const { waitingAnOrigin, mostAnEndpoint } = usualLanes.site;
		const let1 = waitingAnOrigin + mostAnEndpoint;
		const refused = await Promise.all(many.slice(let1 - 100));
		expect(new Set(refused)).toEqual(new Set(["too-many"]));
		// another site is not above its share for that
		const other = codeOf(lanes(site("https://other.example"))(asked));
		for (let i = 0; i < let1 + 1; i++) {
			under[i]?.end();
			await settled();
		}
		expect(new Set(await Promise.all(some))).toEqual(new Set(["answered"]));
		expect(await other).toBe("answered");
	});

	it("drops what waits when the tab is gone, and stops what is under way", async () => {
		const { under, lanes } = stage();
		const tab = new AbortController();
		const gone = lanes(site("https://gone.example", tab.signal));
		const asks = Array.from({ length: 20 }, () => codeOf(gone(asked)));
		await settled();
		const before = under.length;
		tab.abort();
		expect(new Set(await Promise.all(asks))).toEqual(new Set(["cancelled"]));
		expect(under.length).toBe(before);
		expect(await codeOf(gone(asked))).toBe("cancelled");
		// its places are free
		const next = Array.from({ length: before }, () =>
			codeOf(lanes(site("https://next.example"))(asked)),
		);
		await settled();
		for (const { end } of under.slice(before)) end();
		expect(new Set(await Promise.all(next))).toEqual(new Set(["answered"]));
	});

	it("listens to a tab's signal once for all that wait for it, and not at all when they have their answers", async () => {
		const { under, lanes } = stage();
		const tab = countedSignal();
		const fetch = lanes(site("https://busy.example", tab.signal));
		const request = countedSignal();
		const asks = Array.from({ length: 200 }, (_, i) =>
			codeOf(fetch(i % 2 === 0 ? asked : { ...asked, signal: request.signal })),
		);
		for (let i = 0; i < asks.length; i++) {
			await settled();
			under[i]?.end();
		}
		expect(new Set(await Promise.all(asks))).toEqual(new Set(["answered"]));
		expect([tab.mostListeners(), request.mostListeners()]).toEqual([1, 1]);
		expect([tab.listeners(), request.listeners()]).toEqual([0, 0]);
	});

	it("listens no more for what was refused, or stopped while it waited", async () => {
		const { lanes } = stage();
		const tab = countedSignal();
		const fetch = lanes(site("https://busy.example", tab.signal));
		const stopped = countedSignal();
		const { waitingAnOrigin, mostAnEndpoint } = usualLanes.site;
		const asks = Array.from(
			{ length: waitingAnOrigin + mostAnEndpoint + 9 },
			() => codeOf(fetch({ ...asked, signal: stopped.signal })),
		);
		await settled();
		stopped.abort();
		const ends = await Promise.all(asks);
		expect(ends.filter((end) => end === "too-many").length).toBe(9);
		expect(ends.filter((end) => end === "cancelled").length).toBe(
			asks.length - 9,
		);
		expect([tab.listeners(), tab.mostListeners()]).toEqual([0, 1]);
	});

	it("bounds the bytes that answers under way may have together", async () => {
		const { under, lanes, bodies } = stage();
		const large = usualLanes.site.mostBytesAnOrigin;
		for (const name of ["a", "b"])
			for (let i = 0; i < 3; i++)
				void lanes(site(`https://${name}.example`))({
					...asked,
					url: `https://${name}${i}.example`,
					maxBytes: large,
					body: `${name}${i}`,
				});
		await settled();
		expect(bodies()).toEqual(["a0"]);
		under[0]?.end();
		await settled();
		expect(bodies()).toEqual(["a0", "b0"]);
		await expect(
			lanes(site("https://c.example"))({ ...asked, maxBytes: 2 * large }),
		).rejects.toThrow(RangeError);
	});

	it("never lets small answers overtake a large one of our own for ever", async () => {
		const { under, lanes, bodies } = stage();
		const screens = lanes({ lane: "screen", origin: "" });
		const { mostBytes } = usualLanes.screen;
		const ask = (body: string, maxBytes: number, i: number) =>
			screens({ ...asked, url: `https://${i}.example`, maxBytes, body });
		void ask("first", mostBytes / 4, 0);
		void ask("large", mostBytes, 1);
		for (let i = 0; i < 4; i++) void ask(`small ${i}`, mostBytes / 4, i + 2);
		await settled();
		under[0]?.end();
		await settled();
		expect(bodies()).toEqual(["first", "large"]);
		under[1]?.end();
		await settled();
		expect(bodies().length).toBe(6);
	});

	it("keeps nothing of who is done", async () => {
		const one: LaneLimits = {
			most: 1,
			mostAnOrigin: 1,
			mostAnEndpoint: 1,
			mostBytes: 1_000,
			mostBytesAnOrigin: 1_000,
			waiting: 0,
			waitingAnOrigin: 0,
		};
		const { under, lanes } = stage({ ...usualLanes, site: one });
		for (let i = 0; i < 5; i++) {
			const first = codeOf(lanes(site(`https://${i}.example`))(asked));
			expect(await codeOf(lanes(site("https://late.example"))(asked))).toBe(
				"too-many",
			);
			under[i]?.end();
			expect(await first).toBe("answered");
		}
	});
});

describe("our own limit", () => {
	const busy = new Fault("too-many", "12 wait");

	it("is never blamed on an endpoint of a pool, nor asked of the next", async () => {
		const pool = openPool(
			["a", "b"].map((name) => ({ name, client: name })),
			() => new Fault("not-followed", "nobody"),
		);
		const met: string[] = [];
		const ask = async ({ name }: { readonly name: string }) => {
			met.push(name);
			throw busy;
		};
		expect(await codeOf(pool.first(ask))).toBe("too-many");
		expect(met).toEqual(["a"]);
		expect(await codeOf(pool.any(ask, async () => {}))).toBe("too-many");
		expect(await pool.all(ask).catch(asFault)).toMatchObject({
			code: "too-many",
		});
		pool.note("a", busy);
		pool.blame("a", busy);
		for (const { aside, last } of pool.standings())
			expect([aside, last]).toEqual([null, null]);
		expect(pool.active().map(({ name }) => name)).toEqual(["a", "b"]);
	});

	it("is never blamed on a beacon", () => {
		const clock: Clock = {
			nowMs: () => 0,
			ticksMs: () => 0,
			sleep: async () => {},
		};
		const endpointPool = openEndpointPool(
			[{ name: "a", url }],
			clock,
			() => {},
		);
		endpointPool.blame("a", busy);
		endpointPool.blame("a", new Fault("cancelled", "stopped"));
		expect(endpointPool.standings()).toMatchObject([
			{ state: "good", fault: null },
		]);
		expect(endpointPool.available().length).toBe(1);
	});

	it("shares what is known of the members between all who ask them", async () => {
		const pool = openPool(
			["a", "b"].map((name) => ({ name, client: name })),
			() => new Fault("not-followed", "nobody"),
		);
		const other = pool.through(({ name }) => `other ${name}`);
		expect(other.active()).toEqual([
			{ name: "a", client: "other a" },
			{ name: "b", client: "other b" },
		]);
		expect(other.active()[0]).toBe(other.active()[0]);
		other.blame("a", new Fault("bad-json", "no", "a"));
		expect(pool.active()).toEqual([{ name: "b", client: "b" }]);
		pool.forgive("a");
		expect(other.active().length).toBe(2);
	});
});
