import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { rollupKindOf } from "../../../../src/l2/checks.ts";
import { lookOf } from "../../../../src/l2/look.ts";
import { pinnedWanted, standingOf } from "../../../../src/l2/pinned.ts";
import { noSigns } from "../../../../src/l2/signs.ts";
import { zksyncConfigWanted } from "../../../../src/l2/zksync/checks/config.ts";
import { zksyncPinned } from "../../../../src/l2/zksync/checks/pinned.ts";
import {
	zksyncAlerts,
	zksyncFactsWanted,
	zksyncMore,
	zksyncShown,
	zksyncSigns,
} from "../../../../src/l2/zksync/checks/watch-facts.ts";
import { zksyncEra } from "../../../../src/l2/zksync/profiles/mainnet.ts";
import { accountClaim } from "../../../../src/source/execution.ts";
import { proveAccount } from "../../../../src/state/account.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { proveSlot } from "../../../../src/state/slot.ts";
import { headOf, mine, proofJson } from "../../../state/chain.ts";
import {
	address,
	committedAtPlace,
	type DiamondSetup,
	diamond,
	facetPlace,
	frozenPlace,
	l1World,
	mapped,
	zksyncProfile as profile,
	timelock,
	word,
} from "../world.ts";

const lookAt = (setup: DiamondSetup) => {
	const world = l1World(setup);
	const block = mine(world, null);
	const header = headerOfHead(headOf(block, "final"), block.rlp);
	const read = (wanted: readonly { address: Hex; slots: readonly Hex[] }[]) =>
		lookOf({
			basis: header,
			reads: wanted.map(({ address: at, slots }) => {
				const claim = accountClaim(proofJson(world, at, [...slots]), "claim");
				const account = proveAccount(header, at, claim);
				return {
					account,
					slots: claim.storageProof.map((one) => proveSlot(account, one)),
				};
			}),
		});
	const first = [
		...pinnedWanted(zksyncPinned(profile)),
		...zksyncFactsWanted(profile),
	];
	return read([...first, ...zksyncMore(profile, read(first))]);
};
const signsOf = (setup: DiamondSetup = {}) =>
	zksyncSigns(profile, lookAt(setup));
const alertsOf = (change: NonNullable<DiamondSetup["change"]>) =>
	zksyncAlerts(profile, lookAt({ change })).map(({ says }) => says.code);

describe("what L1 shows of a ZKsync chain", () => {
	it("is how far it is, when that was committed, its queue, and that it is not frozen", () => {
		expect(signsOf()).toEqual({
			...noSigns,
			batchCount: 42,
			rootCount: 40,
			lastBatchS: 1_699_995_042,
			lastRootS: 1_699_995_040,
			queue: {
				length: 1_008,
				taken: 1_005,
				headEnqueuedS: null,
				headDeadlineS: null,
			},
			paused: false,
		});
		expect(
			signsOf({ change: (_, put) => put(diamond, frozenPlace, 1n) }).paused,
		).toBe(true);
	});
	it("is read from the batch's own place among the eight in a word", () => {
		expect(signsOf({ executed: 39 }).lastRootS).toBe(1_699_995_039);
		expect(
			signsOf({
				change: (_, put) =>
					put(timelock, committedAtPlace(42), 77n << BigInt(32 * 2)),
			}),
		).toMatchObject({ lastBatchS: 77, lastRootS: null });
	});
	it("is nothing while its facets are others, it settles elsewhere, or it runs ZKsync OS", () => {
		for (const [key, value] of [
			[facetPlace(0), BigInt(address("f9"))],
			[word(50), BigInt(address("aa"))],
			[word(60), 1n],
		] as const)
			expect(signsOf({ change: (_, put) => put(diamond, key, value) })).toEqual(
				noSigns,
			);
	});
	it("has no times where the chain does not commit through that timelock, or that is another's code", () => {
		const unknown = { lastBatchS: null, lastRootS: null, batchCount: 42 };
		expect(
			signsOf({
				change: (_, put) => put(diamond, mapped(word(timelock), 9), 0n),
			}),
		).toMatchObject(unknown);
		expect(
			signsOf({
				change: (_, put) =>
					put(
						timelock,
						"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc",
						BigInt(address("aa")),
					),
			}),
		).toMatchObject(unknown);
	});
	it("has the delay before executions, and none where the timelock says nothing of the newest batch", () => {
		const delayOf = (change?: DiamondSetup["change"]) =>
			zksyncShown(profile, lookAt(change === undefined ? {} : { change })).map(
				({ value }) => value,
			);
		expect(delayOf()).toEqual(["10800"]);
		expect(
			delayOf((_, put) => put(timelock, committedAtPlace(42), 0n)),
		).toEqual([null]);
	});
	it("alerts nobody while all is as the profile says", () => {
		expect(alertsOf(() => {})).toEqual([]);
		for (const contract of zksyncPinned(profile))
			expect(standingOf(lookAt({}), contract)).toEqual({ is: "known" });
	});
	it("alerts to other facets, another settlement, ZKsync OS, who may change it, and another timelock", () => {
		for (const [key, value, code] of [
			[facetPlace(1), BigInt(address("f9")), "zksync.alert.facets"],
			[word(50), BigInt(address("aa")), "zksync.alert.elsewhere"],
			[word(60), 1n, "zksync.alert.zksync-os"],
			[word(36), BigInt(address("aa")), "zksync.alert.admin"],
			[word(42), BigInt(address("aa")), "zksync.alert.manager"],
			[mapped(word(timelock), 9), 0n, "zksync.alert.timelock"],
		] as const)
			expect(alertsOf((_, put) => put(diamond, key, value))).toEqual([code]);
	});
});

describe("the profile that ships", () => {
	it("is of the kind, says of each pin how it is known, and names no token", () => {
		const kind = rollupKindOf(zksyncEra);
		expect(kind?.profiles).toContain(zksyncEra);
		expect(kind?.noExit(zksyncEra)?.possible).toHaveLength(3);
		expect(zksyncEra.tokens).toEqual([]);
		const { contracts, diamond: own, facetSets } = zksyncEra;
		for (const one of [
			contracts.validatorTimelock,
			own,
			...facetSets.flatMap(({ facets }) => facets),
		])
			expect(one.known?.code.source.length).toBeGreaterThan(20);
		expect(contracts.validatorTimelock.known?.implementation).toBeDefined();
	});
	it("asks L1 for no more than evidence of one rule may hold", () => {
		const wanted = zksyncConfigWanted(zksyncEra);
		const premises = wanted.reduce(
			(sum, { slots, code }) =>
				sum + Math.max(1, slots.length) + (code === true ? 1 : 0),
			0,
		);
		expect(premises).toBeLessThanOrEqual(64);
	});
	it("has no way out, and says why in place of one", () => {
		const kind = rollupKindOf(zksyncEra);
		expect(kind?.steps).toEqual({});
		expect(() => kind?.title({ kind: "none" } as never)).toThrow(
			"unverifiable-method",
		);
	});
});
