// npm run bench [-- TOPIC…] [--json FILE] [--runtime node,chromium,firefox] [--quick] [--vectors DIR] [--port P]
//   --emit takes our modules from the generator instead of wasm/built; --profile TOPIC instead prints where the time of our own contestants goes, in Node.
// The topic wallet is the whole of it in a browser on the embedded network: windows, unlocking, approvals, and the zip by part.
// The topic idle is what it takes when nobody does anything, in Chromium, for an hour or --minutes N; only when it is asked for.
// The topic layers is what ten layer 2s take after a new final header, over a link of 80 ms, in Node.
// The kernels against named peers, by turns, in Node and both browsers in one run. Prints medians and least times, and
// how many times longer each peer takes.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { idleRows } from "./idle/idle.ts";
import { layersRows } from "./layers.ts";
import { givenFiles } from "./made/given.ts";
import { builtModules, emittedModules, wasmDir } from "./modules.ts";
import { optionsOf } from "./options.ts";
import { rowLines, seriesLines } from "./print.ts";
import { profileWork } from "./profile.ts";
import { type Row, rowsOf, type Series } from "./rows.ts";
import {
	allowRelaxedSimd,
	nodePlace,
	type OpenRuntime,
	openRuntime,
} from "./runtimes.ts";
import { buildPage, type Files } from "./serve.ts";
import { sizeLines, sizesOf } from "./sizes.ts";
import { buildStart, startLines, targetMs } from "./start/start.ts";
import { runWork } from "./table.ts";
import { targetLines, withFallback } from "./targets.ts";
import { type RecordedSync, recordedSync } from "./vectors.ts";
import { walletRows } from "./wallet/wallet.ts";
import { network, streamFile } from "./works/sync.ts";
import { contests } from "./works/works.ts";

const say = (line: string): void => console.log(line);

const here = dirname(fileURLToPath(import.meta.url));
const isOf = (asked: string, topic: string): boolean =>
	topic.split(".")[0] === asked;
const startTopic = "start";
const walletTopic = "wallet";
/** An hour: it is in no run of all topics. */
const idleTopic = "idle";
const layersTopic = "layers";
/** These are given what Node makes beforehand. */
const givenTopics = ["recheck", "replay", "call", "simulate"];
const topics = [
	...contests(1)
		.map(({ topic }) => topic)
		.filter((topic) => isOf(topic, topic)),
	startTopic,
	walletTopic,
	layersTopic,
	idleTopic,
];

const rootOf = (folder: string | null): string =>
	resolve(folder ?? resolve(here, "../../../shared/vectors"));

/** The recorded updates; null, and a word about it, where there are none. */
const recordedFor = (folder: string | null): RecordedSync | null => {
	const root = rootOf(folder);
	const recorded = recordedSync(network, root);
	say(
		recorded === null
			? `There are no consecutive updates under ${root}; sync is skipped.`
			: `sync: ${recorded.periods} consecutive periods from ${recorded.firstPeriod} on`,
	);
	return recorded;
};

const filesOf = (recorded: RecordedSync | null, given: Files): Files =>
	new Map([
		...given,
		...(recorded === null ? [] : [[streamFile, recorded.stream] as const]),
	]);

const main = async (): Promise<void> => {
	const options = optionsOf(process.argv.slice(2), topics);
	const asked = options.profile === null ? options.topics : [options.profile];
	if (asked.includes(idleTopic)) await idleRows(options.minutes, say);
	// it needs none of the places that the others run in
	if (asked.length === 1 && asked[0] === idleTopic) return;
	if (asked.length === 0 || asked.includes(layersTopic)) await layersRows(say);
	if (asked.length === 1 && asked[0] === layersTopic) return;
	const wanted = (topic: string) =>
		asked.length === 0 || asked.some((one) => isOf(one, topic));
	const recorded = wanted("sync") ? recordedFor(options.vectors) : null;
	const periods = recorded?.periods ?? 0;
	const given = givenTopics.some(wanted)
		? await givenFiles(rootOf(options.vectors), say)
		: new Map<string, Uint8Array>();
	allowRelaxedSimd();
	if (options.profile !== null) {
		const topic = options.profile;
		const place = nodePlace(emittedModules(true), filesOf(recorded, given));
		for (const contest of contests(periods))
			if (isOf(topic, contest.topic)) await profileWork(contest, place, say);
		return;
	}
	const modules = options.emit ? emittedModules(false) : builtModules;
	const folder = mkdtempSync(join(tmpdir(), "sextant-bench-"));
	const opened: OpenRuntime[] = [];
	const rows: Row[] = [];
	try {
		if (options.runtimes.some((runtime) => runtime !== "node"))
			await buildPage(folder);
		if (wanted(startTopic)) await buildStart(folder);
		for (const runtime of options.runtimes)
			opened.push(
				await openRuntime(runtime, {
					pageDir: folder,
					port: options.port,
					modules,
					files: filesOf(recorded, given),
					periods,
				}),
			);
		say(
			`${opened.map(({ version }) => version).join(", ")}; ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`,
		);
		if (options.quick) say("quick: a look, not a measurement");
		const table = contests(periods);
		for (const work of new Set(table.map((one) => one.work))) {
			const own = table.filter((one) => one.work === work && wanted(one.topic));
			if (own.length === 0) continue;
			say(`\n${work}: median (least)`);
			const all: Series[] = [];
			for (const contest of own)
				all.push(...(await runWork(contest, opened, options.quick, say)));
			const made = rowsOf(all);
			rows.push(...withFallback(made));
			for (const line of seriesLines(all)) say(line);
			for (const line of rowLines(made)) say(line);
		}
		if (wanted(startTopic) && !options.emit) {
			const lines: string[] = [];
			for (const one of opened)
				lines.push(...(await startLines(one, options.quick ? 5 : 15)));
			if (lines.length > 0)
				say(
					`\nfrom the engine's start to its first verified signature: median (least); in Chromium to stay under ${targetMs} ms`,
				);
			for (const line of lines) say(line);
		}
		if (wanted(walletTopic) && !options.emit)
			for (const runtime of options.runtimes)
				if (runtime !== "node") await walletRows(runtime, options.quick, say);
		const sizes = sizesOf(wasmDir);
		if (sizes.length > 0) {
			say("\nWASM modules, gzipped");
			for (const line of sizeLines(sizes)) say(line);
		}
		const reached = targetLines(rows);
		if (reached.length > 0) say("\nto reach in Chromium");
		for (const line of reached) say(line);
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
