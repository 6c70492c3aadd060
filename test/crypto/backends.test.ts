// The choice over the real lists: what a runtime, a policy or a broken file takes away, and what is left then.

import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { digests, putDigests } from "../../src/base/digest.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	installSoundHashes,
	type Load,
	openSoundKernel,
} from "../../src/crypto/backends.ts";
import { nobleDigests } from "../../src/crypto/hash.ts";
import { testBls } from "../../src/crypto/known.ts";
import { webClock } from "../../src/web/clock.ts";
import { empty, small, unknown } from "./wasm/fixture.ts";

afterEach(() => putDigests(nobleDigests));

const built: Load = async (file) =>
	readFileSync(new URL(`../../wasm/built/${file}`, import.meta.url));
const absent: Load = (file) =>
	Promise.reject(new Fault("wasm-refused", `${file}: 404`));

/** The module with one bit of a constant turned: it opens as well as the true one. */
const damaged =
	(constant: string): Load =>
	async (file) => {
		const bytes = Buffer.from(await built(file));
		const at = bytes.indexOf(Buffer.from(constant, "hex"));
		if (at < 0) throw new Error(`no ${constant} in the module`);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		return bytes;
	};

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
		["does not come in time", () => new Promise<never>(() => {}), /within/],
	] as const)("are noble's where the module %s", async (_, load, why) => {
		const timer = {
			sleep: (ms: number, signal?: AbortSignal) =>
				webClock.sleep(Math.min(ms, 30), signal),
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
		["the first of sha256's", "982f8a42"],
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
	it("computes rightly, whatever it runs on, and is noble's without files", async () => {
		for (const load of [built, absent]) {
			const kernel = await openSoundKernel({ load, timer: webClock });
			await expect(testBls(kernel)).resolves.toBeUndefined();
		}
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
