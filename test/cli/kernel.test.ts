import { spawnSync } from "node:child_process";
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

	/** What runs under a Node with these flags, and what it refused for what reason. */
	const under = (...flags: readonly string[]) => {
		const module = new URL("../../src/cli/kernel.ts", import.meta.url);
		const script = `import { openKernel } from ${JSON.stringify(module.href)};
			const kernel = await openKernel();
			console.log(JSON.stringify(await kernel.report()));`;
		const { stdout } = spawnSync(
			process.execPath,
			[...flags, "--import", "tsx", "--input-type=module", "-e", script],
			{ encoding: "utf8" },
		);
		const [bls, hashes]: {
			runs: string;
			refused: { name: string; why: string }[];
		}[] = JSON.parse(stdout);
		return {
			runs: [bls?.runs, hashes?.runs],
			refused: bls?.refused.map(({ name, why }) => [
				name.split(" (")[0],
				why.split(" (")[0],
			]),
		};
	};
	const relaxed = "--experimental-wasm-relaxed-simd";
	const absent = "not offered here";
	const isNode20 = process.versions.node.startsWith("20.");

	it.runIf(isNode20)(
		"takes the next form where an instruction is missing",
		() => {
			expect(under()).toEqual({
				runs: ["32-bit products in lanes (WebAssembly)", "WebAssembly SIMD"],
				refused: [
					["fused multiply-add", absent],
					["wide arithmetic", absent],
				],
			});
		},
	);

	it.runIf(isNode20 && process.arch === "x64")(
		"takes fused multiply-add only where the processor has it",
		() => {
			expect(under(relaxed).runs[0]).toBe("fused multiply-add (WebAssembly)");
			expect(under(relaxed, "--no-enable-fma3")).toMatchObject({
				runs: ["32-bit products in lanes (WebAssembly)", "WebAssembly SIMD"],
				refused: [
					["fused multiply-add", "self-test failed"],
					["wide arithmetic", absent],
				],
			});
		},
	);

	it("is noble's where there is no WebAssembly at all", () => {
		const { runs, refused } = under("--jitless", "--no-expose-wasm");
		expect(runs).toEqual(["noble, JavaScript", "noble, JavaScript"]);
		expect(refused).toHaveLength(4);
	});
});
