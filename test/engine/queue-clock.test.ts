// A payment that a site asks for, under a clock that was ahead and is set right.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { openPresence } from "../../src/engine/presence.ts";
import { openQueue, type QueueTools } from "../../src/engine/queue.ts";

const origin = "https://shop.example";
const from: Hex = `0x${"aa".repeat(20)}`;

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const setUp = (aheadMs: number) => {
	const time = { wallMs: 1_800_000_000_000 + aheadMs };
	const tries: string[] = [];
	/** What preparing an order ends with, each time; null: it waits for the person. */
	const ends: (Fault | null)[] = [];
	const lost = new Map<string, (fault: Fault) => void>();
	const clock = {
		nowMs: () => time.wallMs,
		ticksMs: () => time.wallMs,
		sleep: async () => {},
	};
	const presence = openPresence(clock, new AbortController().signal);
	const tools = {
		clock,
		orders: {
			prepare: async (_: unknown, { id }: { id: string }) => {
				tries.push(id);
				const end = ends.shift() ?? null;
				if (end !== null) throw end;
			},
			get: () => undefined,
			list: () => [],
			sent: (id: string) =>
				new Promise((_, reject) => {
					lost.set(id, reject);
				}),
			forget: async () => {},
		},
		sites: {
			mayAsk: async () => ({ offerBlock: false }),
			wasRefused: async () => {},
			wasAllowed: async () => {},
		},
		presence,
		orderContext: async () => ({}),
		checkMaySend: async () => {},
		isUnlocked: () => true,
		isLookedAt: () => true,
		changed: () => {},
	} as unknown as QueueTools;
	const queue = openQueue(tools);
	const asked = {
		...{ origin, from, to: from, chainId: 1, valueWei: 1n },
		most: { gas: null, feePerGasWei: null, tipPerGasWei: null },
	};
	const done = queue.ask("1", presence.open(origin), asked).then(
		() => "sent",
		(thrown: unknown) => (thrown instanceof Fault ? thrown.code : "?"),
	);
	return { time, tries, ends, lost, queue, done };
};

test("never leaves a payment without an order because the clock was ahead when one failed", async () => {
	const { time, tries, ends, lost, queue } = setUp(86_400_000);
	await settle();
	expect(tries.length).toBe(1);
	// it grew old on screen, and the next one cannot be made at once
	ends.push(new Fault("no-proof-window", ""));
	lost.get(tries[0] ?? "")?.(new Fault("order-stale", ""));
	await settle();
	queue.pump();
	await settle();
	time.wallMs += 4_000;
	queue.pump();
	await settle();
	expect(tries.length).toBe(2);
	time.wallMs -= 86_400_000;
	queue.pump();
	await settle();
	expect(tries.length).toBe(3);
});

test("never lets a payment wait for longer because its turn came while the clock was ahead", async () => {
	const { time, queue, done } = setUp(86_400_000);
	await settle();
	queue.pump();
	time.wallMs -= 86_400_000;
	queue.pump();
	time.wallMs += 599_999;
	queue.pump();
	expect(queue.waiting().length).toBe(1);
	time.wallMs += 2;
	queue.pump();
	expect(queue.waiting()).toEqual([]);
	expect(await done).toBe("user-refused");
});
