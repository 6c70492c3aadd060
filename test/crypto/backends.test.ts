// The choice over the real lists: what a runtime, a policy or a broken file takes away, and what is left then.

import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { afterEach, describe, expect, it } from "vitest";
import { digests, putDigests } from "../../src/base/digest.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	installSoundHashes,
	type Load,
	openSoundBn254,
} from "../../src/crypto/backends.ts";
import { nobleDigests } from "../../src/crypto/hash.ts";
import { testBls } from "../../src/crypto/known.ts";
import { testBn254 } from "../../src/crypto/known-bn254.ts";
import { openSoundKernel } from "../../src/proof/kernel.ts";
import { webClock } from "../../src/web/clock.ts";
import { bls12381HeapBytes, emitBls12381 } from "../../wasm/bls12-381.ts";
import { bn254HeapBytes, emitBn254 } from "../../wasm/bn254.ts";
import { backends } from "../../wasm/field/field.ts";
import { empty, small, unknown } from "./wasm/fixture.ts";

afterEach(() => putDigests(nobleDigests));

// Newer runtimes have it without the flag.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const built: Load = async (file) =>
	readFileSync(new URL(`../../wasm/built/${file}`, import.meta.url));
const absent: Load = (file) =>
	Promise.reject(new Fault("wasm-refused", `${file}: 404`));

const firstOfSha256 = "982f8a42";

/** The module with one bit of a constant turned: it opens as well as the true one. */
const damaged =
	(constant: string, from: Load = built): Load =>
	async (file) => {
		const bytes = Buffer.from(await from(file));
		const at = bytes.indexOf(Buffer.from(constant, "hex"));
		if (at < 0) throw new Error(`no ${constant} in the module`);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		return bytes;
	};

const never = () => new Promise<never>(() => {});

describe("the hashes of a realm", () => {
	it("are the module's where it runs", async () => {
		expect(await installSoundHashes({ load: built, timer: webClock })).toEqual({
			work: "Hashes",
			runs: "WebAssembly SIMD",
			refused: [],
		});
		expect(digests().name).toBe("WebAssembly SIMD");
	});

	it.each([
		["is not there", absent, /not offered here \(hashes.wasm: 404\)/],
		["is no module", async () => new Uint8Array(9), /not offered here/],
		[
			"has an instruction the runtime lacks",
			async () => unknown,
			/not offered/,
		],
		["has no memory", async () => empty, /not the module of this release/],
		["is another one", async () => small, /not the module of this release/],
		["does not come in time", never, /within/],
	] as const)("are noble's where the module %s", async (_, load, why) => {
		const timer = {
			sleep: (ms: number, signal?: AbortSignal) =>
				webClock.sleep(load === never ? 30 : ms, signal),
		};
		expect(await installSoundHashes({ load, timer })).toEqual({
			work: "Hashes",
			runs: "noble, JavaScript",
			refused: [{ name: "WebAssembly SIMD", why: expect.stringMatching(why) }],
		});
		expect(digests()).toBe(nobleDigests);
	});

	it.each([
		["keccak's last round", "0880008000000080"],
		["the first of sha256's", firstOfSha256],
	])(
		"are noble's where one bit of a constant is wrong: %s",
		async (_, constant) => {
			const load = damaged(constant);
			expect(await installSoundHashes({ load, timer: webClock })).toEqual({
				work: "Hashes",
				runs: "noble, JavaScript",
				refused: [
					{
						name: "WebAssembly SIMD",
						why: expect.stringMatching(/^self-test failed \(wrong about /),
					},
				],
			});
			expect(digests()).toBe(nobleDigests);
		},
	);
});

describe("the kernel of a realm", () => {
	// As the generator makes them.
	const made = new Map(
		backends.map((form) => [
			`bls12-381.${form}.wasm`,
			emitBls12381(form).encode(bls12381HeapBytes),
		]),
	);
	const load: Load = async (file) => made.get(file) ?? absent(file);
	const hasWide = WebAssembly.validate(
		Uint8Array.from(made.get("bls12-381.wide.wasm") ?? []),
	);
	const fma = "fused multiply-add (WebAssembly)";
	const wide = "wide arithmetic (WebAssembly)";
	const lanes = "32-bit products in lanes (WebAssembly)";
	const integers = "64-bit integers (WebAssembly)";
	const open = async (from: Load) => {
		const kernel = await openSoundKernel({ load: from, timer: webClock });
		const [report] = await kernel.report();
		await expect(testBls(kernel)).resolves.toBeUndefined();
		return report;
	};
	/** These forms hash messages with one bit of a constant turned. */
	const wrongIn =
		(...wrong: readonly string[]): Load =>
		(file) =>
			wrong.some((form) => file === `bls12-381.${form}.wasm`)
				? damaged(firstOfSha256, load)(file)
				: load(file);

	it("is the fastest form that the runtime has", async () => {
		expect(await open(load)).toEqual({
			work: "BLS12-381",
			runs: fma,
			refused: [],
		});
	});

	it("goes down the list past forms that compute wrongly, and says why", async () => {
		const refused = (name: string) => ({
			name,
			why: expect.stringMatching(
				name === wide && !hasWide
					? /^not offered here \(/
					: /^self-test failed \(wrong about all signed\)$/,
			),
		});
		const first = hasWide ? [] : [refused(wide)];
		expect(await open(wrongIn("fma", "wide"))).toEqual({
			work: "BLS12-381",
			runs: lanes,
			refused: [refused(fma), refused(wide)],
		});
		expect(await open(wrongIn("fma", "extmul"))).toMatchObject(
			hasWide
				? { runs: wide, refused: [refused(fma)] }
				: { runs: integers, refused: [refused(fma), ...first, refused(lanes)] },
		);
		expect(await open(wrongIn(...backends))).toMatchObject({
			runs: "noble, JavaScript",
			refused: [refused(fma), refused(wide), refused(lanes), refused(integers)],
		});
	});

	it("is noble's without files", async () => {
		const tried: string[] = [];
		const kernel = await openSoundKernel({
			load: absent,
			timer: webClock,
			trying: (work, name) => tried.push(`${work}: ${name}`),
		});
		expect(await kernel.report()).toMatchObject([
			{ work: "BLS12-381", runs: "noble, JavaScript" },
		]);
		expect(tried.at(-1)).toBe("BLS12-381: noble, JavaScript");
	});

	it("is none when even noble is not to be trusted", async () => {
		await expect(
			openSoundKernel({
				load: absent,
				timer: webClock,
				skip: [
					{ work: "BLS12-381", name: "noble, JavaScript", why: "it hung" },
				],
			}),
		).rejects.toMatchObject({ code: "kernel-unsound" });
	});
});

describe("BN254", () => {
	const load: Load = async (file) =>
		file === "bn254.extmul.wasm"
			? emitBn254("extmul").encode(bn254HeapBytes)
			: absent(file);

	it("is the fastest form there is, and noble's without one", async () => {
		const { chosen, report } = await openSoundBn254({ load, timer: webClock });
		expect(report.runs).toBe("32-bit products in lanes (WebAssembly)");
		expect(report.refused).toHaveLength(2);
		await expect(testBn254(chosen)).resolves.toBeUndefined();
		expect(
			(await openSoundBn254({ load: absent, timer: webClock })).report.runs,
		).toBe("noble, JavaScript");
	});
});
