import { describe, expect, it } from "vitest";
import {
	acceptCheckpoint,
	type CheckedUpdate,
	checkBootstrap,
	checkUpdate,
} from "../../src/l1/conclusion.ts";
import { onDifferentBranches } from "../../src/l1/conflict.ts";
import { isBetterUpdate } from "../../src/l1/rank.ts";
import { decodeUpdate, type UpdateKind } from "../../src/l1/spec.ts";
import {
	applyRound,
	checkAgainstFinal,
	committeeOf,
	type LightStore,
	openStore,
	signingCommittee,
} from "../../src/l1/store.ts";
import { shippedKernel } from "../kernel.ts";
import { type MadeChain, makeChain, type SignOptions } from "./made.ts";

const chain = makeChain();
const forkAt = (slot: number, salt = "two") =>
	makeChain({ forkOf: chain, forkSlot: slot, salt, committeeSalt: "one" });

const fresh = (): LightStore => {
	const checkpoint = acceptCheckpoint(chain.network, chain.block(16).root);
	const { committee, head } = checkBootstrap(checkpoint, chain.bootstrap(16));
	return openStore(checkpoint, head, [committee]);
};

const checked = (
	store: LightStore,
	own: MadeChain,
	kind: UpdateKind,
	slot: number,
	options: SignOptions = {},
): Promise<CheckedUpdate> =>
	checkUpdate(
		signingCommittee(store, options.signatureSlot ?? slot + 1),
		kind,
		own.update(kind, slot, options),
		{ kernel: shippedKernel, currentSlot: null },
	);

describe("the store", () => {
	it("takes a finalized header, the head and the next committee from one update", async () => {
		const store = fresh();
		const next = applyRound(store, [await checked(store, chain, "update", 41)]);
		expect(next.finalized.value.slot).toBe(24);
		expect(next.optimistic.value.slot).toBe(41);
		expect(committeeOf(next, 1)?.value.period).toBe(1);
		// the step is pure
		expect(store.finalized.value.slot).toBe(16);
		// and once is enough
		expect(applyRound(next, [await checked(store, chain, "update", 41)])).toBe(
			next,
		);
	});

	it("never goes back to an older finalized header", async () => {
		const store = fresh();
		const late = await checked(store, chain, "finality", 49);
		const early = await checked(store, chain, "finality", 41);
		const next = applyRound(applyRound(store, [late]), [early]);
		expect(next.finalized.value.slot).toBe(32);
		expect(next.optimistic.value.slot).toBe(49);
	});

	it("drops heads that the finalized header has overtaken", async () => {
		const store = fresh();
		const next = applyRound(store, [
			await checked(store, chain, "optimistic", 20),
			await checked(store, chain, "optimistic", 30),
			await checked(store, chain, "finality", 41),
		]);
		expect(next.recent.map(({ value }) => value.slot)).toEqual([30, 41]);
	});

	it("forgets committees before the finalized header's period", async () => {
		let store = fresh();
		store = applyRound(store, [await checked(store, chain, "update", 41)]);
		store = applyRound(store, [await checked(store, chain, "update", 105)]);
		expect(store.committees.map(({ value }) => value.period)).toEqual([1, 2]);
		expect(() => signingCommittee(store, 20)).toThrow("wrong-period");
		expect(() => signingCommittee(store, 64 * 3)).toThrow("not-synced");
	});

	it("prefers the head that was signed last, not the highest slot", async () => {
		const store = fresh();
		const next = applyRound(store, [
			await checked(store, chain, "optimistic", 45),
			await checked(store, forkAt(40), "optimistic", 44, { signatureSlot: 47 }),
		]);
		expect(next.conflict).toBe(null);
		expect(next.optimistic.value.slot).toBe(44);
	});

	it("refuses what contradicts its finalized header", async () => {
		const store = fresh();
		const next = applyRound(store, [
			await checked(store, chain, "finality", 49),
		]);
		expect(next.finalized.value.slot).toBe(32);
		const fork = forkAt(28);
		const other = await checked(store, fork, "optimistic", 32);
		expect(() => checkAgainstFinal(next, other)).toThrow("against-final");
		// also a header whose parent should have been the finalized one
		const child = await checked(store, fork, "optimistic", 33);
		expect(() => checkAgainstFinal(next, child)).toThrow("against-final");
		// while a child of it stands
		checkAgainstFinal(next, await checked(store, chain, "optimistic", 33));
	});

	it("refuses another next committee for a period that has one", async () => {
		const store = fresh();
		const next = applyRound(store, [await checked(store, chain, "update", 41)]);
		const other = await checked(store, forkAt(40), "update", 45);
		expect(other.nextCommittee?.value.root).toBe(
			committeeOf(next, 1)?.value.root,
		);
		const twisted: CheckedUpdate = {
			...other,
			nextCommittee: await otherCommittee(),
		};
		expect(() => checkAgainstFinal(next, twisted)).toThrow("against-final");
		const conflict = applyRound(store, [
			await checked(store, chain, "update", 41),
			{
				...(await checked(store, chain, "update", 42)),
				nextCommittee: await otherCommittee(),
			},
		]).conflict;
		expect(conflict).not.toBe(null);
	});

	it("changes no more once there is a conflict", async () => {
		const store = fresh();
		const broken = applyRound(store, [
			await checked(store, chain, "optimistic", 45),
			await checked(store, forkAt(40), "optimistic", 45),
		]);
		expect(broken.conflict?.first.value.slot).toBe(45);
		expect(
			applyRound(broken, [await checked(store, chain, "finality", 49)]),
		).toBe(broken);
	});

	it("finds a conflict with a head of an earlier round", async () => {
		const store = applyRound(fresh(), [
			await checked(fresh(), chain, "optimistic", 45),
		]);
		const next = applyRound(store, [
			await checked(store, forkAt(40), "optimistic", 45),
		]);
		expect(next.conflict).not.toBe(null);
	});

	it("sees no conflict where one of two is not newer than the finalized header", async () => {
		const store = fresh();
		const next = applyRound(store, [
			await checked(store, chain, "finality", 49),
		]);
		const old = applyRound(next, [
			await checked(store, chain, "optimistic", 30),
			await checked(store, forkAt(28), "optimistic", 30),
		]);
		expect(old.conflict).toBe(null);
		expect(old).toBe(next);
	});
});

const otherCommittee = async () => {
	const other = makeChain({ salt: "else" });
	const checkpoint = acceptCheckpoint(other.network, other.block(16).root);
	const { committee } = checkBootstrap(checkpoint, other.bootstrap(16));
	const { nextCommittee } = await checkUpdate(
		committee,
		"update",
		other.update("update", 41),
		{ kernel: shippedKernel, currentSlot: null },
	);
	return nextCommittee;
};

describe("branches", () => {
	const store = fresh();
	const head = store.finalized.value;
	const at = (slot: number, root: number, parent: number) => ({
		...head,
		slot,
		root: `0x${root}` as const,
		parentRoot: `0x${parent}` as const,
	});
	it("differ for two headers of one slot and for a child of another parent", () => {
		expect(onDifferentBranches(at(5, 1, 0), at(5, 2, 0))).toBe(true);
		expect(onDifferentBranches(at(5, 1, 0), at(6, 2, 9))).toBe(true);
		expect(onDifferentBranches(at(6, 2, 9), at(5, 1, 0))).toBe(true);
	});
	it("are not told apart farther away, nor for the same header", () => {
		expect(onDifferentBranches(at(5, 1, 0), at(6, 2, 1))).toBe(false);
		expect(onDifferentBranches(at(5, 1, 0), at(7, 2, 9))).toBe(false);
		expect(onDifferentBranches(at(5, 1, 0), at(5, 1, 0))).toBe(false);
	});
});

describe("the ranking of updates", () => {
	const { network } = chain;
	const update = (
		slot: number,
		options: SignOptions = {},
		kind: UpdateKind = "update",
	) => decodeUpdate(network, kind, chain.update(kind, slot, options));
	const better = (one: ReturnType<typeof update>, other: typeof one) => {
		expect(isBetterUpdate(network, one, other)).toBe(true);
		expect(isBetterUpdate(network, other, one)).toBe(false);
	};

	it("puts two thirds first, then more signers below two thirds", () => {
		better(update(41, { signers: 22 }), update(41, { signers: 21 }));
		better(update(41, { signers: 20 }), update(41, { signers: 19 }));
	});
	it("then a committee signed in its own period", () => {
		better(update(41), update(127 - 64, { signatureSlot: 64 }));
	});
	it("then finality, then finality in the committee's period", () => {
		better(update(41), update(41, {}, "optimistic"));
		better(update(64 + 41), update(64 + 9));
	});
	it("then more signers, then older data, then the earlier signature", () => {
		better(update(41, { signers: 32 }), update(41, { signers: 30 }));
		better(update(41), update(42));
		better(update(41), update(41, { signatureSlot: 43 }));
	});
	it("holds two alike to be neither", () => {
		expect(isBetterUpdate(network, update(41), update(41))).toBe(false);
	});
});
