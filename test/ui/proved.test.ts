// What a screen asks while the wallet is still on its way to a head.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withHead } from "../../extension/ui/parts/proved.ts";
import { Fault } from "../../src/base/fault.ts";

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const early = new Fault("not-synced", "no header is verified");

/** Fails so often, and answers then. */
const asking = (fault: Fault, times: number) => {
	let asked = 0;
	return {
		asked: () => asked,
		ask: async () => {
			if (asked++ < times) throw fault;
			return "the answer";
		},
	};
};

test("is asked again until there is one", async () => {
	const { ask, asked } = asking(early, 3);
	const answer = withHead(ask);
	await vi.advanceTimersByTimeAsync(20_000);
	expect(await answer).toBe("the answer");
	expect(asked()).toBe(4);
});

test("is said to fail where none comes", async () => {
	const { ask, asked } = asking(early, 1_000);
	const answer = withHead(ask).catch((thrown: unknown) => thrown);
	await vi.advanceTimersByTimeAsync(20_000);
	expect(await answer).toBe(early);
	expect(asked()).toBe(15);
});

test("is not asked again where something else is wrong", async () => {
	const wrong = new Fault("safe-unknown", "no Safe");
	const { ask, asked } = asking(wrong, 1);
	await expect(withHead(ask)).rejects.toBe(wrong);
	expect(asked()).toBe(1);
});
