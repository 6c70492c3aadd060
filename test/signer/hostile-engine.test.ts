// An engine in other hands: it may be silent, refuse, withdraw and offer again, each at the worst moment.

import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { evidenceOf, evidenceText } from "../../src/evidence/evidence.ts";
import {
	composeTransfer,
	type Order,
	offerOf,
} from "../../src/wallet/order.ts";
import {
	a,
	account,
	checkpoint,
	h,
	scene,
	testNetwork,
	timeS,
} from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench, yesOf } from "./bench.ts";

quickVault();

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const kernel = {} as Kernel;
const phrase = "test test test test test test test test test test test junk";
const password = "correct horse";
const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const nowMs = (timeS + 20) * 1000;

const fileOf = (l1: object = {}): string =>
	canonical(
		json(
			{
				format: "sextant-network-1",
				l1: { ...testNetwork, ...l1 },
				rollups: [],
			},
			"network",
		),
	);
const other = fileOf({ title: "Another title" });

const { header } = scene();
const compose = (id: string, to = a(2)): Order =>
	composeTransfer({
		id,
		origin: null,
		valueWei: 10n ** 17n,
		sender: account(header, me, { nonce: 3 }),
		recipient: account(header, to),
		code: null,
		header,
		outstanding: [],
		tipWei: 1_000_000_000n,
		nowMs,
	});

/** All messages that are under way have come. */
const quiet = () => new Promise((done) => setTimeout(done, 20));
const shown = async (one: Bench): Promise<readonly string[]> =>
	(await one.screen("approval.list", undefined)).map(({ id }) => id);

let made: Bench["stored"];
let key: string | null;
let bench: Bench;
beforeAll(async () => {
	const first = new Bench(nowMs, [fileOf()], kernel);
	await first.open();
	await first.screen("keys.create", { phrase, password });
	await first.screen("anchor.accept", { network: "test", root: h(1) });
	made = first.stored;
	key = first.session;
	first.signer.close();
});
const opened = async (): Promise<Bench> => {
	const one = new Bench(nowMs, [fileOf()], kernel);
	Object.assign(one, { stored: made, session: key });
	await one.open();
	return one;
};
beforeEach(async () => {
	bench = await opened();
	return () => bench.signer.close();
});

describe("an order that was checked under another network file", () => {
	test("never stays because the engine does not hear of the one before it", async () => {
		await bench.offer(compose("one"));
		await bench.offer(compose("two"));
		expect(await shown(bench)).toEqual(["one", "two"]);
		bench.refuses = async () => {
			throw new Fault("storage", "full");
		};
		await acceptNetwork(bench.screen, other);
		expect(await shown(bench)).toEqual([]);
	});

	test("never stays while the engine is silent, and keeps no person waiting", async () => {
		await bench.offer(compose("one"));
		await bench.offer(compose("two"));
		const seen = await yesOf(bench);
		bench.refuses = () => new Promise(() => {});
		await acceptNetwork(bench.screen, other);
		expect(await shown(bench)).toEqual([]);
		expect(await refusalOf(bench.screen("approval.decide", seen))).toBe(
			"order-unknown",
		);
		await bench.screen("keys.lock", undefined);
		await bench.screen("keys.unlock", { password });
	});

	test("is never signed once the new one counts, before it is dropped", async () => {
		await bench.offer(compose("one"));
		const seen = await yesOf(bench);
		let go = () => {};
		const held = new Promise<void>((done) => {
			go = done;
		});
		let told = () => {};
		const asked = new Promise<void>((done) => {
			told = done;
		});
		bench.remembers = () => {
			told();
			return held;
		};
		const accepted = acceptNetwork(bench.screen, other);
		await asked;
		await quiet();
		expect(await refusalOf(bench.screen("approval.decide", seen))).toBe(
			"order-evidence",
		);
		expect(bench.signed).toEqual([]);
		go();
		await accepted;
		expect(await shown(bench)).toEqual([]);
	});
});

describe("what could not be stored", () => {
	test("is never in force: neither a network file nor its loss", async () => {
		await bench.offer(compose("one"));
		bench.failSave = true;
		expect(await refusalOf(acceptNetwork(bench.screen, other))).toBe("storage");
		expect(
			await refusalOf(bench.screen("network.forget", { name: "test" })),
		).toBe("storage");
		const { networks } = await bench.screen("keys.status", undefined);
		expect(networks?.map(({ title }) => title)).toEqual([testNetwork.title]);
		expect(await shown(bench)).toEqual(["one"]);
	});
});

describe("a save that is never answered", () => {
	/** From when the engine was asked to keep something, it says nothing more. */
	const silent = (one: Bench): Promise<void> =>
		new Promise((asked) => {
			one.saves = () => {
				asked();
				return new Promise(() => {});
			};
		});

	test("never keeps the person from unlocking, and is told as what it is", async () => {
		const asked = silent(bench);
		const said = refusalOf(bench.screen("keys.autoLock", { minutes: 20 }));
		await asked;
		await bench.screen("keys.lock", undefined);
		const unlock = bench.screen("keys.unlock", { password });
		await bench.pass(20_000);
		expect(await said).toBe("storage");
		expect(await unlock).toMatchObject({ unlocked: true, autoLockMinutes: 15 });
	});

	test("never lets what it should have kept count", async () => {
		const asked = silent(bench);
		const said = refusalOf(
			bench.screen("anchor.accept", { network: "test", root: h(98) }),
		);
		await asked;
		await bench.pass(20_000);
		expect(await said).toBe("storage");
		const there = scene({ checkpoint: checkpoint(h(98)) }).header;
		const facts = [me, a(2)].map((address) => account(there, address));
		const evidence = evidenceText(evidenceOf(...facts, there));
		expect(await refusalOf(bench.offer(compose("one"), evidence))).toBe(
			"evidence-anchor",
		);
	});

	test("never leaves a person without a vault waiting for one", async () => {
		const first = new Bench(nowMs, [], kernel);
		await first.open();
		const asked = silent(first);
		const said = refusalOf(first.screen("keys.create", { phrase, password }));
		await asked;
		await first.pass(20_000);
		expect(await said).toBe("storage");
		const status = await first.screen("keys.status", undefined);
		expect(status).toMatchObject({ hasVault: false, unlocked: false });
		first.signer.close();
	});

	test("never keeps the person waiting once for each newer root that came meanwhile", async () => {
		await bench.screen("keys.lock", undefined);
		for (const slot of [6_532, 6_564]) {
			const { head } = scene({ slot, finality: "final" });
			const evidence = evidenceText(evidenceOf(head));
			expect(
				await refusalOf(bench.engine("anchor.advance", { evidence })),
			).toBe("locked");
		}
		const asked = silent(bench);
		const unlock = bench.screen("keys.unlock", { password });
		await asked;
		await bench.pass(20_000);
		expect(await unlock).toMatchObject({ unlocked: true });
	});
});

describe("a yes that waits for its order", () => {
	const waiting = async () => {
		await bench.offer(compose("one"));
		const seen = await yesOf(bench);
		const after = await opened();
		const yes = refusalOf(after.screen("approval.decide", seen));
		await quiet();
		return { after, yes };
	};

	test("never outlives a lock, however soon the wallet opens again", async () => {
		const { after, yes } = await waiting();
		await after.screen("keys.lock", undefined);
		await after.screen("keys.unlock", { password });
		await after.offer(compose("one")).catch(() => {});
		expect(await yes).toBe("order-unknown");
		expect(after.signed).toEqual([]);
		after.signer.close();
	});

	test("never outlives a no", async () => {
		const { after, yes } = await waiting();
		const no = after.screen("approval.decide", { id: "one", yes: false });
		expect(await refusalOf(no)).toBe("order-unknown");
		await after.offer(compose("one"));
		expect(await yes).toBe("order-unknown");
		expect(after.signed).toEqual([]);
		after.signer.close();
	});
});

test("an offer whose evidence fails never takes the place of a later one of its id away", async () => {
	const order = compose("one");
	const bad = refusalOf(
		bench.offer(order, offerOf(compose("one", a(9))).evidence),
	);
	const good = refusalOf(bench.offer(order));
	expect(await good).toBe("none");
	expect(await bad).not.toBe("none");
	expect(await shown(bench)).toEqual(["one"]);
});

describe("an order beside a payment that is under way", () => {
	const next = (
		first: { readonly raw: Hex; readonly hash: Hex },
		isInstead: boolean,
	): Order =>
		composeTransfer({
			...{ id: "two", origin: null, valueWei: 5n, code: null, header, nowMs },
			sender: account(header, me, { nonce: 3 }),
			recipient: account(header, a(5)),
			outstanding: [first.raw],
			...(isInstead ? { replaces: [first.hash] } : {}),
			tipWei: 1_000_000_000n,
		});
	const first = async () => {
		const order = compose("one");
		await bench.offer(order);
		await bench.screen("approval.decide", await yesOf(bench));
		const [made] = bench.signed;
		if (made === undefined) throw new Error("nothing was signed");
		return { ...made, most: order.reading.mostLeavesWei };
	};
	const seen = async () =>
		(await bench.screen("approval.list", undefined)).find(
			({ id }) => id === "two",
		);

	test("is never shown without saying whose place it takes", async () => {
		const made = await first();
		await bench.offer(next(made, true));
		expect(await seen()).toMatchObject({
			replaces: [
				{ hash: made.hash, to: a(2), valueWei: (10n ** 17n).toString() },
			],
		});
	});

	test("is never shown without what that one can still take", async () => {
		const made = await first();
		const beside = next(made, false);
		await bench.offer(beside);
		expect(await seen()).toMatchObject({ underWayWei: made.most.toString() });
	});

	test("nor what the one can take whose place it takes, and which may land instead", async () => {
		const made = await first();
		const instead = next(made, true);
		await bench.offer(instead);
		const more = made.most - instead.reading.mostLeavesWei;
		expect(await seen()).toMatchObject({ underWayWei: more.toString() });
	});
});
