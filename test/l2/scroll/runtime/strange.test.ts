// Ways out of a made Scroll whose contracts run other code than the profile names, or keep things elsewhere: every word at a named
// place is proved then, and means nothing. What must not be said of it, and what must stay open.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import type { ExitModule } from "../../../../src/exit/module.ts";
import type { Proxied } from "../../../../src/l2/profile.ts";
import { forcedTransaction } from "../../../../src/l2/scroll/checks/exit.ts";
import type { ScrollProfile } from "../../../../src/l2/scroll/checks/profile.ts";
import { scrollEnforced } from "../../../../src/l2/scroll/runtime/enforced.ts";
import type { ScrollForcedState } from "../../../../src/l2/scroll/runtime/forced.ts";
import { scrollPlain } from "../../../../src/l2/scroll/runtime/plain.ts";
import { keptName } from "../../../../src/l2/scroll/runtime/stored-evidence.ts";
import { drawn, textOf } from "../../../exit/drawn.ts";
import {
	contextOf,
	enqueue,
	exit,
	type Leaf,
	me,
	newScene,
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
const module: ExitModule<ScrollForcedState, ScrollProfile> = scrollEnforced;
const { scrollChain, messageQueue, systemConfig } = profile.contracts;
const { enforcedTxGateway, messenger } = exit.contracts;

const look = async (
	state: ScrollForcedState,
	scene: Scene,
	known: ScrollProfile = profile,
): Promise<ScrollForcedState> => {
	const context = contextOf(scene, known);
	const raw = await module.look(state, asked, context);
	const next = module.decode(JSON.parse(JSON.stringify(raw)), "state");
	expect(next).toEqual(raw);
	for (const stage of module.stages(next, asked, context).map(drawn)) {
		expect(stage.words.length, stage.words).toBeLessThanOrEqual(400);
		expect((stage.risk ?? "").length).toBeLessThanOrEqual(300);
	}
	return next;
};
const stageOf = (state: ScrollForcedState, scene: Scene, id: string) => {
	const all = module.stages(state, asked, contextOf(scene)).map(drawn);
	const found = all.find((one) => one.id === id);
	if (found === undefined) throw new Error(`no stage ${id}`);
	return found;
};
const clickOf = (state: ScrollForcedState, scene: Scene) =>
	module.click(state, asked, contextOf(scene));

const ours = forcedTransaction(profile, me, {
	via: "messenger",
	amountWei: amount,
	gasLimit: 400_000,
});
const begun = async () => {
	const scene = newScene();
	enqueue(scene.l1, word(1), timeOf(900));
	scene.l1.taken = 1;
	return { scene, state: await module.begin(asked, contextOf(scene)) };
};
const queue = (scene: Scene): void => {
	enqueue(scene.l1, ours, timeOf(1_001));
	scene.l1.number = 1_002;
};
const finalize = (scene: Scene, leaves: readonly Leaf[]): void => {
	scene.l1.taken = scene.l1.entries.length;
	scene.l1.lastFinalizedBatch = 12;
	scene.l1.lastFinalizedAtS = timeOf(1_060);
	scene.l1.number = 1_061;
	scene.l1.withdrawRoots.set(12, rootOf(leaves.map(({ hash }) => hash)));
};
/** Ours among the messages, with the root over them on L1. */
const found = async () => {
	const { scene, state } = await begun();
	queue(scene);
	const leaves = [
		...strangers(10),
		withdrawalLeaf(10, { amountWei: amount }),
		...strangers(4, 700).map((leaf) => ({ ...leaf, block: leaf.block + 155 })),
	];
	finalize(scene, leaves);
	scene.l2 = poolOf(quietL2(leaves));
	return { scene, leaves, state };
};
/** Nobody withdrew anything since the journey began: the same root at both batches. */
const nobody = async () => {
	const scene = newScene();
	enqueue(scene.l1, word(1), timeOf(900));
	const leaves = strangers(10);
	scene.l1.withdrawRoots.set(10, rootOf(leaves.map(({ hash }) => hash)));
	const state = await module.begin(asked, contextOf(scene));
	queue(scene);
	finalize(scene, leaves);
	return { scene, state };
};

describe("that nothing was withdrawn is not said", () => {
	test("of two batches without roots at the profile's places, in code that it does not name", async () => {
		const { scene, state } = await nobody();
		scene.l1.elsewhere = [scrollChain];
		const next = await look(state, scene);
		expect(next.last.nothing).toBeUndefined();
		expect(module.outcome(next)).toBe("under-way");
		expect(stageOf(next, scene, "message").words).toMatch(/not known/);
	});

	test("of two batches without roots at a wrong place of code that it names", async () => {
		const { scene, state } = await nobody();
		const slots = { ...profile.slots, withdrawRoots: 999 };
		const next = await look(state, scene, { ...profile, slots });
		expect(next.last.nothing).toBeUndefined();
		expect(module.outcome(next)).toBe("under-way");
	});

	test("by roots or a queue of other code, also where it was proved before the code changed", async () => {
		for (const contract of [scrollChain, messageQueue]) {
			const { scene, state } = await nobody();
			const proved = await look(state, scene);
			expect(module.outcome(proved)).toBe("impossible");
			scene.l1.otherCode = [contract.implementation];
			for (const before of [state, proved]) {
				const next = await look(before, scene);
				expect(next.last.nothing).toBeUndefined();
				expect(module.outcome(next)).toBe("under-way");
			}
		}
	});

	test("by a journey that began at a batch which other code named", async () => {
		const scene = newScene();
		scene.l1.otherCode = [scrollChain.address];
		const state = await module.begin(asked, contextOf(scene));
		expect(state.before).toBeUndefined();
	});
});

describe("other code at a contract's address", () => {
	test.each<readonly [string, Hex]>([
		["proxy", messenger.address],
		["implementation", messenger.implementation],
	])("does not pass as the profile's: the %s", async (_what, at) => {
		const { scene, state } = await begun();
		scene.l1.otherCode = [at];
		const next = await look(state, scene);
		expect(next.seen?.changed).toEqual(["messenger"]);
		const offer = await module.offer(me, contextOf(scene));
		expect(textOf(offer.words)).toMatch(/were changed \(messenger\)/);
	});

	test("does not push out of the offer what it has to say: the bound of the screens holds with every contract changed", async () => {
		const { scene } = await begun();
		scene.l1.upgraded = true;
		for (const one of [scrollEnforced, scrollPlain]) {
			const offer = await one.offer(me, contextOf(scene));
			const words = textOf(offer.words);
			expect(words.length, words).toBeLessThanOrEqual(600);
			expect(words).toMatch(/were changed \(rollup, queue, settings/);
			expect(words).toMatch(/a pause does not show/);
		}
	});

	test("does not close the way by a pause or a bound that it seems to have", async () => {
		const { scene, state } = await begun();
		scene.l1.gatewayPaused = true;
		scene.l1.mostGas = 0;
		scene.l1.otherCode = [
			enforcedTxGateway.implementation,
			systemConfig.implementation,
		];
		expect((await module.offer(me, contextOf(scene))).isOpen).toBe(true);
		const again = await module.begin(asked, contextOf(scene));
		expect(again.gasLimit).toBe(400_000);
		const next = await look(state, scene);
		expect(clickOf(next, scene)?.stage).toBe("force");
		expect(stageOf(next, scene, "force").risk).toMatch(/a pause does not show/);
	});

	test("does not have the operator called late by delays that are not there", async () => {
		const { scene, state } = await begun();
		queue(scene);
		scene.l1.elsewhere = [systemConfig];
		const next = await look(state, scene);
		const said = ["taken", "enforced"].map((id) => stageOf(next, scene, id));
		for (const { words, untilS } of said) {
			expect(words).not.toMatch(/did not take it|let the delay pass/);
			expect(untilS).toBeNull();
		}
		const offer = await module.offer(me, contextOf(scene));
		expect(textOf(offer.words)).toMatch(
			/How long the operator has .* is not known/,
		);
		expect(offer.lastsS).toBeNull();
	});

	test("does not take the place in the queue away, nor end the search for what came of it", async () => {
		const { scene, state, leaves } = await found();
		scene.l1.taken = 1;
		const waiting = await look(state, scene);
		expect(waiting.queued?.index).toBe(1);
		expect(waiting.last.message).toBeNull();
		scene.l1.elsewhere = [messageQueue];
		scene.l2 = poolOf();
		const blind = await look(waiting, scene);
		expect(blind.queued).toEqual(waiting.queued);
		const { words, state: shown } = stageOf(blind, scene, "taken");
		expect(words).toMatch(/is not known/);
		expect(shown).toBe("waiting");
		expect(stageOf(blind, scene, "force").proof).toBeNull();
		scene.l2 = poolOf(quietL2(leaves));
		const next = await look(blind, scene);
		expect(next.last.message?.withdrawal.nonce).toBe(10);
		expect(clickOf(next, scene)?.stage).toBe("relay");
	});

	test("does not take a proof away that was found before: it stays on offer and is not called proved", async () => {
		const { scene, state } = await found();
		const proved = await look(state, scene);
		expect(stageOf(proved, scene, "message").state).toBe("done");
		scene.l1.elsewhere = [scrollChain];
		scene.l2 = poolOf();
		const next = await look(proved, scene);
		expect(next.last.message).toEqual(proved.last.message);
		const { words, state: shown, proof } = stageOf(next, scene, "message");
		expect(words).toMatch(/is not known/);
		expect(shown).toBe("waiting");
		expect(proof).toBeNull();
		expect(clickOf(next, scene)?.stage).toBe("relay");
	});

	test("still takes a proof away that does not fit the root it holds", async () => {
		const { scene, state } = await found();
		const proved = await look(state, scene);
		scene.l1.otherCode = [scrollChain.implementation];
		scene.l1.withdrawRoots.set(12, word(77));
		scene.l2 = poolOf();
		expect((await look(proved, scene)).last.message).toBeNull();
	});

	test("does not have its mark of a payment called done without the words to look at the account", async () => {
		const { scene, state, leaves } = await found();
		const proved = await look(state, scene);
		scene.l1.executed.add(leaves[10]?.hash ?? word(0));
		const paid = await look(proved, scene);
		expect(stageOf(paid, scene, "relay").risk).toBeNull();
		scene.l1.otherCode = [messenger.implementation];
		const next = await look(proved, scene);
		expect(stageOf(next, scene, "relay").risk).toMatch(
			/check whether it is in your account/,
		);
	});
});

describe("what was kept while endpoints served it", () => {
	const capture = async (scene: Scene): Promise<string> => {
		const [piece] = (await scrollPlain.capture?.(me, contextOf(scene))) ?? [];
		if (piece === undefined) throw new Error("nothing was captured");
		scene.kept.set(piece.name, piece.text);
		return textOf(piece.says);
	};
	const items = (scene: Scene): unknown[] =>
		JSON.parse(scene.kept.get(keptName) ?? "").items;

	test.each<readonly [string, Proxied]>([
		["its root is not found", scrollChain],
		["it seems to be paid", messenger],
	])(
		"is not dropped because %s in code that the profile does not name",
		async (_why, contract) => {
			const { scene, leaves } = await found();
			expect(await capture(scene)).toMatch(/The proof of 1/);
			expect(items(scene)).toHaveLength(1);
			if (contract === messenger)
				scene.l1.executed.add(leaves[10]?.hash ?? word(0));
			scene.l1.otherCode = [contract.implementation];
			if (contract === scrollChain) scene.l1.elsewhere = [scrollChain];
			await capture(scene);
			expect(items(scene)).toHaveLength(1);
		},
	);

	test("is not called nothing on one endpoint's word", async () => {
		const scene = newScene();
		scene.l2 = poolOf(
			quietL2([
				withdrawalLeaf(0, { amountWei: 1n, sender: other, recipient: other }),
			]),
		);
		expect(await capture(scene)).toMatch(/is known.*endpoint/);
	});
});
