// Builds the engine of the start, asks a browser for its starts and says how long they took.

import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildScripts } from "../../../extension/build.ts";
import { startsJson } from "../json.ts";
import { wasmDir } from "../modules.ts";
import { duration } from "../print.ts";
import { least, median } from "../rows.ts";
import type { OpenRuntime } from "../runtimes.ts";

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, "../../..");

/** Scripts and modules stand beside each other, as in the extension. */
export const buildStart = async (pageDir: string): Promise<void> => {
	const outDir = join(pageDir, "start");
	mkdirSync(outDir, { recursive: true });
	const scripts = {
		engine: join(here, "engine.ts"),
		kernel: join(top, "extension/kernel/worker.ts"),
	};
	await buildScripts(scripts, outDir);
	for (const name of readdirSync(wasmDir))
		cpSync(join(wasmDir, name), join(outDir, name));
};

export const targetMs = 150;

/** Lines for a person; none for a runtime that is no browser. */
export const startLines = async (
	{ runtime, jobs }: OpenRuntime,
	times: number,
): Promise<readonly string[]> => {
	if (jobs === null) return [];
	const starts = startsJson(await jobs.ask({ do: "start", times }), "starts");
	const [cold, ...warm] = starts;
	if (cold === undefined) return [];
	const ms = warm.map((one) => one.ms);
	const until = (part: "scriptMs" | "hashesMs" | "kernelMs") =>
		duration(median(warm.map((one) => one[part])));
	return [
		`  ${runtime.padEnd(9)}warm ${duration(median(ms))} (${duration(least(ms))}), the first time ${duration(cold.ms)}: ${cold.runs}`,
		`           of that until the script runs ${until("scriptMs")}, the hashes are tested ${until("hashesMs")}, a kernel is ${until("kernelMs")}`,
	];
};
