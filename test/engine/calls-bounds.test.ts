// How many calls of sites run at once, how many wait, and for how long.

import { describe, expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { openCalls } from "../../src/engine/calls.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import type { Execution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import type { Clock } from "../../src/source/ports.ts";
import { prague } from "../evm/world.ts";
import { codeOf } from "./wallet.ts";

/** A chain whose every read waits until it is let go, and fails then. */
const stage = (clock: Clock) => {
	const pool = openPool<Execution>(
		[],
		() => new Fault("not-followed", "nobody"),
	);
	const waiting: (() => void)[] = [];
	const calls = openCalls({
		reader: {
			chainId: 1,
			basis: () => Promise.reject(new Fault("not-synced", "no block")),
			read: (_, __, signal) =>
				new Promise((_resolve, reject) => {
					const end = () => reject(new Fault("not-synced", "let go"));
					waiting.push(end);
					signal?.addEventListener("abort", end);
				}),
			block: null,
			receipt: null,
		},
		pool,
		clock,
		rules: () => prague,
		kernel: nobleKernel,
	});
	return { calls, waiting };
};

const ticking = (stepMs: number): Clock => {
	let at = 0;
	return {
		nowMs: () => at,
		ticksMs: () => at,
		sleep: (_, signal) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					at += stepMs;
					resolve();
				}, 1);
				signal?.addEventListener("abort", () => {
					clearTimeout(timer);
					reject(new Fault("cancelled", "stopped"));
				});
			}),
	};
};

const until = async (holds: () => boolean): Promise<void> => {
	for (let looks = 0; !holds(); looks++) {
		if (looks > 500) throw new Error("it never came to that");
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
};

describe("calls of sites", () => {
	test("run four at a time, in the order they were asked, and too many are refused", async () => {
		const { calls, waiting } = stage(ticking(0));
		const asked = Array.from({ length: 4 + 256 }, () =>
			codeOf(calls.call({}, "latest")),
		);
		expect(await codeOf(calls.estimate({}, "latest"))).toBe("too-many");
		await until(() => waiting.length === 4);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(waiting.length).toBe(4);
		for (let done = 1; done <= asked.length; done++) {
			waiting[done - 1]?.();
			expect(await asked[done - 1]).toBe("not-synced");
			const due = Math.min(4 + done, asked.length);
			await until(() => waiting.length === due);
		}
		// their places are free again
		const again = codeOf(calls.call({}, "latest"));
		await until(() => waiting.length === asked.length + 1);
		waiting.at(-1)?.();
		expect(await again).toBe("not-synced");
	});

	test("are given up when they take too long", async () => {
		const { calls } = stage(ticking(50_000));
		expect(await codeOf(calls.call({}, "latest"))).toBe("evm-bounds");
	});
});
