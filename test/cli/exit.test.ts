// `sextant exit` over a small true world: the same journey as in the extension, one command after another, each a process's
// life over the same folder.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exit } from "../../src/cli/exit.ts";
import type { CommandPorts } from "../../src/cli/exit-wallet.ts";
import { folderStore } from "../../src/cli/store.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import {
	chainId,
	type ExitStage,
	openExitStage,
} from "../engine/exits/stage.ts";
import {
	beaconUrl,
	codeOf,
	executionUrl,
	me,
	phrase,
} from "../engine/wallet.ts";
import { shippedKernel } from "../kernel.ts";
import { quickVault } from "../vault-scrypt.ts";

quickVault();

// each command opens the wallet anew, and makes the vault's key for its one signature
vi.setConfig({ testTimeout: 240_000 });

let scene: ExitStage;
let folder: string;
let network: string;
beforeAll(async () => {
	scene = await openExitStage();
	folder = await mkdtemp(join(tmpdir(), "sextant-exit-"));
	network = join(folder, "network.json");
	await writeFile(network, scene.stage.file);
});
afterAll(async () => {
	await rm(folder, { recursive: true, force: true });
	await scene?.stage.world.stop();
});

const outsideOf = (
	said: string[],
	env: CommandPorts["env"] = { SEXTANT_PHRASE: phrase },
	answer = "yes",
): CommandPorts => ({
	fetch: scene.stage.fetch,
	clock: scene.stage.clock,
	kernel: async () => shippedKernel,
	ways: scene.stage.ways ?? [],
	say: (line) => said.push(line),
	note: (line) => said.push(line),
	ask: async (question) => {
		said.push(question);
		return answer;
	},
	env,
	stopped: new Promise<never>(() => {}),
	isStopped: () => false,
});

/** A process begins anew for each command, which takes a while: the world goes on until it ends. */
const whileTheWorldGoesOn = async (work: Promise<number>): Promise<number> => {
	let isDone = false;
	const ended = work
		.catch(() => {})
		.then(() => {
			isDone = true;
		});
	while (!isDone) {
		await Promise.race([
			ended,
			new Promise((resolve) => setTimeout(resolve, 300)).then(scene.stage.calm),
		]);
		if (!isDone) await scene.stage.world.advance();
	}
	return work;
};

/** What the command says. */
const run = async (
	args: readonly string[],
	given: Partial<{
		env: CommandPorts["env"];
		answer: string;
		home: string;
	}> = {},
): Promise<string> => {
	const said: string[] = [];
	const outside = outsideOf(said, given.env, given.answer);
	await whileTheWorldGoesOn(
		exit([...args, "--folder", given.home ?? join(folder, "home")], outside),
	);
	for (const line of said.flatMap((one) => one.split("\n")))
		if (!line.includes("sextant ") && !args.includes("--json"))
			expect(line.length).toBeLessThan(81);
	return said.join("\n").replace(/\s+/g, " ");
};
const setup = (): readonly string[] => [
	"--network",
	network,
	"--beacon",
	beaconUrl,
	"--execution",
	executionUrl,
	"--checkpoint",
	scene.stage.world.checkpoint,
];
const chain = ["--chain", String(chainId)];

test("says how it is used, and refuses a command that is none", async () => {
	const said: string[] = [];
	expect(await exit([], outsideOf(said))).toBe(0);
	expect(await exit(["fly"], outsideOf(said))).toBe(2);
	expect(said.join("\n")).toContain("sextant exit step");
	expect(await codeOf(exit(["list"], outsideOf([])))).toBe("bad-params");
});

test("refuses a command line that says too little or too much before it opens anything", async () => {
	const refused: readonly (readonly [string, readonly string[]])[] = [
		['"ID" is missing', ["step"]],
		['"FILE" is missing', ["export", "one"]],
		['"FILE" is missing', ["export", "--kept", ...chain]],
		['"two" is one word too many', ["look", "one", "two"]],
		['"exit list" takes no --amount', ["list", "--amount", "1"]],
		["--walt", ["step", "one", "--walt"]],
		['"chain" is missing', ["list", "--l2-execution", "http://localhost:1"]],
	];
	for (const [words, args] of refused) {
		const said: string[] = [];
		const home = join(folder, "refused");
		await expect(
			exit([...args, "--folder", home, "--json"], outsideOf(said)),
		).rejects.toMatchObject({
			code: "bad-params",
			message: expect.stringContaining(words),
		});
		expect(said).toHaveLength(1);
		expect(JSON.parse(said[0] ?? "")).toMatchObject({
			fault: { code: "bad-params", detail: expect.stringContaining(words) },
		});
		await expect(readdir(home)).rejects.toThrow("ENOENT");
	}
});

test("refuses to begin with nothing named, in words with the code", async () => {
	expect(await codeOf(run(["ways", ...chain]))).toBe("not-followed");
	expect(await codeOf(run(["ways", ...chain, ...setup().slice(0, -2)]))).toBe(
		"too-few-providers",
	);
});

test("leaves by the toy in two steps, each command on its own", async () => {
	expect(await run(["ways", ...chain, ...setup()])).toContain(
		"toy: Leave by the toy",
	);
	const begun = await run([
		"begin",
		...chain,
		...["--way", "toy", "--amount", "0.5", "--id", "one"],
	]);
	expect(begun).toContain("0.5");
	expect(begun).toContain("next, by you: Do knock");

	const sent = scene.stage.sent.length;
	const first = await run(["step", "one", "--wait"]);
	expect(first).toContain("Freeze the rollup");
	expect(first).toContain("Sign and send this? (yes/no)");
	expect(first).toMatch(/included: 0x/);
	expect(await run(["list"], { env: {} })).toMatch(
		/^one: Leave by the toy: 0.5/,
	);
	const looked = await run(["look", "one"], { env: {} });
	expect(looked).toContain("[x] knock");
	expect(looked).toContain("next, by you: Do enter");
	await run(["step", "one", "--wait", "--yes"]);
	expect(await run(["look", "one"], { env: {} })).toContain(", done");
	const hashes = new Set(
		scene.stage.sent.slice(sent).map((raw) => decodeSigned(raw).hash),
	);
	expect(hashes.size).toBe(2);
	expect(
		scene.stage.sent.slice(sent).every((raw) => decodeSigned(raw).from === me),
	).toBe(true);
});

test("signs nothing without the phrase, by another one, or against the person's no", async () => {
	await run([
		"begin",
		...chain,
		"--way",
		"toy",
		"--amount",
		"1",
		"--id",
		"two",
	]);
	// what was signed before may be sent again at any time
	const sent = new Set(scene.stage.sent).size;
	expect(await codeOf(run(["step", "two"], { env: {} }))).toBe("no-vault");
	const other =
		"legal winner thank year wave sausage worth useful legal winner thank yellow";
	expect(
		await codeOf(
			run(["step", "two", "--account", me], { env: { SEXTANT_PHRASE: other } }),
		),
	).toBe("no-vault");
	expect(await codeOf(run(["step", "two"], { answer: "no" }))).toBe(
		"user-refused",
	);
	expect(await codeOf(run(["step", "two", "--stage", "enter"]))).toBe(
		"exit-not-now",
	);
	expect(await codeOf(run(["step", "none"]))).toBe("exit-unknown");
	expect(await codeOf(run(["look", "none"]))).toBe("exit-unknown");
	expect(await codeOf(run(["forget", "none"]))).toBe("exit-unknown");
	expect(new Set(scene.stage.sent).size).toBe(sent);
});

test("refuses what cannot be begun, with the code of the reason", async () => {
	const begin = ["begin", "--id", "never"];
	const of = ["--way", "toy", "--amount", "1"];
	const refused: readonly (readonly [string, readonly string[]])[] = [
		["exit-way", [...begin, ...chain, "--way", "rope", "--amount", "1"]],
		["unknown-chain", [...begin, "--chain", "5", ...of]],
		["unknown-chain", ["ways", "--chain", "5"]],
		["unknown-chain", ["watch", "--chain", "5", "--once"]],
		["bad-params", [...begin, ...chain, "--way", "toy", "--amount", "1,5"]],
		["bad-params", [...begin, ...chain, ...of, "--everything"]],
		["bad-params", [...begin, ...chain, ...of, "--token", "0x12"]],
		// another one of that name is here
		[
			"bad-params",
			["begin", "--id", "two", ...chain, "--way", "toy", "--amount", "2"],
		],
		["exit-way", ["drill", "--id", "never", ...chain, "--way", "rope"]],
	];
	for (const [code, args] of refused)
		expect(await codeOf(run(args)), args.join(" ")).toBe(code);
	expect(await codeOf(run(["look", "never"]))).toBe("exit-unknown");
});

test("writes the phrase and the vault nowhere", async () => {
	const home = join(folder, "home");
	const words = phrase.split(" ");
	for (const table of await readdir(home, { withFileTypes: true })) {
		if (!table.isDirectory()) continue;
		const files = await readdir(join(home, table.name));
		if (table.name === "vault") expect(files).toEqual([]);
		for (const file of files) {
			const text = await readFile(join(home, table.name, file), "utf8");
			expect(text.includes(words.join(" "))).toBe(false);
		}
	}
});

test("goes on in another folder from the file, by what L1 says", async () => {
	const file = join(folder, "two.json");
	await run(["step", "two", "--wait", "--yes"]);
	expect(await run(["export", "two", file])).toContain("characters");
	const home = join(folder, "other");
	const text = await readFile(file, "utf8");
	const spoilt: readonly (readonly [string, string])[] = [
		["exit-other", text.replace(/"network":"[^"]+"/, '"network":"elsewhere"')],
		["exit-other", text.replace(/"chainId":[0-9]+/, '"chainId":77')],
		["bad-file", text.slice(0, -1)],
		["bad-file", text.replace('"signed\\":', '"Signed\\":')],
		["bad-file", "{}"],
	];
	const bad = join(folder, "spoilt.json");
	for (const [code, content] of spoilt) {
		expect(content).not.toBe(text);
		await writeFile(bad, content);
		expect(await codeOf(run(["import", bad, ...setup()], { home }))).toBe(code);
	}
	expect(await codeOf(run(["import", join(folder, "none")], { home }))).toBe(
		"bad-file",
	);
	expect(await run(["list"], { home })).toBe("No exits.");
	expect(await run(["import", file, ...setup()], { home })).toContain(
		"1 signed transaction",
	);
	const looked = await run(["look", "two"], { home });
	expect(looked).toContain("[x] knock");
	await run(["step", "two", "--wait", "--yes"], { home });
	// what was waited for is a signed head with the step in it; it is over once that head is final
	let last = "";
	for (let looks = 0; looks < 8 && !last.includes(", done"); looks++)
		last = await run(["look", "two"], { home });
	expect(last).toContain(", done");
	expect(await run(["list", "--json"], { home })).toContain('"outcome":"done"');
	// taken once more after it is over, it brings nothing back to sign
	expect(await run(["import", file], { home })).toContain("here already");
	expect(await codeOf(run(["step", "two", "--yes"], { home }))).toBe(
		"exit-not-now",
	);
});

test("says how alive each rollup is, by L1 alone", async () => {
	const said = await run(["watch", "--once"], { env: {} });
	expect(said).toContain(scene.profile.title);
});

describe("a folder", () => {
	test("is worked in by one process at a time, and keeps what was written", async () => {
		const home = join(folder, "store");
		const store = await folderStore(home);
		await store.putAll([
			{ table: "exits", key: "a/b", value: "one" },
			{ table: "escrow", key: "x".repeat(900), value: "two" },
		]);
		// this process runs, so the lock holds against it too
		expect(await codeOf(folderStore(home))).toBe("storage");
		await store.delete("exits", "absent");
		await store.close();
		const again = await folderStore(home);
		expect(await again.get("exits", "a/b")).toBe("one");
		expect(await again.keys("escrow")).toEqual(["x".repeat(900)]);
		await again.putAll([{ table: "exits", key: "a/b", value: null }]);
		expect(await again.get("exits", "a/b")).toBeUndefined();
		await again.close();
		// another process may be in it by now
		expect(await codeOf(again.put("exits", "late", "three"))).toBe("storage");
		const other = await folderStore(home);
		expect(await other.get("exits", "late")).toBeUndefined();
		await other.close();
	});

	test("does again what was cut off in the middle", async () => {
		const home = join(folder, "cut");
		await (await folderStore(home)).close();
		await writeFile(
			join(home, "journal.json"),
			JSON.stringify([{ table: "orders", key: "k", value: "v" }]),
		);
		const store = await folderStore(home);
		expect(await store.get("orders", "k")).toBe("v");
		await store.close();
		expect(await readdir(home)).not.toContain("journal.json");
	});
});
