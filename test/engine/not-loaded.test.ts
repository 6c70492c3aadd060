// A rollup whose family's part does not come: the chain stands there and says so, nothing of Ethereum's stops, and the next look tries
// again.

import { describe, expect, test, vi } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import type { L1Chain } from "../../src/engine/l1-chain.ts";
import { openLayerTrial } from "../../src/engine/layer-trial.ts";
import { openRollups } from "../../src/engine/rollups.ts";
import type { Settings } from "../../src/engine/settings.ts";
import { webClock } from "../../src/web/clock.ts";
import { shippedKernel } from "../kernel.ts";
import { exitProfile } from "../l2/op/exit-world.ts";

let isGone = true;
vi.mock("../../src/l2/op/runtime/kind.ts", async (real) => {
	if (isGone) throw new Error("the file is gone");
	return await real();
});

const { chainId } = exitProfile;
const endpoint = { name: "L2", url: "http://localhost:2" };
const noHeader = new Fault("not-synced", "no final header yet");
const silence = async (): Promise<never> => {
	throw new Error("somebody is asked");
};

const l1 = {
	network: { chainId: 1 },
	pool: {},
	ahead: { isNeeded: async () => false, capture: {} },
	reader: {
		basis: async () => {
			throw noHeader;
		},
	},
	checkTouch: () => {},
} as unknown as L1Chain;

const settings: Settings = {
	...{ network: "mainnet", imported: [], accounts: [], account: null },
	tokens: [],
	endpoints: [{ chainId, beacon: [], execution: [endpoint], relay: [] }],
};

const open = () => {
	const ports = { fetch: silence, clock: webClock, kernel: shippedKernel };
	const all = openRollups({ rollups: [exitProfile] }, settings, l1, ports);
	const [rollup] = all;
	if (rollup === undefined) throw new Error("it is not there");
	return rollup;
};

const notLoaded = {
	code: "not-loaded",
	message: expect.stringContaining("op-games"),
};

describe("a rollup whose family does not load", () => {
	test("is there, and says that and not that its kind is unknown or that it has no root", async () => {
		const rollup = open();
		expect(rollup.chainId).toBe(chainId);
		await rollup.refresh();
		expect(rollup.fault()).toMatchObject(notLoaded);
		await expect(rollup.reader.basis("latest")).rejects.toMatchObject(
			notLoaded,
		);
		await expect(rollup.posted()).rejects.toMatchObject(notLoaded);
		expect(rollup.windows()).toEqual(new Map());
	});

	test("speaks for no endpoint that is tried, and against none", async () => {
		const trial = openLayerTrial(
			{ clock: webClock, kernel: shippedKernel },
			() => l1,
			() => exitProfile,
		);
		const { signal } = new AbortController();
		expect(await trial(chainId, endpoint, silence, signal)).toBeNull();
	});

	test("is loaded by the next look", async () => {
		const rollup = open();
		await rollup.refresh();
		expect(rollup.fault()).toMatchObject(notLoaded);
		isGone = false;
		await rollup.refresh();
		// it is followed now, and waits for what every rollup waits for
		expect(rollup.fault()).toBe(noHeader);
		await expect(rollup.posted()).resolves.toBeNull();
	});
});
