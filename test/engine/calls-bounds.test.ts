// How many calls of sites run at once, how many wait, and for how long.

import { describe, expect, test } from "vitest";
import { whenAborted } from "../../src/base/abort.ts";
import { Fault } from "../../src/base/fault.ts";
import { onScreens, person } from "../../src/engine/askers.ts";
import {
	type CallTools,
	openCalls,
	openCallTurns,
} from "../../src/engine/calls.ts";
import type { Execution } from "../../src/source/execution.ts";
import type { Asker } from "../../src/source/lanes.ts";
import { openPool } from "../../src/source/pool.ts";
import type { Clock } from "../../src/source/ports.ts";
import { prague } from "../evm/world.ts";
import { shippedKernel } from "../kernel.ts";
import { codeOf } from "./wallet.ts";

/** A chain whose every read waits until it is let go, and fails then. */
const stage = (clock: Clock) => {
	const pool = openPool<Execution>(
		[],
		() => new Fault("not-followed", "nobody"),
	);
	const waiting: (() => void)[] = [];
	const turns = openCallTurns();
	const tools: CallTools = {
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
		kernel: shippedKernel,
	};
	const of = (asker: Asker) => openCalls(tools, asker, turns);
	return { of, waiting };
};

const ticking = (stepMs: number): Clock => {
	let at = 0;
	return {
		nowMs: () => at,
		ticksMs: () => at,
		sleep: (_, signal) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					leave();
					at += stepMs;
					resolve();
				}, 1);
				const leave = whenAborted(signal, () => {
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

const site = (origin: string, signal?: AbortSignal): Asker =>
	signal === undefined
		? { lane: "site", origin }
		: { lane: "site", origin, signal };

const quiet = (): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, 50));

describe("calls of sites", () => {
	test("run two at a time, in the order they were asked, and too many are refused", async () => {
		const { of, waiting } = stage(ticking(0));
		const calls = of(site("https://a.example"));
		const asked = Array.from({ length: 2 + 128 }, () =>
			codeOf(calls.call({}, "latest")),
		);
		expect(await codeOf(calls.estimate({}, "latest"))).toBe("too-many");
		await until(() => waiting.length === 2);
		await quiet();
		expect(waiting.length).toBe(2);
		for (let done = 1; done <= asked.length; done++) {
			waiting[done - 1]?.();
			expect(await asked[done - 1]).toBe("not-synced");
			const due = Math.min(2 + done, asked.length);
			await until(() => waiting.length === due);
		}
		// their places are free again
		const again = codeOf(calls.call({}, "latest"));
		await until(() => waiting.length === asked.length + 1);
		waiting.at(-1)?.();
		expect(await again).toBe("not-synced");
	});

	test("are given up when they take too long", async () => {
		const { of } = stage(ticking(50_000));
		const calls = of(site("https://a.example"));
		expect(await codeOf(calls.call({}, "latest"))).toBe("evm-bounds");
	});

	test("never keep another site's call, a look or a person's exit step waiting", async () => {
		const { of, waiting } = stage(ticking(0));
		const hostile = of(site("https://hostile.example"));
		for (let i = 0; i < 260; i++) void codeOf(hostile.call({}, "latest"));
		await until(() => waiting.length === 2);
		const others = [
			of(site("https://other.example")),
			of(onScreens),
			of(person),
		].map((calls) => codeOf(calls.estimate({}, "latest")));
		await until(() => waiting.length === 5);
		for (const end of waiting.slice(2)) end();
		expect(await Promise.all(others)).toEqual(others.map(() => "not-synced"));
	});

	test("never hold a third site up for longer than one turn", async () => {
		const { of, waiting } = stage(ticking(0));
		for (const name of ["a", "b"])
			for (let i = 0; i < 20; i++)
				void codeOf(of(site(`https://${name}.example`)).call({}, "latest"));
		await until(() => waiting.length === 3);
		let ended = false;
		const third = codeOf(of(site("https://c.example")).call({}, "latest")).then(
			(code) => {
				ended = true;
				return code;
			},
		);
		await quiet();
		expect(waiting.length).toBe(3);
		waiting[0]?.();
		await until(() => waiting.length === 4);
		waiting[3]?.();
		expect(await third).toBe("not-synced");
		expect(ended).toBe(true);
	});

	test("stop when their tab is gone, and give their places back", async () => {
		const { of, waiting } = stage(ticking(0));
		const tab = new AbortController();
		const gone = of(site("https://gone.example", tab.signal));
		const asked = Array.from({ length: 20 }, () =>
			codeOf(gone.call({}, "latest")),
		);
		await until(() => waiting.length === 2);
		tab.abort();
		expect(new Set(await Promise.all(asked))).toEqual(new Set(["cancelled"]));
		const next = of(site("https://next.example"));
		const after = [1, 2].map(() => codeOf(next.call({}, "latest")));
		await until(() => waiting.length === 4);
		for (const end of waiting) end();
		expect(await Promise.all(after)).toEqual(["not-synced", "not-synced"]);
	});
});
