// A person at a terminal: each command of `sextant exit` is a process of its own over a folder, with nothing of one left for
// the next but what is on disk.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Decode } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import { bundleOf } from "./l1/bundle.ts";
import { sleep } from "./op/rpc.ts";

/** How a command is started: as the package's "bin" starts it, which translates the sources anew, or of one file, the sooner. */
export const bin = resolve("src/cli/sextant.mjs");
const bundle = fileURLToPath(
	await bundleOf(new URL("../../src/cli/main.ts", import.meta.url)),
);

export type Ran = {
	readonly args: readonly string[];
	/** Null: it was killed. */
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
};

export type Running = {
	readonly child: ChildProcess;
	readonly out: () => string;
	readonly ended: Promise<Ran>;
};

/** What it said, for the error of a test. */
export const transcript = ({ args, code, out, err }: Ran): string =>
	`sextant exit ${args.join(" ")}\n(${code})\n${out}\n${err}`;

export type Shell = {
	readonly home: string;
	/** @param typed what stands at its standard input; nothing unless told */
	readonly start: (args: readonly string[], typed?: string) => Running;
	readonly run: (args: readonly string[], typed?: string) => Promise<Ran>;
	/** What it answers with `--json`. @throws Error with all it said unless it ends well with one line that decodes */
	readonly ask: <T>(
		args: readonly string[],
		decode: Decode<T>,
		typed?: string,
	) => Promise<T>;
};

/** Takes longer than that only when it hangs. */
const mostMs = 300_000;

export const openShell = (
	home: string,
	env: { readonly [name: string]: string } = {},
	program = bundle,
): Shell => {
	const start: Shell["start"] = (args, typed) => {
		const child = spawn(
			process.execPath,
			[program, "exit", ...args, "--folder", home],
			{
				stdio: ["pipe", "pipe", "pipe"],
				env: { PATH: process.env.PATH, ...env },
			},
		);
		const late = setTimeout(() => child.kill("SIGKILL"), mostMs);
		let out = "";
		let err = "";
		child.stdout.on("data", (part: Buffer) => {
			out += part.toString();
		});
		child.stderr.on("data", (part: Buffer) => {
			err += part.toString();
		});
		// it may end before it reads
		child.stdin.on("error", () => undefined);
		child.stdin.end(typed ?? "");
		const ended = new Promise<Ran>((done, fail) => {
			child.once("error", fail);
			child.once("close", (code) => {
				clearTimeout(late);
				done({ args, code, out, err });
			});
		});
		return { child, out: () => out, ended };
	};
	const run: Shell["run"] = (args, typed) => start(args, typed).ended;
	return {
		home,
		start,
		run,
		ask: async (args, decode, typed) => {
			const ran = await run([...args, "--json"], typed);
			const [line = "", ...rest] = ran.out.split("\n");
			if (ran.code !== 0 || rest.join("") !== "")
				throw new Error(transcript(ran));
			return decode(d.parseJson(line), args.join(" "));
		},
	};
};

/** What lies in a table of a shell's folder: the values, as the process that writes them wrote them. */
const stored = (home: string, table: string): readonly string[] => {
	const place = join(home, table);
	if (!existsSync(place)) return [];
	return readdirSync(place)
		.filter((name) => name.endsWith(".json"))
		.map((name) => {
			const { value }: { value: string } = JSON.parse(
				readFileSync(join(place, name), "utf8"),
			);
			return value;
		});
};

/** The hashes of what was signed and is on disk. */
export const signedIn = (home: string): readonly string[] =>
	stored(home, "orders").flatMap((text) => {
		const { signed }: { signed: { hash: string } | null } = JSON.parse(text);
		return signed === null ? [] : [signed.hash];
	});

/** Kills the process at once when something more is signed. @returns the hash. @throws Error when it ends before */
export const killWhenSigned = async (
	home: string,
	{ child, ended }: Running,
): Promise<string> => {
	const before = new Set(signedIn(home));
	let ran: Ran | undefined;
	ended.then((one) => {
		ran = one;
	});
	for (;;) {
		const found = signedIn(home).find((hash) => !before.has(hash));
		if (found !== undefined) {
			child.kill("SIGKILL");
			const { code } = await ended;
			if (code !== null) throw new Error(`it ended by itself: ${code}`);
			return found;
		}
		if (ran !== undefined) throw new Error(transcript(ran));
		await sleep(5);
	}
};
