// `sextant profiles` over files that a person would have.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { profiles } from "../../src/cli/profiles.ts";
import { madePin, networkWith } from "../l1/handover-made.ts";
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
		"~ rollups.0.unchallengedForS: 60 → 90",
	);
	expect((await said("--diff", old, old)).text).toContain("the same");
});

test("other words are refused", async () => {
	await expect(profiles([])).rejects.toThrow("bad-params");
	await expect(profiles(["--check", "--diff"])).rejects.toThrow("bad-params");
	await expect(profiles(["--diff", "one"])).rejects.toThrow("bad-params");
	await expect(said("--check", join(folder, "absent"))).rejects.toThrow(
		"bad-file",
	);
});
