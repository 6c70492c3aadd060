// A rollup that ships is there without any file, and nobody is asked for it before the person chose an endpoint.

import { describe, expect, test, vi } from "vitest";
import { memoryStore } from "../../src/cli/store.ts";
import {
	layersInUse,
	layersOffered,
	layersOn,
} from "../../src/engine/layers.ts";
import {
	endpointsOf,
	openSettings,
	type Settings,
	withEndpoints,
} from "../../src/engine/settings.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { profileId } from "../../src/l2/checks.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import type { Release } from "../../src/receipt/networks.ts";
import { webClock } from "../../src/web/clock.ts";
import { scrollProfile } from "../l2/scroll/world.ts";
import { newDisk, openWallet } from "./wallet.ts";

const made = vi.hoisted(() => ({ rollups: [] as RollupProfile[] }));
vi.mock("../../src/l2/checks.ts", async (original) => ({
	...(await original<object>()),
	shippedRollups: made.rollups,
}));

const shipped: RollupProfile = {
	...scrollProfile,
	name: "scroll",
	title: "Scroll",
	chainId: 534_352,
	l1: "mainnet",
	l1ChainId: 1,
};
const other: RollupProfile = {
	...shipped,
	name: "second",
	title: "Second",
	chainId: 8_453,
};
made.rollups.push(shipped, other);
const release: Release = {
	networks: knownNetworks,
	rollups: [shipped, other],
	reads: [],
};
const endpoint = [{ name: "node", url: "https://l2.example" }];
const fileWith = (rollups: readonly object[]): string =>
	JSON.stringify({
		format: "sextant-network-1",
		l1: knownNetworks.find(({ name }) => name === "mainnet"),
		rollups,
	});

const onMainnet = async (imported: readonly string[] = []) =>
	({
		...(await openSettings(memoryStore())).now(),
		network: "mainnet",
		imported: [...imported],
	}) satisfies Settings;
const idsOf = (rollups: readonly RollupProfile[]) =>
	rollups.map(({ chainId }) => chainId);

describe("a rollup that ships", () => {
	test("is offered without a file, and followed from its first endpoint on", async () => {
		const now = await onMainnet();
		expect(idsOf(layersOffered(now, release))).toEqual([534_352, 8_453]);
		expect(layersInUse(now, release).rollups).toEqual([]);
		const { chainId } = shipped;
		const next = withEndpoints(now, {
			...endpointsOf(now, chainId),
			execution: endpoint,
		});
		expect(layersInUse(next, release).rollups).toEqual([shipped]);
		expect(idsOf(layersOffered(next, release))).toEqual([8_453]);
		// an exit under way knows it in any case
		expect(layersInUse(now, release).known).toEqual([shipped, other]);
	});

	test("is of its own network alone", async () => {
		const now = { ...(await onMainnet()), network: "sepolia" };
		expect(layersInUse(now, release).known).toEqual([]);
		expect(layersOffered(now, release)).toEqual([]);
	});

	test("gives way to the profile of a file, and is then still switched on by an endpoint", async () => {
		const newer = { ...shipped, blockTimeS: shipped.blockTimeS + 1 };
		const now = await onMainnet([fileWith([newer])]);
		const [second, first] = layersOn("mainnet", [], release).known;
		expect([second, first]).toEqual([shipped, other]);
		const { known, rollups } = layersInUse(now, release);
		expect(rollups).toEqual([]);
		expect(known.map(profileId)).toEqual([other, newer].map(profileId));
	});
});

test("nobody is asked for a shipped rollup before an endpoint of it is chosen", async () => {
	const asked: string[] = [];
	const clock = { ...webClock, sleep: () => new Promise<void>(() => {}) };
	const wallet = await openWallet(
		{
			clock,
			fetch: async ({ url }: { readonly url: string }) => {
				asked.push(url);
				throw new Error("asked");
			},
			precompiled: [],
		} as unknown as Parameters<typeof openWallet>[0],
		newDisk(),
	);
	try {
		await wallet.ui("network.choose", { name: "mainnet" });
		const { chains, offered } = await wallet.view();
		expect(chains.map(({ chainId }) => chainId)).toEqual([1]);
		expect(offered).toEqual([
			{ chainId: 534_352, title: "Scroll" },
			{ chainId: 8_453, title: "Second" },
		]);
		await wallet.ui("endpoints.set", {
			...{ chainId: 8_453, beacon: [], relay: [], execution: endpoint },
		});
		const next = await wallet.view();
		expect(next.chains.map(({ chainId }) => chainId)).toEqual([1, 8_453]);
		expect(next.offered).toEqual([{ chainId: 534_352, title: "Scroll" }]);
		// and off again
		await wallet.ui("endpoints.set", {
			...{ chainId: 8_453, beacon: [], relay: [], execution: [] },
		});
		expect((await wallet.view()).offered).toHaveLength(2);
		expect(asked).toEqual([]);
	} finally {
		wallet.kill();
	}
});
