// Tokens out of a made Scroll, forced and plain: which ones may begin, what the queue has to hold, what L1 pays.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { scrollMessage } from "../../../../src/l2/scroll/checks/codes.ts";
import { forcedTransaction } from "../../../../src/l2/scroll/checks/exit.ts";
import { scrollEnforced } from "../../../../src/l2/scroll/runtime/enforced.ts";
import type { ScrollForcedState } from "../../../../src/l2/scroll/runtime/forced.ts";
import { scrollPlain } from "../../../../src/l2/scroll/runtime/plain.ts";
import { drawn } from "../../../exit/drawn.ts";
import { scrollToken } from "../world.ts";
import {
	contextOf,
	enqueue,
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
	timeOf,
	withdrawalLeaf,
	word,
} from "./scene.ts";

const amount = 25_000_000n;
const asked = {
	account: me,
	token: scrollToken.l2,
	amount,
	begun: null,
};
const faultOf = async (run: () => Promise<unknown>): Promise<Fault> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown;
		throw thrown;
	}
	throw new Error("accepted");
};
const look = async (
	state: ScrollForcedState,
	scene: Scene,
): Promise<ScrollForcedState> => {
	const raw = await scrollEnforced.look(state, asked, contextOf(scene));
	const next = scrollEnforced.decode(JSON.parse(JSON.stringify(raw)), "state");
	expect(next).toEqual(raw);
	for (const stage of stagesOf(next, scene)) {
		expect(stage.title.length).toBeLessThanOrEqual(60);
		expect(stage.words.length, stage.words).toBeLessThanOrEqual(400);
		expect((stage.risk ?? "").length).toBeLessThanOrEqual(300);
		expect((stage.proof ?? "").length).toBeLessThanOrEqual(300);
	}
	return next;
};
const stagesOf = (state: ScrollForcedState, scene: Scene) =>
	scrollEnforced.stages(state, asked, contextOf(scene)).map(drawn);
const clickOf = (state: ScrollForcedState, scene: Scene) =>
	scrollEnforced.click(state, asked, contextOf(scene));
const finalize = (scene: Scene, leaves: readonly Leaf[]): void => {
	scene.l1.taken = scene.l1.entries.length;
	scene.l1.lastFinalizedBatch = 12;
	scene.l1.lastFinalizedAtS = timeOf(1_060);
	scene.l1.number = 1_061;
	scene.l1.withdrawRoots.set(12, rootOf(leaves.map(({ hash }) => hash)));
};
const theirs = (nonce: number, via: "messenger" | "token" = "token"): Leaf =>
	withdrawalLeaf(nonce, {
		via,
		amountWei: amount,
		sender: other,
		recipient: other,
		block: 1_040 + nonce,
	});

describe("a forced withdrawal of a token", () => {
	test("goes the whole way: queue, finalized, proved, paid as the token of L1", async () => {
		const scene = newScene();
		expect(await scrollEnforced.offer(me, contextOf(scene))).toMatchObject({
			isOpen: true,
			tokens: true,
		});
		let state = await scrollEnforced.begin(asked, contextOf(scene));
		state = await look(state, scene);
		const click = clickOf(state, scene);
		if (click?.step.kind !== "scroll-force") throw new Error("no step");
		expect(click.step).toMatchObject({
			via: "token",
			token: scrollToken,
			amountWei: amount,
		});
		expect(stagesOf(state, scene)[0]?.words).toMatch(/25 TOK/);
		enqueue(
			scene.l1,
			forcedTransaction(profile, me, click.step),
			timeOf(1_001),
		);
		scene.l1.number = 1_002;
		state = await look(state, scene);
		expect(state.queued?.index).toBe(0);
		const leaves = [
			theirs(0),
			// Ether of the same number is no withdrawal of the token.
			withdrawalLeaf(1, { amountWei: amount, block: 1_041 }),
			withdrawalLeaf(2, { via: "token", amountWei: amount, block: 1_042 }),
			theirs(3),
		];
		scene.l2 = poolOf(quietL2(leaves));
		finalize(scene, leaves);
		scene.l1.paysFor = scrollToken.l2;
		state = await look(state, scene);
		expect(state.last.message?.withdrawal).toMatchObject({
			nonce: 2,
			token: scrollToken,
		});
		const relay = clickOf(state, scene);
		expect(relay).toMatchObject({
			stage: "relay",
			label: scrollMessage("scroll.relay.title-token"),
			step: { kind: "scroll-relay", via: "token", token: scrollToken },
		});
		expect(stagesOf(state, scene).at(-1)).toMatchObject({
			title: "Take the tokens on Ethereum",
			words: "One transaction pays 25 TOK to your account on Ethereum.",
		});
		scene.l2 = poolOf();
		scene.orders.set(...orderOf("relay", "included", true));
		scene.l1.executed.add(leaves[2]?.hash ?? "0x");
		state = await look(state, scene);
		expect(scrollEnforced.outcome(state)).toBe("done");
	});

	test("that brought nothing is settled as one of ether is", async () => {
		const scene = newScene();
		const state = await scrollEnforced.begin(asked, contextOf(scene));
		const click = clickOf(state, scene);
		if (click?.step.kind !== "scroll-force") throw new Error("no step");
		enqueue(
			scene.l1,
			forcedTransaction(profile, me, click.step),
			timeOf(1_001),
		);
		const leaves = [theirs(0), theirs(1)];
		scene.l2 = poolOf(quietL2(leaves));
		finalize(scene, leaves);
		expect(scrollEnforced.outcome(await look(state, scene))).toBe("impossible");
	});

	test("is refused by name where the profile knows no token of L1 for it", async () => {
		const fault = await faultOf(() =>
			scrollEnforced.begin({ ...asked, token: other }, contextOf(newScene())),
		);
		expect(fault.code).toBe("bad-params");
		expect(fault.detail).toMatch(new RegExp(`${other}.*WETH and USDC`, "s"));
	});

	test("is refused when the profile pairs it with a token that L1's gateway does not pay for it", async () => {
		const { exit } = profile;
		if (exit?.erc20 === undefined) throw new Error("no tokens");
		const wrong = {
			...profile,
			exit: {
				...exit,
				erc20: { ...exit.erc20, tokens: [{ l1: other, l2: scrollToken.l2 }] },
			},
		};
		const fault = await faultOf(() =>
			scrollEnforced.begin(asked, contextOf(newScene(), wrong)),
		);
		expect(fault.code).toBe("exit-recipient");
	});

	test("is refused when L1's storage has its token of L1 paid for another", async () => {
		const scene = newScene();
		scene.l1.paysFor = other;
		const fault = await faultOf(() =>
			scrollEnforced.begin(asked, contextOf(scene)),
		);
		expect(fault.code).toBe("exit-recipient");
		scene.l1.paysFor = scrollToken.l2;
		await expect(
			scrollEnforced.begin(asked, contextOf(scene)),
		).resolves.toMatchObject({ token: scrollToken });
	});

	test("says when the gateway for tokens was changed", async () => {
		const scene = newScene();
		const state = await scrollEnforced.begin(asked, contextOf(scene));
		scene.l1.upgraded = true;
		const next = await look(state, scene);
		expect(next.seen?.changed).toContain("gateway for tokens");
	});
});

test("a withdrawal of a token that was begun on the rollup is proved and paid", async () => {
	const begun: Hex = word(4711);
	const mine = withdrawalLeaf(1, {
		via: "token",
		amountWei: amount,
		transaction: begun,
		block: 1_041,
	});
	const leaves = [theirs(0, "messenger"), mine, theirs(2)];
	const scene = newScene();
	scene.l2 = poolOf(quietL2(leaves));
	const plain = { account: me, token: null, amount: null, begun };
	let state = await scrollPlain.begin(plain, contextOf(scene));
	finalize(scene, leaves);
	state = await scrollPlain.look(state, plain, contextOf(scene));
	const stages = scrollPlain.stages(state, plain, contextOf(scene)).map(drawn);
	expect(stages[0]?.words).toBe("It withdrew 25 TOK to your account.");
	expect(scrollPlain.click(state, plain, contextOf(scene))).toMatchObject({
		label: scrollMessage("scroll.relay.title-token"),
		step: { kind: "scroll-relay", token: scrollToken, nonce: 1 },
	});
	// Kept for it too, while endpoints serve it.
	const [piece] = (await scrollPlain.capture?.(me, contextOf(scene))) ?? [];
	expect(piece?.says).toEqual(scrollMessage("scroll.kept.ready", { ready: 1 }));
	await expect(
		scrollPlain.checkCaptured?.(piece?.name ?? "", piece?.text ?? "", profile),
	).resolves.toBeDefined();
});
