import { afterAll, describe, expect, it } from "vitest";
import { putDigests } from "../../src/base/digest.ts";
import { openKernel, readModule } from "../../src/cli/kernel.ts";
import { nobleDigests } from "../../src/crypto/hash.ts";
import { knownSyncAggregates } from "../../src/crypto/known.ts";

afterAll(() => putDigests(nobleDigests));

describe("the command line's kernel", () => {
	it("answers, hashes with the module of the checkout, and says what runs", async () => {
		const kernel = await openKernel();
		for (const { question, answer } of knownSyncAggregates.slice(0, 4))
			expect(await kernel.verifySyncAggregate(question)).toBe(answer);
		expect(await kernel.report()).toEqual([
			expect.objectContaining({ work: "BLS12-381" }),
			{ work: "Hashes", runs: "WebAssembly SIMD", refused: [] },
		]);
	});

	it("names a module that is not there", async () => {
		await expect(readModule("none.wasm")).rejects.toMatchObject({
			code: "wasm-refused",
			message: expect.stringContaining("none.wasm: ENOENT"),
		});
	});
});
