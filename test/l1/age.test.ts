import { describe, expect, it } from "vitest";
import { checkCheckpointAge, timesOfPeriod } from "../../src/l1/age.ts";
import { openSync, type SyncOptions } from "../../src/l1/sync.ts";
import { shippedKernel } from "../kernel.ts";
import { madeNetwork, makeChain } from "./made.ts";
import { fetchFrom, honestNode, makeClock, type Node } from "./world.ts";

const slotMs = (slot: number) =>
	(madeNetwork.genesisTimeS + slot * madeNetwork.secondsPerSlot) * 1000;

describe("the age of a checkpoint", () => {
	const limit = madeNetwork.maxCheckpointAgeS;
	it("is within the limit, or refused", () => {
		checkCheckpointAge(madeNetwork, 1000, (1000 + limit) * 1000);
		expect(() =>
			checkCheckpointAge(madeNetwork, 1000, (1001 + limit) * 1000),
		).toThrow("checkpoint-age");
	});
	it("from the future is the clock's fault", () => {
		checkCheckpointAge(madeNetwork, 1010, 1000 * 1000);
		expect(() => checkCheckpointAge(madeNetwork, 1011, 1000 * 1000)).toThrow(
			"clock",
		);
	});
	it("where only its period is known, counts from the period's end, and refuses a period that has not begun", () => {
		const { leastS, mostS } = timesOfPeriod(madeNetwork, 3);
		expect(mostS - leastS).toBe(64 * madeNetwork.secondsPerSlot);
		checkCheckpointAge(madeNetwork, { leastS, mostS }, leastS * 1000);
		checkCheckpointAge(madeNetwork, { leastS, mostS }, (mostS + limit) * 1000);
		expect(() =>
			checkCheckpointAge(
				madeNetwork,
				{ leastS, mostS },
				(mostS + limit + 1) * 1000,
			),
		).toThrow("checkpoint-age");
		expect(() =>
			checkCheckpointAge(madeNetwork, { leastS, mostS }, (leastS - 11) * 1000),
		).toThrow("clock");
	});
});

describe("a running sync that slept, or was starved, past the limit", () => {
	const network = { ...madeNetwork, maxCheckpointAgeS: 120 };
	const chain = makeChain();
	const start = { root: chain.block(16).root };
	const open = (state: { head: number }, more: Partial<SyncOptions> = {}) => {
		const clock = makeClock(slotMs(state.head + 2));
		let node: Node = honestNode(chain, state);
		let asked = 0;
		const sync = openSync({
			network,
			endpoints: [{ name: "a", url: "http://a" }],
			ports: {
				fetch: fetchFrom({
					a: (path, query) => {
						asked++;
						return node(path, query);
					},
				}),
				clock,
				kernel: shippedKernel,
			},
			start,
			...more,
		});
		return {
			sync,
			clock,
			state,
			asked: () => asked,
			wrap: (next: (honest: Node) => Node) => {
				node = next(node);
			},
		};
	};

	it("refuses what committees signed that are older than the limit, as a restart does", async () => {
		const { sync, clock, state, asked } = open({ head: 60 });
		await sync.round();
		const { slot } = sync.head("final").value;
		const before = asked();
		state.head = 64 * 6 + 30;
		clock.setMs(slotMs(state.head + 2));
		await sync.round();
		expect(sync.status()).toMatchObject({
			phase: "stopped",
			stopped: { code: "checkpoint-age" },
			finalizedSlot: slot,
			optimisticSlot: 60,
		});
		expect(asked()).toBe(before);
		expect(() => sync.head("optimistic")).toThrow("checkpoint-age");
		// nor does a later round, with newer signatures
		state.head += 8;
		clock.setMs(slotMs(state.head + 2));
		await sync.round();
		expect(sync.status().optimisticSlot).toBe(60);
		expect(sync.status().stopped?.code).toBe("checkpoint-age");
	});

	it("refuses an update that comes when the limit has passed within the round", async () => {
		const { sync, clock, state, wrap } = open({ head: 60 });
		await sync.round();
		state.head = 62;
		clock.setMs(slotMs(64));
		wrap((honest) => (path, query) => {
			// the answer takes so long that the ground has become too old by the time it is there
			clock.setMs(slotMs(64 * 6 + 30));
			return honest(path, query);
		});
		await sync.round();
		expect(sync.status()).toMatchObject({
			stopped: { code: "checkpoint-age" },
			optimisticSlot: 60,
		});
	});

	it("gives no head when the limit passes between two rounds", async () => {
		const { sync, clock } = open({ head: 60 });
		await sync.round();
		const { timeS } = sync.head("final").value;
		clock.setMs((timeS + 120) * 1000);
		expect(sync.head("final").value.timeS).toBe(timeS);
		clock.setMs((timeS + 121) * 1000);
		for (const finality of ["final", "optimistic"] as const)
			expect(() => sync.head(finality)).toThrow("checkpoint-age");
		expect(() => sync.committee()).toThrow("checkpoint-age");
		expect(sync.status()).toMatchObject({
			phase: "stopped",
			stopped: { code: "checkpoint-age" },
		});
	});

	it("never stays stopped by a clock that leapt ahead and was set right", async () => {
		const { sync, clock, state, asked } = open({ head: 60 });
		await sync.round();
		const right = slotMs(64);
		for (const skip of [slotMs(64 * 6 + 30), slotMs(64 * 60)]) {
			clock.setMs(skip);
			await sync.round();
			expect(sync.status().stopped?.code).toBe("checkpoint-age");
			const before = asked();
			clock.setMs(skip + 1);
			await sync.round();
			expect(asked()).toBe(before);
			clock.setMs(right);
			state.head += 1;
			await sync.round();
			expect(sync.status()).toMatchObject({
				stopped: null,
				optimisticSlot: state.head,
			});
		}
	});

	it("never stays stopped by a clock that was ahead when it began", async () => {
		const { sync, clock } = open({ head: 60 });
		clock.setMs(slotMs(64 * 6 + 30));
		await sync.round();
		expect(sync.status().stopped?.code).toBe("checkpoint-age");
		clock.setMs(slotMs(62));
		await sync.round();
		expect(sync.status()).toMatchObject({ stopped: null, optimisticSlot: 60 });
	});

	it("takes no handover either: a proof makes an old committee no younger", async () => {
		let offered = 0;
		const { sync, clock, state } = open(
			{ head: 60 },
			{
				handovers: [
					{
						name: "prover",
						ask: async () => {
							offered++;
							return [];
						},
					},
				],
			},
		);
		await sync.round();
		state.head = 64 * 6 + 30;
		clock.setMs(slotMs(state.head + 2));
		await sync.round();
		expect(offered).toBe(0);
		expect(sync.status().stopped?.code).toBe("checkpoint-age");
	});

	it("goes on within the limit", async () => {
		const { sync, clock, state } = open({ head: 60 });
		await sync.round();
		state.head = 90;
		clock.setMs(slotMs(92));
		await sync.round();
		expect(sync.status().stopped).toBe(null);
		expect(sync.head("optimistic").value.slot).toBe(90);
	});
});
