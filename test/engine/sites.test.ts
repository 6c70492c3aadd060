// Permissions of sites: whose yes counts for what, and that none is lost or gained by asking cleverly.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openPresence } from "../../src/engine/presence.ts";
import { siteMessage } from "../../src/engine/site-codes.ts";
import { openSites, requestIdOf } from "../../src/engine/sites.ts";
import type { Clock, Store } from "../../src/source/ports.ts";
import { messageOf } from "../said.ts";
import { codeOf } from "./wallet.ts";

const one = "https://one.example";
const other = "https://other.example";
const account = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;

const open = (store: Store = memoryStore()) => {
	const now = { ms: 1_800_000_000_000 };
	const clock: Clock = {
		nowMs: () => now.ms,
		ticksMs: () => now.ms,
		sleep: async () => {},
	};
	const keys = { unlocked: true };
	const taken: string[] = [];
	const wrote: string[] = [];
	const life = new AbortController();
	const presence = openPresence(clock, life.signal);
	const noted: Store = {
		...store,
		put: (table, key, value) => {
			wrote.push(key);
			return store.put(table, key, value);
		},
	};
	const sites = openSites(noted, clock, () => {}, {
		isUnlocked: () => keys.unlocked,
		presence,
		taken: (origin, only) =>
			taken.push(only === undefined ? origin : `${origin} ${only}`),
	});
	/** What waits, once all that was asked so far has looked at what is stored. */
	const waits = async () => {
		await new Promise((resolve) => setTimeout(resolve, 0));
		return sites.waiting();
	};
	return { now, sites, waits, keys, taken, presence, wrote };
};

test("a yes to one question is none to another under the same id", async () => {
	const { sites, waits } = open();
	const harmless = sites.ask(
		"1",
		one,
		"balance",
		messageOf("asks for a balance"),
	);
	await waits();
	expect(
		await codeOf(
			sites.ask("1", one, "connect", messageOf("asks to see your account")),
		),
	).toBe("bad-params");
	const [waiting] = await waits();
	await sites.answer(waiting?.id ?? "", true);
	expect(await codeOf(harmless)).toBeNull();
	expect(sites.waiting()).toEqual([]);
});

test("a yes to one site is none to another that guessed its id", async () => {
	const { sites, waits } = open();
	const mine = codeOf(sites.ask("1", one, "connect", messageOf("asks")));
	const theirs = codeOf(sites.ask("1", other, "connect", messageOf("asks")));
	const [first, second] = await waits();
	expect([first?.origin, second?.origin]).toEqual([one, other]);
	await sites.answer(first?.id ?? "", true);
	await sites.answer(second?.id ?? "", false);
	expect(await Promise.all([mine, theirs])).toEqual([null, "user-refused"]);
});

test("the same request repeated waits for the same answer, and is bounded", async () => {
	const { sites, waits } = open();
	const asked = Array.from({ length: 80 }, () =>
		codeOf(sites.ask("1", one, "connect", messageOf("asks"))),
	);
	expect((await waits()).length).toBe(1);
	await sites.answer(sites.waiting()[0]?.id ?? "", true);
	const ends = await Promise.all(asked);
	expect(ends.filter((end) => end === null).length).toBe(64);
	expect(ends.filter((end) => end === "too-many").length).toBe(16);
});

test("a site has four questions waiting at most, all sites thirty-two", async () => {
	const { sites, waits } = open();
	const ends: Promise<string | null>[] = [];
	for (let site = 0; site < 9; site++)
		for (let i = 0; i < 5; i++)
			ends.push(
				codeOf(
					sites.ask(
						`${i}`,
						`https://${site}.example`,
						"balance",
						messageOf(`asks for balance ${i}`),
					),
				),
			);
	expect((await waits()).length).toBe(32);
	for (const { id } of sites.waiting()) await sites.answer(id, false);
	const codes = await Promise.all(ends);
	expect(codes.filter((code) => code === "too-many").length).toBe(13);
});

test("a flood from many origins of one owner takes no other site's place", async () => {
	const { sites, waits } = open();
	const flood: Promise<string | null>[] = [];
	for (let site = 0; site < 8; site++)
		for (let i = 0; i < 4; i++)
			flood.push(
				codeOf(
					sites.ask(
						`${i}`,
						`https://a${site}.flood.com`,
						"balance",
						messageOf(`asks for balance ${i}`),
					),
				),
			);
	expect((await waits()).length).toBe(32);
	const mine = codeOf(
		sites.ask("1", "https://honest.com", "connect", messageOf("asks")),
	);
	const late = codeOf(
		sites.ask("1", "https://a9.flood.com", "connect", messageOf("asks")),
	);
	expect(await late).toBe("too-many");
	expect(await Promise.race(flood)).toBe("too-many");
	const origins = (await waits()).map(({ origin }) => origin);
	expect(origins.length).toBe(32);
	expect(origins).toContain("https://honest.com");
	// what gave way was no question of the first origins, which the person may be looking at
	expect(origins.slice(0, 3)).toEqual([
		"https://a0.flood.com",
		"https://a0.flood.com",
		"https://a0.flood.com",
	]);
	await sites.answer(
		sites.waiting().find(({ origin }) => origin === "https://honest.com")?.id ??
			"",
		true,
	);
	expect(await mine).toBe(null);
});

test("a question that gave way to others counts as no no of the person", async () => {
	const { sites, waits } = open();
	const asks: Promise<string | null>[] = [];
	for (let i = 0; i < 4; i++)
		asks.push(
			codeOf(sites.ask(`${i}`, one, "balance", messageOf(`asks ${i}`))),
		);
	for (let site = 0; site < 28; site++)
		asks.push(
			codeOf(
				sites.ask("1", `https://${site}.com`, "connect", messageOf("asks")),
			),
		);
	expect((await waits()).length).toBe(32);
	void codeOf(sites.ask("1", "https://new.com", "connect", messageOf("asks")));
	expect(await asks[3]).toBe("too-many");
	expect((await sites.of(one)).refused).toBe(null);
});

test("a clock that was set back makes no question wait longer", async () => {
	const { sites, now, waits } = open();
	const asked = codeOf(sites.ask("1", one, "connect", messageOf("asks")));
	expect((await waits()).length).toBe(1);
	now.ms -= 40 * 86_400_000;
	expect(sites.waiting().length).toBe(1);
	now.ms += 10 * 60_000 + 1;
	expect(sites.waiting()).toEqual([]);
	expect(await asked).toBe("user-refused");
});

test("a question nobody answers in ten minutes is a no", async () => {
	const { sites, now, waits } = open();
	const asked = codeOf(sites.ask("1", one, "connect", messageOf("asks")));
	expect((await waits()).length).toBe(1);
	now.ms += 10 * 60_000 + 1;
	expect(sites.waiting()).toEqual([]);
	expect(await asked).toBe("user-refused");
});

test("loses no permission when several are given at once", async () => {
	const slow = memoryStore();
	const { sites } = open({
		...slow,
		get: async (table, key) => {
			await new Promise((resolve) => setTimeout(resolve, 5));
			return slow.get(table, key);
		},
	});
	await Promise.all(
		[1, 2, 3, 4].map((n) =>
			sites.change(one, (was) => ({
				...was,
				balances: [...was.balances, account(n)],
			})),
		),
	);
	expect((await sites.of(one)).balances).toEqual([1, 2, 3, 4].map(account));
});

test("what was taken back last stays taken back", async () => {
	const { sites } = open();
	const given = sites.change(one, (was) => ({
		...was,
		accounts: [account(1)],
	}));
	const taken = sites.forget(one);
	await Promise.all([given, taken]);
	expect((await sites.of(one)).accounts).toEqual([]);
});

test("never asks the same question twice at once: two tabs wait for one answer", async () => {
	const { sites, waits } = open();
	const ends = ["a", "b"].map((id) =>
		sites.ask(id, one, "connect", messageOf("asks")),
	);
	expect((await waits()).length).toBe(1);
	await sites.answer(sites.waiting()[0]?.id ?? "", true);
	expect(await Promise.all(ends)).toEqual(["yes", "yes"]);
});

test("never tells a site what the person was asked, when the person says no", async () => {
	const { sites, waits } = open();
	const says = siteMessage("site.connect", { account: account(7) });
	const refused = sites.ask("1", one, "connect", says).then(
		() => null,
		(thrown: unknown) => asFault(thrown),
	);
	await sites.answer((await waits())[0]?.id ?? "", false);
	expect((await refused)?.code).toBe("user-refused");
	expect(JSON.stringify(await refused)).not.toContain(account(7));
	expect((await refused)?.message).not.toContain(account(7));
});

describe("after a no", () => {
	/** Asks, and says no if it comes to that. @returns how it ended, and whether the person was called */
	const round = async (
		opened: ReturnType<typeof open>,
		id: string,
		kind: "connect" | "balance" | "switch-chain" = "connect",
	) => {
		const asked = codeOf(
			opened.sites.ask(id, one, kind, messageOf(`asks ${kind}`)),
		);
		const [question] = await opened.waits();
		if (question !== undefined) await opened.sites.answer(question.id, false);
		return { code: await asked, called: question !== undefined };
	};

	test("refuses 200 questions of a flood without calling the person again", async () => {
		const opened = open();
		let called = 0;
		for (let i = 0; i < 200; i++) {
			const end = await round(opened, `r${i}`);
			if (end.called) called++;
			expect(["user-refused", "asked-lately"]).toContain(end.code);
		}
		expect(called).toBe(1);
	});

	test("waits longer each time: a day of asking every second calls the person a few times an hour at most", async () => {
		const opened = open();
		let called = 0;
		for (let s = 0; s < 24 * 3_600; s += 5) {
			opened.now.ms += 5_000;
			const asked = opened.sites.mayAsk(one, "connect").then(
				() => true,
				() => false,
			);
			if (!(await asked)) continue;
			called++;
			await opened.sites.wasRefused(one, "connect");
		}
		expect(called).toBeLessThanOrEqual(28);
		expect(called).toBeGreaterThan(4);
	});

	test("refuses every kind of question once three were refused", async () => {
		const opened = open();
		for (const kind of ["connect", "balance", "switch-chain"] as const)
			expect((await round(opened, kind, kind)).called).toBe(true);
		opened.now.ms += 6_000;
		for (const kind of ["connect", "balance", "switch-chain"] as const)
			expect((await round(opened, `again ${kind}`, kind)).code).toBe(
				"asked-lately",
			);
		expect(await codeOf(opened.sites.mayAsk(one, "send"))).toBe("asked-lately");
	});

	test("holds after a restart", async () => {
		const store = memoryStore();
		const before = open(store);
		await round(before, "1");
		const after = open(store);
		after.now.ms = before.now.ms;
		expect((await round(after, "2")).code).toBe("asked-lately");
	});

	test("never holds for another site, and no longer than an hour by any clock", async () => {
		const opened = open();
		await round(opened, "1");
		await opened.sites.mayAsk(other, "connect");
		opened.now.ms -= 30 * 86_400_000;
		await opened.sites.mayAsk(one, "connect");
	});

	test("offers to block the site from the second no on", async () => {
		const opened = open();
		await round(opened, "1");
		opened.now.ms += 6_000;
		await round(opened, "2");
		opened.now.ms += 31_000;
		void codeOf(opened.sites.ask("3", one, "connect", messageOf("asks")));
		expect((await opened.waits())[0]?.offerBlock).toBe(true);
	});

	test("asks again at once after the person let it, and after a yes", async () => {
		const opened = open();
		await round(opened, "1");
		await opened.sites.unblock(one);
		expect((await round(opened, "2")).called).toBe(true);
		await opened.sites.wasAllowed(one);
		expect((await round(opened, "3")).called).toBe(true);
	});

	test("counts what nobody answered, and what was closed away", async () => {
		const opened = open();
		const late = codeOf(
			opened.sites.ask("1", one, "connect", messageOf("asks")),
		);
		await opened.waits();
		opened.now.ms += 10 * 60_000 + 1;
		await opened.waits();
		expect(await late).toBe("user-refused");
		expect((await round(opened, "2")).code).toBe("asked-lately");
		opened.now.ms += 6_000;
		const closed = codeOf(
			opened.sites.ask("3", one, "connect", messageOf("asks")),
		);
		await opened.waits();
		await opened.sites.dismiss(opened.now.ms + 1);
		expect(await closed).toBe("user-refused");
		expect((await round(opened, "4")).code).toBe("asked-lately");
	});
});

describe("a blocked site", () => {
	test("asks nothing, sees nothing, and its questions are refused", async () => {
		const { sites, waits, taken } = open();
		await sites.change(one, (was) => ({ ...was, accounts: [account(1)] }));
		const asked = codeOf(sites.ask("1", one, "balance", messageOf("asks")));
		await waits();
		await sites.block(one);
		expect(await asked).toBe("site-blocked");
		expect(
			await codeOf(sites.ask("2", one, "connect", messageOf("asks"))),
		).toBe("site-blocked");
		expect((await sites.of(one)).accounts).toEqual([]);
		expect(taken).toEqual([one]);
		expect((await sites.list()).map(({ blocked }) => blocked)).toEqual([true]);
	});

	test("never unblocks itself by giving its permissions back", async () => {
		const { sites } = open();
		await sites.block(one);
		await sites.revoke(one);
		expect((await sites.of(one)).blocked).toBe(true);
		await sites.unblock(one);
		expect(await sites.list()).toEqual([]);
	});

	test("never forgets a no by giving its permissions back", async () => {
		const { sites } = open();
		await sites.wasRefused(one, "connect");
		await sites.revoke(one);
		expect(await codeOf(sites.mayAsk(one, "connect"))).toBe("asked-lately");
	});
});

test("reads what a release before this one has stored", async () => {
	const store = memoryStore();
	const before = {
		origin: one,
		accounts: [account(1)],
		balances: [],
		chainId: null,
	};
	await store.put("sites", one, JSON.stringify(before));
	const { sites } = open(store);
	expect(await sites.of(one)).toEqual({
		...before,
		blocked: false,
		refused: null,
		lastMs: null,
	});
});

describe("one account taken back from a site", () => {
	test("leaves it the others, and is on disk", async () => {
		const store = memoryStore();
		const { sites, taken } = open(store);
		await sites.change(one, (was) => ({
			...was,
			accounts: [account(1), account(2)],
			balances: [account(1), account(3)],
			chainId: 10,
		}));
		await sites.change(other, (was) => ({ ...was, accounts: [account(1)] }));
		await sites.withhold(one, account(1));
		expect(taken).toEqual([`${one} ${account(1)}`]);
		const { sites: again } = open(store);
		expect(await again.of(one)).toMatchObject({
			accounts: [account(2)],
			balances: [account(3)],
			chainId: 10,
		});
		expect((await again.of(other)).accounts).toEqual([account(1)]);
	});

	test("leaves nothing of a site that saw no other", async () => {
		const { sites } = open();
		await sites.change(one, (was) => ({
			...was,
			accounts: [account(1)],
			chainId: 10,
		}));
		await sites.withhold(one, account(1));
		expect(await sites.list()).toEqual([]);
	});

	test("never lifts a block or a no", async () => {
		const { sites } = open();
		await sites.block(one);
		await sites.withhold(one, account(1));
		expect((await sites.of(one)).blocked).toBe(true);
		await sites.wasRefused(other, "connect");
		await sites.withhold(other, account(1));
		expect(await codeOf(sites.mayAsk(other, "connect"))).toBe("asked-lately");
	});
});

describe("when a site was last used", () => {
	test("is noted on disk, and not for each question", async () => {
		const store = memoryStore();
		const { sites, now, wrote } = open(store);
		await sites.change(one, (was) => ({ ...was, accounts: [account(1)] }));
		const first = now.ms;
		const writes = wrote.length;
		for (let asked = 0; asked < 500; asked++) {
			sites.used(one);
			now.ms += 1_000;
		}
		await sites.change(other, (was) => was);
		expect(wrote.length).toBe(writes + 1);
		expect((await open(store).sites.of(one)).lastMs).toBe(first);
		now.ms += 3_600_000;
		sites.used(one);
		await sites.change(other, (was) => was);
		expect((await open(store).sites.of(one)).lastMs).toBe(now.ms);
	});

	test("is never noted of a site that sees nothing, so it is no longer on the list for it", async () => {
		const { sites, wrote } = open();
		sites.used(one);
		await sites.change(other, (was) => was);
		expect(wrote).toEqual([]);
		expect(await sites.list()).toEqual([]);
	});

	test("is noted again though the clock was set back", async () => {
		const { sites, now } = open();
		await sites.change(one, (was) => ({ ...was, accounts: [account(1)] }));
		sites.used(one);
		now.ms -= 86_400_000;
		sites.used(one);
		await sites.change(other, (was) => was);
		expect((await sites.of(one)).lastMs).toBe(now.ms);
	});

	test("is tried again where the disk did not take it", async () => {
		const store = memoryStore();
		let broken = false;
		const { sites } = open({
			...store,
			put: (...args) =>
				broken ? Promise.reject(new Error("full")) : store.put(...args),
		});
		await sites.change(one, (was) => ({ ...was, accounts: [account(1)] }));
		broken = true;
		sites.used(one);
		await sites.change(other, (was) => was);
		broken = false;
		await new Promise((resolve) => setTimeout(resolve, 0));
		sites.used(one);
		await sites.change(other, (was) => was);
		expect((await sites.of(one)).lastMs).not.toBe(null);
	});
});

test("refuses a yes while locked, and tells a site that waited for nothing that it is locked", async () => {
	const { sites, waits, keys, now } = open();
	keys.unlocked = false;
	const asked = codeOf(sites.ask("1", one, "connect", messageOf("asks")));
	const [question] = await waits();
	expect(await codeOf(sites.answer(question?.id ?? "", true))).toBe("locked");
	now.ms += 10 * 60_000 + 1;
	await waits();
	expect(await asked).toBe("locked");
});

test("lets a question go with the last page that wants it, and no earlier", async () => {
	const { sites, waits, presence } = open();
	const [first, second] = [presence.open(one), presence.open(one)];
	const ends = [
		codeOf(sites.ask("1", one, "connect", messageOf("asks"), first)),
		codeOf(sites.ask("2", one, "connect", messageOf("asks"), second)),
	];
	await waits();
	presence.close(first);
	await waits();
	expect((await waits()).length).toBe(1);
	presence.close(second);
	await waits();
	expect(await waits()).toEqual([]);
	expect(await Promise.all(ends)).toEqual(["cancelled", "cancelled"]);
});

test("keeps a question whose relay came back on another port", async () => {
	const { sites, presence, waits } = open();
	const before = presence.open(one);
	const asked = codeOf(
		sites.ask("1", one, "connect", messageOf("asks"), before),
	);
	await waits();
	const after = presence.open(one);
	presence.close(before);
	presence.again(after, requestIdOf(one, "1"));
	await waits();
	const [question] = await waits();
	await sites.answer(question?.id ?? "", true);
	expect(await asked).toBeNull();
});

test("never holds more sites than the list shows, and a permission is worth more than a remembered no", async () => {
	const { sites } = open();
	for (let i = 0; i < 500; i++)
		await sites.wasRefused(`https://${i}.example`, "connect");
	await sites.change(one, (was) => ({ ...was, accounts: [account(1)] }));
	const all = await sites.list();
	expect(all.length).toBe(500);
	expect(all.some(({ origin }) => origin === one)).toBe(true);
});
