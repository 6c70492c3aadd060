// Safes read by proof, held against what their own contracts answer; and what is read of one whose slots, code or lists are others.

import { beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { fromHex, utf8 } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { learnSafe, proveSafe } from "../../src/engine/safe-read.ts";
import { concludeSafe, safeOfPremises } from "../../src/state/safe.ts";
import {
	approvedSlot,
	isSafeProxy,
	moduleSlot,
	mostSafeModules,
	mostSafeOwners,
	ownerSlot,
	safeKeys,
	safeSlots,
	safeVersionOf,
	safeVersions,
	sentinel,
} from "../../src/state/safe-layout.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import type { Account, Slot } from "../../src/state/values.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { account, h, scene, slotOf } from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import {
	codeOfSafe,
	keysOf,
	openSafeStage,
	ownersOf,
	type SafeStage,
	signSafe,
} from "../safe/contracts.ts";
import { safeProofs } from "../safe/proofs.ts";

const nobody: Hex = `0x${"0".repeat(40)}`;
const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;

describe("the pins", () => {
	test.each(safeVersions)(
		"are the code that the package of %s builds",
		(version) => {
			const hashOf = (what: "singleton" | "l2" | "proxy") =>
				keccakHex(fromHex(codeOfSafe(version, what)));
			expect(safeVersionOf(hashOf("singleton"))).toBe(version);
			expect(safeVersionOf(hashOf("l2"))).toBe(version);
			expect(isSafeProxy(hashOf("proxy"))).toBe(true);
			expect(isSafeProxy(hashOf("singleton"))).toBe(false);
		},
	);

	test("are the slots that the contracts name", () => {
		expect(safeSlots.fallbackHandler).toBe(
			keccakHex(utf8("fallback_manager.handler.address")),
		);
		expect(safeSlots.guard).toBe(
			keccakHex(utf8("guard_manager.guard.address")),
		);
		expect(safeSlots.moduleGuard).toBe(
			keccakHex(utf8("module_manager.module_guard.address")),
		);
	});
});

const keys = keysOf(3);
const owners = ownersOf(keys);

/** Lets the Safe call itself, as its two first owners agree. */
const self = async (stage: SafeStage, data: Hex): Promise<void> => {
	const nonce = await stage.ask("nonce");
	const tx = [stage.safe, 0n, data, 0, 0n, 0n, 0n, nobody, nobody] as const;
	const hash = (await stage.ask("getTransactionHash", ...tx, nonce)) as Hex;
	const signed = keys
		.slice(0, 2)
		.map((key, i) => ({
			owner: owners[i] ?? nobody,
			bytes: signSafe(hash, key),
		}))
		.sort((a, b) => (a.owner < b.owner ? -1 : 1));
	const signatures = `0x${signed.map(({ bytes }) => bytes.slice(2)).join("")}`;
	const why = await stage.send(
		at(0x99),
		stage.safe,
		stage.call("execTransaction", ...tx, signatures),
	);
	if (why !== null) throw new Error(why);
};

describe.each([
	["1.3.0", false],
	["1.3.0", true],
	["1.4.1", false],
	["1.4.1", true],
	["1.5.0", false],
	["1.5.0", true],
] as const)("a Safe of %s, for layer 2s: %s", (version, isL2) => {
	let stage: SafeStage;
	beforeAll(async () => {
		stage = await openSafeStage({ version, isL2 });
	});

	test("is read as its own contract answers, with its modules, handler and owners that came later", async () => {
		await self(stage, stage.call("enableModule", at(0x31)));
		await self(stage, stage.call("enableModule", at(0x32)));
		await self(stage, stage.call("addOwnerWithThreshold", at(0x33), 3n));
		// the two first are not enough any more
		await stage.putWord(stage.safe, safeSlots.threshold, 2n);
		await self(stage, stage.call("setFallbackHandler", at(0x34)));
		const { value } = await safeProofs(await stage.world()).read(stage.safe);
		expect(value).toMatchObject({
			address: stage.safe,
			singleton: stage.singleton,
			version,
			threshold: 2,
			nonce: 4,
			modules: [at(0x32), at(0x31)],
			guard: null,
			moduleGuard: null,
			fallbackHandler: at(0x34),
		});
		const asked = (await stage.ask("getOwners")) as readonly string[];
		expect(value.owners).toEqual(asked.map((one) => one.toLowerCase()));
		expect(await stage.ask("getThreshold")).toBe(2n);
		expect(await stage.ask("nonce")).toBe(4n);
	});

	test("tells a guard, and a module guard where there are such", async () => {
		await stage.putWord(stage.safe, safeSlots.guard, BigInt(at(0x35)));
		await stage.putWord(stage.safe, safeSlots.moduleGuard, BigInt(at(0x36)));
		const { value } = await safeProofs(await stage.world()).read(stage.safe);
		expect(value.guard).toBe(at(0x35));
		expect(value.moduleGuard).toBe(version === "1.5.0" ? at(0x36) : null);
	});
});

test("an owner's agreement by a transaction of his own stands in the slot that is read for it", async () => {
	const stage = await openSafeStage();
	const [owner = nobody] = owners;
	expect(
		await stage.send(owner, stage.safe, stage.call("approveHash", h(5))),
	).toBeNull();
	const world = await stage.world();
	expect(world[stage.safe]?.storage?.[approvedSlot(owner, h(5))]).toBe(1n);
});

test("who agreed to one transaction by a transaction of his own is proved beside the Safe, and concluded again", async () => {
	const stage = await openSafeStage();
	const [one = nobody, two = nobody] = owners;
	for (const owner of [one, two])
		await stage.send(owner, stage.safe, stage.call("approveHash", h(5)));
	await stage.send(one, stage.safe, stage.call("approveHash", h(6)));
	const { reader, calls } = safeProofs(await stage.world());
	const places = await learnSafe(reader, calls, stage.safe);
	const of = async (approving: Hex) => {
		const proved = await proveSafe(reader, stage.safe, {
			...places,
			approving,
		});
		expect(safeOfPremises(proved.premises, approving).value).toEqual(
			proved.value,
		);
		expect(await refusalOf(() => safeOfPremises(proved.premises))).toBe(
			"evidence-step",
		);
		// the slots of one hash say nothing of another
		expect(await refusalOf(() => safeOfPremises(proved.premises, h(9)))).toBe(
			"evidence-step",
		);
		return proved.value.approved;
	};
	const agreed = await of(h(5));
	expect(agreed?.hash).toBe(h(5));
	expect(new Set(agreed?.owners)).toEqual(new Set([one, two]));
	expect((await of(h(6)))?.owners).toEqual([one]);
	expect((await of(h(7)))?.owners).toEqual([]);
});

describe("what is no Safe", () => {
	test("code that is no Safe's proxy is refused with safe-unknown, before any of it runs", async () => {
		const stage = await openSafeStage();
		const { read } = safeProofs(await stage.world());
		expect(await refusalOf(() => read(stage.singleton))).toBe("safe-unknown");
		expect(await refusalOf(() => read(at(0x44)))).toBe("safe-unknown");
	});

	test("another singleton, with another layout, is refused with safe-unknown, before any of it runs", async () => {
		const stage = await openSafeStage();
		await stage.putCode(at(0x45), "0x600160005260206000f3");
		await stage.putWord(stage.safe, safeSlots.singleton, BigInt(at(0x45)));
		const { read } = safeProofs(await stage.world());
		expect(await refusalOf(() => read(stage.safe))).toBe("safe-unknown");
	});

	test("more owners than are read are refused with safe-large", async () => {
		const many = Array.from({ length: mostSafeOwners + 1 }, (_, i) =>
			at(i + 16),
		);
		const stage = await openSafeStage({ owners: many, threshold: 1 });
		const { read } = safeProofs(await stage.world());
		expect(await refusalOf(() => read(stage.safe))).toBe("safe-large");
		const fits = await openSafeStage({ owners: many.slice(1), threshold: 1 });
		const { value } = await safeProofs(await fits.world()).read(fits.safe);
		expect(value.owners).toHaveLength(mostSafeOwners);
	});
});

describe("slots that do not fit together", () => {
	const proxyHash = keccakHex(fromHex(codeOfSafe("1.4.1", "proxy")));
	const singletonHash = keccakHex(fromHex(codeOfSafe("1.4.1", "singleton")));
	const { header } = scene();
	const safe = account(header, at(0x50), { codeHash: proxyHash });
	const singleton = account(header, at(0x51), { codeHash: singletonHash });
	const [one, two] = [at(0x61), at(0x62)];

	type Words = { [key: Hex]: bigint };
	const words = (): Words => ({
		[safeSlots.singleton]: BigInt(at(0x51)),
		[safeSlots.ownerCount]: 2n,
		[safeSlots.threshold]: 2n,
		[safeSlots.nonce]: 9n,
		[ownerSlot(sentinel)]: BigInt(one),
		[ownerSlot(one)]: BigInt(two),
		[ownerSlot(two)]: BigInt(sentinel),
		[moduleSlot(sentinel)]: BigInt(sentinel),
	});
	const slotsOf = (
		change: Words = {},
		lists: readonly [readonly Hex[], readonly Hex[]] = [[one, two], []],
		of: Verified<Account> = safe,
	): readonly Verified<Slot>[] => {
		const all = { ...words(), ...change };
		return safeKeys(...lists).map((key) => slotOf(of, key, all[key] ?? 0n));
	};
	const conclude = (slots: readonly Verified<Slot>[]) =>
		refusalOf(() => concludeSafe(safe, singleton, slots));

	test("the true ones hold, and are concluded again from their premises", () => {
		const { value, premises } = concludeSafe(safe, singleton, slotsOf());
		expect(value).toMatchObject({ owners: [one, two], threshold: 2, nonce: 9 });
		expect(safeOfPremises(premises).value).toEqual(value);
	});

	test.each([
		["a count of other owners than are listed", { [safeSlots.ownerCount]: 3n }],
		["no threshold", { [safeSlots.threshold]: 0n }],
		["a threshold over all owners", { [safeSlots.threshold]: 3n }],
		["a list that ends in nothing", { [ownerSlot(two)]: 0n }],
		["a list without a beginning", { [ownerSlot(sentinel)]: 0n }],
		["a list that comes back to an owner", { [ownerSlot(two)]: BigInt(one) }],
		["an owner that is no address", { [ownerSlot(one)]: 1n << 200n }],
		["modules that were never begun", { [moduleSlot(sentinel)]: 0n }],
		["a guard that is no address", { [safeSlots.guard]: 1n << 170n }],
		["a nonce that nobody counts to", { [safeSlots.nonce]: 1n << 60n }],
		["a singleton that is no address", { [safeSlots.singleton]: 1n << 190n }],
	] as const)("%s is refused with safe-layout", async (_, change) => {
		expect(await conclude(slotsOf(change))).toBe("safe-layout");
	});

	test.each([
		["a list of owners cut short", slotsOf({}, [[one], []])],
		[
			"a list of modules cut short",
			slotsOf({ [moduleSlot(sentinel)]: BigInt(one) }),
		],
		["a slot left out", slotsOf().slice(1)],
		["one slot too many", [...slotsOf(), slotOf(safe, wordHex(77), 0n)]],
		["two slots in another order", slotsOf().toReversed()],
		[
			"the slots of another Safe",
			slotsOf(
				{},
				undefined,
				account(header, at(0x52), { codeHash: proxyHash }),
			),
		],
		[
			"slots of another block",
			slotsOf(
				{},
				undefined,
				account(scene({ slot: 6_600 }).header, at(0x50), {
					codeHash: proxyHash,
				}),
			),
		],
	] as const)("%s is refused with evidence-step", async (_, slots) => {
		expect(await conclude(slots)).toBe("evidence-step");
	});

	test("the singleton of another address, or of another block, is refused with evidence-step", async () => {
		for (const other of [
			account(header, at(0x53), { codeHash: singletonHash }),
			account(scene({ slot: 6_600 }).header, at(0x51), {
				codeHash: singletonHash,
			}),
		])
			expect(await refusalOf(() => concludeSafe(safe, other, slotsOf()))).toBe(
				"evidence-step",
			);
	});

	test("more modules than are read are refused with safe-large", async () => {
		const modules = Array.from({ length: mostSafeModules + 1 }, (_, i) =>
			at(i + 16),
		);
		const change: Words = {};
		[sentinel, ...modules].forEach((module, i) => {
			change[moduleSlot(module)] = BigInt(modules[i] ?? sentinel);
		});
		expect(await conclude(slotsOf(change, [[one, two], modules]))).toBe(
			"safe-large",
		);
	});
});
