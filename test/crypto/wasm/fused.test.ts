import { spawnSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { describe, expect, it } from "vitest";
import {
	checkFused,
	checkHalves,
	type MultiplyAdd,
} from "../../../src/crypto/wasm/fused.ts";

// Newer runtimes have it without the flag.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const roundsTwice: MultiplyAdd = (a, b, c) => [
	a[0] * b[0] + c[0],
	a[1] * b[1] + c[1],
];

/** The exact sum rounded once, by integers. */
const once = (a: number, b: number, c: number): number =>
	Number(BigInt(a) * BigInt(b) + BigInt(c));
const roundsOnce: MultiplyAdd = (a, b, c) => [
	once(a[0], b[0], c[0]),
	once(a[1], b[1], c[1]),
];

describe("relaxed multiply-add", () => {
	it("passes when it rounds once", () => {
		expect(() => checkHalves(roundsOnce)).not.toThrow();
	});

	it("is refused when it rounds twice, in both lanes or in one", () => {
		const unsound = expect.objectContaining({ code: "kernel-unsound" });
		expect(() => checkHalves(roundsTwice)).toThrow(unsound);
		expect(() =>
			checkHalves((a, b, c) => [
				roundsOnce(a, b, c)[0],
				roundsTwice(a, b, c)[1],
			]),
		).toThrow(unsound);
		expect(() =>
			checkHalves((a, b, c) => [
				roundsTwice(a, b, c)[0],
				roundsOnce(a, b, c)[1],
			]),
		).toThrow(unsound);
	});

	it("is refused when it is not a number, or answers rightly only for a while", () => {
		const unsound = expect.objectContaining({ code: "kernel-unsound" });
		expect(() => checkHalves(() => [Number.NaN, 0])).toThrow(unsound);
		let calls = 0;
		expect(() =>
			checkHalves((a, b, c) =>
				calls++ < 2_000 ? roundsOnce(a, b, c) : roundsTwice(a, b, c),
			),
		).toThrow(unsound);
	});

	/** What a V8 with these flags says of it. */
	const said = (...flags: readonly string[]): string => {
		const module = new URL(
			"../../../src/crypto/wasm/fused.ts",
			import.meta.url,
		);
		const script = `import { checkFused } from ${JSON.stringify(module.href)};
			await checkFused().then(() => console.log("once"), (fault) => console.log(fault.code));`;
		return spawnSync(
			process.execPath,
			[...flags, "--import", "tsx", "--input-type=module", "-e", script],
			{ encoding: "utf8" },
		).stdout.trim();
	};
	const relaxed = "--experimental-wasm-relaxed-simd";

	it.runIf(process.arch === "x64")(
		"is refused on a processor without the fused instruction",
		() => {
			expect(said(relaxed, "--no-enable-fma3")).toBe("kernel-unsound");
			expect(said(relaxed)).toBe("once");
		},
	);

	it.runIf(process.versions.node.startsWith("20."))(
		"is not offered by a runtime that lacks it",
		() => {
			expect(said()).toBe("wasm-refused");
		},
	);

	it("is asked of this processor", async () => {
		await expect(checkFused()).resolves.toBeUndefined();
	});
});
