// Finishing a withdrawal that was begun on a made Scroll, and what is kept for both ways out while endpoints serve it.

import { describe, expect, test } from "vitest";
import { type Hex, toHex, utf8 } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { scrollMessage } from "../../../../src/l2/scroll/checks/codes.ts";
import { forcedTransaction } from "../../../../src/l2/scroll/checks/exit.ts";
import { foldMessage } from "../../../../src/l2/scroll/checks/messages.ts";
import { scrollEnforced } from "../../../../src/l2/scroll/runtime/enforced.ts";
import {
	type ScrollPlainState,
	scrollPlain,
} from "../../../../src/l2/scroll/runtime/plain.ts";
import { keptName } from "../../../../src/l2/scroll/runtime/stored-evidence.ts";
import { drawn, textOf } from "../../../exit/drawn.ts";
import { said } from "../../../said.ts";
import {
	contextOf,
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

const amount = 10n ** 18n;
const begun = word(4711);
const asked = { account: me, token: null, amount: null, begun };

const codeOf = async (run: () => Promise<unknown>): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const look = async (
	state: ScrollPlainState,
	scene: Scene,
): Promise<ScrollPlainState> => {
	const raw = await scrollPlain.look(state, asked, contextOf(scene));
	const next = scrollPlain.decode(JSON.parse(JSON.stringify(raw)), "state");
	expect(next).toEqual(raw);
	for (const stage of scrollPlain
		.stages(next, asked, contextOf(scene))
		.map(drawn)) {
		expect(stage.title.length).toBeLessThanOrEqual(60);
		expect(stage.words.length).toBeLessThanOrEqual(400);
		expect((stage.risk ?? "").length).toBeLessThanOrEqual(300);
	}
	return next;
};
const states = (state: ScrollPlainState, scene: Scene) =>
	scrollPlain
		.stages(state, asked, contextOf(scene))
		.map((stage) => stage.state);
const clickOf = (state: ScrollPlainState, scene: Scene) =>
	scrollPlain.click(state, asked, contextOf(scene));
const finalize = (scene: Scene, leaves: readonly Leaf[], batch = 12): void => {
	scene.l1.lastFinalizedBatch = batch;
	scene.l1.lastFinalizedAtS = timeOf(1_060);
	scene.l1.number = 1_061;
	scene.l1.withdrawRoots.set(batch, rootOf(leaves.map(({ hash }) => hash)));
};
const made = (
	via: "messenger" | "gateway" = "messenger",
	change: Parameters<typeof withdrawalLeaf>[1] = { amountWei: amount },
): { readonly scene: Scene; readonly l2: L2Scene; readonly mine: Leaf } => {
	const mine = withdrawalLeaf(6, { via, transaction: begun, ...change });
	const l2 = quietL2([
		...strangers(6),
		mine,
		...strangers(3, 700).map((leaf) => ({ ...leaf, block: leaf.block + 160 })),
	]);
	const scene = newScene();
	scene.l2 = poolOf(l2);
	return { scene, l2, mine };
};

describe("a withdrawal begun on the rollup", () => {
	test.each(["messenger", "gateway"] as const)(
		"by the %s is told by an endpoint, proved when its batch is final, paid, and done",
		async (via) => {
			const { scene, l2, mine } = made(via);
			expect(await scrollPlain.offer(me, contextOf(scene))).toMatchObject({
				isOpen: true,
				fromBegun: true,
			});
			let state = await scrollPlain.begin(asked, contextOf(scene));
			state = await look(state, scene);
			expect(states(state, scene)).toEqual(["waiting", "later", "later"]);
			// A root that is older than it.
			finalize(scene, l2.leaves.slice(0, 5), 11);
			state = await look(state, scene);
			expect(state.claimed?.nonce).toBe(6);
			expect(states(state, scene)).toEqual(["waiting", "waiting", "later"]);
			expect(clickOf(state, scene)).toBeNull();
			finalize(scene, l2.leaves);
			state = await look(state, scene);
			expect(states(state, scene)).toEqual(["done", "done", "yours"]);
			const click = clickOf(state, scene);
			if (click?.step.kind !== "scroll-relay") throw new Error("no relay");
			expect(click.step).toMatchObject({
				via,
				sender: me,
				recipient: me,
				amountWei: amount,
				nonce: 6,
			});
			expect(foldMessage(mine.hash, 6, click.step.siblings)).toBe(
				scene.l1.withdrawRoots.get(12),
			);
			scene.l2 = poolOf();
			scene.orders.set(...orderOf("relay", "sent"));
			scene.l1.executed.add(mine.hash);
			state = await look(state, scene);
			expect(scrollPlain.outcome(state)).toBe("done");
			expect(clickOf(state, scene)).toBeNull();
			expect(scrollPlain.outcome(await look(state, scene))).toBe("done");
		},
	);

	// The messenger takes a message whose call fails without failing itself: it marks nothing as paid.
	test("that a final transaction did not have paid out is offered again", async () => {
		const { scene, l2 } = made();
		finalize(scene, l2.leaves);
		const begun = await scrollPlain.begin(asked, contextOf(scene));
		const state = await look(begun, scene);
		const [stage, order] = orderOf("relay", "final", true);
		scene.orders.set(stage, order);
		expect(clickOf(state, scene)?.stage).toBe("relay");
		expect(states(state, scene)).toEqual(["done", "done", "yours"]);
		// Not while the block may fall back, nor before the look has reached it.
		scene.orders.set(...orderOf("relay", "included", true));
		expect(clickOf(state, scene)).toBeNull();
		scene.orders.set(stage, { ...order, blockNumber: 1e9 });
		expect(clickOf(state, scene)).toBeNull();
	});

	test("that was paid before it is looked at is done", async () => {
		const { scene, l2, mine } = made();
		finalize(scene, l2.leaves);
		scene.l1.executed.add(mine.hash);
		let state = await scrollPlain.begin(asked, contextOf(scene));
		state = await look(state, scene);
		expect(scrollPlain.outcome(state)).toBe("done");
		scene.l2 = poolOf();
		expect(scrollPlain.outcome(await look(state, scene))).toBe("done");
		scene.l1.executed.clear();
		expect(scrollPlain.outcome(await look(state, scene))).toBe("under-way");
	});

	test("that pays somebody else, is none, or that nobody knows is said and moves nothing", async () => {
		for (const [change, says] of [
			[
				{ amountWei: amount, recipient: other },
				/pays 0x0f0f.*not this account/,
			],
			[
				{ amountWei: amount, transaction: word(1) },
				/knows no such transaction/,
			],
		] as const) {
			const { scene, l2 } = made("messenger", change);
			finalize(scene, l2.leaves);
			const state = await look(
				await scrollPlain.begin(asked, contextOf(scene)),
				scene,
			);
			expect(said(state.last.told ?? undefined)).toMatch(says);
			expect(clickOf(state, scene)).toBeNull();
		}
		const { scene, l2, mine } = made();
		l2.leaves = l2.leaves.with(6, { ...mine, sent: null });
		finalize(scene, l2.leaves);
		const state = await look(
			await scrollPlain.begin(asked, contextOf(scene)),
			scene,
		);
		expect(said(state.last.told ?? undefined)).toMatch(
			/no withdrawal that is known/,
		);
	});

	test("stored by version 0.1.0 with a sentence is read, and says it until the next look", async () => {
		const { scene } = made();
		const state = await scrollPlain.begin(asked, contextOf(scene));
		const told = "The proof could not be made yet. pool: it is late";
		const old = {
			...state,
			claimed: {
				via: "messenger",
				sender: me,
				recipient: me,
				amountWei: `${amount}`,
				nonce: 6,
			},
			last: { ...state.last, told },
		};
		const read = scrollPlain.decode(JSON.parse(JSON.stringify(old)), "state");
		const stages = scrollPlain.stages(read, asked, contextOf(scene));
		expect(stages.map(drawn)[1]?.words).toBe(told);
	});

	test("whose message carries anything but a withdrawal of ether is not read as one", async () => {
		const { scene, l2, mine } = made();
		if (mine.sent === null) throw new Error("not sent");
		for (const data of ["0x00", toHex(utf8("something else"))] as const) {
			l2.leaves = l2.leaves.with(6, { ...mine, sent: { ...mine.sent, data } });
			finalize(scene, l2.leaves);
			const state = await look(
				await scrollPlain.begin(asked, contextOf(scene)),
				scene,
			);
			expect(state.claimed).toBeNull();
		}
		// From the gateway, to the gateway, but not its call.
		const gateway: Hex = exit.contracts.ethGateway?.address ?? other;
		l2.leaves = l2.leaves.with(6, {
			...mine,
			sent: {
				...mine.sent,
				sender: exit.l2.ethGateway ?? other,
				target: gateway,
				data: `0x${"11".repeat(200)}`,
			},
		});
		const state = await look(
			await scrollPlain.begin(asked, contextOf(scene)),
			scene,
		);
		expect(state.claimed).toBeNull();
	});

	test("is not begun without its transaction, for a token, or from an account that delegates", async () => {
		const { scene } = made();
		for (const change of [{ begun: null }, { token: other }])
			expect(
				await codeOf(() =>
					scrollPlain.begin({ ...asked, ...change }, contextOf(scene)),
				),
			).toBe("bad-params");
		scene.l1.hasCode = true;
		expect(await codeOf(() => scrollPlain.begin(asked, contextOf(scene)))).toBe(
			"order-delegated",
		);
		expect(await scrollPlain.offer(me, contextOf(scene))).toMatchObject({
			isOpen: false,
			words: scrollMessage("scroll.code.plain"),
		});
	});
});

describe("what is kept", () => {
	const capture = async (scene: Scene): Promise<string> => {
		const [piece, ...more] =
			(await scrollPlain.capture?.(me, contextOf(scene))) ?? [];
		if (piece === undefined) throw new Error("nothing was captured");
		expect(more).toEqual([]);
		expect(piece.name).toBe(keptName);
		expect(piece.asOfS).toBe(scene.l1.lastFinalizedAtS);
		expect(textOf(piece.says).length).toBeLessThanOrEqual(300);
		scene.kept.set(piece.name, piece.text);
		return textOf(piece.says);
	};
	const check = (text: string, name = keptName) =>
		codeOf(async () => scrollPlain.checkCaptured?.(name, text, profile));

	test("is the proof of each withdrawal that is not paid, as soon as it is finalized; it needs no endpoint later", async () => {
		const { scene, l2, mine } = made("gateway");
		finalize(scene, l2.leaves.slice(0, 5), 11);
		expect(await capture(scene)).toMatch(
			/1 of your withdrawals cannot be proved yet/,
		);
		finalize(scene, l2.leaves);
		expect(await capture(scene)).toMatch(/The proof of 1/);
		const text = scene.kept.get(keptName) ?? "";
		expect(await check(text)).toBe("accepted");
		// Every endpoint gone, and a later root on top.
		scene.l2 = poolOf();
		scene.l1.lastFinalizedBatch = 20;
		scene.l1.withdrawRoots.set(20, word(20));
		let state = await scrollPlain.begin(asked, contextOf(scene));
		state = await look(state, scene);
		expect(clickOf(state, scene)?.step).toMatchObject({
			nonce: 6,
			batchIndex: 12,
		});
		// Kept as it is while it waits, and let go once it is paid.
		scene.l2 = poolOf(l2);
		await capture(scene);
		expect(JSON.parse(scene.kept.get(keptName) ?? "").items).toHaveLength(1);
		scene.l1.executed.add(mine.hash);
		expect(await capture(scene)).toMatch(/No withdrawal of yours/);
		expect(JSON.parse(scene.kept.get(keptName) ?? "").items).toEqual([]);
	});

	test("serves the forced way as well", async () => {
		const scene = newScene();
		const ask = { ...asked, amount, begun: null };
		let state = await scrollEnforced.begin(ask, contextOf(scene));
		enqueue(
			scene.l1,
			forcedTransaction(profile, me, {
				via: "messenger",
				amountWei: amount,
				gasLimit: 400_000,
			}),
			timeOf(1_001),
		);
		const l2 = quietL2([
			...strangers(3),
			withdrawalLeaf(3, { amountWei: amount }),
		]);
		scene.l2 = poolOf(l2);
		scene.l1.taken = 1;
		finalize(scene, l2.leaves);
		await capture(scene);
		scene.l2 = poolOf();
		state = await scrollEnforced.look(state, ask, contextOf(scene));
		expect(
			scrollEnforced.click(state, ask, contextOf(scene))?.step,
		).toMatchObject({ kind: "scroll-relay", nonce: 3 });
	});

	test("is refused when anything of it is altered, and is not used against another root", async () => {
		const { scene, l2 } = made();
		finalize(scene, l2.leaves);
		await capture(scene);
		const text = scene.kept.get(keptName) ?? "";
		const file = JSON.parse(text);
		const [item] = file.items;
		const { siblings } = item.proof;
		const altered = (change: object, proof: object = {}): string =>
			JSON.stringify({
				...file,
				items: [{ ...item, ...change, proof: { ...item.proof, ...proof } }],
			});
		expect(await check(altered({}))).toBe("accepted");
		for (const [i, sibling] of siblings.entries())
			expect(
				await check(
					altered({}, { siblings: siblings.with(i, flipped(sibling)) }),
				),
			).toBe("exit-evidence");
		for (const wrong of [
			altered({}, { siblings: siblings.slice(1) }),
			altered({}, { siblings: siblings.toReversed() }),
			altered({}, { root: word(1) }),
			altered({ withdrawal: { ...item.withdrawal, nonce: 7 } }),
			altered({ withdrawal: { ...item.withdrawal, amountWei: "1" } }),
			altered({ withdrawal: { ...item.withdrawal, recipient: other } }),
			altered({ withdrawal: { ...item.withdrawal, via: "gateway" } }),
		])
			expect(await check(wrong)).toBe("exit-evidence");
		expect(await check(text, "other")).toBe("bad-field");
		expect(await check("{")).toBe("bad-json");
		expect(await check(altered({ block: -1 }))).toBe("bad-field");
		expect(
			await check(JSON.stringify({ ...file, items: Array(17).fill(item) })),
		).toBe("bad-field");
		// Consistent in itself, and L1 holds another root.
		scene.l2 = poolOf();
		scene.l1.withdrawRoots.set(12, word(12));
		const state = await scrollPlain.begin(asked, contextOf(scene));
		expect(clickOf(await look(state, scene), scene)).toBeNull();
		// Damaged, it keeps nobody from looking.
		scene.kept.set(keptName, "{");
		scene.l2 = poolOf(l2);
		finalize(scene, l2.leaves);
		expect(clickOf(await look(state, scene), scene)).not.toBeNull();
	});

	test("drops a proof whose root a reorg took away, and proves it anew", async () => {
		const { scene, l2 } = made();
		finalize(scene, l2.leaves);
		await capture(scene);
		scene.l1.withdrawRoots.delete(12);
		finalize(scene, l2.leaves, 13);
		expect(await capture(scene)).toMatch(/The proof of 1/);
		expect(
			JSON.parse(scene.kept.get(keptName) ?? "").items[0].proof.batchIndex,
		).toBe(13);
	});

	test("is nothing where the profile names no way out, and fails by name where no endpoint answers", async () => {
		const { scene, l2 } = made();
		const { exit: _, ...without } = profile;
		expect(await scrollPlain.capture?.(me, contextOf(scene, without))).toEqual(
			[],
		);
		l2.down = true;
		expect(await codeOf(() => capture(scene))).toBe("unreachable");
	});
});
