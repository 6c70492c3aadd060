// All endpoints of one look tried side by side: what is our own limit is said of none of them.

import { afterAll, beforeAll, expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { openTrials } from "../../src/engine/trials.ts";
import { bounds } from "../../src/source/bounds.ts";
import type { Fetch } from "../../src/source/ports.ts";
import { executionUrl, openStage, type Stage } from "./wallet.ts";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage?.world.stop();
});

/** Refuses what the browser's port refuses: more requests than may be under way. */
const bounded = (inner: Fetch) => {
	let underWay = 0;
	let most = 0;
	const fetch: Fetch = async (request) => {
		if (underWay >= bounds.atOnce)
			throw new Fault("too-many", `${underWay} requests are under way`);
		most = Math.max(most, ++underWay);
		try {
			await new Promise((done) => setTimeout(done, 60));
			return await inner({ ...request, url: executionUrl });
		} finally {
			underWay--;
		}
	};
	return { fetch, most: () => most };
};

test("an endpoint that works is never called anything else for being tried beside many", async () => {
	const { fetch, most } = bounded(stage.fetch);
	const { chainId } = stage.world.network;
	const trials = openTrials(
		{ fetch, clock: stage.clock },
		{
			now: () => ({
				network: null,
				imported: [],
				endpoints: [],
				accounts: [],
				account: null,
				tokens: [],
			}),
		},
		new AbortController().signal,
		async () => null,
	);
	const run = (i: number) =>
		trials.run({
			chainId,
			role: "execution",
			url: `https://node${i}.example`,
		});
	const alone = await run(0);
	const all = await Promise.all(Array.from({ length: 16 }, (_, i) => run(i)));
	expect(all.map(({ says, more }) => ({ says, more }))).toEqual(
		all.map(() => ({ says: alone.says, more: alone.more })),
	);
	// what else the wallet asks meanwhile has room
	expect(most()).toBeLessThan(bounds.atOnce - 8);
});

test("a trial that is stopped while it waits its turn asks nobody any more", async () => {
	let asked = 0;
	const trials = openTrials(
		{
			fetch: () => {
				asked++;
				return new Promise(() => {});
			},
			clock: stage.clock,
		},
		{
			now: () => ({
				network: null,
				imported: [],
				endpoints: [],
				accounts: [],
				account: null,
				tokens: [],
			}),
		},
		new AbortController().signal,
		async () => null,
	);
	const all = Array.from({ length: 48 }, (_, i) =>
		trials.run({
			chainId: 1,
			role: "relay",
			url: `https://node${i}.example`,
		}),
	);
	await new Promise((done) => setTimeout(done, 20));
	const before = asked;
	expect(before).toBeGreaterThan(0);
	trials.stop();
	for (const { says } of await Promise.all(all))
		expect(says.code).toBe("trial.stopped");
	expect(asked).toBe(before);
});
