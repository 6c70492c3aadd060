// The three places a bench runs in, behind one face: this Node, and a worker of a page in each browser.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Browser } from "../browser/browser.ts";
import { launchers } from "../browser/launch.ts";
import type { Place, Runtime } from "./contest.ts";
import { preparedJson, roundsJson } from "./json.ts";
import { native } from "./native.ts";
import { type Runner, runnerOf } from "./runner.ts";
import { type JobServer, serveJobs, wasmDir } from "./serve.ts";
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

export const nodePlace: Place = {
	runtime: "node",
	module: async (name) => {
		const bytes = await readFile(join(wasmDir, `${name}.wasm`));
		return WebAssembly.compile(bytes);
	},
};

const openNode = (): OpenRuntime => ({
	runtime: "node",
	version: `Node ${process.versions.node}`,
	runner: runnerOf(contests(native), nodePlace),
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
	pageDir: string,
	port: number,
): Promise<OpenRuntime> => {
	const jobs = await serveJobs(pageDir, runtime, port);
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

/** @param port the first of two; each browser has a server of its own */
export const openRuntime = async (
	runtime: Runtime,
	pageDir: string,
	port: number,
): Promise<OpenRuntime> =>
	runtime === "node"
		? openNode()
		: openBrowser(runtime, pageDir, port + (runtime === "chromium" ? 0 : 1));
