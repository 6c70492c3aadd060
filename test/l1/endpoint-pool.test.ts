import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { gather, isLie, openEndpointPool } from "../../src/l1/endpoint-pool.ts";
import {
	type LaneLimits,
	openLanes,
	usualLanes,
} from "../../src/source/lanes.ts";
import { makeClock } from "./world.ts";

const endpoints = ["a", "b"].map((name) => ({ name, url: `http://${name}` }));

describe("the endpoint pool", () => {
	it("puts a liar aside for good and says so once", () => {
		const aside: string[] = [];
		const endpointPool = openEndpointPool(
			endpoints,
			makeClock(0),
			(name, { code }) => aside.push(`${name} ${code}`),
		);
		endpointPool.blame("a", new Fault("finality-branch", "x"));
		endpointPool.blame("a", new Fault("bad-ssz", "y"));
		endpointPool.praise("a");
		expect(aside).toEqual(["a finality-branch"]);
		expect(endpointPool.available().map(({ name }) => name)).toEqual(["b"]);
		expect(endpointPool.standings()[0]).toMatchObject({
			state: "aside",
			fault: { code: "finality-branch", source: "a" },
		});
	});

	it("lets who failed wait twice as long each time, a minute at most", () => {
		const clock = makeClock(0);
		const endpointPool = openEndpointPool(endpoints, clock, () => {});
		const waits: number[] = [];
		for (let i = 0; i < 9; i++) {
			endpointPool.blame("a", new Fault("unreachable", "x"));
			const from = clock.nowMs();
			let ms = 0;
			while (endpointPool.available().length < 2) {
				ms += 500;
				clock.setMs(from + ms);
			}
			waits.push(ms);
		}
		expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
		expect(waits.at(-1)).toBe(60_000);
		endpointPool.praise("a");
		expect(endpointPool.standings()[0]?.state).toBe("good");
	});

	it("never leaves a wallet alone for longer than it was told: where all wait, who failed a slot ago is asked", () => {
		const clock = makeClock(0);
		const endpointPool = openEndpointPool(endpoints, clock, () => {}, 12_000);
		for (let i = 0; i < 9; i++)
			for (const name of ["a", "b"])
				endpointPool.blame(name, new Fault("unreachable", "x"));
		clock.setMs(11_999);
		expect(endpointPool.available()).toEqual([]);
		clock.setMs(12_000);
		expect(endpointPool.available()).toHaveLength(2);
		// while one answers, the other waits its time
		endpointPool.praise("b");
		expect(endpointPool.available().map(({ name }) => name)).toEqual(["b"]);
	});

	it("asks everyone at the person's word, but never a liar", () => {
		const endpointPool = openEndpointPool(
			[...endpoints, { name: "c", url: "http://c" }],
			makeClock(0),
			() => {},
		);
		endpointPool.blame("a", new Fault("unreachable", "x"));
		endpointPool.blame("b", new Fault("too-slow", "x"));
		endpointPool.blame("c", new Fault("bad-ssz", "x"));
		expect(endpointPool.available()).toEqual([]);
		endpointPool.retry();
		expect(endpointPool.available().map(({ name }) => name)).toEqual([
			"a",
			"b",
		]);
	});

	it("remembers a liar when the list is replaced, and takes new ones", () => {
		const endpointPool = openEndpointPool(endpoints, makeClock(0), () => {});
		endpointPool.blame("a", new Fault("bad-json", "x"));
		endpointPool.replace([...endpoints, { name: "c", url: "http://c" }]);
		expect(endpointPool.available().map(({ name }) => name)).toEqual([
			"b",
			"c",
		]);
	});

	it("does not hold too few signers, or a missing fork, for a lie", () => {
		expect(isLie(new Fault("too-few-signers", ""))).toBe(false);
		expect(isLie(new Fault("unknown-fork", ""))).toBe(false);
		expect(isLie(new Fault("http-status", ""))).toBe(false);
		expect(isLie(new Fault("committee-signature", ""))).toBe(true);
		expect(isLie(new Fault("too-large", ""))).toBe(true);
	});
});

describe("a question to all", () => {
	it("waits for every answer when none is good", async () => {
		const replies = await gather(
			makeClock(0),
			[1, 2],
			async (one) => {
				throw new Fault("unreachable", String(one));
			},
			100,
		);
		expect(replies.map((reply) => "fault" in reply)).toEqual([true, true]);
	});

	it("aborts who is slower than the grace after the first good answer", async () => {
		let aborted = false;
		const replies = await gather(
			makeClock(0),
			["fast", "slow"],
			(one, signal) =>
				one === "fast"
					? Promise.resolve(1)
					: new Promise<number>((_, reject) => {
							signal.addEventListener("abort", () => {
								aborted = true;
								reject(new Fault("cancelled", ""));
							});
						}),
			100,
		);
		expect(replies[0]).toMatchObject({ value: 1 });
		expect(replies[1]).toMatchObject({ fault: { code: "too-slow" } });
		expect(aborted).toBe(true);
	});

	it("blames nobody for a question that waited in our own queue", async () => {
		const one: LaneLimits = { ...usualLanes.sync, most: 1, mostAnOrigin: 1 };
		const lanes = openLanes(
			({ url, signal }) =>
				url === "https://a"
					? Promise.resolve({
							status: 200,
							headers: {},
							bytes: new Uint8Array(0),
						})
					: new Promise((_, reject) => {
							signal?.addEventListener("abort", () =>
								reject(new Fault("cancelled", "")),
							);
						}),
			{ ...usualLanes, sync: one },
		);
		const clock = makeClock(0);
		const endpointPool = openEndpointPool(endpoints, clock, () => {});
		const ask = lanes({ lane: "sync", origin: "" });
		const request = {
			method: "GET",
			accept: "",
			maxBytes: 10,
			timeoutMs: 1_000,
		} as const;
		// the one turn goes to the first, then to a request of another round; the second waits behind that
		const replies = await gather(
			clock,
			["https://a", "https://other", "https://b"],
			(url, signal, onWait) => ask({ ...request, url, signal, onWait }),
			100,
		);
		expect(
			replies.map((reply) => ("fault" in reply ? reply.fault.code : "good")),
		).toEqual(["good", "too-slow", "too-many"]);
		for (const reply of replies)
			if ("fault" in reply && reply.asked === "https://b")
				endpointPool.blame("b", reply.fault);
		expect(endpointPool.available()).toHaveLength(2);
	});

	it("turns what is thrown and no fault into one", async () => {
		const [reply] = await gather(
			makeClock(0),
			[1],
			async () => {
				throw new Error("odd");
			},
			100,
		);
		expect(reply).toMatchObject({ fault: { code: "internal" } });
	});
});
