// Ways out of a made OP rollup whose contracts on L1 run other code than the profile names: every word at a named place is proved
// then, and means nothing. What must not be said of it, and what must stay open.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { withdrawalHash } from "../../../../src/l2/op/checks/withdrawal.ts";
import { opForced } from "../../../../src/l2/op/runtime/forced.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import { textOf } from "../../../exit/drawn.ts";
import { l2Token, stranger } from "../exit-world.ts";
import {
	exit,
	forced,
	type Journey,
	openJourney,
	portal,
	propose,
	untilRipe,
} from "./scene.ts";
import {
	drive,
	exitProfile,
	heldTokens,
	heldWei,
	type L1,
	nodeOf,
	openL1,
	openL2,
	person,
	poolOf,
} from "./world.ts";

const { superchainConfig, l1CrossDomainMessenger } = exit.contracts;
const { disputeGameFactory, optimismPortal } = exitProfile.contracts;
const otherCode = (l1: L1, at: Hex): void => {
	l1.account(at).code = "0x60";
	l1.pass(12);
};
const upgrade = (l1: L1, at: Hex): void =>
	l1.set(at, exitProfile.slots.implementation, BigInt(stranger));

/** Up to a root that covers it. */
const covered = async (token: Hex | null = null): Promise<Journey> => {
	const journey = await openJourney(
		token === null
			? undefined
			: { account: person, token, amount: 2_500_000n, begun: null },
	);
	await forced(journey, token);
	propose(journey);
	await journey.it.look();
	return journey;
};

describe("a pause in code that the profile does not know", () => {
	it.each([
		["proxy", superchainConfig.address],
		["implementation", superchainConfig.implementation],
	])(
		"stops no step, and its absence is no promise: other %s",
		async (_, at) => {
			const { l1, it: way } = await covered();
			for (const paused of [1n, 0n]) {
				l1.set(superchainConfig.address, exit.slots.paused, paused);
				otherCode(l1, at);
				await way.look();
				expect(way.state.facts?.isPaused).toBeNull();
				expect(way.click()?.stage).toBe("prove");
				expect(way.stage("prove").words).toContain(
					"not known whether withdrawals are paused on Ethereum",
				);
				const offer = await opForced.offer(person, way.ground());
				expect(textOf(offer.words)).not.toContain(
					"are paused on Ethereum at the moment",
				);
				expect(textOf(offer.words)).toContain(
					"not known whether withdrawals are paused on Ethereum",
				);
			}
			otherCode(l1, disputeGameFactory.implementation);
			const worst = await opForced.offer(person, way.ground());
			expect(textOf(worst.words).length).toBeLessThanOrEqual(600);
		},
	);
});

describe("a portal of other code", () => {
	it("is not said to want roots in another way, and the proof stays on offer", async () => {
		const { l1, it: way } = await covered();
		upgrade(l1, portal);
		l1.set(portal, wordHex(BigInt(exitProfile.slots.respectedType)), 7n);
		await way.look();
		expect(way.state.facts?.respectedType).toBeNull();
		expect(way.click()?.stage).toBe("prove");
		expect(way.stage("prove").words).not.toContain("in another way");
		const offer = await opForced.offer(person, way.ground());
		expect(textOf(offer.words)).not.toContain("in a way that this release");
		expect(textOf(offer.words)).toContain("does not know");
	});

	it("still retires roots and wants them another way where its code is known", async () => {
		const { l1, it: way } = await covered();
		l1.set(portal, wordHex(BigInt(exitProfile.slots.respectedType)), 7n);
		await way.look();
		expect(way.click()).toBeNull();
	});

	it("does not have the withdrawal's own mark called done without the words to look at the account", async () => {
		const journey = await openJourney();
		const { l1, it: way } = journey;
		const withdrawal = await forced(journey);
		propose(journey);
		await way.look();
		const slot = mappingSlot(
			withdrawalHash(withdrawal),
			BigInt(exit.slots.finalizedWithdrawals),
		);
		l1.set(portal, slot, 1n);
		await way.look();
		expect(way.stage("finalize").risk).toBeNull();
		upgrade(l1, portal);
		await way.look();
		expect(way.stage("finalize").risk).toContain(
			"check whether the money is in your account",
		);
	});
});

describe("a messenger of other code", () => {
	const paid = async (): Promise<Journey> => {
		const journey = await covered(l2Token);
		await untilRipe(journey);
		journey.it.sign("finalize");
		await journey.it.look();
		return journey;
	};

	it("is not said to know nothing of the payment where nothing stands at its places", async () => {
		const { l1, it: way } = await paid();
		const account = l1.account(l1CrossDomainMessenger.address) as {
			storage?: Record<Hex, bigint>;
		};
		account.storage = {
			[exitProfile.slots.implementation]: BigInt(
				l1CrossDomainMessenger.implementation,
			),
		};
		otherCode(l1, l1CrossDomainMessenger.implementation);
		await way.look();
		const { words, state } = way.stage("relay");
		expect(state).toBe("waiting");
		expect(words).toContain("is not known");
		expect(words).not.toContain("knows nothing");
		expect(way.outcome()).toBe("under-way");
	});
});

describe("roots in contracts of other code", () => {
	const all = [
		["portal", optimismPortal.implementation],
		["factory", disputeGameFactory.implementation],
		["game", exitProfile.game.implementation],
	] as const;

	it.each(all)(
		"do not prove that the withdrawal failed: the %s's",
		async (_what, at) => {
			const journey = await openJourney();
			const { l1, it: way } = journey;
			await forced(journey, null, false);
			propose(journey);
			l1.account(at).code = "0x60";
			l1.pass(12);
			await way.look();
			expect(way.state.isReverted).toBe(false);
			expect(way.outcome()).toBe("under-way");
			expect(way.stage("proposed").words).toContain("no root of theirs proves");
		},
	);

	it.each(all)(
		"prove no balance and refuse no beginning: the %s's",
		async (_what, at) => {
			const l1 = openL1();
			const l2 = openL2();
			l2.mine();
			const { number } = l2.blocks.at(-1) ?? { number: 0 };
			l1.propose(l2.output(number).root, number);
			l1.account(at).code = "0x60";
			l1.pass(60);
			const asked = {
				account: person,
				token: null,
				amount: heldWei + 1n,
				begun: null,
			};
			const pool = () => poolOf(nodeOf("node", l2));
			const way = await drive(opForced, asked, l1, pool);
			await way.look();
			expect(way.state.held?.proved).toBeNull();
			expect(way.click()?.stage).toBe("force");
			expect(way.stage("force").words).not.toContain("is proved");
		},
	);

	it("are not said to be missing where the list seems to be empty", async () => {
		const journey = await openJourney();
		const { l1, l2, nodes, it: way } = journey;
		await forced(journey);
		nodes.push(nodeOf("second", l2));
		upgrade(l1, disputeGameFactory.address);
		l1.pass(43_201);
		await way.look();
		const { words, state } = way.stage("proposed");
		expect(state).toBe("yours");
		expect(words).not.toContain("Nobody has proposed");
		expect(words).toContain("there may be one");
	});

	it("do not have a bond called back where nothing stands at its place", async () => {
		const journey = await openJourney();
		const { l1, l2, nodes, it: way } = journey;
		await forced(journey);
		nodes.push(nodeOf("second", l2));
		l1.pass(43_201);
		await way.look();
		way.sign("proposed");
		await way.look();
		await untilRipe(journey);
		way.sign("finalize");
		await way.look();
		const { facts } = way.state;
		const own = facts?.own;
		if (facts === null || own == null) throw new Error("no own root");
		const credit = mappingSlot(
			wordHex(BigInt(person)),
			BigInt(exit.slots.gameCredit),
		);
		l1.set(own.game.game, credit, 0n);
		otherCode(l1, exitProfile.game.implementation);
		await way.look();
		expect(way.stage("bond").state).toBe("waiting");
		expect(way.stage("bond").words).toContain("is not known");
		expect(way.outcome()).toBe("under-way");
	});
});

describe("a number at a token's place", () => {
	it("is never called the balance without the words that the network file names the place", async () => {
		const l1 = openL1();
		const l2 = openL2();
		l2.mine();
		const { number } = l2.blocks.at(-1) ?? { number: 0 };
		l1.propose(l2.output(number).root, number);
		l1.pass(60);
		const asked = (amount: bigint) => ({
			account: person,
			token: l2Token,
			amount,
			begun: null,
		});
		const pool = () => poolOf(nodeOf("node", l2));
		const way = await drive(opForced, asked(heldTokens), l1, pool);
		await way.look();
		expect(way.stage("force").words).toContain(
			"if the network file is right about where its contract keeps balances",
		);
		await expect(
			drive(opForced, asked(heldTokens + 1n), l1, pool),
		).rejects.toThrow("if the network file names its place rightly");
	});
});
