// Ten layer 2s after a new final head: what they read of Ethereum goes out together, counted in requests and in bytes on the wire.

import { describe, expect, test } from "vitest";
import { measureLayers } from "../bench/layers.ts";

describe("ten layer 2s at one final head", () => {
	test("are proved by at most four requests to Ethereum and 400 KB on the wire", async () => {
		const { next, quiet } = await measureLayers(10);
		expect(quiet.requests).toBeLessThanOrEqual(4);
		expect(next.proofRequests).toBeLessThanOrEqual(4);
		for (const { bytes, mainnetBytes } of [next, quiet]) {
			expect(bytes).toBeLessThanOrEqual(400_000);
			// as deep as the tries of mainnet are
			expect(mainnetBytes).toBeLessThanOrEqual(400_000);
		}
	});

	test("each have the root that Ethereum has of them", async () => {
		const { faults, roots } = await measureLayers(10);
		expect(faults).toEqual([]);
		expect(new Set(roots).size).toBe(10);
	});
});

test("one layer 2 asks as often as before", async () => {
	const { quiet } = await measureLayers(1);
	expect(quiet.requests).toBeLessThanOrEqual(2);
});
