// `sextant profiles` over files that a person would have.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fromHex } from "../../src/base/bytes.ts";
import { readNetwork } from "../../src/cli/options.ts";
import { profiles } from "../../src/cli/profiles.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { type ExitStage, openExitStage } from "../engine/exits/stage.ts";
import { beaconUrl, executionUrl } from "../engine/wallet.ts";
import { counterCode } from "../exit/toy.ts";
import { madePin, networkWith } from "../l1/handover-made.ts";
import { rollupAddress } from "../l2/reference/world.ts";
import { profile } from "../l2/rollup-world.ts";

let folder: string;
const l1 = {
	...networkWith(madePin),
	name: "made-l1",
	chainId: 7_777_001,
};
const file = (change: object = {}) => ({
	format: "sextant-network-1",
	l1,
	rollups: [{ ...profile, l1: l1.name, l1ChainId: l1.chainId, ...change }],
});
const put = async (name: string, value: unknown): Promise<string> => {
	const path = join(folder, name);
	await writeFile(path, JSON.stringify(value));
	return path;
};
const said = async (
	...args: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> => {
	const lines: string[] = [];
	const log = vi.spyOn(console, "log").mockImplementation((line: string) => {
		lines.push(line);
	});
	try {
		return { code: await profiles(args), text: lines.join("\n") };
	} finally {
		log.mockRestore();
	}
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "sextant-profiles-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("the networks of this release are in order", async () => {
	const { code, text } = await said("--check");
	expect(code).toBe(0);
	for (const word of ["mainnet", "sepolia", "hoodi", "nothing wrong"])
		expect(text).toContain(word);
	expect(text).toContain("continues any program's proof, refused");
});

test("a file says what is known of its chains", async () => {
	const { code, text } = await said("--check", await put("good", file()));
	expect(code).toBe(0);
	for (const word of ["made", "op-games-v1", "systemConfig", "used"])
		expect(text).toContain(word);
});

test("a file that is wrong fails, with the field", async () => {
	const wrong = file({
		policy: {
			...profile.policy,
			ages: { show: 1, answer: 2, order: 3, sign: 4 },
		},
	});
	const { code, text } = await said("--check", await put("wrong", wrong));
	expect(code).toBe(1);
	expect(text).toContain("WRONG rollups[0].policy.ages.order");
	expect((await said("--check", await put("none", []))).code).toBe(1);
});

test("two files with one chain id fail together and pass alone", async () => {
	const a = await put("a", file());
	const b = await put("b", file({ name: "other" }));
	expect((await said("--check", a)).code).toBe(0);
	expect((await said("--check", b)).code).toBe(0);
	const { code, text } = await said("--check", a, b);
	expect(code).toBe(1);
	expect(text).toContain("WRONG chainId");
});

test("a newer file differs by its fields", async () => {
	const old = await put("old", file());
	const next = await put("next", file({ unchallengedForS: 90 }));
	expect((await said("--diff", old, next)).text).toContain(
		`~ rollups[${profile.name}].unchallengedForS: 60 (1 min) → 90 (1 min 30 s)`,
	);
	expect((await said("--diff", old, old)).text).toContain("the same");
});

test("other words are refused", async () => {
	await expect(profiles([])).rejects.toThrow("bad-params");
	await expect(profiles(["--check", "--diff"])).rejects.toThrow("bad-params");
	await expect(profiles(["--check", "--prove"])).rejects.toThrow("bad-params");
	await expect(profiles(["--prove"])).rejects.toThrow("bad-params");
	await expect(profiles(["--prove", await put("one", file())])).rejects.toThrow(
		"not-followed",
	);
	await expect(profiles(["--diff", "one"])).rejects.toThrow("bad-params");
	await expect(said("--check", join(folder, "absent"))).rejects.toThrow(
		"bad-file",
	);
});

describe("held against L1", () => {
	let scene: ExitStage;
	beforeAll(async () => {
		scene = await openExitStage();
	}, 120_000);
	afterAll(() => scene?.stage.world.stop());

	const watched = (codeHash: string) => ({
		kind: "watched-v1",
		name: "starlike",
		title: "Starlike",
		chainId: null,
		l1: scene.stage.world.network.name,
		l1ChainId: scene.stage.world.network.chainId,
		family: "starknet",
		contracts: [{ name: "core", address: rollupAddress, codeHash }],
		places: [
			{
				contract: "core",
				slot: `0x${"00".repeat(32)}`,
				is: "rootCount",
				says: "Last block.",
			},
		],
	});
	const proved = async (
		codeHash: string,
	): Promise<{ readonly code: number; readonly text: string }> => {
		const file = await put("proved", {
			...JSON.parse(scene.stage.file),
			rollups: [],
			watched: [watched(codeHash)],
		});
		const { world } = scene.stage;
		const lines: string[] = [];

		const work = profiles(
			[
				"--prove",
				file,
				"--beacon",
				beaconUrl,
				"--execution",
				executionUrl,
				"--checkpoint",
				world.checkpoint,
			],
			{
				fetch: scene.stage.fetch,
				clock: scene.stage.clock,
				kernel: async () => nobleKernel,
				say: (line) => lines.push(line),
				note: (line) => lines.push(line),
			},
		);
		let isDone = false;
		const ended = work
			.catch(() => undefined)
			.then(() => {
				isDone = true;
			});
		while (!isDone) {
			await Promise.race([
				ended,
				new Promise((resolve) => setTimeout(resolve, 300)),
			]);
			if (!isDone) await world.advance();
		}
		return { code: await work, text: lines.join("\n") };
	};

	test("a watched chain's contracts and places are proved, and named with their values", async () => {
		const right = await proved(keccakHex(fromHex(counterCode)));
		expect(right.text).toContain("starlike (starlike), under block");
		expect(right.text).toContain("core");
		expect(right.text).toContain("runs the code that the profile names");
		expect(right.text).toMatch(/Last block\. \d+/);
		expect(right.text).toContain("all as the file says, by proof");
		expect(right.code).toBe(0);
	}, 180_000);

	test("one that runs other code is wrong, and nothing is read of it", async () => {
		const wrong = await proved(`0x${"c0".repeat(32)}`);
		expect(wrong.text).toContain("WRONG core");
		expect(wrong.text).toContain("Last block. not read");
		expect(wrong.text).toContain("1 not as the file says");
		expect(wrong.code).toBe(1);
	}, 180_000);
});

describe("a file with characters that nobody can see", () => {
	const up = "https://x.example\u001b[5A\u001b[J\r\n1 fields differ\u001b[8m";
	const hostile = [{ explorer: up }, { title: "Made\u200b" }];

	test("is refused by --diff on either side and by --prove, and is wrong for --check", async () => {
		const good = await put("seen", file());
		for (const change of hostile) {
			const bad = await put("unseen", file(change));
			for (const args of [
				["--diff", good, bad],
				["--diff", bad, good],
				["--prove", bad],
			])
				await expect(said(...args)).rejects.toThrow("network-refused");
			const { code, text } = await said("--check", bad);
			expect(code).toBe(1);
			expect(text).toContain("characters that nobody can see");
			expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
		}
	});

	test("is refused as a network of the other commands", async () => {
		for (const change of hostile)
			await expect(
				readNetwork(await put("unseen.json", file(change))),
			).rejects.toThrow("network-refused");
	});

	test("prints nothing that moves the cursor where its path or its words do", async () => {
		const { text } = await said(
			"--check",
			await put("a\u001b[2Jb", { "\u001b[1A": 1 }),
		);
		expect(text).not.toMatch(/[^\P{Cc}\n]/u);
	});
});
