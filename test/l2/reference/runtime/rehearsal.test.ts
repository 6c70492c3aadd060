// The rehearsal of the escape from the reference rollup, walked over a made L1: each turn it can take, what it must never do,
// and the person's own account beside it, which it does not touch.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { asFault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { checkIsWay } from "../../../../src/engine/exits/begin.ts";
import type {
	Click,
	ExitContext,
	ExitModule,
	ExitRequest,
	Stage,
	StageOrder,
} from "../../../../src/exit/module.ts";
import {
	rehearsalOf,
	rehearsalRequestOf,
} from "../../../../src/exit/rehearsal.ts";
import { exitCall } from "../../../../src/l2/checks.ts";
import { referenceMessage } from "../../../../src/l2/reference/checks/codes.ts";
import {
	rehearsalKey,
	rehearsalWei,
} from "../../../../src/l2/reference/checks/exit.ts";
import { nodesOf } from "../../../../src/l2/reference/checks/node.ts";
import type { ReferenceProfile } from "../../../../src/l2/reference/checks/profile.ts";
import { referenceEscape } from "../../../../src/l2/reference/runtime/escape.ts";
import { referenceRehearsal } from "../../../../src/l2/reference/runtime/rehearsal.ts";
import { whoOf } from "../../../../src/l2/reference/runtime/rehearsal-state.ts";
import { allRuntimes } from "../../../../src/l2/runtimes.ts";
import { drawn, textOf } from "../../../exit/drawn.ts";
import { expectToFit } from "../../../exit/fits.ts";
import {
	anna,
	bert,
	deadlineS,
	type MadeWorld,
	makeWorld,
	profile,
} from "./exit-world.ts";

const asked: ExitRequest = {
	account: anna.owner,
	token: null,
	amount: rehearsalWei,
	begun: null,
};
const own: ExitRequest = { ...asked, amount: null };

const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "nothing",
		(thrown: unknown) => asFault(thrown).code,
	);

/** A rollup with two accounts, both proven; anna's is number 0. */
const open = (): MadeWorld => {
	const world = makeWorld();
	world.deposit(anna, 1_000n);
	world.deposit(bert, 70n);
	world.batch();
	return world;
};

/** A journey with orders of its own, looked at as after a restart: what is stored is all there is. */
const walk = <S extends Json>(
	world: MadeWorld,
	way: ExitModule<S, ReferenceProfile>,
	what: ExitRequest,
) => {
	const orders = new Map<string, StageOrder>();
	const context: ExitContext<ReferenceProfile> = {
		...world.ground,
		order: (stage) => orders.get(stage) ?? null,
	};
	let state: S | null = null;
	const known = (): S => {
		if (state === null) throw new Error("not begun");
		return state;
	};
	const stages = (): readonly Stage[] => way.stages(known(), what, context);
	const click = (): Click | null => way.click(known(), what, context);
	const look = async (): Promise<void> => {
		const stored: unknown = JSON.parse(JSON.stringify(known()));
		state = await way.look(way.decode(stored, "state"), what, context);
	};
	return {
		orders,
		state: known,
		begin: async () => {
			state = await way.begin(what, context);
		},
		/** As on a device that has the file alone. */
		take: (other: S) => {
			state = other;
		},
		look,
		stages,
		map: () => Object.fromEntries(stages().map((one) => [one.id, one.state])),
		words: (id: string) =>
			stages()
				.map(drawn)
				.find((one) => one.id === id)?.words ?? "",
		click,
		outcome: () => way.outcome(known()),
		/** Signs what there is to click, and looks. @returns the contract's refusal */
		sign: async (): Promise<string | null> => {
			const next = click();
			if (next === null) throw new Error("nothing to click");
			const refusal = world.sign(what.account, next.stage, next.step);
			const order = world.orders.get(next.stage);
			if (order === undefined) throw new Error("no order");
			orders.set(next.stage, order);
			await look();
			return refusal;
		},
	};
};
const rehearse = (world: MadeWorld) => walk(world, referenceRehearsal, asked);

const frozenBy = (world: MadeWorld, who: Hex): void =>
	world.run(who, exitCall(profile, who, { kind: "reference-freeze" }).data);

/** Up to the account on the rollup. */
const opened = async (world: MadeWorld) => {
	const journey = rehearse(world);
	await journey.begin();
	expect(await journey.sign()).toBeNull();
	world.batch();
	await journey.look();
	return journey;
};

describe("the whole rehearsal", () => {
	it("opens a small account, forces it out and takes it on L1, and leaves the person's own as it was", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		expect(journey.map()).toEqual({
			deposit: "yours",
			open: "later",
			force: "later",
			wait: "later",
			withdraw: "later",
			final: "later",
		});
		expect(await journey.sign()).toBeNull();
		expect(journey.map()).toMatchObject({ deposit: "done", open: "waiting" });
		expect(journey.click()).toBeNull();
		world.pass(60);
		world.batch();
		await journey.look();
		expect(journey.map()).toMatchObject({ open: "done", force: "yours" });
		expect(journey.state().place).toMatchObject({ index: 2, others: 0 });
		expect(await journey.sign()).toBeNull();
		expect(journey.map()).toMatchObject({ force: "done", wait: "waiting" });
		world.batch();
		await journey.look();
		expect(journey.map()).toMatchObject({ wait: "done", withdraw: "yours" });
		expect(journey.click()?.step).toMatchObject({
			kind: "reference-withdraw",
			amountWei: rehearsalWei,
		});
		expect(await journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei });
		expect(journey.outcome()).toBe("under-way");
		world.finalize();
		await journey.look();
		expect(journey.outcome()).toBe("done");
		expect(journey.click()).toBeNull();
		expect(world.balance(0)).toBe(1_000n);
		expect(world.balance(2)).toBe(0n);
		expect(world.now().frozenAtS).toBe(0);
		// when each was done, by L1's clock where a block shows it
		const times = journey.stages().map(({ id, doneS }) => [id, doneS !== null]);
		expect(Object.fromEntries(times)).toMatchObject({
			deposit: true,
			force: true,
		});
	});

	it("goes its way out of L1's blobs when every node of the rollup is dead", async () => {
		const world = open();
		world.node.dead = true;
		const journey = await opened(world);
		expect(journey.map()).toMatchObject({ open: "done", force: "yours" });
		await journey.sign();
		world.batch();
		await journey.look();
		await journey.sign();
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei });
	});

	it("asks a node for owner and key together, where the whole state is not to be had", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		await journey.sign();
		world.batch();
		world.node.withholds = true;
		world.beacon.dead = true;
		await journey.look();
		expect(journey.state().place).toMatchObject({ index: 2, others: null });
		expect(journey.click()?.step).toEqual({
			kind: "reference-force",
			index: 2,
		});
	});

	it("refuses an account of the person's own that a lying node gives for it", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		await journey.sign();
		world.batch();
		world.node.withholds = true;
		world.beacon.dead = true;
		const first = await nodesOf(world.ground)
			.active()[0]
			?.client.account({ index: 0 }, 2);
		const claim = first?.value;
		if (claim == null) throw new Error("no account");
		world.node.account = () => claim;
		await journey.look();
		expect(journey.state().place).toMatchObject({ index: null, account: null });
		expect(journey.map()).toMatchObject({ open: "waiting", force: "later" });
		expect(journey.click()).toBeNull();
	});
});

describe("where the operator lets the deadline pass", () => {
	it("stops before its deposit was taken, never freezes, and goes on when the operator does", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		await journey.sign();
		world.pass(deadlineS + 24);
		await journey.look();
		expect(journey.map()).toMatchObject({ open: "failed", force: "later" });
		expect(journey.words("open")).toMatch(/In a real exit you would freeze/);
		expect(journey.words("open")).toMatch(/0\.001 ETH waits in the queue/);
		expect(journey.click()).toBeNull();
		expect(journey.outcome()).toBe("under-way");
		world.batch();
		await journey.look();
		expect(journey.click()?.stage).toBe("force");
	});

	it("stops before its withdrawal was taken, never freezes, and goes on when the operator does", async () => {
		const world = open();
		const journey = await opened(world);
		await journey.sign();
		world.pass(deadlineS + 24);
		await journey.look();
		expect(journey.map()).toMatchObject({ force: "done", wait: "failed" });
		expect(journey.words("wait")).toMatch(/A rehearsal never does/);
		expect(journey.words("wait")).toMatch(/is in the small account/);
		expect(journey.click()).toBeNull();
		expect(world.now().frozenAtS).toBe(0);
		world.batch();
		await journey.look();
		expect(await journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei });
	});

	it("puts nothing in, and forces nothing, while somebody else's entry is past it", async () => {
		const world = open();
		const early = rehearse(world);
		await early.begin();
		const late = await opened(world);
		world.deposit(bert, 3n);
		world.pass(deadlineS + 24);
		await early.look();
		await late.look();
		expect(early.map()).toMatchObject({ deposit: "failed" });
		expect(late.map()).toMatchObject({ open: "done", force: "failed" });
		for (const one of [early, late]) {
			expect(one.click()).toBeNull();
			expect(one.outcome()).toBe("under-way");
		}
		const offer = await referenceRehearsal.offer(anna.owner, world.ground);
		expect(offer).toMatchObject({ isOpen: false });
		expect(textOf(offer.words)).toMatch(/Put nothing more into it/);
	});
});

describe("where somebody else freezes the rollup", () => {
	it("takes the deposit back that no batch took, also when no endpoint tells of it", async () => {
		for (const isTold of [true, false]) {
			const world = open();
			const journey = rehearse(world);
			await journey.begin();
			await journey.sign();
			world.pass(deadlineS + 24);
			if (!isTold) world.l1.logs = () => [];
			frozenBy(world, bert.owner);
			await journey.look();
			expect(journey.map()).toMatchObject({
				deposit: "done",
				open: "skipped",
				force: "skipped",
				wait: "skipped",
				withdraw: "skipped",
				escape: "skipped",
				reclaim: "yours",
			});
			expect(await journey.sign()).toBeNull();
			expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei });
			world.finalize();
			await journey.look();
			expect(journey.outcome()).toBe("done");
			expect(journey.map()).toMatchObject({ reclaim: "done", final: "done" });
		}
	});

	it("escapes with the small account alone, and the person's own escapes beside it", async () => {
		const world = open();
		const journey = await opened(world);
		await journey.sign();
		world.pass(deadlineS + 24);
		frozenBy(world, bert.owner);
		await journey.look();
		expect(journey.map()).toMatchObject({ wait: "skipped", escape: "yours" });
		expect(journey.click()?.step).toMatchObject({ index: 2 });
		expect(await journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei });
		world.finalize();
		await journey.look();
		expect(journey.outcome()).toBe("done");
		const real = walk(world, referenceEscape, own);
		await real.begin();
		expect(real.click()?.step).toMatchObject({ index: 0, balanceWei: 1_000n });
		expect(await real.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei + 1_000n });
	});

	it("takes on L1 what the operator had taken before", async () => {
		const world = open();
		const journey = await opened(world);
		await journey.sign();
		world.batch();
		world.deposit(bert, 3n);
		world.pass(deadlineS + 24);
		frozenBy(world, bert.owner);
		await journey.look();
		expect(journey.click()?.stage).toBe("withdraw");
		expect(await journey.sign()).toBeNull();
		world.finalize();
		await journey.look();
		expect(journey.outcome()).toBe("done");
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei });
	});

	it("ends where nothing of it was put in yet, and cannot be begun", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		world.deposit(bert, 3n);
		world.pass(deadlineS + 24);
		frozenBy(world, bert.owner);
		expect(await journey.sign()).toBe("IsFrozen");
		expect(journey.outcome()).toBe("impossible");
		expect(journey.words("deposit")).toMatch(/Nothing of this rehearsal/);
		expect(journey.click()).toBeNull();
		expect(
			await referenceRehearsal.offer(anna.owner, world.ground),
		).toMatchObject({
			isOpen: false,
		});
	});
});

describe("the small account", () => {
	it("has another key each time, never the person's own", async () => {
		const world = open();
		const seen = new Set<string>([`${anna.key.x}`]);
		for (let i = 0; i < 5; i++) {
			const journey = rehearse(world);
			await journey.begin();
			const { seed } = journey.state();
			expect(journey.click()?.step).toEqual({
				kind: "reference-deposit",
				seed,
			});
			seen.add(`${rehearsalKey(seed).ax}`);
		}
		expect(seen.size).toBe(6);
	});

	it("of two rehearsals at once is each its own", async () => {
		const world = open();
		const [one, other] = [rehearse(world), rehearse(world)];
		await one.begin();
		await other.begin();
		await other.sign();
		await one.sign();
		world.batch();
		await one.look();
		await other.look();
		expect(one.state().place.index).toBe(3);
		expect(other.state().place.index).toBe(2);
		await one.sign();
		world.batch();
		await one.look();
		await other.look();
		expect(one.click()?.stage).toBe("withdraw");
		expect(other.click()?.stage).toBe("force");
	});

	it("stays what it is when another deposit goes to the person's own, or somebody adds to it", async () => {
		const world = open();
		world.deposit(anna, 5n);
		const journey = rehearse(world);
		await journey.begin();
		await journey.sign();
		const { key } = whoOf(anna.owner, journey.state().seed);
		world.deposit(
			{ owner: anna.owner, key: { x: BigInt(key.ax), y: BigInt(key.ay) } },
			7n,
		);
		await journey.look();
		expect(journey.state().deposit?.number).toBe(3);
		expect(journey.state().place.deposits.map(({ entry }) => entry)).toEqual([
			3, 4,
		]);
		world.batch();
		world.batch();
		await journey.look();
		await journey.sign();
		world.batch();
		await journey.look();
		expect(journey.click()?.step).toMatchObject({
			amountWei: rehearsalWei + 7n,
		});
		await journey.sign();
		expect(world.now().paid).toEqual({ [anna.owner]: rehearsalWei + 7n });
		expect(world.balance(0)).toBe(1_005n);
	});

	it("does not hinder the person's own journey out beside it", async () => {
		const world = makeWorld();
		world.deposit(anna, 5n * rehearsalWei);
		world.batch();
		const real = walk(world, referenceEscape, own);
		await real.begin();
		const journey = await opened(world);
		await real.look();
		expect(real.state().index).toBe(0);
		await real.sign();
		await journey.sign();
		world.batch();
		for (const one of [real, journey]) {
			await one.look();
			expect(await one.sign()).toBeNull();
			expect(one.map()).toMatchObject({ withdraw: "done" });
		}
		world.finalize();
		await real.look();
		await journey.look();
		expect([real.outcome(), journey.outcome()]).toEqual(["done", "done"]);
		expect(world.now().paid).toEqual({ [anna.owner]: 6n * rehearsalWei });
	});

	it("is not taken for the person's own where it holds more, and is told of no more as another of theirs", async () => {
		const world = open();
		const journey = await opened(world);
		const real = walk(world, referenceEscape, own);
		await real.begin();
		expect(real.state()).toMatchObject({ index: 0, others: 0 });
		expect(real.click()?.step).toEqual({ kind: "reference-force", index: 0 });
		expect(journey.click()?.step).toMatchObject({ index: 2 });
		// a device that knows of no rehearsal takes the largest
		world.stored.delete("reference rehearsals");
		await real.begin();
		expect(real.state()).toMatchObject({ index: 2, others: 1 });
	});

	it("is remembered as that of a rehearsal in a piece of evidence, which is refused when it was altered", async () => {
		const world = open();
		await rehearse(world).begin();
		await rehearse(world).begin();
		const name = "reference rehearsals";
		const text = world.stored.get(name) ?? "";
		const { seeds, ...rest } = JSON.parse(text);
		expect(seeds).toHaveLength(2);
		const check = async (one: string) =>
			codeOf(
				referenceEscape.checkCaptured?.(name, one, profile) ??
					Promise.reject("none"),
			);
		expect(await check(text)).toBe("nothing");
		for (const bad of [
			{ ...rest, seeds: ["0x01"] },
			{ ...rest, seeds: Array(17).fill(seeds[0]) },
			{ seeds },
			{ ...rest, seeds, format: "other" },
		])
			expect(await check(JSON.stringify(bad))).toBe("bad-field");
		for (let i = 0; i < 16; i++) await rehearse(world).begin();
		const { seeds: newest } = JSON.parse(world.stored.get(name) ?? "{}");
		expect(newest).toHaveLength(16);
		expect(newest).not.toContain(seeds[0]);
	});

	it("is found on another device by the queue alone, and again in the state", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		const begun = journey.state();
		await journey.sign();
		const other = rehearse(world);
		other.take(begun);
		await other.look();
		expect(other.map()).toMatchObject({ deposit: "done", open: "waiting" });
		expect(other.click()).toBeNull();
		world.batch();
		const late = rehearse(world);
		late.take(begun);
		await late.look();
		expect(late.map()).toMatchObject({ deposit: "done", force: "yours" });
	});

	it("is not opened where the rollup has hardly any room left, or nobody can say", async () => {
		const world = open();
		for (let i = 0; i < 222; i++)
			world.deposit({ owner: bert.owner, key: { x: 5n, y: BigInt(i) } }, 1n);
		// that many entries take longer than the usual deadline
		const context = {
			...world.ground,
			profile: { ...profile, deadlineS: 10_000 },
		};
		const full = await referenceRehearsal.offer(anna.owner, context);
		expect(full).toMatchObject({ isOpen: false });
		expect(textOf(full.words)).toMatch(/hardly any room/);
		const state = await referenceRehearsal.begin(asked, context);
		const [first] = referenceRehearsal.stages(state, asked, context).map(drawn);
		expect(first).toMatchObject({ id: "deposit", state: "failed" });
		expect(referenceRehearsal.click(state, asked, context)).toBeNull();
		const other = open();
		other.node.dead = true;
		other.beacon.dead = true;
		const unknown = await referenceRehearsal.offer(anna.owner, other.ground);
		expect(unknown).toMatchObject({ isOpen: false });
		expect(textOf(unknown.words)).toMatch(/not known whether/);
	});
});

describe("what L1 takes back", () => {
	it("a reorg that drops the deposit asks for it again, under the same key", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		await journey.sign();
		const { seed } = journey.state();
		world.reorg(1);
		journey.orders.clear();
		await journey.look();
		expect(journey.state().deposit).toBeNull();
		expect(journey.click()?.step).toEqual({ kind: "reference-deposit", seed });
	});

	it("a reorg that puts the deposit elsewhere is followed by the queue's own hashes", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		const click = journey.click();
		if (click === null) throw new Error("no click");
		await journey.sign();
		expect(journey.state().deposit?.number).toBe(2);
		world.reorg(1);
		world.deposit(bert, 3n);
		world.sign(anna.owner, "deposit", click.step);
		await journey.look();
		expect(journey.state().deposit?.number).toBe(3);
	});

	it("a reorg that drops the batch with the account makes it wait for the operator again", async () => {
		const world = open();
		const journey = await opened(world);
		expect(journey.click()?.stage).toBe("force");
		world.reorg(1);
		await journey.look();
		expect(journey.map()).toMatchObject({ deposit: "done", open: "waiting" });
		expect(journey.click()).toBeNull();
	});

	it("a reorg that gives the account another number is followed there", async () => {
		const world = open();
		const journey = await opened(world);
		expect(journey.click()?.step).toMatchObject({ index: 2 });
		await journey.sign();
		expect(journey.state().place.entry).not.toBeNull();
		// the deposit's block, the batch and the force are gone; another deposit comes first
		world.reorg(3);
		journey.orders.clear();
		world.deposit({ owner: bert.owner, key: { x: 5n, y: 9n } }, 3n);
		await journey.look();
		expect(await journey.sign()).toBeNull();
		world.batch();
		await journey.look();
		expect(journey.state().place).toMatchObject({ index: 3, entry: null });
		expect(journey.click()?.step).toMatchObject({ index: 3 });
	});
});

describe("refuses", () => {
	it("a second deposit while the first is on its way, in the queue, or not found again", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		const order: StageOrder = {
			id: "1",
			state: "sent",
			hash: null,
			succeeded: null,
			blockNumber: null,
			madeMs: 0,
		};
		for (const state of ["signed", "sent"] as const) {
			journey.orders.set("deposit", { ...order, state });
			expect(journey.click()).toBeNull();
			expect(journey.map()).toMatchObject({ deposit: "waiting" });
		}
		journey.orders.set("deposit", {
			...order,
			state: "final",
			succeeded: true,
			blockNumber: 1,
		});
		await journey.look();
		expect(journey.click()).toBeNull();
		expect(journey.map()).toMatchObject({ deposit: "waiting" });
		journey.orders.set("deposit", { ...order, state: "lost" });
		expect(journey.click()?.stage).toBe("deposit");
		expect(journey.words("deposit")).toMatch(/did not get into Ethereum/);
	});

	it("to take the sum a second time", async () => {
		const world = open();
		const journey = await opened(world);
		await journey.sign();
		world.batch();
		await journey.look();
		const click = journey.click();
		if (click === null) throw new Error("no click");
		await journey.sign();
		expect(journey.click()).toBeNull();
		expect(world.sign(anna.owner, "withdraw", click.step)).toBe("AlreadyPaid");
	});

	it("another amount, a token, or something begun before", async () => {
		const world = open();
		for (const [field, value] of [
			["token", `0x${"dd".repeat(20)}`],
			["amount", 5n],
			["amount", null],
			["begun", `0x${"dd".repeat(32)}`],
		] as const)
			expect(
				await codeOf(
					referenceRehearsal.begin({ ...asked, [field]: value }, world.ground),
				),
			).toBe("bad-params");
	});

	it("a network file that does not say where L1 keeps things, in words", async () => {
		const world = open();
		const { escaped: _, ...slots } = profile.slots;
		const older = { ...world.ground, profile: { ...profile, slots } };
		expect(await referenceRehearsal.offer(anna.owner, older)).toMatchObject({
			isOpen: false,
			words: referenceMessage("reference.offer.old-file"),
		});
	});

	it("states that were altered", async () => {
		const world = open();
		const journey = await opened(world);
		const state = JSON.parse(JSON.stringify(journey.state()));
		expect(referenceRehearsal.decode(state, "state")).toEqual(journey.state());
		for (const field of Object.keys(state))
			expect(() =>
				referenceRehearsal.decode({ ...state, [field]: [1, {}] }, "state"),
			).toThrow(/bad-field/);
	});
});

describe("among the ways", () => {
	it("it is no way out, but what rehearses the escape, and asks for its own amount", async () => {
		const ways = (await allRuntimes()).flatMap((one) => one.ways);
		const named = (name: string) => {
			const found = ways.find((one) => one.way === name);
			if (found === undefined) throw new Error(`no way ${name}`);
			return found;
		};
		const way = named("reference-escape");
		const rehearsal = rehearsalOf(ways, way);
		expect(rehearsal.way).toBe("reference-drill");
		expect(rehearsal.keptFor).toBe("reference-escape");
		expect(() => checkIsWay(rehearsal)).toThrow("exit-drill");
		expect(checkIsWay(way)).toBe(way);
		expect(rehearsalOf(ways, named("op-forced")).way).toBe("op-forced");
		const world = open();
		const offer = await referenceRehearsal.offer(anna.owner, world.ground);
		expect(offer).toMatchObject({ isOpen: true, takes: "amount" });
		expect(rehearsalRequestOf(anna.owner, profile, offer)).toEqual(asked);
		// an address that has nothing on the rollup may rehearse too
		expect(
			await referenceRehearsal.offer(`0x${"ee".repeat(20)}`, world.ground),
		).toEqual(offer);
	});
});

describe("the words", () => {
	it("of a state that version 0.1.0 stored with a sentence are read", async () => {
		const world = open();
		const journey = rehearse(world);
		await journey.begin();
		const noRoom = "The rollup has hardly any room for new accounts.";
		const stored = JSON.stringify({ ...journey.state(), noRoom });
		journey.take(referenceRehearsal.decode(JSON.parse(stored), "state"));
		expect(journey.words("deposit")).toBe(noRoom);
	});

	it("fit the screen in every state", async () => {
		const world = open();
		const journey = rehearse(world);
		const check = (): void => {
			expectToFit(journey.stages());
			for (const { words } of journey.stages().map(drawn))
				expect(words).not.toMatch(/…$/);
		};
		await journey.begin();
		check();
		await journey.sign();
		check();
		world.pass(deadlineS + 24);
		await journey.look();
		check();
		world.batch();
		await journey.look();
		check();
		await journey.sign();
		check();
		world.pass(deadlineS + 24);
		await journey.look();
		check();
		frozenBy(world, bert.owner);
		await journey.look();
		check();
		await journey.sign();
		check();
		expect(textOf(referenceRehearsal.title).length).toBeLessThanOrEqual(80);
		expect(
			textOf(referenceRehearsal.rehearses?.words ?? "").length,
		).toBeLessThanOrEqual(600);
	});
});
