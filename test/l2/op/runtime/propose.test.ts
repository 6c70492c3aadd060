// A root proposed by the person where nobody else does: on whose word, and how its bond comes back.

import { describe, expect, it } from "vitest";
import {
	amount,
	exit,
	forced,
	type Journey,
	openJourney,
	propose,
	states,
	untilRipe,
} from "./scene.ts";
import { type Lies, nodeOf, openL2, person } from "./world.ts";

describe("proposing a root oneself", () => {
	const stalled = async (lies: Lies = {}): Promise<Journey> => {
		const journey = await openJourney();
		await forced(journey);
		journey.nodes.push(nodeOf("second", journey.l2, lies));
		journey.l1.pass(43_201);
		await journey.it.look();
		return journey;
	};

	it("is offered when two nodes agree and nobody proposed for the profile's time, and its bond comes back", async () => {
		const journey = await stalled();
		const { l1, it: way } = journey;
		expect(way.stage("proposed").state).toBe("yours");
		expect(way.stage("proposed").words).toContain("0.08 ETH");
		expect(way.stage("proposed").risk).toContain("bond is lost");
		way.sign("proposed");
		await way.look();
		expect(way.stage("bond").state).toBe("waiting");
		expect(way.click()?.stage).toBe("prove");
		await untilRipe(journey);
		way.sign("finalize");
		await way.look();
		expect(way.outcome()).toBe("under-way");
		l1.pass(exit.bondDelayS);
		await way.look();
		way.sign("bond");
		await way.look();
		expect(way.outcome()).toBe("done");
		expect(l1.paid).toEqual([
			{ to: person, amount, token: null },
			{ to: person, amount: 80n * 10n ** 15n, token: null },
		]);
	});

	it("is not offered before that time", async () => {
		const journey = await openJourney();
		await forced(journey);
		journey.nodes.push(nodeOf("second", journey.l2));
		journey.l1.pass(40_000);
		await journey.it.look();
		expect(journey.it.click()).toBeNull();
	});

	it("is not offered on one node's word", async () => {
		const journey = await openJourney();
		await forced(journey);
		journey.l1.pass(43_201);
		await journey.it.look();
		expect(journey.it.click()).toBeNull();
		const { words } = journey.it.stage("proposed");
		expect(words).toContain("2 independent nodes must agree on it; 1 answers");
		expect(words).toContain("in Settings");
	});

	it("is not offered on the word of two names of one node", async () => {
		const journey = await openJourney();
		await forced(journey);
		journey.nodes.push(
			nodeOf("second", journey.l2, { url: "https://node.test/other" }),
		);
		journey.l1.pass(43_201);
		await journey.it.look();
		expect(journey.it.click()).toBeNull();
		expect(journey.it.stage("proposed").words).toContain("1 answers");
	});

	it("is never offered on the word of two hosts of one company", async () => {
		const journey = await openJourney();
		await forced(journey);
		journey.nodes.push(
			nodeOf("second", journey.l2, { url: "https://other.sub.node.test" }),
		);
		journey.l1.pass(43_201);
		await journey.it.look();
		expect(journey.it.click()).toBeNull();
		expect(journey.it.stage("proposed").words).toContain("1 answers");
	});

	it("is not offered where nodes differ", async () => {
		const journey = await openJourney();
		await forced(journey);
		const other = openL2("another");
		while (other.blocks.length < journey.l2.blocks.length) other.mine();
		journey.nodes.push(nodeOf("second", other));
		journey.l1.pass(43_201);
		await journey.it.look();
		expect(journey.it.click()).toBeNull();
		expect(journey.it.stage("proposed").words).toContain("differ in block");
	});

	it("is closed by the person where the withdrawal rests on another root and nobody else closes it", async () => {
		const journey = await stalled();
		const { l1, l2, it: way } = journey;
		way.sign("proposed");
		l2.mine();
		propose(journey);
		await way.look();
		expect(states(way, "own-claim", "own-resolve", "bond")).toEqual([
			"waiting",
			"later",
			"waiting",
		]);
		const [own, other] = l1.games;
		if (own === undefined || other === undefined) throw new Error("no game");
		way.sign("prove");
		await way.look();
		// Others close the game that the withdrawal rests on.
		l1.setGame(other, { status: 2, resolvedAtS: l1.timeS() });
		l1.pass(exit.gameClockS + 4000);
		await way.look();
		expect(way.click()?.step).toEqual({
			kind: "op-resolve-claim",
			game: own.address,
		});
		way.sign("own-claim");
		await way.look();
		expect(states(way, "own-claim", "own-resolve")).toEqual(["done", "yours"]);
		way.sign("own-resolve");
		await way.look();
		expect(states(way, "own-resolve", "bond")).toEqual(["done", "waiting"]);
		l1.pass(exit.proofMaturityS + 10);
		await way.look();
		way.sign("finalize");
		await way.look();
		expect(way.outcome()).toBe("under-way");
		expect(way.click()?.stage).toBe("bond");
		const { superchainConfig } = exit.contracts;
		l1.set(superchainConfig.address, exit.slots.paused, 1n);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.stage("bond").words).toContain("paused");
		l1.set(superchainConfig.address, exit.slots.paused, 0n);
		await way.look();
		way.sign("bond");
		await way.look();
		expect(way.outcome()).toBe("done");
		expect(l1.paid.map((one) => one.amount)).toEqual([
			amount,
			80n * 10n ** 15n,
		]);
	});

	it("offers no step that closes an own root while somebody disputes it", async () => {
		const journey = await stalled();
		const { l1, l2, it: way } = journey;
		way.sign("proposed");
		l2.mine();
		propose(journey);
		const [own] = l1.games;
		if (own === undefined) throw new Error("no game");
		l1.setGame(own, { claims: 2 });
		await way.look();
		way.sign("prove");
		await way.look();
		l1.pass(exit.gameClockS + 4000);
		await way.look();
		expect(way.stage("own-claim").words).toContain("disputes the root");
		expect(way.click()?.stage).toBe("claim");
		way.sign("claim");
		await way.look();
		way.sign("resolve");
		await way.look();
		expect(way.click()).toBeNull();
	});

	it("says that the bond is lost when the root was disproved, and that the withdrawal is not", async () => {
		const journey = await stalled();
		const { l1, it: way } = journey;
		way.sign("proposed");
		await way.look();
		const [game] = l1.games;
		if (game === undefined) throw new Error("no game");
		l1.setGame(game, { status: 1, resolvedAtS: l1.timeS() });
		await way.look();
		expect(way.stage("bond").state).toBe("failed");
		expect(way.stage("bond").words).toContain("bond is lost");
		expect(way.stage("proposed").words).toContain("still there");
	});
});
