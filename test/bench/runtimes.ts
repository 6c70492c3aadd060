// The three places a bench runs in, behind one face: this Node, and a worker of a page in each browser.

import { setFlagsFromString } from "node:v8";
import type { Browser } from "../browser/browser.ts";
import { launchers } from "../browser/launch.ts";
import { Absent, compileHere, type Place, type Runtime } from "./contest.ts";
import { preparedJson, roundsJson } from "./json.ts";
import type { Modules } from "./modules.ts";
import { native } from "./native.ts";
import { type Runner, runnerOf } from "./runner.ts";
import { type Files, type JobServer, serveJobs } from "./serve.ts";
import { contests } from "./works/works.ts";

export type OpenRuntime = {
	readonly runtime: Runtime;
	/** For the head of the table. */
	readonly version: string;
	readonly runner: Runner;
	/** Null in Node, which runs here. */
	readonly jobs: JobServer | null;
	readonly close: () => Promise<void>;
};

/** Node 20 has relaxed SIMD behind a flag, which must be set before the first module is compiled; later ones have it. */
export const allowRelaxedSimd = (): void => {
	if (Number(process.versions.node.split(".")[0]) < 22)
		setFlagsFromString("--experimental-wasm-relaxed-simd");
};

/** What every runtime is given. */
export type Given = {
	/** Where the built page is. */
	readonly pageDir: string;
	/** The first of two ports, 0 for any; each browser has a server of its own. */
	readonly port: number;
	readonly modules: Modules;
	readonly files: Files;
	/** How many periods are recorded in the files. */
	readonly periods: number;
};

export const nodePlace = (modules: Modules, files: Files): Place => ({
	runtime: "node",
	module: async (name) => {
		const bytes = modules(name);
		if (bytes === undefined) throw new Absent(`there is no module ${name}`);
		return compileHere(bytes);
	},
	file: async (name) => {
		const bytes = files.get(name);
		if (bytes === undefined) throw new Error(`there is no file ${name}`);
		return bytes;
	},
});

const openNode = ({ modules, files, periods }: Given): OpenRuntime => ({
	runtime: "node",
	version: `Node ${process.versions.node}`,
	runner: runnerOf(contests(periods, native), nodePlace(modules, files)),
	jobs: null,
	close: async () => {},
});

const remoteRunner = (jobs: JobServer): Runner => ({
	prepare: async (topic, pace) =>
		preparedJson(await jobs.ask({ do: "prepare", topic, pace }), "prepared"),
	measure: async (rounds) =>
		roundsJson(await jobs.ask({ do: "measure", rounds }), "rounds"),
});

/** Both browsers have wide arithmetic, but not yet by themselves. */
const launch = (runtime: "chromium" | "firefox"): Promise<Browser> =>
	launchers[runtime]({
		args: ["--enable-experimental-webassembly-features"],
		preferences: { "javascript.options.wasm_wide_arithmetic": true },
	});

const openBrowser = async (
	runtime: "chromium" | "firefox",
	{ pageDir, port, modules, files, periods }: Given,
): Promise<OpenRuntime> => {
	const jobs = await serveJobs({
		pageDir,
		setting: { runtime, periods },
		port: port === 0 || runtime === "chromium" ? port : port + 1,
		modules,
		files,
	});
	let browser: Browser | undefined;
	try {
		browser = await launch(runtime);
		const opened = browser;
		const page = await opened.openPage(jobs.url);
		return {
			runtime,
			version: `${runtime === "chromium" ? "Chromium" : "Firefox"} ${opened.version}`,
			runner: remoteRunner(jobs),
			jobs,
			close: async () => {
				for (const line of page.logs) console.error(`${runtime}: ${line}`);
				await opened.close();
				await jobs.stop();
			},
		};
	} catch (error) {
		await browser?.close();
		await jobs.stop();
		throw error;
	}
};

export const openRuntime = async (
	runtime: Runtime,
	given: Given,
): Promise<OpenRuntime> =>
	runtime === "node" ? openNode(given) : openBrowser(runtime, given);
