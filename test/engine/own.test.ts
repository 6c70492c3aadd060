import { expect, test } from "vitest";
import { memoryStore } from "../../src/cli/store.ts";
import type { Current } from "../../src/engine/current.ts";
import { wholeView } from "../../src/engine/engine-view.ts";
import { openLastKnown } from "../../src/engine/last-known.ts";
import { ownHandlers } from "../../src/engine/own-handlers.ts";
import { openSettings } from "../../src/engine/settings.ts";
import { explorers, transactionLink } from "../../src/protocol/explorers.ts";
import { contacts } from "../../src/protocol/own-ui.ts";
import type { ChainView } from "../../src/protocol/views.ts";
import { codeOf } from "./wallet.ts";

const one: `0x${string}` = `0x${"11".repeat(20)}`;
const two: `0x${string}` = `0x${"22".repeat(20)}`;

test("refuses in an address book what cannot be seen, and an address twice", async () => {
	const read = (raw: unknown) =>
		codeOf((async () => contacts(raw, "contacts"))());
	expect(await read([{ address: one, name: "Mara" }])).toBe(null);
	for (const name of ["Ma\u200bra", "\u202eMara", "", " Mara", "x".repeat(41)])
		expect(await read([{ address: one, name }]), name).toBe("bad-field");
	expect(
		await read([
			{ address: one, name: "Mara" },
			{ address: one, name: "Nora" },
		]),
	).toBe("bad-field");
	expect(
		await read(
			Array.from({ length: 201 }, () => ({ address: one, name: "a" })),
		),
	).toBe("bad-field");
});

test("keeps names and the explorer on disk, and they are there after a start", async () => {
	const store = memoryStore();
	const settings = await openSettings(store);
	let drawn = 0;
	const own = ownHandlers({
		settings,
		changed: () => {
			drawn++;
		},
	});
	const named = [{ address: one, name: "Mara" }];
	await own["contacts.set"]({ contacts: named }, undefined, "1");
	await own["explorer.choose"]({ explorer: "etherscan" }, undefined, "1");
	expect(drawn).toBe(2);
	const again = (await openSettings(store)).now();
	expect(again).toMatchObject({ contacts: named, explorer: "etherscan" });
});

test("links nowhere before the person chose, on no chain that is not known, and never with more than a hash", () => {
	const hash: `0x${string}` = `0x${"ab".repeat(32)}`;
	expect(transactionLink(undefined, 1, hash)).toBe(null);
	expect(transactionLink(null, 1, hash)).toBe(null);
	expect(transactionLink("etherscan", 31337, hash)).toBe(null);
	expect(transactionLink("etherscan", 1, `${hash}/../x`)).toBe(null);
	expect(transactionLink("etherscan", 1, hash)).toBe(
		`https://etherscan.io/tx/${hash}`,
	);
	for (const { transactions } of Object.values(explorers))
		for (const begins of Object.values(transactions))
			expect(begins).toMatch(/^https:\/\/[a-z0-9.-]+\/tx\/$/);
});

const chain = (amount: string): ChainView => ({
	chainId: 1,
	title: "Ethereum",
	kind: "l1",
	coin: { symbol: "ETH", decimals: 18 },
	balances: [
		{
			trailId: "t",
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount,
			grade: { who: "l1", validity: "none", finality: "final", asOfS: 1 },
			blockNumber: 1,
			note: null,
		},
	],
	sends: true,
	fault: null,
	warning: null,
	halt: null,
});

test("refuses to draw under one account what is followed, or was known last, for another", async () => {
	const store = memoryStore();
	const settings = await openSettings(store);
	await settings.change((was) => ({
		...was,
		network: "mainnet",
		accounts: [one, two],
		account: one,
	}));
	const lastKnown = await openLastKnown(store, "mainnet", one);
	await lastKnown.note([chain("5")]);
	const following = {
		views: () => [chain("5")],
		endpoints: () => [],
		silent: () => undefined,
		stopped: () => null,
		l1: { view: () => ({ phase: "idle" }) },
	};
	const current = {
		following,
		lastKnown,
		account: one,
		arrivals: { account: one, network: "mainnet", rows: () => [{ id: "a" }] },
		isRooted: true,
	} as unknown as Current;
	const view = () =>
		wholeView({
			settings,
			current,
			sites: { waiting: () => [] },
			queue: { waiting: () => [] },
			batches: { views: () => [] },
			messages: { waiting: () => [], views: () => [] },
			orders: { list: () => [] },
			safes: { kept: () => [] },
			exits: { view: () => ({ journeys: [], liveness: [], kept: [] }) },
			clock: { nowMs: () => 1 },
		} as unknown as Parameters<typeof wholeView>[0]);
	expect(view().chains[0]?.balances[0]?.amount).toBe("5");
	expect(view().arrivals).toEqual([{ id: "a" }]);
	await settings.change((was) => ({ ...was, account: two }));
	expect(view().account).toBe(two);
	expect(view().arrivals).toBeUndefined();
	expect(JSON.stringify(view().chains)).not.toContain('"5"');
});
