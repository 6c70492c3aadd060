// Permissions of sites: whose yes counts for what, and that none is lost or gained by asking cleverly.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openSites } from "../../src/engine/sites.ts";
import type { Clock, Store } from "../../src/source/ports.ts";
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
	return { now, sites: openSites(store, clock, () => {}) };
};

test("a yes to one question is none to another under the same id", async () => {
	const { sites } = open();
	const harmless = sites.ask("1", one, "balance", "asks for a balance");
	expect(
		await codeOf(sites.ask("1", one, "connect", "asks to see your account")),
	).toBe("bad-params");
	const [waiting] = sites.waiting();
	sites.answer(waiting?.id ?? "", true);
	expect(await codeOf(harmless)).toBeNull();
	expect(sites.waiting()).toEqual([]);
});

test("a yes to one site is none to another that guessed its id", async () => {
	const { sites } = open();
	const mine = codeOf(sites.ask("1", one, "connect", "asks"));
	const theirs = codeOf(sites.ask("1", other, "connect", "asks"));
	const [first, second] = sites.waiting();
	expect([first?.origin, second?.origin]).toEqual([one, other]);
	sites.answer(first?.id ?? "", true);
	sites.answer(second?.id ?? "", false);
	expect(await Promise.all([mine, theirs])).toEqual([null, "user-refused"]);
});

test("the same request repeated waits for the same answer, and is bounded", async () => {
	const { sites } = open();
	const asked = Array.from({ length: 80 }, () =>
		codeOf(sites.ask("1", one, "connect", "asks")),
	);
	expect(sites.waiting().length).toBe(1);
	sites.answer(sites.waiting()[0]?.id ?? "", true);
	const ends = await Promise.all(asked);
	expect(ends.filter((end) => end === null).length).toBe(64);
	expect(ends.filter((end) => end === "too-many").length).toBe(16);
});

test("a site has four questions waiting at most, all sites thirty-two", async () => {
	const { sites } = open();
	const ends: Promise<string | null>[] = [];
	for (let site = 0; site < 9; site++)
		for (let i = 0; i < 5; i++)
			ends.push(
				codeOf(sites.ask(`${i}`, `https://${site}.example`, "connect", "asks")),
			);
	expect(sites.waiting().length).toBe(32);
	for (const { id } of sites.waiting()) sites.answer(id, false);
	const codes = await Promise.all(ends);
	expect(codes.filter((code) => code === "too-many").length).toBe(13);
});

test("a question nobody answers in ten minutes is a no", async () => {
	const { sites, now } = open();
	const asked = codeOf(sites.ask("1", one, "connect", "asks"));
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
