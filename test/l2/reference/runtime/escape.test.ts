// The escape from the reference rollup, walked over a made L1: each way it can go, and each thing that must not move it.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Click, Stage } from "../../../../src/exit/module.ts";
import { exitCall } from "../../../../src/l2/checks.ts";
import { referenceMessage } from "../../../../src/l2/reference/checks/codes.ts";
import { nodesOf } from "../../../../src/l2/reference/checks/node.ts";
import { referenceEscape as way } from "../../../../src/l2/reference/runtime/escape.ts";
import { referenceRehearsal as rehearsal } from "../../../../src/l2/reference/runtime/rehearsal.ts";
import type { EscapeState } from "../../../../src/l2/reference/runtime/state.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import { type Drawn, drawn, textOf } from "../../../exit/drawn.ts";
import { expectToFit } from "../../../exit/fits.ts";
import { said } from "../../../said.ts";
import {
	anna,
	bert,
	deadlineS,
	type MadeWorld,
	makeWorld,
	profile,
} from "./exit-world.ts";

const asked = {
	account: anna.owner,
	token: null,
	amount: null,
	begun: null,
} as const;

/** A rollup with two accounts, both proven; anna's is number 0. */
const open = (): MadeWorld => {
	const world = makeWorld();
	world.deposit(anna, 1_000n);
	world.deposit(bert, 70n);
	world.batch();
	return world;
};

const walk = (world: MadeWorld, account: Hex = anna.owner) => {
	const who = { ...asked, account };
	let state: EscapeState | null = null;
	const known = (): EscapeState => {
		if (state === null) throw new Error("not begun");
		return state;
	};
	const stages = (): readonly Stage[] => way.stages(known(), who, world.ground);
	return {
		state: known,
		begin: async () => {
			state = await way.begin(who, world.ground);
		},
		/** As after a restart: what is stored is all there is. */
		look: async () => {
			const stored: unknown = JSON.parse(JSON.stringify(known()));
			state = await way.look(way.decode(stored, "state"), who, world.ground);
		},
		stages,
		stage: (id: string): Drawn => {
			const found = stages()
				.map(drawn)
				.find((one) => one.id === id);
			if (found === undefined) throw new Error(`no stage ${id}`);
			return found;
		},
		map: () => Object.fromEntries(stages().map((one) => [one.id, one.state])),
		click: (): Click | null => way.click(known(), who, world.ground),
		/** Signs what there is to click. @returns the contract's refusal */
		sign: (): string | null => {
			const click = way.click(known(), who, world.ground);
			if (click === null) throw new Error("nothing to click");
			return world.sign(account, click.stage, click.step);
		},
		outcome: () => way.outcome(known()),
	};
};

const kill = (world: MadeWorld): void => {
	world.node.dead = true;
	world.beacon.dead = true;
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
	try {
		await work;
	} catch (thrown) {
		return thrown instanceof Fault
			? `${thrown.code}: ${thrown.detail}`
			: `${thrown}`;
	}
	return "nothing";
};

/** What is kept while the node serves it, as the escrow would. */
const keep = async (world: MadeWorld): Promise<void> => {
	for (const { name, text } of (await way.capture?.(
		anna.owner,
		world.ground,
	)) ?? [])
		world.stored.set(name, text);
};

const escaping = async (world: MadeWorld) => {
	const journey = walk(world);
	await journey.begin();
	expect(journey.sign()).toBeNull();
	await journey.look();
	world.pass(deadlineS + 12);
	await journey.look();
	expect(journey.click()?.stage).toBe("freeze");
	expect(journey.sign()).toBeNull();
	await journey.look();
	return journey;
};

describe("a network file with a wrong place for the times of the queue", () => {
	const wrong = { ...profile.slots, queueTime: 99 };

	it("never has a deadline called passed that nobody knows: the withdrawal can still be forced", async () => {
		const world = open();
		world.deposit(bert, 5n);
		const context = { ...world.ground, profile: { ...profile, slots: wrong } };
		const state = await way.look(
			await way.begin(asked, context),
			asked,
			context,
		);
		expect(state.queueProven).toBeLessThan(state.queueLength);
		expect(state.oldestS).toBeNull();
		expect(way.click(state, asked, context)?.stage).toBe("force");
		for (const { words } of way.stages(state, asked, context).map(drawn)) {
			expect(words).not.toContain("past its deadline already");
			expect(words).not.toContain("The deadline has passed");
		}
		const { words } = await rehearsal.offer(anna.owner, context);
		expect(textOf(words)).not.toContain("has let the deadline");
	});
});

describe("the whole way", () => {
	it("forces, waits, freezes and escapes with every node of the rollup dead", async () => {
		const world = open();
		await keep(world);
		kill(world);
		const journey = walk(world);
		await journey.begin();
		expect(journey.map()).toEqual({
			evidence: "done",
			force: "yours",
			wait: "later",
			withdraw: "later",
			freeze: "later",
			escape: "later",
			final: "later",
		});
		expect(journey.sign()).toBeNull();
		expect(journey.stage("force").state).toBe("waiting");
		expect(journey.click()).toBeNull();
		await journey.look();
		expect(journey.state().entry?.number).toBe(2);
		expect(journey.stage("wait")).toMatchObject({
			state: "waiting",
			untilS: (journey.state().oldestS ?? 0) + deadlineS + 1,
		});
		expect(journey.click()).toBeNull();

		world.pass(deadlineS - 24);
		await journey.look();
		expect(journey.click()).toBeNull();
		world.pass(60);
		await journey.look();
		expect(journey.map()).toMatchObject({ wait: "done", freeze: "yours" });
		expect(journey.sign()).toBeNull();
		await journey.look();
		expect(journey.map()).toMatchObject({ freeze: "done", escape: "yours" });
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
		await journey.look();
		expect(journey.map()).toMatchObject({ escape: "done", final: "waiting" });
		expect(journey.outcome()).toBe("under-way");
		world.finalize();
		await journey.look();
		expect(journey.stage("final").state).toBe("done");
		expect(journey.outcome()).toBe("done");
		expect(journey.click()).toBeNull();
	});

	it("takes the withdrawal on L1 when the operator takes it at the last moment", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		journey.sign();
		world.pass(deadlineS + 24);
		await journey.look();
		expect(journey.click()?.stage).toBe("freeze");
		world.batch();
		await journey.look();
		expect(journey.map()).toMatchObject({
			force: "done",
			wait: "done",
			withdraw: "yours",
			freeze: "skipped",
			escape: "skipped",
		});
		expect(journey.click()?.step).toMatchObject({
			kind: "reference-withdraw",
			batch: 2,
			position: 0,
			amountWei: 1_000n,
		});
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
		await journey.look();
		world.finalize();
		await journey.look();
		expect(journey.outcome()).toBe("done");
	});

	it("finds what the operator took out of L1's blobs when its nodes are dead or withhold it", async () => {
		for (const mood of [
			{ dead: true },
			{ withholds: true },
			{ falsifies: true },
		]) {
			const world = open();
			const journey = walk(world);
			await journey.begin();
			journey.sign();
			await journey.look();
			world.batch();
			Object.assign(world.node, mood);
			world.beacon.dead = true;
			await journey.look();
			expect(journey.stage("wait").state).toBe("waiting");
			expect(journey.click()).toBeNull();
			world.beacon.dead = false;
			await journey.look();
			expect(journey.sign()).toBeNull();
			expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
		}
	});

	it("begins at the escape when the rollup is frozen already", async () => {
		const world = open();
		world.run(
			bert.owner,
			exitCall(profile, bert.owner, { kind: "reference-force", index: 1 }).data,
		);
		world.pass(deadlineS + 24);
		world.run(
			bert.owner,
			exitCall(profile, bert.owner, { kind: "reference-freeze" }).data,
		);
		const journey = walk(world);
		expect((await way.offer(anna.owner, world.ground)).isOpen).toBe(true);
		await journey.begin();
		expect(journey.map()).toMatchObject({
			force: "skipped",
			freeze: "skipped",
			escape: "yours",
		});
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
	});

	it("freezes at once when somebody else's entry is past its deadline, and skips it when they froze", async () => {
		const world = open();
		world.run(
			bert.owner,
			exitCall(profile, bert.owner, { kind: "reference-force", index: 1 }).data,
		);
		world.pass(deadlineS + 24);
		const journey = walk(world);
		await journey.begin();
		expect(journey.map()).toMatchObject({ force: "skipped", freeze: "yours" });
		world.run(
			bert.owner,
			exitCall(profile, bert.owner, { kind: "reference-freeze" }).data,
		);
		expect(journey.sign()).toBe("IsFrozen");
		await journey.look();
		expect(journey.map()).toMatchObject({ freeze: "skipped", escape: "yours" });
		expect(journey.stage("freeze").words).toMatch(/Somebody else/);
	});

	it("takes back a deposit of somebody who has no account yet, and freezes for it", async () => {
		const world = makeWorld();
		world.deposit(bert, 70n);
		world.batch();
		world.deposit(anna, 5n);
		expect(await way.offer(anna.owner, world.ground)).toMatchObject({
			isOpen: true,
			words: { code: "reference.offer.deposit" },
		});
		const journey = walk(world);
		await journey.begin();
		expect(journey.map()).toMatchObject({
			evidence: "skipped",
			force: "skipped",
			wait: "waiting",
			reclaim: "later",
		});
		world.pass(deadlineS + 24);
		await journey.look();
		expect(journey.click()?.stage).toBe("freeze");
		journey.sign();
		await journey.look();
		expect(journey.click()?.stage).toBe("reclaim");
		expect(journey.sign()).toBeNull();
		await journey.look();
		world.finalize();
		await journey.look();
		expect(world.now().paid).toEqual({ [anna.owner]: 5n });
		expect(journey.outcome()).toBe("done");
	});

	it("takes back the deposits that no proven batch took", async () => {
		const world = open();
		world.deposit(anna, 5n);
		world.deposit(bert, 6n);
		world.deposit(anna, 7n);
		const journey = walk(world);
		await journey.begin();
		expect(journey.stage("reclaim").state).toBe("later");
		world.pass(deadlineS + 60);
		await journey.look();
		expect(journey.sign()).toBeNull();
		await journey.look();
		expect(journey.click()?.stage).toBe("escape");
		journey.sign();
		await journey.look();
		for (const amountWei of [5n, 7n]) {
			expect(journey.outcome()).toBe("under-way");
			expect(journey.click()?.step).toMatchObject({
				kind: "reference-reclaim",
				amountWei,
			});
			expect(journey.sign()).toBeNull();
			await journey.look();
		}
		expect(world.now().paid).toEqual({ [anna.owner]: 1_012n });
		world.finalize();
		await journey.look();
		expect(journey.outcome()).toBe("done");
	});
});

describe("evidence", () => {
	it("of an older root is named and not used", async () => {
		const world = open();
		await keep(world);
		world.batch([world.transfer(0, 1, 400n)]);
		kill(world);
		const journey = walk(world);
		await journey.begin().catch(() => undefined);
		expect(await codeOf(way.begin(asked, world.ground))).toMatch(
			/kept after batch 1, proven is 2/,
		);
	});

	it("of an older root still forces; the escape waits for that of the root L1 holds", async () => {
		const world = open();
		await keep(world);
		const journey = walk(world);
		await journey.begin();
		journey.sign();
		await journey.look();
		world.batch([world.transfer(0, 1, 400n)], 0);
		kill(world);
		world.pass(deadlineS + 24);
		await journey.look();
		expect(journey.state().account).toBeNull();
		expect(journey.stage("evidence").state).toBe("waiting");
		journey.sign();
		await journey.look();
		expect(journey.map()).toMatchObject({
			evidence: "failed",
			escape: "waiting",
		});
		expect(journey.click()).toBeNull();
		// The blobs of L1 have it.
		world.beacon.dead = false;
		await journey.look();
		expect(journey.click()?.step).toMatchObject({ balanceWei: 600n });
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 600n });
	});

	it("is built from L1's events and blobs alone when nothing was kept", async () => {
		const world = open();
		world.batch([world.transfer(0, 1, 400n)]);
		world.batch([world.transfer(1, 0, 30n)]);
		world.node.dead = true;
		const journey = await escaping(world);
		expect(world.stored.size).toBeGreaterThan(0);
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 630n });
	});

	it("is built from the state kept and the blobs since, when older blobs are gone", async () => {
		const world = open();
		await keep(world);
		world.batch([world.transfer(0, 1, 400n)]);
		world.node.dead = true;
		world.beacon.from = 2;
		const journey = await escaping(world);
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 600n });
	});

	it("of a node that lies about balance or path is refused as exit-evidence, and another source is taken", async () => {
		for (const account of [
			(one: { balance: bigint }) => ({ ...one, balance: one.balance + 1n }),
			(one: { siblings: readonly Hex[] }) => ({
				...one,
				siblings: [...one.siblings].reverse(),
			}),
			(one: { siblings: readonly Hex[] }) => ({
				...one,
				siblings: one.siblings.slice(1),
			}),
			(one: { nonce: number }) => ({ ...one, nonce: one.nonce + 1 }),
		] as unknown as NonNullable<MadeWorld["node"]["account"]>[]) {
			const world = open();
			world.node.account = account;
			world.node.withholds = true;
			world.beacon.dead = true;
			expect(await codeOf(way.begin(asked, world.ground))).toMatch(/account 0/);
			const [standing] = nodesOf(world.ground).standings();
			expect(standing?.last?.code).toBe("exit-evidence");
			world.beacon.dead = false;
			const state = await way.begin(asked, world.ground);
			expect(BigInt(state.account?.balance ?? 0)).toBe(1_000n);
		}
	});

	it("that somebody altered in its file is refused, whatever is altered", async () => {
		const world = open();
		await keep(world);
		const check = async (name: string, text: string) =>
			codeOf(
				way.checkCaptured?.(name, text, profile) ?? Promise.reject("none"),
			);
		expect(world.stored.size).toBe(2);
		for (const [name, text] of world.stored) {
			expect(await check(name, text)).toBe("nothing");
			const file = JSON.parse(text);
			const [first, ...rest] = file.accounts;
			const flipped = (word: string) =>
				`${word.slice(0, -1)}${word.endsWith("1") ? "2" : "1"}`;
			const bad = [
				{ ...file, root: flipped(file.root) },
				...["balance", "ax", "ay", "owner"].map((field) => ({
					...file,
					accounts: [{ ...first, [field]: flipped(first[field]) }, ...rest],
				})),
				{ ...file, accounts: [{ ...first, index: 9 }, ...rest] },
				{ ...file, accounts: [{ ...first, nonce: 9 }, ...rest] },
				...(first.siblings === undefined
					? [{ ...file, accounts: rest }]
					: [
							{
								...file,
								accounts: [{ ...first, siblings: first.siblings.slice(1) }],
							},
							{
								...file,
								accounts: [
									{ ...first, siblings: [...first.siblings, file.root] },
								],
							},
							{
								...file,
								accounts: [
									{ ...first, siblings: [...first.siblings].reverse() },
								],
							},
						]),
			];
			for (const one of bad)
				expect(
					await check(name, JSON.stringify(one)),
					JSON.stringify(one).slice(0, 300),
				).toMatch(/^exit-evidence/);
			for (const other of [
				"",
				"[]",
				text.slice(0, -2),
				text.replace("sextant", "other"),
			])
				expect(await check(name, other)).toMatch(/^bad-/);
		}
		expect(await check("something else", "{}")).toMatch(/^exit-evidence/);
	});

	it("that was altered in the store is as if it were not there", async () => {
		const world = open();
		await keep(world);
		for (const [name, text] of world.stored)
			world.stored.set(
				name,
				text.replace(
					/"balance":"0x0+3e8"/,
					`"balance":"0x${"0".repeat(61)}fff"`,
				),
			);
		kill(world);
		expect(await codeOf(way.begin(asked, world.ground))).toMatch(
			/^l2-no-account/,
		);
		world.node.dead = false;
		const state = await way.begin(asked, world.ground);
		expect(BigInt(state.account?.balance ?? 0)).toBe(1_000n);
	});

	it("from a file is tried beside an older one of its own, and never instead of it", async () => {
		const world = open();
		await keep(world);
		const older = new Map(world.stored);
		world.batch([world.transfer(0, 1, 400n)]);
		await keep(world);
		const newer = new Map(world.stored);
		kill(world);
		const begin = async (
			own: ReadonlyMap<string, string>,
			file: ReadonlyMap<string, string>,
		) => {
			world.stored.clear();
			for (const [name, text] of own) world.stored.set(name, text);
			const fromFiles = async (name: string): Promise<readonly string[]> =>
				[file.get(name)].flatMap((text) => text ?? []);
			const evidenceStore = { ...world.ground.evidenceStore, fromFiles };
			const { account } = await way.begin(asked, {
				...world.ground,
				evidenceStore,
			});
			return BigInt(account?.balance ?? 0);
		};
		const another = open();
		another.batch([another.transfer(0, 1, 900n)]);
		await keep(another);
		// a second device with nothing of its own, one with an older root, and one that was given another rollup's state
		expect(await begin(new Map(), newer)).toBe(600n);
		expect(await begin(older, newer)).toBe(600n);
		expect(await begin(newer, older)).toBe(600n);
		expect(await begin(newer, another.stored)).toBe(600n);
		expect(await codeOf(begin(new Map(), another.stored))).not.toBe("nothing");
	});

	it("is kept for the root before too, for L1 may bring it back", async () => {
		const world = open();
		await keep(world);
		world.batch([world.transfer(0, 1, 400n)]);
		await keep(world);
		kill(world);
		world.reorg(1);
		world.stored.delete("reference state");
		const journey = await escaping(world);
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
	});

	it("says since when it holds, and holds on while the root does", async () => {
		const world = open();
		const [first] = (await way.capture?.(anna.owner, world.ground)) ?? [];
		world.pass(600);
		const [second] = (await way.capture?.(anna.owner, world.ground)) ?? [];
		expect((second?.asOfS ?? 0) - (first?.asOfS ?? 0)).toBe(600);
		if (second === undefined) throw new Error("nothing");
		expect(
			await way.checkCaptured?.(second.name, second.text, profile),
		).toEqual({
			asOfS: second.asOfS,
		});
	});
});

describe("an endpoint of L1 that lies", () => {
	it("about deposits brings nothing onto the map: the queue's hashes judge", async () => {
		const world = open();
		world.deposit(anna, 5n);
		world.l1.logs = (honest) =>
			honest.map((log) => {
				const { data, ...rest } = Object(log);
				return { ...rest, data: `${String(data).slice(0, -2)}09` };
			});
		const journey = walk(world);
		await journey.begin();
		expect(journey.state().deposits).toEqual([]);
		delete world.l1.logs;
		world.pass(deadlineS + 24);
		await journey.look();
		journey.sign();
		await journey.look();
		expect(journey.state().deposits).toHaveLength(1);
	});

	it("about blobs leaves the way waiting, and never with other operations", async () => {
		const world = open();
		world.batch([world.transfer(0, 1, 400n)]);
		world.node.dead = true;
		world.l1.logs = (honest) => {
			const hashes = honest.map((log) => Object(log).data);
			return honest.map((log, i) => ({
				...Object(log),
				data: hashes[hashes.length - 1 - i],
			}));
		};
		expect(await codeOf(way.begin(asked, world.ground))).toMatch(
			/^l2-no-account: batch 1/,
		);
		delete world.l1.logs;
		const state = await way.begin(asked, world.ground);
		expect(BigInt(state.account?.balance ?? 0)).toBe(600n);
	});

	it("by silence is no harm while evidence is kept", async () => {
		const world = open();
		await keep(world);
		kill(world);
		world.l1.dead = true;
		const journey = await escaping(world);
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
	});
});

describe("a beacon node that lies", () => {
	it("about what a blob holds is put aside, and nothing of it is used", async () => {
		const world = open();
		world.node.dead = true;
		world.beacon.lie = (operations) =>
			operations.map((one) => ({ ...one, amount: one.amount * 2n }));
		expect(await codeOf(way.begin(asked, world.ground))).toMatch(
			/^l2-no-account: batch 1/,
		);
		expect(world.ground.blobs?.pool.standings()[0]?.aside?.code).toBe(
			"blob-commitment",
		);
	});
});

describe("several accounts in one name", () => {
	it("means the one with the most, and says that there are others", async () => {
		const world = makeWorld();
		// Somebody opens an account in anna's name first, with another key.
		world.deposit({ owner: anna.owner, key: bert.key }, 1n);
		world.deposit(anna, 1_000n);
		world.batch();
		const journey = walk(world);
		await journey.begin();
		expect(journey.state()).toMatchObject({ index: 1, others: 1 });
		expect(journey.stage("evidence").words).toMatch(/is 1 other account/);
	});

	it("takes the next one when the first has escaped", async () => {
		const world = makeWorld();
		world.deposit({ owner: anna.owner, key: bert.key }, 40n);
		world.deposit(anna, 1_000n);
		world.batch();
		const journey = await escaping(world);
		journey.sign();
		await journey.look();
		expect(journey.state().index).toBe(1);
		world.orders.clear();
		const second = walk(world);
		await second.begin();
		expect(second.state().index).toBe(0);
		expect(second.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_040n });
	});
});

describe("what L1 takes back", () => {
	it("a reorg that drops the freeze puts the journey back to it", async () => {
		const world = open();
		await keep(world);
		const journey = await escaping(world);
		world.reorg(1);
		await journey.look();
		expect(journey.map()).toMatchObject({ freeze: "yours", escape: "later" });
		expect(journey.sign()).toBeNull();
		await journey.look();
		expect(journey.map()).toMatchObject({ freeze: "done", escape: "yours" });
	});

	it("a reorg that drops the escape asks for it again", async () => {
		const world = open();
		const journey = await escaping(world);
		journey.sign();
		await journey.look();
		expect(journey.stage("escape").state).toBe("done");
		world.reorg(1);
		await journey.look();
		expect(journey.stage("escape").state).toBe("yours");
		expect(journey.outcome()).toBe("under-way");
		expect(journey.sign()).toBeNull();
		expect(world.now().paid).toEqual({ [anna.owner]: 1_000n });
	});

	it("a reorg that puts the forced entry elsewhere is followed by the queue's own hashes", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		journey.sign();
		await journey.look();
		expect(journey.state().entry?.number).toBe(2);
		world.reorg(1);
		await journey.look();
		expect(journey.state().entry).toBeNull();
		expect(journey.stage("force").state).toBe("yours");
		world.deposit(bert, 3n);
		journey.sign();
		await journey.look();
		expect(journey.state().entry?.number).toBe(3);
	});

	it("a reorg that drops the batch which took it makes it wait again", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		journey.sign();
		await journey.look();
		world.batch();
		await journey.look();
		expect(journey.stage("withdraw").state).toBe("yours");
		world.reorg(1);
		await journey.look();
		expect(journey.state().taken).toBeNull();
		expect(journey.stage("wait").state).toBe("waiting");
	});

	it("a reorg that gives the batch another content is searched again from there", async () => {
		const world = open();
		world.batch([world.transfer(0, 1, 400n)]);
		const journey = walk(world);
		await journey.begin();
		expect(journey.state().since).toBe(2);
		world.reorg(1);
		await journey.look();
		journey.sign();
		await journey.look();
		world.batch();
		await journey.look();
		expect(journey.click()?.step).toMatchObject({
			kind: "reference-withdraw",
			batch: 2,
			amountWei: 1_000n,
		});
		expect(journey.sign()).toBeNull();
	});

	it("a payment is called final only under a final block", async () => {
		const world = open();
		world.setFinalBehind(50);
		const journey = await escaping(world);
		journey.sign();
		for (let i = 0; i < 3; i++) {
			world.pass(120);
			await journey.look();
			expect(journey.outcome()).toBe("under-way");
		}
		world.pass(600);
		await journey.look();
		expect(journey.outcome()).toBe("done");
	});
});

describe("refuses", () => {
	it("a replayed escape: no click, and the contract pays no second time", async () => {
		const world = open();
		const journey = await escaping(world);
		const click = journey.click();
		journey.sign();
		await journey.look();
		expect(journey.click()).toBeNull();
		if (click === null) throw new Error("no click");
		expect(world.sign(anna.owner, "escape", click.step)).toBe("AlreadyPaid");
		expect(world.sign(bert.owner, "escape", click.step)).toBe("BadPath");
		await journey.look();
		expect(journey.stage("escape").state).toBe("done");
		world.orders.clear();
		expect(await way.offer(anna.owner, world.ground)).toMatchObject({
			isOpen: false,
			words: referenceMessage("reference.offer.escaped"),
		});
	});

	it("what this way does not take, by the field's name", async () => {
		const world = open();
		const token: Hex = `0x${"dd".repeat(20)}`;
		for (const [field, value] of [
			["token", token],
			["amount", 5n],
			["begun", `0x${"dd".repeat(32)}`],
		] as const)
			expect(
				await codeOf(way.begin({ ...asked, [field]: value }, world.ground)),
			).toMatch(new RegExp(`^bad-params: "${field}"`));
	});

	it("to begin for an address that has nothing there", async () => {
		const world = open();
		const nobody: Hex = `0x${"ee".repeat(20)}`;
		expect(await way.offer(nobody, world.ground)).toMatchObject({
			isOpen: false,
		});
		expect(
			await codeOf(way.begin({ ...asked, account: nobody }, world.ground)),
		).toMatch(/^l2-no-account/);
	});

	it("a network file that does not say where L1 keeps things, in words", async () => {
		const world = open();
		const { escaped: _, ...slots } = profile.slots;
		const older = { ...world.ground, profile: { ...profile, slots } };
		expect(await way.offer(anna.owner, older)).toMatchObject({
			isOpen: false,
			words: referenceMessage("reference.offer.old-file"),
		});
		expect(await codeOf(way.begin(asked, older))).toMatch(
			/^unverifiable-method/,
		);
		expect(await way.capture?.(anna.owner, older)).toEqual([]);
	});

	it("to call it done when the operator took it and the account had nothing", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		journey.sign();
		await journey.look();
		world.batch([world.transfer(0, 1, 1_000n)], 0);
		world.batch();
		await journey.look();
		expect(journey.stage("wait").state).toBe("failed");
		expect(journey.outcome()).toBe("impossible");
		expect(journey.click()).toBeNull();
	});

	it("to look when L1 proves nothing, and keeps the state before", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		const before = journey.state();
		world.stopped.push(new Fault("no-proof-window", "not yet"));
		expect(await codeOf(journey.look())).toMatch(/^no-proof-window/);
		expect(journey.state()).toBe(before);
	});
});

describe("an order that is on its way or came to nothing", () => {
	it("is not clicked twice, and is clicked again when it is lost or refused", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		const order = {
			id: "1",
			hash: wordHex(13),
			succeeded: null,
			blockNumber: null,
			madeMs: 0,
		};
		for (const state of ["signed", "sent"] as const) {
			world.orders.set("force", { ...order, state });
			expect(journey.click()).toBeNull();
			expect(journey.stage("force").state).toBe("waiting");
		}
		world.orders.set("force", { ...order, state: "refused" });
		expect(journey.click()?.stage).toBe("force");
		world.orders.set("force", { ...order, state: "lost" });
		expect(journey.click()?.stage).toBe("force");
		expect(journey.stage("force").words).toMatch(/did not get into Ethereum/);
		world.orders.set("force", {
			...order,
			state: "final",
			succeeded: false,
			blockNumber: 1,
		});
		expect(journey.stage("force").words).toMatch(/failed on Ethereum/);
		expect(journey.click()?.stage).toBe("force");
	});
});

describe("the words", () => {
	it("fit the screen in every state", async () => {
		const world = open();
		const journey = walk(world);
		const check = (): void => {
			expectToFit(journey.stages());
			expect(said(journey.click()?.label).length).toBeLessThanOrEqual(60);
		};
		await journey.begin();
		check();
		journey.sign();
		await journey.look();
		check();
		world.pass(deadlineS + 24);
		await journey.look();
		check();
		journey.sign();
		await journey.look();
		check();
		journey.sign();
		await journey.look();
		check();
		const offer = await way.offer(bert.owner, world.ground);
		expect(textOf(offer.words).length).toBeLessThanOrEqual(600);
	});

	it("come from a state that travels: altered states are refused by their decoder", async () => {
		const world = open();
		const journey = walk(world);
		await journey.begin();
		const state = JSON.parse(JSON.stringify(journey.state()));
		expect(way.decode(state, "state")).toEqual(journey.state());
		for (const field of Object.keys(state))
			expect(() => way.decode({ ...state, [field]: [1, {}] }, "state")).toThrow(
				/bad-field/,
			);
	});
});
