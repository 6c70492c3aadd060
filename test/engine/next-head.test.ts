import { expect, test } from "vitest";
import { openNextHead } from "../../src/engine/next-head.ts";
import { webClock } from "../../src/web/clock.ts";
import { countedSignal } from "../listeners.ts";
import { codeOf } from "./wallet.ts";

test("wakes all that wait for a head, once it comes", async () => {
	const next = openNextHead(webClock);
	const waits = [1, 2, 3].map(() => next.wait(60_000));
	expect(next.come()).toBe(3);
	await Promise.all(waits);
	expect(next.come()).toBe(0);
});

test("keeps nothing of those whose time was over before a head came", async () => {
	const next = openNextHead(webClock);
	const { signal, listeners, mostListeners } = countedSignal();
	await Promise.all(Array.from({ length: 50 }, () => next.wait(1, signal)));
	expect(next.come()).toBe(0);
	expect([listeners(), mostListeners()]).toEqual([0, 1]);
});

test("never waits for a head that nobody wants any more", async () => {
	const next = openNextHead(webClock);
	const { signal, abort } = countedSignal();
	const waits = codeOf(next.wait(60_000, signal));
	abort();
	expect(await waits).toBe("cancelled");
	expect(await codeOf(next.wait(60_000, signal))).toBe("cancelled");
	expect(next.come()).toBe(0);
});
