// Leave is given to the question that was on screen, and to no other that stands under its id by then.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openPresence } from "../../src/engine/presence.ts";
import { openScreens, type ScreenTools } from "../../src/engine/screens.ts";
import { openSites } from "../../src/engine/sites.ts";
import { messageOf } from "../said.ts";

const origin = "https://dapp.example";

const setUp = () => {
	const clock = { nowMs: () => 0, ticksMs: () => 0, sleep: async () => {} };
	const presence = openPresence(clock, new AbortController().signal);
	const sites = openSites(memoryStore(), clock, () => {}, {
		isUnlocked: () => true,
		presence,
		taken: () => {},
	});
	/** What waits, once all that was asked so far has looked at what is stored. */
	const waits = async () => {
		await new Promise((resolve) => setTimeout(resolve, 0));
		return sites.waiting();
	};
	const queue = { waiting: () => [] };
	const tools = {
		sites,
		queue,
		messages: { has: () => false },
		exits: { handlers: {} },
		safes: { handlers: {} },
		ports: { clock },
	} as unknown as ScreenTools;
	const screens = openScreens(tools);
	return { sites, waits, answer: screens["site.answer"] };
};

test("refuses leave to another question than the one that waits under its id", async () => {
	const { sites, waits, answer } = setUp();
	const settled = (asked: Promise<unknown>) =>
		asked.then(
			() => "given",
			(thrown: unknown) => (thrown instanceof Fault ? thrown.code : "?"),
		);
	// the person reads this one; then it goes, and the site asks something else under the same id
	const first = settled(
		sites.ask("r", origin, "balance", messageOf("asks for a balance")),
	);
	const [seen] = await waits();
	if (seen === undefined) throw new Error("nothing waits");
	await answer({ id: seen.id, allow: false }, undefined, "1");
	expect(await first).toBe("user-refused");
	const second = settled(
		sites.ask("r", origin, "connect", messageOf("asks for more")),
	);
	const [now] = await waits();
	expect(now?.id).toBe(seen.id);

	const { id, kind, says } = seen;
	const other = { id, kind, says, origin: "https://other.example" };
	for (const asked of [seen, other, { ...seen, id: "none" }])
		await expect(
			answer(
				{
					id: asked.id,
					allow: true,
					origin: asked.origin,
					kind: asked.kind,
					says: asked.says,
				},
				undefined,
				"2",
			),
		).rejects.toThrow(/order-unknown/);
	expect(sites.waiting()).toHaveLength(1);

	if (now === undefined) throw new Error("nothing waits");
	await answer(
		{ id, allow: true, origin, kind: now.kind, says: now.says },
		undefined,
		"3",
	);
	expect(await second).toBe("given");
});
