// npm run bench [-- TOPIC…] [--json FILE] [--runtime node,chromium,firefox] [--quick] [--vectors DIR] [--port P]
// The kernels against named peers, by turns, in Node and both browsers in one run. Prints medians and least times, and
// how many times longer each peer takes.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { optionsOf } from "./options.ts";
import { rowLines, seriesLines } from "./print.ts";
import { type Row, rowsOf } from "./rows.ts";
import { allowRelaxedSimd, type OpenRuntime, openRuntime } from "./runtimes.ts";
import { buildPage, wasmDir } from "./serve.ts";
import { sizeLines, sizesOf } from "./sizes.ts";
import { runWork } from "./table.ts";
import { contests } from "./works/works.ts";

const say = (line: string): void => console.log(line);

const main = async (): Promise<void> => {
	const table = contests();
	const options = optionsOf(
		process.argv.slice(2),
		table.map(({ topic }) => topic),
	);
	const wanted = (topic: string) =>
		options.topics.length === 0 || options.topics.includes(topic);
	allowRelaxedSimd();
	const folder = mkdtempSync(join(tmpdir(), "sextant-bench-"));
	const opened: OpenRuntime[] = [];
	const rows: Row[] = [];
	try {
		if (options.runtimes.some((runtime) => runtime !== "node"))
			await buildPage(folder);
		for (const runtime of options.runtimes)
			opened.push(await openRuntime(runtime, folder, options.port));
		say(
			`${opened.map(({ version }) => version).join(", ")}; ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`,
		);
		if (options.quick) say("quick: a look, not a measurement");
		for (const contest of table) {
			if (!wanted(contest.topic)) continue;
			say(`\n${contest.work}: median (least)`);
			const all = await runWork(contest, opened, options.quick, say);
			const made = rowsOf(all);
			rows.push(...made);
			for (const line of seriesLines(all)) say(line);
			for (const line of rowLines(made)) say(line);
		}
		const sizes = sizesOf(wasmDir);
		if (sizes.length > 0) {
			say("\nWASM modules, gzipped");
			for (const line of sizeLines(sizes)) say(line);
		}
		if (options.json !== null) {
			writeFileSync(options.json, `${JSON.stringify(rows, null, "\t")}\n`);
			say(`\n${rows.length} rows are in ${options.json}`);
		}
	} finally {
		for (const one of opened) await one.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		await main();
		// snarkjs leaves workers behind that would keep the process.
		process.exit(0);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}
