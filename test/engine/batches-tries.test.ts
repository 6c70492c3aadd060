// A call of a batch that no order can be made of now is tried again, for a while and no longer.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { type Batches, openBatches } from "../../src/engine/batches/batches.ts";
import {
	batchKeyOf,
	callIdOf,
	newBatch,
	withStop,
} from "../../src/engine/batches/record.ts";
import { openBatchStore } from "../../src/engine/batches/store.ts";
import type { Page } from "../../src/engine/presence.ts";
import { mostBatchesShown } from "../../src/protocol/batch-views.ts";
import { a, h } from "../receipt/world.ts";

const batch = newBatch(
	{
		...{ origin: "https://shop.example", id: "one", chainId: 1, from: a(1) },
		calls: [
			{ to: a(2), valueWei: "5", data: "0x" },
			{ to: a(2), valueWei: "6", data: "0x" },
		],
	},
	"request",
	1_000,
);
const key = batchKeyOf(batch);
const first = callIdOf(batch, 0);
const page: Page = { origin: batch.origin, chainId: null, isOpen: true };

type Ledger = Parameters<typeof openBatches>[0]["orders"];

/** Over a queue that answers as it is told to. */
const runner = async (
	answer: (id: string, asked: number) => Promise<Hex>,
	orders: Ledger = { list: () => [] },
) => {
	const store = await openBatchStore(memoryStore(), () => {});
	await store.add(batch);
	const asked: string[] = [];
	const refused: string[] = [];
	let nowMs = 1_000;
	const batches: Batches = openBatches({
		...{ store, orders },
		clock: {
			nowMs: () => nowMs,
			sleep: async (ms) => {
				nowMs += ms;
			},
		},
		queue: {
			askUnder: async (id) => {
				asked.push(id);
				return answer(id, asked.length);
			},
			refuse: async (id) => {
				refused.push(id);
			},
		},
		sites: { ask: async () => "yes" },
		presence: { open: () => page, close: () => {} },
		requestOf: async ({ origin, from, chainId }) => ({
			...{ origin, from, to: a(2), chainId, valueWei: 5n },
			most: { gas: null, feePerGasWei: null, tipPerGasWei: null },
		}),
		problem: (fault) => {
			throw fault;
		},
		changed: () => {},
		life: new AbortController().signal,
	});
	const until = async (holds: () => boolean): Promise<void> => {
		for (let i = 0; i < 10_000 && !holds(); i++)
			await new Promise((resolve) => setImmediate(resolve));
		expect(holds()).toBe(true);
	};
	const now = () => store.get(key);
	return { batches, store, asked, refused, until, now, nowMs: () => nowMs };
};
const away = new Fault("unreachable", "nobody answers");

test("tries again while nobody answers, and is one call still", async () => {
	const { batches, asked, until, now } = await runner(async (_, times) => {
		if (times < 4) throw away;
		return h(1);
	});
	batches.pump();
	await until(() => now()?.steps[0]?.hash === h(1));
	expect(asked).toEqual([first, first, first, first]);
	// the second waits for a block that is proved, and here no order is known that could be in one
	expect(now()?.steps[1]?.state).toBe("waits");
});

test("gives up after ten minutes, and asks for nothing more", async () => {
	const { batches, asked, until, now, nowMs } = await runner(async () => {
		throw away;
	});
	batches.pump();
	await until(() => now()?.state === "stopped");
	expect(now()?.why?.code).toBe("unreachable");
	expect(nowMs()).toBeGreaterThanOrEqual(600_000);
	const count = asked.length;
	batches.pump();
	expect(asked.length).toBe(count);
	expect(new Set(asked)).toEqual(new Set([first]));
});

test("a no ends it at once", async () => {
	const { batches, asked, until, now } = await runner(async () => {
		throw new Fault("user-refused", "no");
	});
	batches.pump();
	await until(() => now()?.state === "stopped");
	expect(asked).toEqual([first]);
});

test("asks once however often it is called, and takes back what waits when it is stopped", async () => {
	const { batches, asked, refused, until, now } = await runner(
		() => new Promise(() => {}),
	);
	for (let i = 0; i < 5; i++) batches.pump();
	await until(() => asked.length > 0);
	for (let i = 0; i < 5; i++) batches.pump();
	await batches.stop(key);
	expect(asked).toEqual([first]);
	expect(refused).toEqual([first]);
	expect(now()?.state).toBe("stopped");
});

test("one under way is always shown, however many ended after it", async () => {
	const { batches, store } = await runner(() => new Promise(() => {}));
	const no = new Fault("user-refused", "the person said no");
	for (let i = 0; i < mostBatchesShown; i++) {
		const over = newBatch(
			{ ...batch, id: `over ${i}` },
			`over ${i}`,
			2_000 + i,
		);
		await store.add(over);
		await store.change(batchKeyOf(over), (was) => withStop(was, no));
	}
	expect(batches.views()).toHaveLength(mostBatchesShown);
	expect(batches.views().some(({ id }) => id === key)).toBe(true);
});
