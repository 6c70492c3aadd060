// Who asks before a chain that was just opened can say anything: it waits for that, by states and not for a time.

import { describe, expect, test } from "vitest";
import { whenAborted } from "../../src/base/abort.ts";
import { Fault } from "../../src/base/fault.ts";
import { openBegun } from "../../src/engine/begun.ts";
import type { Clock } from "../../src/source/ports.ts";

/** A clock that goes on by hand. */
const madeClock = () => {
	let now = 0;
	const sleepers = new Set<() => void>();
	const clock: Pick<Clock, "sleep" | "ticksMs"> = {
		ticksMs: () => now,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				const until = now + ms;
				const look = (): void => {
					if (now < until) return;
					sleepers.delete(look);
					resolve();
				};
				sleepers.add(look);
				whenAborted(signal, () => {
					sleepers.delete(look);
					reject(new Fault("cancelled", "stopped"));
				});
			}),
	};
	const pass = (ms: number): void => {
		now += ms;
		for (const look of [...sleepers]) look();
	};
	return { clock, pass, sleeping: () => sleepers.size };
};

const never = new AbortController().signal;
const isOver = async (wait: Promise<void>): Promise<boolean> => {
	const after = new Promise<false>((resolve) =>
		setTimeout(() => resolve(false), 0),
	);
	return Promise.race([wait.then(() => true), after]);
};

describe("a chain that was just opened", () => {
	test("is waited for until it has something to say, and then nobody waits", async () => {
		const { clock, sleeping } = madeClock();
		const begun = openBegun(clock);
		expect(begun.has()).toBe(false);
		const wait = begun.wait(20_000, never);
		expect(await isOver(wait)).toBe(false);
		begun.come();
		await wait;
		expect(begun.has()).toBe(true);
		await begun.wait(20_000, never);
		expect(sleeping()).toBe(0);
	});

	test("is waited for no longer than it is worth", async () => {
		const { clock, pass, sleeping } = madeClock();
		const begun = openBegun(clock);
		const wait = begun.wait(20_000, never);
		pass(19_999);
		expect(await isOver(wait)).toBe(false);
		pass(1);
		await wait;
		expect(begun.has()).toBe(false);
		expect(sleeping()).toBe(0);
	});

	test("is waited for no more once something else is followed", async () => {
		const { clock, sleeping } = madeClock();
		const other = new AbortController();
		const wait = openBegun(clock).wait(20_000, other.signal);
		other.abort();
		await wait;
		expect(sleeping()).toBe(0);
		// and not at all from then on
		await openBegun(clock).wait(20_000, other.signal);
	});
});
