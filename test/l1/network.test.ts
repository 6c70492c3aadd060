import { describe, expect, it } from "vitest";
import { forkDigests } from "../../src/l1/domain.ts";
import {
	coinOf,
	decodeL1Network,
	knownNetworks,
} from "../../src/l1/network.ts";
import { madeNetwork } from "./made.ts";

describe("a network as data", () => {
	it("is decoded from what its file holds", () => {
		for (const network of [...knownNetworks, madeNetwork])
			expect(
				decodeL1Network(JSON.parse(JSON.stringify(network)), "network"),
			).toEqual(network);
	});

	it("is refused when its forks or its blob limits do not ascend", () => {
		const [mainnet] = knownNetworks;
		if (mainnet === undefined) throw new Error("no mainnet");
		for (const change of [
			{ forks: mainnet.forks.toReversed() },
			{ forks: [...mainnet.forks, ...mainnet.forks.slice(-1)] },
			{
				forks: mainnet.forks.map((fork) =>
					fork.name === "fulu" ? { ...fork, epoch: 1 } : fork,
				),
			},
			{ forks: [] },
			{ blobSchedule: mainnet.blobSchedule?.toReversed() },
			{ preset: "gnosis" },
			{ maxCheckpointAgeS: 10 ** 9 },
			{ coin: { symbol: "E\u200bTH", decimals: 18 } },
			{ coin: { symbol: "XDAI", decimals: 6 } },
		])
			expect(() =>
				decodeL1Network({ ...mainnet, ...change }, "network"),
			).toThrow("bad-field");
	});

	it("has the coin that its file names, and Ether where the file names none", () => {
		const coin = { symbol: "XDAI", decimals: 18 };
		const named = decodeL1Network({ ...madeNetwork, coin }, "network");
		expect(coinOf(named)).toEqual(coin);
		expect(coinOf(madeNetwork)).toEqual({ symbol: "ETH", decimals: 18 });
		expect(coinOf(undefined)).toEqual({ symbol: "ETH", decimals: 18 });
		expect(coinOf({ coin: { symbol: "\u202eHTE", decimals: 18 } }).symbol).toBe(
			"\u2423HTE",
		);
		// a file without the field is the same file as before
		expect(decodeL1Network(madeNetwork, "network")).not.toHaveProperty("coin");
	});

	it("has as many fork digests as it had forks and blob limits", () => {
		for (const network of knownNetworks)
			expect(forkDigests(network).size).toBe(
				network.forks.length - 1 + (network.blobSchedule?.length ?? 0),
			);
	});
});
