// Exits from an OP rollup whose games an AnchorStateRegistry judges, over a made L1 with the contracts' own layout and rules: the whole
// way, for roots of one chain and super roots, and each thing that stands in it, by name.

import { describe, expect, it } from "vitest";
import { concat, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import {
	type OpWithdrawal,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import { registryForced } from "../../../../src/l2/op/runtime/forced.ts";
import { registryPlain } from "../../../../src/l2/op/runtime/plain.ts";
import {
	listSlot,
	mappingSlot,
	wordHex,
} from "../../../../src/state/storage-layout.ts";
import { textOf } from "../../../exit/drawn.ts";
import { depositBytes, depositOf } from "../../../network/op/deposit.ts";
import {
	faultMake,
	permissionedMake,
	registryAt,
	retiredS,
	superMake,
} from "../../registry-world.ts";
import { implementationSlot } from "../../rollup-world.ts";
import { etherMessage, etherWithdrawal, stranger } from "../exit-world.ts";
import {
	earlierPortal,
	leavingProfile,
	lockboxAt,
} from "../registry-exit-world.ts";
import {
	configAt,
	openRegistryL1,
	pausesAt,
	portalAt,
	type RegistryL1,
} from "./registry-l1.ts";
import {
	type Drive,
	driveOn,
	type L2,
	l2Transaction,
	nodeOf,
	openL2,
	person,
	poolOf,
	relayed,
	versioned,
} from "./world.ts";

type Way = Drive<typeof leavingProfile>;
type Nodes = ReturnType<typeof nodeOf>[];
type Journey = { l1: RegistryL1; l2: L2; nodes: Nodes; it: Way };

/** A transaction of the rollup, as bytes. */
const raw: Hex = toHex(
	concat(Uint8Array.of(2), encodeRlp([Uint8Array.of(42)])),
);
const amount = 1_500_000_000_000_000_000n;
const ether = { account: person, token: null, amount, begun: null };
const exit = (() => {
	if (leavingProfile.exit === undefined) throw new Error("no way out");
	return leavingProfile.exit;
})();

const open = async (
	first: Parameters<typeof openRegistryL1>[0] = {},
): Promise<Journey> => {
	const l1 = openRegistryL1(first);
	const l2 = openL2();
	l2.mine();
	const nodes = [nodeOf("node", l2)];
	const it = await driveOn(
		registryForced,
		ether,
		l1,
		() => poolOf(...nodes),
		leavingProfile,
	);
	await it.look();
	return { l1, l2, nodes, it };
};

/** Forces, and has the rollup carry it out. */
const force = async ({ l1, l2, it }: Journey): Promise<OpWithdrawal> => {
	const step = it.click()?.step;
	if (step?.kind !== "op-force") throw new Error("no force");
	it.sign("force", 2);
	const block = l1.head();
	const mined = block.mined.at(-1);
	const [log] = mined?.logs ?? [];
	if (log === undefined) throw new Error("no event");
	const raw = depositBytes(
		depositOf({
			...log,
			blockNumber: block.number,
			blockHash: block.hash,
			logIndex: 4,
		}),
	);
	const withdrawal = etherWithdrawal({
		nonce: versioned(21),
		valueWei: amount,
		gasLimit: BigInt(step.l1Gas),
	});
	l2.mine();
	l2.mine(l2Transaction(raw, [withdrawal]));
	l2.mine();
	await it.look();
	return withdrawal;
};

const newest = ({ l2 }: Journey): { root: Hex; number: number } => {
	const { number } = l2.blocks.at(-1) ?? { number: 0 };
	return { root: l2.output(number).root, number };
};
const propose = (
	journey: Journey,
	change: Parameters<RegistryL1["propose"]>[1] = {},
) => journey.l1.propose(newest(journey), change);

const states = (it: Way, ...ids: readonly string[]) =>
	ids.map((id) => it.stage(id).state);

/** From a covering root to the end of all waiting. */
const ripen = async ({ l1, it }: Journey): Promise<void> => {
	it.sign("prove");
	await it.look();
	l1.pass(exit.gameClockS + 4000);
	await it.look();
	it.sign("claim");
	await it.look();
	it.sign("resolve");
	await it.look();
	l1.pass(exit.proofMaturityS + 10);
	await it.look();
};

describe("a forced exit where a registry judges games", () => {
	it.each([
		["super roots", superMake],
		["roots of one block", faultMake],
		["roots that one account alone proposes", permissionedMake],
	])(
		"goes the whole way by %s, with no node needed after its proof is here",
		async (_, played) => {
			const journey = await open({ played });
			const { l1, l2, nodes, it: way } = journey;
			expect(way.stage("force").state).toBe("yours");
			const withdrawal = await force(journey);
			expect(states(way, "force", "included", "proposed")).toEqual([
				"done",
				"waiting",
				"waiting",
			]);
			expect(way.click()).toBeNull();
			propose(journey);
			await way.look();
			expect(states(way, "included", "proposed", "prove")).toEqual([
				"done",
				"done",
				"yours",
			]);
			nodes.splice(0);
			l2.blocks.splice(1);
			way.sign("prove");
			await way.look();
			expect(
				states(way, "prove", "claim", "resolve", "wait", "finalize"),
			).toEqual(["done", "waiting", "later", "waiting", "later"]);
			l1.pass(exit.gameClockS + 4000);
			await way.look();
			way.sign("claim");
			await way.look();
			expect(states(way, "claim", "resolve")).toEqual(["done", "yours"]);
			way.sign("resolve");
			await way.look();
			// the airgap after the game, and the proof's own time
			l1.pass(leavingProfile.gameFinalityS - 13);
			await way.look();
			expect(way.click()).toBeNull();
			l1.pass(14);
			await way.look();
			expect(states(way, "wait", "finalize")).toEqual(["done", "yours"]);
			way.sign("finalize");
			await way.look();
			expect(l1.paid).toEqual([{ to: person, amount }]);
			expect(way.stage("finalize").state).toBe("done");
			expect(way.outcome()).toBe("done");
			expect(withdrawalHash(withdrawal)).toMatch(/^0x/);
		},
	);

	it("knows a portal of a release before, and says so of no other", async () => {
		const journey = await open();
		const { l1, it: way } = journey;
		l1.set(portalAt, implementationSlot, BigInt(earlierPortal));
		await way.look();
		expect(way.state.facts?.isKnown).toBe(true);
		l1.set(portalAt, implementationSlot, BigInt(stranger));
		l1.account(stranger).code = "0x60";
		l1.pass(12);
		await way.look();
		expect(way.state.facts).toMatchObject({ isKnown: false, isPaused: null });
		expect(way.stage("force").words).toContain("code that this release");
	});

	it("goes on where the game before counts no more, under one that does", async () => {
		const journey = await open({ played: faultMake });
		const { l1, it: way } = journey;
		await force(journey);
		const game = propose(journey);
		await way.look();
		way.sign("prove");
		await way.look();
		expect(way.stage("prove").state).toBe("done");
		l1.change(game, { blacklisted: true });
		await way.look();
		expect(way.stage("prove").state).not.toBe("done");
		expect(way.stage("proposed").words).toContain("struck off");
		l1.play(superMake);
		propose(journey);
		await way.look();
		await ripen(journey);
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([{ to: person, amount }]);
	});

	it("takes an ordinary withdrawal on from the rollup", async () => {
		const l1 = openRegistryL1();
		const l2 = openL2();
		const withdrawal = etherWithdrawal();
		const made = l2Transaction(raw, [withdrawal]);
		l2.mine(made);
		const nodes = [nodeOf("node", l2)];
		const way = await driveOn(
			registryPlain,
			{ account: person, token: null, amount: null, begun: made.hash },
			l1,
			() => poolOf(...nodes),
			leavingProfile,
		);
		const journey = { l1, l2, nodes, it: way };
		await way.look();
		propose(journey);
		await way.look();
		expect(states(way, "found", "proposed", "prove")).toEqual([
			"done",
			"done",
			"yours",
		]);
		await ripen(journey);
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([{ to: person, amount: withdrawal.valueWei }]);
	});

	it("leads nobody to relay a payment that failed in the bridge, and says who can", async () => {
		const l1 = openRegistryL1();
		const l2 = openL2();
		const withdrawal = relayed(etherMessage(), { valueWei: 9n });
		const made = l2Transaction(raw, [withdrawal]);
		l2.mine(made);
		const nodes = [nodeOf("node", l2)];
		const way = await driveOn(
			registryPlain,
			{ account: person, token: null, amount: null, begun: made.hash },
			l1,
			() => poolOf(...nodes),
			leavingProfile,
		);
		const journey = { l1, l2, nodes, it: way };
		await way.look();
		propose(journey);
		await way.look();
		await ripen(journey);
		l1.bridgeFails = true;
		way.sign("finalize");
		await way.look();
		expect(way.stage("relay").state).toBe("waiting");
		expect(way.stage("relay").words).toContain("another wallet can");
		expect(way.click()).toBeNull();
		expect(way.outcome()).toBe("under-way");
		const message = way.state.facts?.message;
		expect(message).toBe("failed");
	});
});

describe("no step is shown for a root", () => {
	it.each<
		[what: string, change: Parameters<RegistryL1["propose"]>[1], words: string]
	>([
		["that the guardian struck off", { blacklisted: true }, "struck off"],
		["that was retired", { createdAtS: retiredS }, "retired"],
		[
			"of a game whose type did not count",
			{ isRespected: false },
			"did not count",
		],
		["that was disproved", { status: 1, resolvedAtS: 1 }, "disproved"],
		["that somebody disputes", { claims: 2 }, "disputes"],
		["that is false", { rootClaim: wordHex(6n), make: faultMake }, "fits"],
	])("%s", async (_, change, words) => {
		const journey = await open();
		const { it: way } = journey;
		await force(journey);
		propose(journey, change);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.state.evidence).toBeNull();
		expect(way.stage("prove").state).not.toBe("yours");
		expect(way.stage("proposed").words).toContain(words);
		propose(journey);
		await way.look();
		expect(way.stage("prove").state).toBe("yours");
	});

	it.each<[what: string, change: Parameters<RegistryL1["propose"]>[1]]>([
		["of a clone that the factory did not make", { unlisted: true }],
		["of other chains", { chainId: 902 }],
		["that its super root is not the hash of", { rootClaim: wordHex(6n) }],
		["of another make", { implementation: stranger }],
		["of another registry", { gameArgs: `0x${"00".repeat(124)}` }],
		["without a claim", { claims: 0 }],
	])("%s", async (_, change) => {
		const journey = await open();
		const { it: way } = journey;
		await force(journey);
		propose(journey, change);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.state.evidence).toBeNull();
		propose(journey);
		await way.look();
		expect(way.stage("prove").state).toBe("yours");
	});

	it("that covers another block than its super root's time, by which the root would be another's", async () => {
		const journey = await open();
		const { l1, it: way } = journey;
		await force(journey);
		const { root, number } = newest(journey);
		l1.propose({ root, number: number - 1 });
		await way.look();
		expect(way.click()).toBeNull();
	});
});

describe("the payment waits", () => {
	const proved = async () => {
		const journey = await open();
		await force(journey);
		const game = propose(journey);
		await journey.it.look();
		journey.it.sign("prove");
		await journey.it.look();
		return { ...journey, game };
	};

	it("while its game is not resolved, however old the proof is", async () => {
		const { l1, it: way } = await proved();
		l1.pass(exit.proofMaturityS + 302_400 + 10);
		await way.look();
		expect(way.stage("finalize").state).toBe("later");
		expect(way.click()?.stage).toBe("claim");
	});

	it("while the airgap after its game lasts, and not a second longer", async () => {
		const { l1, it: way, game } = await proved();
		l1.pass(exit.proofMaturityS + 10);
		l1.change(game, {
			status: 2,
			isClaimResolved: true,
			resolvedAtS: l1.timeS() - 302_400 + 12,
		});
		await way.look();
		expect(l1.timeS() - (game.resolvedAtS ?? 0)).toBe(302_400);
		expect(way.click()).toBeNull();
		l1.pass(1);
		await way.look();
		expect(way.click()?.stage).toBe("finalize");
	});

	it("while the proof is not old enough", async () => {
		const { l1, it: way, game } = await proved();
		l1.change(game, {
			status: 2,
			isClaimResolved: true,
			resolvedAtS: l1.timeS(),
		});
		l1.pass(exit.proofMaturityS - 100);
		await way.look();
		expect(way.click()).toBeNull();
	});

	it("where its game was resolved and then struck off or retired, and the proof is given again", async () => {
		const { l1, it: way, game, ...rest } = await proved();
		l1.change(game, { status: 2, resolvedAtS: l1.timeS() });
		l1.pass(exit.proofMaturityS + 302_400);
		l1.change(game, { blacklisted: true });
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.stage("proposed").words).toContain("struck off");
		l1.change(game, { blacklisted: false });
		await way.look();
		expect(way.click()?.stage).toBe("finalize");
		expect(rest.nodes).toHaveLength(1);
	});

	it("is taken by another's proof where there is no own, and by no proof of nobody", async () => {
		const journey = await open();
		const { l1, it: way } = journey;
		const withdrawal = await force(journey);
		propose(journey);
		await way.look();
		const click = way.click();
		if (click?.step.kind !== "op-prove") throw new Error("no proof");
		const mine = way.state.evidence;
		expect(mine).not.toBeNull();
		// somebody else gives the very same proof
		const hash = withdrawalHash(withdrawal);
		const list = mappingSlot(hash, 60);
		const [game] = l1.games;
		if (game === undefined) throw new Error("no game");
		const word = (BigInt(l1.timeS() + 12) << 160n) | BigInt(game.address);
		l1.set(
			portalAt,
			mappingSlot(wordHex(BigInt(stranger)), mappingSlot(hash, 57)),
			word,
		);
		await way.look();
		// the list of submitters does not name it: it is nobody's
		expect(way.click()?.stage).toBe("prove");
		l1.set(portalAt, list, 1n);
		l1.set(portalAt, listSlot(list, 0), BigInt(stranger));
		await way.look();
		expect(way.stage("prove").words).toContain("Somebody else");
		l1.change(game, {
			status: 2,
			isClaimResolved: true,
			resolvedAtS: l1.timeS(),
		});
		l1.pass(exit.proofMaturityS + 302_400);
		await way.look();
		const last = way.click();
		expect(last?.step).toMatchObject({
			kind: "op-finalize",
			submitter: stranger,
		});
		way.sign("finalize");
		expect(l1.paid).toEqual([{ to: person, amount }]);
	});

	it("is over for good where it was paid already, whoever took it", async () => {
		const journey = await open();
		const { l1, it: way } = journey;
		const withdrawal = await force(journey);
		propose(journey);
		await way.look();
		l1.set(portalAt, mappingSlot(withdrawalHash(withdrawal), 51), 1n);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.outcome()).toBe("done");
	});
});

describe("a pause", () => {
	const covered = async (hasLockbox = true) => {
		const journey = await open({ hasLockbox });
		await force(journey);
		propose(journey);
		await journey.it.look();
		return journey;
	};
	const pauseOf = (identifier: Hex): Hex =>
		mappingSlot(wordHex(BigInt(identifier)), 1);

	it.each<[what: string, identifier: Hex, hasLockbox: boolean]>([
		["of all chains", "0x00", true],
		["of the chain, by its lockbox", lockboxAt, true],
		["of the chain, by its portal", portalAt, false],
	])("%s stops proving until it is over", async (_, identifier, hasLockbox) => {
		const { l1, it: way } = await covered(hasLockbox);
		expect(way.state.facts?.isPaused).toBe(false);
		expect(way.click()?.stage).toBe("prove");
		l1.set(pausesAt, pauseOf(identifier), BigInt(l1.timeS()));
		await way.look();
		expect(way.state.facts?.isPaused).toBe(true);
		expect(way.click()).toBeNull();
		expect(way.stage("prove").words).toContain("paused");
		// nobody renewed it: it ends by itself
		l1.pass(7_884_000);
		await way.look();
		expect(way.state.facts?.isPaused).toBe(false);
	});

	it("of another chain, or by what stands for this one no more, stops nothing", async () => {
		const { l1, it: way } = await covered();
		l1.set(pausesAt, pauseOf(portalAt), BigInt(l1.timeS()));
		l1.set(pausesAt, pauseOf(stranger), BigInt(l1.timeS()));
		await way.look();
		expect(way.state.facts?.isPaused).toBe(false);
		expect(way.click()?.stage).toBe("prove");
	});

	it.each<[what: string, change: (l1: RegistryL1) => void]>([
		[
			"another SuperchainConfig is asked",
			(l1) => l1.set(configAt, wordHex(108), BigInt(stranger)),
		],
		[
			"the portal asks another SystemConfig",
			(l1) => l1.set(portalAt, wordHex(55), BigInt(stranger)),
		],
		[
			"the lockbox stands where no mark of it does",
			(l1) => l1.set(portalAt, wordHex(63), 0n),
		],
		[
			"the contract that says so runs other code",
			(l1) => {
				l1.account(stranger).code = "0x60";
				l1.set(pausesAt, implementationSlot, BigInt(stranger));
			},
		],
	])("is not known where %s, and that is said", async (_, change) => {
		const { l1, it: way } = await covered();
		change(l1);
		await way.look();
		expect(way.state.facts?.isPaused).toBeNull();
		expect(way.click()?.stage).toBe("prove");
		expect(way.stage("prove").words).toContain("not known whether");
	});
});

describe("what the wallet knows is said, and nothing else", () => {
	it.each<[what: string, change: (l1: RegistryL1) => void]>([
		[
			"the portal goes by another registry",
			(l1) => l1.set(portalAt, wordHex(62), BigInt(stranger)),
		],
		[
			"the registry judges another factory's games",
			(l1) => l1.set(registryAt, wordHex(1), BigInt(stranger)),
		],
		[
			"the portal would take another chain's root out of a super root",
			(l1) => l1.set(configAt, wordHex(107), 902n),
		],
		[
			"games of a type that it does not know count",
			(l1) => l1.set(registryAt, wordHex(6), (BigInt(retiredS) << 32n) | 621n),
		],
	])("where %s", async (_, change) => {
		const { l1, it: way } = await open();
		expect(way.state.facts?.isKnown).toBe(true);
		change(l1);
		await way.look();
		expect(way.state.facts?.isKnown).toBe(false);
		expect(way.stage("force").words).toContain("code that this release");
	});

	it("of who can post the root, before anything is begun and at the stage itself", async () => {
		const said = async (played: typeof superMake) => {
			const journey = await open({ played });
			const { it: way } = journey;
			const offer = await registryForced.offer(person, way.ground());
			const words = [offer.words].flat().map(textOf).join(" ");
			expect(offer.isOpen).toBe(true);
			return { words, risk: way.stage("proposed").risk };
		};
		const one = await said(permissionedMake);
		expect(one.words).toContain("one account alone may post");
		expect(one.risk).toContain("One account alone");
		const any = await said(superMake);
		expect(any.words).toContain("Anybody may post one");
		expect(any.risk).toContain("anybody may do so for a bond");
	});

	it("of a silence: no root is proposed from here, and the withdrawal is looked after", async () => {
		const journey = await open();
		const { l1, it: way } = journey;
		await force(journey);
		await way.look();
		l1.pass(exit.sequencingWindow.seconds + 100);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.stage("proposed").words).toContain("nobody has posted a root");
	});

	it("and a state from a file shows no step before its facts are proved here", async () => {
		const journey = await open();
		const { l1, it: way } = journey;
		await force(journey);
		propose(journey);
		await way.look();
		expect(way.click()?.stage).toBe("prove");
		const taken = registryForced.fromFile(
			way.state,
			ether,
			leavingProfile,
			() => null,
		);
		expect(registryForced.click(taken, ether, way.ground())?.stage).not.toBe(
			"prove",
		);
		// a false root in the file is let go at the next look
		way.state = {
			...taken,
			evidence:
				taken.evidence === null
					? null
					: { ...taken.evidence, root: wordHex(6n) },
		};
		await way.look();
		expect(way.click()?.stage).toBe("prove");
		expect(way.state.evidence?.root).not.toBe(wordHex(6n));
		expect(l1.games).toHaveLength(1);
	});

	it("of a network file that names no way out: nothing begins, and what is possible is said", async () => {
		const { exit: _, ...bare } = leavingProfile;
		const { it: way } = await open();
		const on = { ...way.ground(), profile: bare };
		const offer = await registryForced.offer(person, on);
		expect(offer.isOpen).toBe(false);
		const words = textOf(offer.words);
		expect(words).toContain("does not say how to leave");
		expect(words).toContain("With another wallet");
		await expect(registryForced.begin(ether, on)).rejects.toThrow(
			"unverifiable-method",
		);
	});

	it("of a chain whose games are of a type that it does not know: the way may get stuck", async () => {
		const { l1, it: way } = await open();
		l1.set(registryAt, wordHex(6), (BigInt(retiredS) << 32n) | 5n);
		const offer = await registryForced.offer(person, way.ground());
		expect(offer.isOpen).toBe(true);
		expect(textOf(offer.words)).toContain("does not know");
		expect(textOf(offer.words)).toContain("stuck before the proof");
	});

	it("of a chain whose coin is a token: no ether is forced out that its portal would not pay", async () => {
		const { l1, it: way } = await open();
		expect(way.click()?.stage).toBe("force");
		// bytes32("CUSTOM_GAS_TOKEN")
		const feature: Hex = `0x${Buffer.from("CUSTOM_GAS_TOKEN").toString("hex").padEnd(64, "0")}`;
		l1.set(configAt, mappingSlot(feature, 109), 1n);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.stage("force").words).toContain("pays out no ether");
		const offer = await registryForced.offer(person, way.ground());
		expect(offer.isOpen).toBe(false);
		expect(textOf(offer.words)).toContain("pays out no ether");
	});

	// A wrong place proves a zero: true bytes, and what follows from them must not be a step that is done.
	type Place = keyof typeof exit.slots;
	const misplaced = async (place: Place) => {
		const slots = { ...exit.slots, [place]: exit.slots[place] + 400 };
		const l1 = openRegistryL1();
		const l2 = openL2();
		l2.mine();
		const nodes = [nodeOf("node", l2)];
		const profile = { ...leavingProfile, exit: { ...exit, slots } };
		const it = await driveOn(
			registryForced,
			ether,
			l1,
			() => poolOf(...nodes),
			profile,
		);
		await it.look();
		const journey = { l1, l2, nodes, it };
		await force(journey);
		propose(journey);
		await it.look();
		return journey;
	};

	it.each<Place>([
		"portalConfig",
		"portalLockbox",
		"superchainConfig",
		"features",
	])(
		"of a pause not that there is none, where %s is looked for elsewhere",
		async (place) => {
			const { it: way } = await misplaced(place);
			expect(way.state.facts?.isPaused).toBeNull();
		},
	);

	it.each<Place>(["portalRegistry", "l2ChainId"])(
		"of the contracts not that they are known, where %s is looked for elsewhere",
		async (place) => {
			const { it: way } = await misplaced(place);
			expect(way.state.facts?.isKnown).toBe(false);
		},
	);

	it("of a proof not that it is given, where it is looked for elsewhere", async () => {
		const { it: way } = await misplaced("provenWithdrawals");
		way.sign("prove");
		await way.look();
		expect(way.stage("prove").state).not.toBe("done");
		expect(way.stage("finalize").state).toBe("later");
	});

	it("of a payment not that it is made, where it is looked for elsewhere", async () => {
		const journey = await misplaced("finalizedWithdrawals");
		await ripen(journey);
		journey.it.sign("finalize");
		await journey.it.look();
		expect(journey.l1.paid).toHaveLength(1);
		expect(journey.it.stage("finalize").state).not.toBe("done");
		expect(journey.it.outcome()).toBe("under-way");
	});
});
