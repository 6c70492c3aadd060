// Which rules a chain's code runs by at a time: at the seconds of mainnet's forks, and by a rollup's profile.

import { describe, expect, test } from "vitest";
import { asFault } from "../../src/base/fault.ts";
import { l1Rules, rollupRules } from "../../src/engine/evm-rules.ts";
import { knownNetworks } from "../../src/l1/network.ts";

const [mainnet] = knownNetworks;
if (mainnet === undefined) throw new Error("no network");

const codeOf = (work: () => unknown): string => {
	try {
		work();
		return "";
	} catch (thrown) {
		return asFault(thrown).code;
	}
};

describe("Ethereum", () => {
	// The execution layer's own activation times: EIP-7568 and the forks' meta EIPs.
	test.each([
		["shanghai", 1_681_338_455, 3_338_477n],
		["cancun", 1_710_338_135, 3_338_477n],
		["prague", 1_746_612_311, 5_007_716n],
		["osaka", 1_764_798_551, 5_007_716n],
	] as const)("is at %s from %i on", (fork, timeS, blobFeeFraction) => {
		expect(l1Rules(mainnet, timeS)).toEqual({
			chainId: 1,
			fork,
			blobFeeFraction,
			strange: [],
		});
		const before =
			fork === "shanghai"
				? codeOf(() => l1Rules(mainnet, timeS - 1))
				: l1Rules(mainnet, timeS - 1).fork;
		expect(before).not.toBe(fork);
	});

	test.each([
		[1_765_290_071, 8_346_193n],
		[1_767_747_671, 11_684_671n],
	] as const)("prices blobs otherwise from %i on", (timeS, fraction) => {
		expect(l1Rules(mainnet, timeS).blobFeeFraction).toBe(fraction);
		expect(l1Rules(mainnet, timeS - 1).blobFeeFraction).not.toBe(fraction);
	});

	test("has no rules where its fork is older or newer than this machine", () => {
		expect(codeOf(() => l1Rules(mainnet, 1_681_338_454))).toBe(
			"vm-unsupported",
		);
		const newer = {
			...mainnet,
			forks: [
				...mainnet.forks,
				{ name: "gloas", version: "0x07000000", epoch: 500_000 } as const,
			],
		};
		expect(l1Rules(newer, mainnet.genesisTimeS + 499_999 * 384).fork).toBe(
			"osaka",
		);
		expect(
			codeOf(() => l1Rules(newer, mainnet.genesisTimeS + 500_000 * 384)),
		).toBe("vm-unsupported");
	});

	test("has no price of blobs by a schedule that is not known", () => {
		const other = {
			...mainnet,
			blobSchedule: [{ epoch: 364_032, maxBlobs: 12 }],
		};
		expect(l1Rules(other, 1_764_798_551).blobFeeFraction).toBeNull();
	});
});

describe("a rollup", () => {
	const strange = [`0x${"00".repeat(18)}0100`] as const;
	const profile = {
		title: "Rollup",
		chainId: 901,
		vm: {
			forks: [
				{ name: "cancun" as const, fromS: 100 },
				{ name: "prague" as const, fromS: 200 },
			],
			strange,
		},
	};

	test("has the rules that its profile names, from their times on", () => {
		expect(rollupRules(profile, 199)).toEqual({
			chainId: 901,
			fork: "cancun",
			blobFeeFraction: 3_338_477n,
			strange,
		});
		expect(rollupRules(profile, 200).fork).toBe("prague");
		expect(codeOf(() => rollupRules(profile, 99))).toBe("vm-unsupported");
	});

	test("has none without a machine in its profile", () => {
		const { vm: _, ...bare } = profile;
		expect(codeOf(() => rollupRules(bare, 200))).toBe("vm-unsupported");
	});
});
