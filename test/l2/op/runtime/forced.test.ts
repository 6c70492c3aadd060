// A forced exit from an OP rollup over a made L1 and a made rollup: the whole way, a lost game, a reorg, a pause, an upgrade, and
// a withdrawal that was paid before.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { isForcedBy } from "../../../../src/l2/op/checks/force.ts";
import { withdrawalHash } from "../../../../src/l2/op/checks/withdrawal.ts";
import { checkEvidence } from "../../../../src/l2/op/runtime/evidence.ts";
import { opForced } from "../../../../src/l2/op/runtime/forced.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import { drawn, textOf } from "../../../exit/drawn.ts";
import { profile as bare } from "../../rollup-world.ts";
import { etherWithdrawal, l2Token, stranger } from "../exit-world.ts";
import {
	amount,
	ether,
	exit,
	forced,
	forceOf,
	openJourney,
	portal,
	propose,
	states,
	untilRipe,
} from "./scene.ts";
import {
	drive,
	exitProfile,
	type L1,
	nodeOf,
	openL1,
	person,
	poolOf,
} from "./world.ts";

describe("a forced exit", () => {
	it("goes the whole way with no node needed after its proof is here", async () => {
		const journey = await openJourney();
		const { l1, l2, nodes, it: way } = journey;
		expect(way.stage("force").state).toBe("yours");
		expect(way.stage("included").state).toBe("later");
		const withdrawal = await forced(journey);
		expect(states(way, "force", "included", "proposed")).toEqual([
			"done",
			"waiting",
			"waiting",
		]);
		expect(way.stage("included").words).toContain("The node node shows it");
		expect(way.stage("included").untilS).toBeNull();
		expect(way.click()).toBeNull();

		propose(journey);
		await way.look();
		expect(states(way, "included", "proposed", "prove")).toEqual([
			"done",
			"done",
			"yours",
		]);
		// Every node of the rollup is dead from here on.
		nodes.splice(0);
		l2.blocks.splice(1);
		way.sign("prove");
		await way.look();
		expect(
			states(way, "prove", "claim", "resolve", "wait", "finalize"),
		).toEqual(["done", "waiting", "later", "waiting", "later"]);
		expect(way.click()).toBeNull();
		l1.pass(exit.gameClockS + 100);
		await way.look();
		// Others are left time to do it.
		expect(way.click()).toBeNull();
		l1.pass(4000);
		await way.look();
		expect(way.stage("claim").state).toBe("yours");
		way.sign("claim");
		await way.look();
		expect(states(way, "claim", "resolve")).toEqual(["done", "yours"]);
		way.sign("resolve");
		await way.look();
		expect(states(way, "resolve", "wait")).toEqual(["done", "waiting"]);
		l1.pass(exit.gameFinalityS - 13);
		await way.look();
		expect(way.click()).toBeNull();
		l1.pass(14);
		await way.look();
		expect(states(way, "wait", "finalize")).toEqual(["done", "yours"]);
		l1.final = l1.head().number;
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([{ to: person, amount, token: null }]);
		expect(way.stage("finalize").state).toBe("done");
		expect(way.outcome()).toBe("under-way");
		l1.final = null;
		await way.look();
		expect(way.outcome()).toBe("done");
		expect(way.click()).toBeNull();
		expect(withdrawalHash(withdrawal)).toMatch(/^0x/);
	});

	it("takes a token out, and tries its payment again where the bridge failed", async () => {
		const journey = await openJourney({
			...ether,
			token: l2Token,
			amount: 2_500_000n,
		});
		const { l1, it: way } = journey;
		await forced(journey, l2Token);
		propose(journey);
		await way.look();
		await untilRipe(journey);
		l1.bridgeFails = true;
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([]);
		expect(way.outcome()).toBe("under-way");
		expect(way.stage("relay").state).toBe("yours");
		l1.bridgeFails = false;
		way.sign("relay");
		await way.look();
		expect(l1.paid).toMatchObject([{ to: person, amount: 2_500_000n }]);
		expect(way.stage("relay").state).toBe("done");
		expect(way.outcome()).toBe("done");
	});

	it("asks for a gas of its own, so that two journeys are two withdrawals", async () => {
		const first = await openJourney();
		const second = await openJourney({ ...ether, amount: amount + 1n });
		const step = forceOf(first.it);
		expect(step.l1Gas).not.toBe(forceOf(second.it).l1Gas);
		const other = etherWithdrawal({
			valueWei: amount,
			gasLimit: BigInt(step.l1Gas + 1),
		});
		expect(isForcedBy(exitProfile, person, step, other)).toBe(false);
	});

	it("cannot be begun without an amount, for a token that is not known, or without a profile that names a way", async () => {
		const wrong = async (asked: typeof ether, profile = exitProfile) => {
			try {
				await drive(
					opForced,
					asked as Parameters<typeof drive>[1],
					openL1(),
					() => poolOf(),
					profile,
				);
			} catch (thrown) {
				if (thrown instanceof Fault) return `${thrown.code} ${thrown.detail}`;
				throw thrown;
			}
			return "begun";
		};
		expect(await wrong({ ...ether, amount: 0n })).toContain('"amount"');
		expect(await wrong({ ...ether, token: stranger as never })).toContain(
			'"token"',
		);
		expect(await wrong({ ...ether, begun: wordHex(1n) as never })).toContain(
			'"begun"',
		);
		expect(await wrong(ether, bare)).toContain("unverifiable-method");
	});
});

describe("what can happen to a forced exit", () => {
	it("ends where the rollup ran it and it failed, with nothing lost but the fee", async () => {
		const journey = await openJourney();
		const { it: way } = journey;
		await forced(journey, null, false);
		expect(way.stage("included").words).toContain("says that it failed");
		expect(way.outcome()).toBe("under-way");
		propose(journey);
		await way.look();
		expect(way.outcome()).toBe("impossible");
		expect(way.stage("included").state).toBe("failed");
		expect(way.stage("included").words).toContain("Nothing was withdrawn");
		expect(way.click()).toBeNull();
	});

	it("says that the rollup must have it by now where nodes do not show it after the deadline", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		way.sign("force");
		await way.look();
		expect(way.stage("included").words).toContain("rollup's own rules");
		expect(way.stage("included").untilS).toBe(
			(way.stage("force").doneS ?? 0) + 43_200 + 600,
		);
		l1.pass(43_200 + 601);
		await way.look();
		expect(way.stage("included").words).toContain("follows Ethereum itself");
		expect(way.stage("included").state).toBe("waiting");
	});

	it("goes back to the root when the game was lost, and on under another", async () => {
		const journey = await openJourney();
		const { l1, l2, it: way } = journey;
		await forced(journey);
		const game = propose(journey);
		await way.look();
		way.sign("prove");
		await way.look();
		expect(way.stage("prove").state).toBe("done");
		l1.setGame(game, { claims: 2 });
		await way.look();
		expect(way.stage("claim").words).toContain("disputes the root");
		expect(way.stage("claim").untilS).toBeNull();
		expect(way.stage("wait").untilS).toBeNull();
		l1.setGame(game, { status: 1, resolvedAtS: l1.timeS() });
		await way.look();
		expect(states(way, "proposed", "prove", "claim")).toEqual([
			"waiting",
			"later",
			"later",
		]);
		expect(way.stage("proposed").words).toContain("was disproved");
		expect(way.click()).toBeNull();
		l2.mine();
		propose(journey);
		await way.look();
		expect(states(way, "proposed", "prove")).toEqual(["done", "yours"]);
		expect(way.stage("prove").words).toContain("was disproved");
		await untilRipe(journey);
		expect(way.click()?.stage).toBe("finalize");
	});

	it.each([
		[
			"struck off",
			(l1: L1, game: Hex) =>
				l1.set(
					portal,
					mappingSlot(
						wordHex(BigInt(game)),
						BigInt(exitProfile.slots.blacklist),
					),
					1n,
				),
			"struck off the root",
		],
		[
			"retired",
			(l1: L1) =>
				l1.set(
					portal,
					wordHex(BigInt(exitProfile.slots.respectedType)),
					BigInt(l1.timeS() + 1) << 32n,
				),
			"retired the root",
		],
		[
			"of a type that is not respected any more",
			(l1: L1) =>
				l1.set(
					portal,
					wordHex(BigInt(exitProfile.slots.respectedType)),
					(5n << 32n) | 8n,
				),
			"in another way",
		],
	] as const)(
		"goes back where the root is %s",
		async (_what, change, words) => {
			const journey = await openJourney();
			const { l1, it: way } = journey;
			await forced(journey);
			const game = propose(journey);
			await way.look();
			way.sign("prove");
			await way.look();
			change(l1, game.address);
			await way.look();
			expect(states(way, "proposed", "prove")).toEqual(["waiting", "later"]);
			expect(way.stage("proposed").words).toContain(words);
			expect(way.click()).toBeNull();
		},
	);

	it("is not proved under a false root, and waits for an honest one", async () => {
		const journey = await openJourney();
		const { l1, l2, it: way } = journey;
		await forced(journey);
		const head = l2.blocks.at(-1)?.number ?? 0;
		l1.propose(wordHex(0xbadn), head + 50);
		await way.look();
		expect(way.stage("proposed").state).toBe("waiting");
		expect(way.click()).toBeNull();
		propose(journey);
		await way.look();
		const click = way.click();
		expect(click?.step).toMatchObject({ kind: "op-prove", gameIndex: 1 });
	});

	it("is not proved under a root that somebody disputes", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		await forced(journey);
		const game = propose(journey);
		l1.setGame(game, { claims: 2 });
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.stage("proposed").words).toContain("somebody disputes the root");
		expect(way.stage("prove").words).toContain("Once there is a root to use");
		l1.setGame(game, { status: 2, resolvedAtS: l1.timeS() });
		await way.look();
		expect(way.click()?.stage).toBe("prove");
	});

	it("gives the proof again when a reorg dropped it", async () => {
		const journey = await openJourney();
		const { l1, nodes, it: way } = journey;
		await forced(journey);
		propose(journey);
		await way.look();
		const before = l1.head().number;
		const first = way.click();
		way.sign("prove");
		await way.look();
		expect(way.stage("prove").state).toBe("done");
		nodes.splice(0);
		l1.reorg(before);
		l1.pass(12);
		await way.look();
		expect(way.stage("prove").state).toBe("yours");
		expect(way.click()).toEqual(first);
	});

	it("is ordered again when a reorg dropped the forced transaction", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		const before = l1.head().number;
		l1.final = before;
		way.sign("force");
		await way.look();
		expect(way.stage("force").state).toBe("done");
		expect(way.state.forced?.isFinal).toBe(false);
		l1.reorg(before);
		l1.pass(12);
		await way.look();
		expect(way.state.forced).toBeNull();
		expect(way.stage("force").state).toBe("yours");
	});

	it("waits for an order that is on its way, and says what became of one that failed", async () => {
		const { it: way } = await openJourney();
		const order = {
			id: "one",
			hash: wordHex(1n),
			succeeded: null,
			blockNumber: null,
			madeMs: 0,
		};
		for (const state of ["signed", "sent"] as const) {
			way.orders.set("force", { ...order, state });
			expect(way.click()).toBeNull();
			expect(way.stage("force").state).toBe("waiting");
		}
		way.orders.set("force", { ...order, state: "lost" });
		expect(way.click()?.stage).toBe("force");
		expect(way.stage("force").words).toContain("did not get into Ethereum");
		way.orders.set("force", {
			...order,
			state: "final",
			succeeded: false,
			blockNumber: 1,
		});
		expect(way.click()?.stage).toBe("force");
		expect(way.stage("force").words).toContain("failed on Ethereum");
	});

	it("waits while withdrawals are paused, and says so", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		await forced(journey);
		propose(journey);
		const { superchainConfig } = exit.contracts;
		l1.set(superchainConfig.address, exit.slots.paused, 1n);
		await way.look();
		expect(way.stage("prove").state).toBe("waiting");
		expect(way.stage("prove").words).toContain("paused");
		expect(way.click()).toBeNull();
		l1.set(superchainConfig.address, exit.slots.paused, 0n);
		await way.look();
		await untilRipe(journey);
		l1.set(superchainConfig.address, exit.slots.paused, 1n);
		await way.look();
		expect(way.stage("finalize").words).toContain("paused");
		expect(way.click()).toBeNull();
	});

	it("goes on where the portal was upgraded, and says that the code is not known", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		await forced(journey);
		propose(journey);
		l1.set(portal, exitProfile.slots.implementation, BigInt(stranger));
		await way.look();
		expect(way.state.facts?.isKnown).toBe(false);
		expect(way.stage("prove").words).toContain("does not know");
		expect(way.click()?.stage).toBe("prove");
		way.sign("prove");
		await way.look();
		expect(way.stage("prove").state).toBe("done");
	});

	it("rests on somebody else's proof where that one counts", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		await forced(journey);
		propose(journey);
		await way.look();
		const click = way.click();
		if (click === null) throw new Error("no click");
		const { exitCall } = await import("../../../../src/l2/checks.ts");
		const call = exitCall(exitProfile, person, click.step);
		l1.execute(stranger, call.to, call.data);
		await way.look();
		expect(way.stage("prove").words).toContain("Somebody else");
		l1.pass(exit.gameClockS + 4000);
		await way.look();
		way.sign("claim");
		await way.look();
		way.sign("resolve");
		await way.look();
		l1.pass(exit.proofMaturityS + 10);
		await way.look();
		expect(way.click()?.step).toMatchObject({
			kind: "op-finalize",
			submitter: stranger,
		});
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([{ to: person, amount, token: null }]);
	});

	it("offers no click where the withdrawal was paid before, and is done", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		const withdrawal = await forced(journey);
		propose(journey);
		await way.look();
		const { state } = way;
		expect(way.click()?.stage).toBe("prove");
		const slot = mappingSlot(
			withdrawalHash(withdrawal),
			BigInt(exit.slots.finalizedWithdrawals),
		);
		l1.set(portal, slot, 1n);
		way.state = state;
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.outcome()).toBe("done");
		expect(way.stage("finalize").words).toContain("a second time");
	});

	it("does not pay ether to an account that runs code, which could refuse it", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		await forced(journey);
		propose(journey);
		await way.look();
		await untilRipe(journey);
		l1.account(person).code = `0xef0100${stranger.slice(2)}`;
		l1.pass(12);
		await way.look();
		expect(way.stage("finalize").words).toContain("Remove the delegation");
		expect(way.click()).toBeNull();
		expect((await opForced.offer(person, way.ground())).isOpen).toBe(false);
	});
});

describe("the state", () => {
	it("comes back from JSON at every stage, and is refused when it is not one", async () => {
		const journey = await openJourney();
		await forced(journey);
		propose(journey);
		await journey.it.look();
		const { state } = journey.it;
		expect(opForced.decode(JSON.parse(JSON.stringify(state)), "state")).toEqual(
			state,
		);
		for (const change of [
			{ version: 2 },
			{ l1Gas: 1 },
			{ said: Array(5).fill(state.said[0]) },
			{ facts: { ...state.facts, bondWei: "-1" } },
			{ evidence: { ...state.evidence, proof: [] } },
			{ evidence: { ...state.evidence, root: "0x12" } },
		])
			expect(() => opForced.decode({ ...state, ...change }, "state")).toThrow(
				"bad-field",
			);
	});

	it("with evidence that was changed offers nothing out of it, and fetches another", async () => {
		const journey = await openJourney();
		const { it: way, nodes, l2 } = journey;
		await forced(journey);
		propose(journey);
		await way.look();
		const { state } = way;
		const { evidence } = state;
		if (evidence === null) throw new Error("no evidence");
		way.kept.clear();
		for (const [change, code] of [
			[{ root: wordHex(1n) }, "exit-evidence"],
			[{ l2BlockNumber: 1 }, "exit-evidence"],
			[{ proof: evidence.proof.slice(1) }, "mpt-"],
			[
				{ withdrawal: { ...evidence.withdrawal, target: stranger } },
				"exit-recipient",
			],
		] as const) {
			const wrong = { ...evidence, ...change };
			expect(() => checkEvidence(exitProfile, person, wrong)).toThrow(code);
			nodes.splice(0);
			way.state = { ...state, evidence: wrong };
			await way.look();
			expect(way.state.evidence).toBeNull();
			expect(way.stage("proposed").words).toContain("does not hold");
			expect(way.click()).toBeNull();
			nodes.push(nodeOf("node", l2));
			await way.look();
			expect(way.state.evidence).toEqual(evidence);
			expect(way.click()?.stage).toBe("prove");
			way.kept.clear();
		}
	});

	it("keeps its evidence beside it, to be checked again by whoever imports it", async () => {
		const journey = await openJourney();
		const { it: way } = journey;
		await forced(journey);
		propose(journey);
		await way.look();
		const [[name, text] = ["", ""]] = [...way.kept];
		expect(name).toMatch(/^withdrawal-[0-9a-f]{16}$/);
		const { checkCaptured } = opForced;
		if (checkCaptured === undefined) throw new Error("not checked");
		const { asOfS } = await checkCaptured(name, text, exitProfile);
		expect(asOfS).toBe(journey.l2.blocks.at(-1)?.timeS);
		await expect(
			checkCaptured(name, text.replace(person, stranger), exitProfile),
		).rejects.toThrow("exit-recipient");
		// A journey that lost its own takes it from there, with no node left.
		journey.nodes.splice(0);
		way.state = { ...way.state, evidence: null };
		await way.look();
		expect(way.click()?.stage).toBe("prove");
	});

	it("has words, titles and risks of the lengths that the screens take", async () => {
		const journey = await openJourney();
		const { it: way } = journey;
		await forced(journey);
		propose(journey);
		await way.look();
		for (const stage of opForced
			.stages(way.state, ether, way.ground())
			.map(drawn)) {
			expect(stage.title.length).toBeLessThanOrEqual(60);
			expect(stage.words.length).toBeLessThanOrEqual(400);
			expect(stage.risk?.length ?? 0).toBeLessThanOrEqual(300);
			expect(stage.proof?.length ?? 0).toBeLessThanOrEqual(300);
		}
	});
});

describe("the offer", () => {
	it("is open, and says how long it takes and what it needs", async () => {
		const { it: way } = await openJourney();
		const offer = await opForced.offer(person, way.ground());
		expect(offer).toMatchObject({
			isOpen: true,
			takes: "amount",
			tokens: true,
			fromBegun: false,
			lastsS: 604_800 + 43_200,
		});
		expect(textOf(offer.words).length).toBeLessThanOrEqual(600);
		expect(textOf(offer.words)).toContain(
			"one node of the rollup must serve one proof",
		);
	});

	it("is closed without a profile that names the way, and says so", async () => {
		const { it: way } = await openJourney();
		const context = { ...way.ground(), profile: bare };
		const offer = await opForced.offer(person, context);
		expect(offer.isOpen).toBe(false);
		expect(textOf(offer.words)).toContain("does not say how to leave");
	});
});
