// The contracts of a profile held against a made L1: as they are pinned, moved, and pinned by address alone.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { layerPins } from "../../src/engine/layer-pins.ts";
import { readPins } from "../../src/exit/pins.ts";
import {
	earlierFactory,
	factoryAt,
	registryProfile,
	registryWorld,
} from "../l2/registry-world.ts";
import {
	profile as byHash,
	implementationSlot,
	l1World,
} from "../l2/rollup-world.ts";
import type { World } from "../state/chain.ts";
import { readerOver } from "./reading.ts";

/** The same contracts, what they delegate to known by its address alone. */
const byAddress = {
	...byHash,
	contracts: Object.fromEntries(
		Object.entries(byHash.contracts).map(([name, contract]) => {
			const { implementationCodeHash: _, ...rest } = contract;
			return [name, rest];
		}),
	) as typeof byHash.contracts,
};
const { systemConfig } = byHash.contracts;
const other: Hex = `0x${"ee".repeat(20)}`;

const anchor = { root: `0x${"01".repeat(32)}`, l2BlockNumber: 1 } as const;
const isOf = async (
	profile: typeof byHash,
	change: (world: World) => void = () => {},
) => {
	const { read } = readerOver(l1World([], anchor, change));
	const { pins } = await readPins(profile, read);
	const found = pins.find(({ pinned }) => pinned.name === "systemConfig");
	return found && { is: found.is, found: found.found };
};
const behind = (change: object) => (world: World) => {
	const { implementation } = systemConfig;
	world[implementation] = { ...world[implementation], ...change };
};

describe("a pinned contract", () => {
	test("is as it is pinned, by hash and by address", async () => {
		for (const profile of [byHash, byAddress])
			expect(await isOf(profile)).toEqual({ is: "known", found: null });
	});

	test("that delegates elsewhere is another, by hash and by address", async () => {
		for (const profile of [byHash, byAddress])
			expect(
				await isOf(profile, (world) => {
					world[other] = { code: "0x6001" };
					world[systemConfig.address] = {
						...world[systemConfig.address],
						storage: { [implementationSlot]: BigInt(other) },
					};
				}),
			).toEqual({ is: "upgraded", found: other });
	});

	test("known by hash refuses other code behind; by address it stays what is there", async () => {
		const change = behind({ code: "0x6001" });
		expect(await isOf(byHash, change)).toMatchObject({ is: "other-code" });
		expect(await isOf(byAddress, change)).toEqual({ is: "known", found: null });
	});

	test("known by its address may change where it is a clone, a delegation, a proxy, or nothing", async () => {
		const address = "ab".repeat(20);
		for (const change of [
			{
				code: `0x363d3d373d3d3d363d73${address}5af43d82803e903d91602b57fd5bf3`,
			},
			{ code: `0xef0100${address}` },
			{ storage: { [implementationSlot]: 5n } },
			{ code: "0x" },
		])
			expect(await isOf(byAddress, behind(change))).toEqual({
				is: "may-change",
				found: null,
			});
	});

	test("that runs what a release before had is shown with that, not with what it does not run", async () => {
		const world = registryWorld({
			start: { root: `0x${"01".repeat(32)}`, of: 1 },
		});
		const runs = (implementation: Hex) => {
			world[factoryAt] = {
				...world[factoryAt],
				storage: {
					...world[factoryAt]?.storage,
					[implementationSlot]: BigInt(implementation),
				},
			};
			const { read } = readerOver(world);
			return layerPins(registryProfile, "release", (wanted) => read(wanted));
		};
		const { disputeGameFactory } = registryProfile.contracts;
		const [earlier] = disputeGameFactory.earlier ?? [];
		for (const [at, codeHash] of [
			[disputeGameFactory.implementation, null],
			[earlierFactory, earlier?.implementationCodeHash],
		] as const) {
			const { pins } = await runs(at);
			expect(
				pins.find(({ name }) => name === "disputeGameFactory"),
			).toMatchObject({
				is: "known",
				found: null,
				behind: { address: at, codeHash },
			});
		}
	});
});
