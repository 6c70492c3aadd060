// The ids that no network file may take.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
	developmentIds,
	isLiveChain,
	liveCount,
} from "../../src/l1/live-chains.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { chainId as embeddedId } from "../network/l1/genesis.ts";
import { referenceChainId } from "../network/reference/node.ts";
import { idsOfViem, sourceOf } from "./make-live-chains.ts";

describe("the live chain ids", () => {
	test("are those of the pinned viem, and the file is what its generator writes", () => {
		const ids = idsOfViem();
		expect(ids.length).toBeGreaterThan(600);
		expect(ids.every(isLiveChain)).toBe(true);
		expect(liveCount).toBe(ids.length);
		expect(readFileSync("src/l1/live-chains.ts", "utf8")).toBe(sourceOf(ids));
	});

	test("hold every network of this release", () => {
		for (const { chainId } of knownNetworks)
			expect(isLiveChain(chainId)).toBe(true);
	});

	test("never hold what a network of one's own goes by: the embedded one, the made worlds and the development tools", () => {
		const own = [embeddedId, referenceChainId, ...developmentIds];
		// op, reference and scroll of the embedded network, and of the made worlds
		for (const chainId of [...own, 901, 902, 903])
			expect(isLiveChain(chainId), String(chainId)).toBe(false);
	});
});
