// A draft of a profile: what stands on a made L1 in the place of what the release has, and nothing taken that was not proved.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { fromHex } from "../../src/base/bytes.ts";
import { draftOf } from "../../src/cli/draft.ts";
import { profiles } from "../../src/cli/profiles.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { checkImport } from "../../src/receipt/network-import.ts";
import { reviewNetwork } from "../../src/receipt/network-review.ts";
import {
	decodeNetworkFile,
	type NetworkFile,
	type Release,
} from "../../src/receipt/networks.ts";
import { type ExitStage, openExitStage } from "../engine/exits/stage.ts";
import { beaconUrl, executionUrl } from "../engine/wallet.ts";
import { readerOver } from "../exit/reading.ts";
import { counterCode } from "../exit/toy.ts";
import {
	earlierFactory,
	factoryAt,
	registryProfile,
	registryWorld,
} from "../l2/registry-world.ts";
import { implementationSlot, l1World, profile } from "../l2/rollup-world.ts";
import type { World } from "../state/chain.ts";

const anchor = { root: `0x${"01".repeat(32)}`, l2BlockNumber: 1 } as const;
const { systemConfig } = profile.contracts;
const newer: Hex = `0x${"ee".repeat(20)}`;
const newerCode: Hex = "0x60016002";
const upgrade = (world: World): void => {
	world[newer] = { code: newerCode };
	const proxy = world[systemConfig.address];
	world[systemConfig.address] = {
		...proxy,
		storage: { ...proxy?.storage, [implementationSlot]: BigInt(newer) },
	};
};
const drafted = (change: (world: World) => void, of: RollupProfile = profile) =>
	draftOf(of, readerOver(l1World([], anchor, change)).read);

describe("a draft", () => {
	test("of what is as the release has it changes nothing", async () => {
		const { profile: made, changed, open } = await drafted(() => {});
		expect(made).toEqual(profile);
		expect([...changed, ...open]).toEqual([]);
	});

	test("has an upgraded contract with the code behind it, and says that it was only seen", async () => {
		const {
			profile: made,
			changed,
			open,
			blockNumber,
		} = await drafted(upgrade);
		expect(made.contracts.systemConfig).toMatchObject({
			...systemConfig,
			implementation: newer,
			implementationCodeHash: keccakHex(fromHex(newerCode)),
			known: {
				implementation: {
					how: "seen",
					source: `read by proof at L1 block ${blockNumber}`,
				},
			},
		});
		expect(changed).toHaveLength(2);
		for (const line of changed)
			expect(line).toContain("CHANGED contracts.systemConfig.implementation");
		expect(open).toEqual([]);
		// the other contracts are as they were
		const { systemConfig: _, ...others } = profile.contracts;
		expect(made.contracts).toMatchObject(others);
	});

	test("of a contract that runs what a release before had changes nothing either", async () => {
		const world = registryWorld({
			start: { root: `0x${"01".repeat(32)}`, of: 1 },
		});
		const factory = world[factoryAt];
		world[factoryAt] = {
			...factory,
			storage: {
				...factory?.storage,
				[implementationSlot]: BigInt(earlierFactory),
			},
		};
		const { profile: made, changed } = await draftOf(
			registryProfile,
			readerOver(world).read,
		);
		expect(changed).toEqual([]);
		expect(made).toEqual(registryProfile);
	});

	test("says that other code at an address was only seen, and keeps how the rest is known", async () => {
		const known = {
			code: { how: "rebuilt", source: "made" },
			implementation: { how: "rebuilt", source: "made" },
		} as const;
		const { profile: made, changed } = await drafted(
			(world) => {
				world[systemConfig.address] = {
					...world[systemConfig.address],
					code: "0x6001",
				};
			},
			{
				...profile,
				contracts: {
					...profile.contracts,
					systemConfig: { ...systemConfig, known },
				},
			},
		);
		expect(made.contracts.systemConfig?.known).toMatchObject({
			code: { how: "seen" },
			implementation: known.implementation,
		});
		expect(changed).toHaveLength(1);
	});

	test("leaves open what is not there, and never makes a pin of it", async () => {
		const {
			profile: made,
			changed,
			open,
		} = await drafted((world) => {
			delete world[systemConfig.address];
		});
		expect(made.contracts.systemConfig).toEqual(systemConfig);
		expect(changed).toEqual([]);
		expect(open.join()).toContain(`OPEN systemConfig ${systemConfig.address}`);
	});

	test("is refused where the contracts move at every read", async () => {
		let moves = 0;
		const read = (
			wanted: Parameters<ReturnType<typeof readerOver>["read"]>[0],
		) =>
			readerOver(
				l1World([], anchor, (world) => {
					const proxy = world[systemConfig.address];
					world[systemConfig.address] = {
						...proxy,
						storage: {
							...proxy?.storage,
							[implementationSlot]: BigInt(newer) + BigInt(moves++),
						},
					};
				}),
			).read(wanted);
		await expect(draftOf(profile, read)).rejects.toMatchObject({
			code: "no-proof-window",
		});
	});
});

describe("sextant profiles --draft", () => {
	let scene: ExitStage;
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "sextant-draft-"));
		scene = await openExitStage();
	}, 120_000);
	afterAll(async () => {
		await scene?.stage.world.stop();
		await rm(folder, { recursive: true });
	});

	test("writes what is on L1 as a file that is imported by its diff, and never over another", async () => {
		const { world } = scene.stage;
		const { rollup } = scene.profile.contracts;
		const shipped = {
			...scene.profile,
			contracts: {
				...scene.profile.contracts,
				rollup: { ...rollup, codeHash: keccakHex(fromHex("0x01")) },
			},
		};
		const of: Release = {
			networks: [world.network],
			rollups: [shipped],
			reads: [],
		};
		const to = join(folder, "draft.json");
		const lines: string[] = [];
		const run = async (): Promise<number> => {
			const work = profiles(
				[
					...["--draft", shipped.name, "--to", to],
					...["--beacon", beaconUrl, "--execution", executionUrl],
					...["--checkpoint", world.checkpoint],
				],
				{
					fetch: scene.stage.fetch,
					clock: scene.stage.clock,
					kernel: async () => nobleKernel,
					say: (line) => lines.push(line),
					note: (line) => lines.push(line),
				},
				of,
			);
			let isDone = false;
			const ended = work
				.catch(() => undefined)
				.then(() => {
					isDone = true;
				});
			while (!isDone) {
				await Promise.race([
					ended,
					new Promise((resolve) => setTimeout(resolve, 300)),
				]);
				if (!isDone) await world.advance();
			}
			return work;
		};
		expect(await run()).toBe(1);
		expect(lines.join("\n")).toContain("CHANGED contracts.rollup.codeHash");
		const file = decodeNetworkFile(await readFile(to, "utf8"));
		expect(file.rollups[0]?.contracts.rollup).toMatchObject({
			codeHash: keccakHex(fromHex(counterCode)),
			known: { code: { how: "seen" } },
		});
		checkImport(file, [], of);
		const before: NetworkFile = { ...file, rollups: [shipped] };
		const fields = reviewNetwork(before, file)
			.groups.flatMap((group) => group.lines)
			.map(({ path }) => path);
		expect(fields.some((path) => path.includes("contracts.rollup"))).toBe(true);
		await expect(run()).rejects.toMatchObject({ code: "bad-file" });
	}, 180_000);

	test("refuses a chain that does not ship", async () => {
		await expect(profiles(["--draft", "nowhere"])).rejects.toMatchObject({
			code: "unknown-chain",
		});
	});
});
