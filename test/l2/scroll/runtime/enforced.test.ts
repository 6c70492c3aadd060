// The forced way out of a made Scroll: every stop, what is refused beforehand, reorgs, endpoints that lie or are gone.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { scrollMessage } from "../../../../src/l2/scroll/checks/codes.ts";
import { forcedTransaction } from "../../../../src/l2/scroll/checks/exit.ts";
import {
	appendUntil,
	foldMessage,
	frontierOf,
} from "../../../../src/l2/scroll/checks/messages.ts";
import type { ScrollProfile } from "../../../../src/l2/scroll/checks/profile.ts";
import { isAbsent } from "../../../../src/l2/scroll/runtime/absence.ts";
import { scrollEnforced } from "../../../../src/l2/scroll/runtime/enforced.ts";
import type { ScrollForcedState } from "../../../../src/l2/scroll/runtime/forced.ts";
import { drawn, textOf } from "../../../exit/drawn.ts";
import {
	contextOf,
	copyL1,
	enqueue,
	exit,
	flipped,
	type L2Scene,
	type Leaf,
	me,
	newScene,
	orderOf,
	other,
	poolOf,
	profile,
	quietL2,
	rootOf,
	type Scene,
	strangers,
	timeOf,
	withdrawalLeaf,
	word,
} from "./scene.ts";

const amount = 3n * 10n ** 18n;
const asked = { account: me, token: null, amount, begun: null };
const module = scrollEnforced;

const codeOf = async (run: () => Promise<unknown>): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

/** One look, over a restart; what it says is checked against the bounds of the screens. */
const look = async (
	state: ScrollForcedState,
	scene: Scene,
): Promise<ScrollForcedState> => {
	const raw = await module.look(state, asked, contextOf(scene));
	const next = module.decode(JSON.parse(JSON.stringify(raw)), "state");
	expect(next).toEqual(raw);
	expect(JSON.stringify(next).length).toBeLessThan(8_000);
	for (const stage of module.stages(next, asked, contextOf(scene)).map(drawn)) {
		expect(stage.title.length).toBeLessThanOrEqual(60);
		expect(stage.words.length, stage.words).toBeLessThanOrEqual(400);
		expect(stage.words.length).toBeGreaterThan(10);
		expect((stage.risk ?? "").length).toBeLessThanOrEqual(300);
		expect((stage.proof ?? "").length).toBeLessThanOrEqual(300);
	}
	return next;
};
const begin = (scene: Scene) => module.begin(asked, contextOf(scene));
const states = (state: ScrollForcedState, scene: Scene) =>
	Object.fromEntries(
		module
			.stages(state, asked, contextOf(scene))
			.map(drawn)
			.map(drawn)
			.map((stage) => [stage.id, stage.state]),
	);
const wordsOf = (
	state: ScrollForcedState,
	scene: Scene,
	id: string,
): string => {
	const stage = module
		.stages(state, asked, contextOf(scene))
		.map(drawn)
		.find((one) => one.id === id);
	return `${stage?.words} ${stage?.risk ?? ""}`;
};
const clickOf = (state: ScrollForcedState, scene: Scene) =>
	module.click(state, asked, contextOf(scene));

const ours = forcedTransaction(profile, me, {
	via: "messenger",
	amountWei: amount,
	gasLimit: 400_000,
});

/** The queue holds it, at its third place. */
const queue = (scene: Scene): void => {
	enqueue(scene.l1, ours, timeOf(1_001));
	scene.l1.number = 1_002;
};
/** Taken, with the messages of the rollup under the root of batch 12. */
const finalize = (scene: Scene, leaves: readonly Leaf[]): void => {
	scene.l1.taken = scene.l1.entries.length;
	scene.l1.lastFinalizedBatch = 12;
	scene.l1.lastFinalizedAtS = timeOf(1_060);
	scene.l1.number = 1_061;
	scene.l1.withdrawRoots.set(12, rootOf(leaves.map(({ hash }) => hash)));
};
const begun = async (): Promise<{ scene: Scene; state: ScrollForcedState }> => {
	const scene = newScene();
	enqueue(scene.l1, word(1), timeOf(900));
	enqueue(scene.l1, word(2), timeOf(901));
	scene.l1.taken = 2;
	return { scene, state: await begin(scene) };
};
/** Up to the place where the message is to be found among 21, ours the eleventh. */
const taken = async (l2: L2Scene = quietL2()) => {
	const { scene, state } = await begun();
	queue(scene);
	l2.leaves = [
		...strangers(10),
		withdrawalLeaf(10, { amountWei: amount }),
		...strangers(10, 700).map((leaf) => ({ ...leaf, block: leaf.block + 155 })),
	];
	finalize(scene, l2.leaves);
	scene.l2 = poolOf(l2);
	return { scene, state, l2, mine: l2.leaves[10]?.hash ?? word(0) };
};

describe("before it begins", () => {
	const offer = (scene: Scene, known?: ScrollProfile) =>
		module.offer(me, contextOf(scene, known));

	test("it is offered with its fee, its delay and what it needs", async () => {
		const open = await offer(newScene());
		expect(open).toMatchObject({
			isOpen: true,
			takes: "amount",
			tokens: true,
			fromBegun: false,
			lastsS: 604_800,
		});
		expect(textOf(open.words).length).toBeLessThanOrEqual(600);
		expect(textOf(open.words)).toMatch(/0\.0000000000104 ETH/);
		expect(textOf(open.words)).toMatch(/7 d/);
	});

	test("an account that delegates is told first, and no journey begins", async () => {
		const scene = newScene();
		scene.l1.hasCode = true;
		const shut = await offer(scene);
		expect(shut.isOpen).toBe(false);
		expect(textOf(shut.words)).toMatch(/EIP-7702/);
		expect(textOf(shut.words).length).toBeLessThanOrEqual(600);
		expect(await codeOf(() => begin(scene))).toBe("order-delegated");
	});

	test("a paused gateway, a queue for small transactions and a profile without a way out are said", async () => {
		const scene = newScene();
		scene.l1.gatewayPaused = true;
		expect(await offer(scene)).toMatchObject({
			isOpen: false,
			words: scrollMessage("scroll.queue.paused"),
		});
		scene.l1.gatewayPaused = false;
		scene.l1.mostGas = 100_000;
		expect(await offer(scene)).toMatchObject({
			isOpen: false,
			words: scrollMessage("scroll.offer.gas", { most: 100_000 }),
		});
		const { exit: _, ...without } = profile;
		expect(await offer(newScene(), without)).toMatchObject({ isOpen: false });
	});

	test("a token, nothing, everything, too much and a transaction of the rollup are refused", async () => {
		for (const change of [
			{ token: other },
			{ amount: 0n },
			{ amount: null },
			{ amount: 1n << 128n },
			{ begun: word(1) },
		])
			expect(
				await codeOf(() =>
					module.begin({ ...asked, ...change }, contextOf(newScene())),
				),
			).toBe("bad-params");
	});

	test("what is stored has to decode", async () => {
		const { state } = await begun();
		for (const change of [
			{ v: 2 },
			{ amountWei: "-1" },
			{ gasLimit: 1 },
			{ queued: {} },
			{ last: null },
			{ fromEntry: -1 },
		])
			expect(
				await codeOf(async () =>
					module.decode({ ...state, ...change }, "state"),
				),
			).toBe("bad-field");
	});
});

test("the whole way: queue, delay, finalized, proof, paid, final", async () => {
	const { scene, state: first } = await begun();
	let state = await look(first, scene);
	expect(states(state, scene)).toEqual({
		force: "yours",
		taken: "later",
		enforced: "later",
		message: "later",
		relay: "later",
	});
	expect(clickOf(state, scene)).toEqual({
		stage: "force",
		label: scrollMessage("scroll.force.title"),
		step: {
			kind: "scroll-force",
			via: "messenger",
			amountWei: amount,
			gasLimit: 400_000,
			// Three times the base fee of 7 wei at a scalar of one, and 5.
			feeWei: 400_000n * 26n,
		},
	});
	scene.orders.set(...orderOf("force", "sent"));
	state = await look(state, scene);
	expect(states(state, scene)).toMatchObject({ force: "waiting" });
	expect(clickOf(state, scene)).toBeNull();

	queue(scene);
	state = await look(state, scene);
	expect(state.queued).toEqual({ index: 2, atS: timeOf(1_001) });
	const waiting = module.stages(state, asked, contextOf(scene)).map(drawn);
	expect(waiting[0]).toMatchObject({ state: "done", doneS: timeOf(1_001) });
	expect(waiting[1]).toMatchObject({
		state: "waiting",
		untilS: timeOf(1_001) + 604_800,
	});
	expect(clickOf(state, scene)).toBeNull();

	// Seven days later nobody has taken it.
	scene.l1.number += 604_800 / 12 + 10;
	state = await look(state, scene);
	expect(states(state, scene)).toMatchObject({
		taken: "waiting",
		enforced: "waiting",
	});
	expect(wordsOf(state, scene, "enforced")).toMatch(
		/anyone may finalize.*full prover.*cannot do that.*Nobody is bound/s,
	);
	scene.l1.enforcedMode = true;
	state = await look(state, scene);
	expect(wordsOf(state, scene, "enforced")).toMatch(/is in enforced mode/);

	// Somebody did.
	const l2 = quietL2([
		...strangers(5),
		withdrawalLeaf(5, { amountWei: amount, block: 1_055 }),
	]);
	scene.l2 = poolOf(l2);
	finalize(scene, l2.leaves);
	state = await look(state, scene);
	expect(states(state, scene)).toEqual({
		force: "done",
		taken: "done",
		enforced: "skipped",
		message: "done",
		relay: "yours",
	});
	const relay = clickOf(state, scene);
	if (relay?.step.kind !== "scroll-relay") throw new Error("no relay");
	const leaf = l2.leaves[5]?.hash ?? word(0);
	expect(relay.step).toMatchObject({
		sender: me,
		recipient: me,
		amountWei: amount,
		nonce: 5,
		batchIndex: 12,
	});
	expect(foldMessage(leaf, 5, relay.step.siblings)).toBe(
		scene.l1.withdrawRoots.get(12),
	);

	scene.orders.set(...orderOf("relay", "sent"));
	state = await look(state, scene);
	expect(states(state, scene)).toMatchObject({ relay: "waiting" });
	expect(clickOf(state, scene)).toBeNull();
	scene.final = copyL1(scene.l1);
	scene.l1.executed.add(leaf);
	state = await look(state, scene);
	expect(states(state, scene)).toMatchObject({ relay: "done" });
	expect(module.outcome(state)).toBe("under-way");
	expect(wordsOf(state, scene, "relay")).toMatch(/could still drop/);
	scene.final = null;
	// Looked at again it stays done, without any endpoint.
	scene.l2 = poolOf();
	for (let again = 0; again < 2; again++) {
		state = await look(state, scene);
		expect(module.outcome(state)).toBe("done");
		expect(clickOf(state, scene)).toBeNull();
	}
});

describe("the queue", () => {
	test("on another device the entry is found without any order", async () => {
		const { scene, state } = await begun();
		enqueue(scene.l1, word(3), timeOf(1_000));
		queue(scene);
		enqueue(scene.l1, word(4), timeOf(1_001));
		expect((await look(state, scene)).queued).toEqual({
			index: 3,
			atS: timeOf(1_001),
		});
	});

	test("another amount, another account's or another gas limit is not taken for ours", async () => {
		for (const change of [
			{ valueWei: amount - 1n },
			{ sender: other },
			{ gasLimit: 400_001 },
			{ data: flipped(ours.data) },
			{ target: other },
		]) {
			const { scene, state } = await begun();
			enqueue(scene.l1, { ...ours, ...change }, timeOf(1_001));
			scene.l1.number = 1_002;
			const next = await look(state, scene);
			expect(next.queued).toBeNull();
			expect(states(next, scene)).toMatchObject({ force: "yours" });
		}
	});

	test("an entry older than the journey is not taken for it", async () => {
		const scene = newScene();
		enqueue(scene.l1, ours, timeOf(900));
		const state = await begin(scene);
		expect((await look(state, scene)).queued).toBeNull();
	});

	test("a reorg that drops the entry offers the step again; one that moves it is followed", async () => {
		const { scene, state: first } = await begun();
		const before = copyL1(scene.l1);
		queue(scene);
		let state = await look(first, scene);
		expect(state.queued?.index).toBe(2);
		scene.l1 = { ...copyL1(before), number: 1_003 };
		state = await look(state, scene);
		expect(states(state, scene)).toMatchObject({ force: "yours" });
		scene.orders.set(...orderOf("force", "lost"));
		expect(clickOf(state, scene)?.stage).toBe("force");
		enqueue(scene.l1, word(8), timeOf(1_003));
		queue(scene);
		state = await look(state, scene);
		expect(state.queued?.index).toBe(3);
	});

	test("an order that failed or was refused can be made again, one under way cannot", async () => {
		const { scene, state: first } = await begun();
		const state = await look(first, scene);
		for (const [kind, succeeded, may] of [
			["signed", null, false],
			["sent", null, false],
			["included", true, false],
			["included", false, true],
			["final", false, true],
			["refused", null, true],
			["lost", null, true],
		] as const) {
			scene.orders.set(...orderOf("force", kind, succeeded));
			expect(clickOf(state, scene) !== null, `${kind} ${succeeded}`).toBe(may);
		}
	});

	test("a delegation or a pause that comes in between stops the click and says why", async () => {
		const { scene, state: first } = await begun();
		scene.l1.gatewayPaused = true;
		let state = await look(first, scene);
		expect(clickOf(state, scene)).toBeNull();
		expect(wordsOf(state, scene, "force")).toMatch(/paused/);
		scene.l1.gatewayPaused = false;
		scene.l1.hasCode = true;
		state = await look(state, scene);
		expect(clickOf(state, scene)).toBeNull();
		expect(states(state, scene)).toMatchObject({ force: "failed" });
		expect(wordsOf(state, scene, "force")).toMatch(/EIP-7702/);
	});

	test("changed contracts are said, and the way stays open", async () => {
		const { scene, state: first } = await begun();
		scene.l1.upgraded = true;
		const state = await look(first, scene);
		expect(wordsOf(state, scene, "force")).toMatch(
			/contracts were changed \(rollup, queue, settings/,
		);
		expect(clickOf(state, scene)).not.toBeNull();
	});

	test("a pause of the rollup is said while it waits", async () => {
		const { scene, state: first } = await begun();
		queue(scene);
		scene.l1.chainPaused = true;
		const state = await look(first, scene);
		expect(wordsOf(state, scene, "taken")).toMatch(/paused on Ethereum/);
	});

	test("with an older entry waiting, others may finalize from that one's time on", async () => {
		const { scene, state: first } = await begun();
		scene.l1.taken = 1;
		queue(scene);
		const state = await look(first, scene);
		expect(state.seen?.othersMayFromS).toBe(timeOf(901) + 604_800);
	});
});

describe("the message", () => {
	test("is proved from the state before its block, and from all messages where that is not served", async () => {
		for (const [archive, mostLogs] of [
			[true, 1_000],
			[false, 1_000],
			[true, 3],
			[false, 4],
		] as const) {
			const { scene, state, mine } = await taken({
				...quietL2(),
				archive,
				mostLogs,
			});
			const next = await look(state, scene);
			const { message } = next.last;
			if (message === null) throw new Error("nothing");
			expect(message.withdrawal.nonce).toBe(10);
			expect(foldMessage(mine, 10, message.proof.siblings)).toBe(
				scene.l1.withdrawRoots.get(12),
			);
		}
	});

	test("is not looked for before L1 says that the transaction was taken", async () => {
		const { scene, state, l2 } = await taken();
		scene.l1.taken = 2;
		const next = await look(state, scene);
		expect(l2.asked).toEqual([]);
		expect(states(next, scene)).toMatchObject({
			taken: "waiting",
			message: "later",
		});
	});

	test("moves nothing when the endpoint alters, drops, adds or swaps messages", async () => {
		const lies: readonly [string, (leaves: Leaf[]) => Leaf[]][] = [
			[
				"another leaf",
				(leaves) => leaves.with(3, { ...need(leaves, 3), hash: word(77) }),
			],
			[
				"a later leaf",
				(leaves) => leaves.with(15, { ...need(leaves, 15), hash: word(77) }),
			],
			["one dropped", (leaves) => leaves.toSpliced(12, 1)],
			["one added", (leaves) => leaves.toSpliced(12, 0, ...strangers(1, 800))],
			[
				"ours altered",
				(leaves) => leaves.with(10, { ...need(leaves, 10), hash: word(77) }),
			],
			[
				"two swapped",
				(leaves) =>
					leaves.with(12, need(leaves, 13)).with(13, need(leaves, 12)),
			],
			["cut off", (leaves) => leaves.slice(0, 11)],
			[
				"a larger amount",
				(leaves) =>
					leaves.with(10, withdrawalLeaf(10, { amountWei: amount + 1n })),
			],
			[
				"somebody else's",
				(leaves) =>
					leaves.with(
						10,
						withdrawalLeaf(10, { amountWei: amount, recipient: other }),
					),
			],
		];
		for (const [what, lie] of lies)
			for (const archive of [true, false]) {
				const { scene, state, l2 } = await taken();
				l2.archive = archive;
				l2.leaves = lie(l2.leaves);
				const next = await look(state, scene);
				// With the state before its block the messages before it are not asked for.
				const isHarmless = what === "another leaf" && archive;
				if (isHarmless) continue;
				expect(next.last.message, what).toBeNull();
				expect(states(next, scene)).toMatchObject({
					message: "waiting",
					relay: "later",
				});
				expect(clickOf(next, scene)).toBeNull();
			}
	});
	const need = (leaves: readonly Leaf[], at: number): Leaf => {
		const leaf = leaves[at];
		if (leaf === undefined) throw new RangeError(`no leaf ${at}`);
		return leaf;
	};

	test("is had from the second endpoint when the first lies about what it shows, and the liar is named", async () => {
		const { scene, state, l2 } = await taken();
		const liar = quietL2(
			l2.leaves.with(10, { ...need(l2.leaves, 10), hash: word(77) }),
		);
		// Its root of messages is another one, so its tree never becomes L1's: it may only be behind.
		scene.l2 = poolOf(liar, l2);
		expect((await look(state, scene)).last.message).not.toBeNull();
		// It shows the right tree, and our withdrawal at another place: no honest node does, and the other one is not
		// blamed for it.
		const shameless = quietL2(l2.leaves);
		shameless.lie = (logs) =>
			logs.map((log) =>
				log.address === exit.l2.messenger
					? {
							...log,
							data: log.data.replace(/0a(?=0{64}0{62}80)/, "09") as Hex,
						}
					: log,
			);
		scene.l2 = poolOf(shameless, l2);
		expect((await look(state, scene)).last.message?.withdrawal.nonce).toBe(10);
		expect(
			scene.l2.standings().map(({ aside }) => aside?.code ?? null),
		).toEqual(["exit-evidence", null]);
	});

	test("that was paid before is not taken for ours, whatever the endpoint says", async () => {
		const { scene, state, mine } = await taken();
		scene.l1.executed.add(mine);
		const next = await look(state, scene);
		expect(next.last).toMatchObject({ message: null, paid: null });
		expect(module.outcome(next)).toBe("under-way");
		expect(next.last.told).toEqual(
			scrollMessage("scroll.told.paid-ether", { nonce: 10 }),
		);
	});

	test("of the same amount that is not paid is taken, of several the one with the queue's own hash", async () => {
		const { scene, state, l2 } = await taken();
		const again = withdrawalLeaf(11, { amountWei: amount });
		l2.leaves = [...l2.leaves.slice(0, 11), again];
		scene.l1.withdrawRoots.set(12, rootOf(l2.leaves.map(({ hash }) => hash)));
		// The newest, where none is known by its hash.
		expect((await look(state, scene)).last.message?.withdrawal.nonce).toBe(11);
		scene.l1.executed.add(again.hash);
		expect((await look(state, scene)).last.message?.withdrawal.nonce).toBe(10);
	});

	test("no withdrawal at all is said as what it most likely is, and stays open while it is not proved", async () => {
		const { scene, state, l2 } = await taken();
		l2.leaves = strangers(4);
		const next = await look(state, scene);
		expect(next.last.told).toMatchObject({
			code: "scroll.told.unseen-failed",
		});
		expect(states(next, scene)).toMatchObject({ message: "waiting" });
		expect(module.outcome(next)).toBe("under-way");
	});

	test("waits in words while every endpoint is gone", async () => {
		const { scene, state, l2 } = await taken();
		l2.down = true;
		expect((await look(state, scene)).last.told).toMatchObject({
			code: "scroll.told.failed",
		});
		scene.l2 = poolOf();
		expect((await look(state, scene)).last.told).toEqual(
			scrollMessage("scroll.told.no-endpoint"),
		);
	});

	test("stays proved when later batches are finalized and every endpoint is gone; a reorg of its batch takes it back", async () => {
		const { scene, state: first } = await taken();
		let state = await look(first, scene);
		const { message } = state.last;
		scene.l2 = poolOf();
		scene.l1.lastFinalizedBatch = 15;
		scene.l1.withdrawRoots.set(15, word(5));
		state = await look(state, scene);
		expect(state.last.message).toEqual(message);
		const gone = copyL1(scene.l1);
		gone.withdrawRoots.delete(12);
		expect((await look(state, { ...scene, l1: gone })).last.message).toBeNull();
		const rival = copyL1(scene.l1);
		rival.withdrawRoots.set(12, word(6));
		expect(
			(await look(state, { ...scene, l1: rival })).last.message,
		).toBeNull();
		const earlier = copyL1(scene.l1);
		earlier.lastFinalizedBatch = 11;
		expect(
			(await look(state, { ...scene, l1: earlier })).last.message,
		).toBeNull();
	});

	test("in a file that was altered is not believed", async () => {
		const { scene, state: first } = await taken();
		const state = await look(first, scene);
		const { message } = state.last;
		if (message === null) throw new Error("not found");
		scene.l2 = poolOf();
		const { siblings } = message.proof;
		const altered = [
			...siblings.map((one, i) => ({
				...message,
				proof: { ...message.proof, siblings: siblings.with(i, flipped(one)) },
			})),
			{ ...message, proof: { ...message.proof, siblings: siblings.slice(1) } },
			{ ...message, withdrawal: { ...message.withdrawal, nonce: 11 } },
			{
				...message,
				withdrawal: { ...message.withdrawal, amountWei: `${amount + 1n}` },
			},
			{ ...message, withdrawal: { ...message.withdrawal, recipient: other } },
			{ ...message, proof: { ...message.proof, batchIndex: 11 } },
		];
		for (const one of altered) {
			const next = await look(
				{ ...state, last: { ...state.last, message: one } },
				scene,
			);
			expect(next.last.message).toBeNull();
			expect(clickOf(next, scene)).toBeNull();
		}
	});
});

/** A message of somebody that is shown whole. */
const theirs = (nonce: number, block: number): Leaf =>
	withdrawalLeaf(nonce, {
		amountWei: BigInt(nonce) + 1n,
		sender: other,
		recipient: other,
		block,
	});
const hashesOf = (leaves: readonly Leaf[]): Hex[] =>
	leaves.map(({ hash }) => hash);

/** Taken by batch 12, with `before` messages under the root of batch 10 and none of ours among those after. */
const failed = async (before = 10, after = 7) => {
	const scene = newScene();
	enqueue(scene.l1, word(1), timeOf(900));
	const leaves = Array.from({ length: before + after }, (_, i) =>
		theirs(i, i < before ? 900 + i : 1_040 + i),
	);
	if (before > 0)
		scene.l1.withdrawRoots.set(10, rootOf(hashesOf(leaves.slice(0, before))));
	const state = await begin(scene);
	queue(scene);
	const l2 = quietL2(leaves);
	finalize(scene, leaves);
	scene.l2 = poolOf(l2);
	return { scene, state, l2 };
};

describe("that nothing was withdrawn", () => {
	test("is proved by every message since it began; the words say where the money is and what to do; no endpoint is needed later", async () => {
		for (const [before, after, archive] of [
			[10, 7, true],
			[10, 7, false],
			[8, 8, true],
			[0, 5, true],
			[1, 1, false],
		] as const) {
			const { scene, state, l2 } = await failed(before, after);
			l2.archive = archive;
			let next = await look(state, scene);
			expect(next.last.nothing?.leaves).toHaveLength(after);
			expect(states(next, scene)).toEqual({
				force: "done",
				taken: "done",
				enforced: "skipped",
				message: "failed",
				relay: "skipped",
			});
			expect(wordsOf(next, scene, "message")).toMatch(
				/withdrew nothing: that is proved.*stayed in your account there.*begin again with a smaller sum/s,
			);
			expect(clickOf(next, scene)).toBeNull();
			expect(module.outcome(next)).toBe("impossible");
			scene.l2 = poolOf();
			next = await look(next, scene);
			expect(module.outcome(next)).toBe("impossible");
		}
	});

	test("is proved from the tree near the batch where the endpoint keeps old states", async () => {
		const { scene, state, l2 } = await failed();
		const before = { batch: 10, atS: timeOf(905) + 86_400 };
		const next = await look({ ...state, before }, scene);
		expect(l2.asked).toContain("proofs");
		expect(module.outcome(next)).toBe("impossible");
		// A batch that is older than thought: from the first message on, then.
		const late = { batch: 10, atS: timeOf(1_045) + 86_400 };
		expect(module.outcome(await look({ ...state, before: late }, scene))).toBe(
			"impossible",
		);
	});

	test("is proved by L1 alone when no message was sent since", async () => {
		const { scene, state } = await failed(10, 0);
		scene.l2 = poolOf();
		expect(module.outcome(await look(state, scene))).toBe("impossible");
	});

	test("waits for L1's final block", async () => {
		const { scene, state } = await failed();
		scene.final = copyL1(scene.l1);
		scene.final.taken = 1;
		let next = await look(state, scene);
		expect(next.last.nothing).toBeUndefined();
		expect(next.last.told).toEqual(
			scrollMessage("scroll.told.unseen-not-final"),
		);
		expect(module.outcome(next)).toBe("under-way");
		scene.final = null;
		next = await look(next, scene);
		expect(module.outcome(next)).toBe("impossible");
	});

	test("is not said of a journey that does not know what was finalized before it", async () => {
		const { scene, state } = await failed();
		const { before: _, ...older } = state;
		const next = await look(older, scene);
		expect(next.last.nothing).toBeUndefined();
		expect(module.outcome(next)).toBe("under-way");
	});

	test("is never believed of an endpoint that drops, alters, adds or cuts off messages, ours among them", async () => {
		const ours = withdrawalLeaf(12, { amountWei: amount, block: 1_052 });
		const lies: readonly ((leaves: Leaf[]) => Leaf[])[] = [
			(leaves) => leaves.toSpliced(12, 1),
			(leaves) => leaves.with(12, theirs(12, 1_052)),
			(leaves) => leaves.slice(0, 12),
			(leaves) => leaves.slice(0, 4),
			() => [],
			(leaves) => [
				...leaves.slice(0, 12),
				theirs(12, 1_052),
				...leaves.slice(13),
			],
		];
		for (const lie of lies)
			for (const archive of [true, false]) {
				const { scene, state, l2 } = await failed();
				const leaves = l2.leaves.with(12, ours);
				finalize(scene, leaves);
				l2.leaves = lie(leaves);
				l2.archive = archive;
				const next = await look(state, scene);
				expect(next.last.nothing).toBeUndefined();
				expect(module.outcome(next)).toBe("under-way");
				expect(states(next, scene)).toMatchObject({ message: "waiting" });
			}
	});

	test("is not said when an endpoint hides our withdrawal among the messages: its place proves it", async () => {
		const { scene, state, l2 } = await failed();
		l2.leaves = l2.leaves.with(
			12,
			withdrawalLeaf(12, { amountWei: amount, block: 1_052 }),
		);
		finalize(scene, l2.leaves);
		l2.lie = (logs) =>
			logs.filter(
				({ address, blockNumber }) =>
					address !== exit.l2.messenger || blockNumber !== 1_052,
			);
		const next = await look(state, scene);
		expect(next.last.message?.withdrawal.nonce).toBe(12);
		expect(clickOf(next, scene)?.stage).toBe("relay");
	});

	test("is dropped when a reorg takes the batch back, or an endpoint shows the withdrawal after all", async () => {
		const { scene, state: first, l2 } = await failed();
		const state = await look(first, scene);
		expect(module.outcome(state)).toBe("impossible");
		const gone = copyL1(scene.l1);
		gone.taken = 1;
		expect(module.outcome(await look(state, { ...scene, l1: gone }))).toBe(
			"under-way",
		);
		const rival = copyL1(scene.l1);
		rival.withdrawRoots.set(12, word(6));
		expect(
			module.outcome(await look(state, { ...scene, l1: rival, l2: poolOf() })),
		).toBe("under-way");
		l2.leaves = [
			...l2.leaves,
			withdrawalLeaf(17, { amountWei: amount, block: 1_070 }),
		];
		scene.l1.lastFinalizedBatch = 13;
		scene.l1.withdrawRoots.set(13, rootOf(hashesOf(l2.leaves)));
		const found = await look(state, scene);
		expect(found.last.nothing).toBeUndefined();
		expect(found.last.message?.withdrawal.nonce).toBe(17);
	});

	test("in a file that was altered is not believed", async () => {
		const { scene, state: first } = await failed();
		const state = await look(first, scene);
		const { nothing } = state.last;
		if (nothing?.shown === undefined || nothing.shown === null)
			throw new Error("not proved");
		const { leaves, peaks, shown } = nothing;
		scene.l2 = poolOf();
		const altered = [
			...leaves.map((one, i) => ({
				...nothing,
				leaves: leaves.with(i, flipped(one)),
			})),
			...peaks.map((one, i) => ({
				...nothing,
				peaks: peaks.with(i, flipped(one)),
			})),
			{ ...nothing, leaves: leaves.slice(1) },
			{ ...nothing, leaves: leaves.slice(0, -1) },
			{ ...nothing, leaves: [] },
			{ ...nothing, leaves: leaves.toReversed() },
			{ ...nothing, peaks: peaks.slice(1) },
			{ ...nothing, peaks: [...peaks, word(1)] },
			{ ...nothing, count: 11 },
			{ ...nothing, batchIndex: 11 },
			{ ...nothing, shown: null },
			{ ...nothing, shown: { ...shown, nonce: shown.nonce - 1 } },
			{ ...nothing, shown: { ...shown, valueWei: "5" } },
		];
		for (const one of altered) {
			const next = await look(
				{ ...state, last: { ...state.last, nothing: one } },
				scene,
			);
			expect(next.last.nothing).toBeUndefined();
			expect(module.outcome(next)).toBe("under-way");
		}
	});

	test("does not follow from nodes higher up in the tree that are passed off as leaves", () => {
		const pair = (a: Hex, b: Hex): Hex => rootOf([a, b]);
		const leaves = hashesOf(Array.from({ length: 8 }, (_, i) => theirs(i, 1)));
		const [l4 = "0x", l5 = "0x", l6 = "0x", l7 = "0x"] = leaves.slice(4);
		const roots = {
			before: BigInt(rootOf(leaves.slice(0, 4))),
			after: BigInt(rootOf(leaves)),
		};
		// Half as many messages, each a pair of true ones: both roots come out.
		const higher = [pair(l4, l5), pair(l6, l7)];
		const peaks = [rootOf(leaves.slice(0, 4))];
		const start = frontierOf(2, peaks);
		if (start === null) throw new Error("no frontier");
		expect(appendUntil(rootOf(leaves), start, higher).taken).toBe(2);
		const shown = {
			sender: other,
			target: other,
			valueWei: "3",
			nonce: 2,
			data: "0x",
		} as const;
		const lie = { batchIndex: 12, count: 2, peaks, leaves: higher };
		for (const one of [null, shown, { ...shown, nonce: 3 }])
			expect(isAbsent({ ...lie, shown: one }, roots, () => l5)).toBe(false);
		const honest = {
			batchIndex: 12,
			count: 4,
			peaks,
			leaves: leaves.slice(4),
			shown: { ...shown, nonce: 5, valueWei: "6" },
		};
		expect(isAbsent(honest, roots, () => word(1))).toBe(true);
		expect(
			isAbsent(honest, roots, (nonce) => (nonce === 6 ? l6 : word(1))),
		).toBe(false);
	});
});

describe("paying out", () => {
	test("waits while the messenger is paused or the account delegates, and can be tried again after a failure", async () => {
		const { scene, state: first } = await taken();
		let state = await look(first, scene);
		scene.l1.messengerPaused = true;
		state = await look(state, scene);
		expect(clickOf(state, scene)).toBeNull();
		expect(wordsOf(state, scene, "relay")).toMatch(/paused payouts/);
		scene.l1.messengerPaused = false;
		scene.l1.hasCode = true;
		state = await look(state, scene);
		expect(clickOf(state, scene)).toBeNull();
		scene.l1.hasCode = false;
		state = await look(state, scene);
		scene.orders.set(...orderOf("relay", "included", false));
		expect(clickOf(state, scene)?.stage).toBe("relay");
		expect(wordsOf(state, scene, "relay")).toMatch(/failed on Ethereum/);
	});

	test("by somebody else is done as well; a reorg of it offers the step again", async () => {
		const { scene, state: first, mine } = await taken();
		let state = await look(first, scene);
		scene.l1.executed.add(mine);
		state = await look(state, scene);
		expect(module.outcome(state)).toBe("done");
		scene.l1.executed.delete(mine);
		state = await look(state, scene);
		expect(module.outcome(state)).toBe("under-way");
		expect(clickOf(state, scene)?.stage).toBe("relay");
	});
});
