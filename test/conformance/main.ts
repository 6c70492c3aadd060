// npm run conformance -- --vectors DIR [--topic NAME] [--seed S] [--mutations N]
// Runs the topics over a folder of vectors and prints, per topic, what passed, failed and is unsupported, and why.

import { existsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { asFault } from "../../src/base/fault.ts";
import { filesOf, listFiles } from "./files.ts";
import type { CaseResult, RunOptions, Topic } from "./topic.ts";
import { topics } from "./topics.ts";

export type Tally = {
	readonly passed: number;
	readonly failed: number;
	readonly unsupported: number;
	readonly refused: number;
};

// A topic throws nothing; if one does, that is a failure like any other.
const guarded = async function* (
	topic: Topic,
	files: Parameters<Topic["run"]>[0],
	options: RunOptions,
): AsyncIterable<CaseResult> {
	try {
		yield* topic.run(files, options);
	} catch (thrown) {
		yield {
			name: topic.name,
			outcome: "failed",
			reason: `the topic broke off: ${asFault(thrown).message}`,
		};
	}
};

/** Runs one topic and says each failed and unsupported case through `say`. */
export const runTopic = async (
	topic: Topic,
	files: Parameters<Topic["run"]>[0],
	options: RunOptions,
	say: (line: string) => void,
): Promise<Tally> => {
	const count = { passed: 0, failed: 0, unsupported: 0, refused: 0 };
	const reasons = new Map<string, CaseResult[]>();
	const ways = new Map<string, CaseResult[]>();
	const put = (to: typeof ways, key: string, result: CaseResult): void => {
		to.set(key, [...(to.get(key) ?? []), result]);
	};
	const named = (results: readonly CaseResult[]): string =>
		`${results
			.slice(0, 12)
			.map((result) => result.name)
			.join(", ")}${results.length > 12 ? ", …" : ""}`;
	for await (const result of guarded(topic, files, options)) {
		count[result.outcome] += 1;
		count.refused += result.refused ?? 0;
		const reason = result.reason ?? "no reason given";
		if (result.outcome === "failed") say(`  FAILED ${result.name}: ${reason}`);
		if (result.outcome === "unsupported") put(reasons, reason, result);
		if (result.ways !== undefined) put(ways, result.ways, result);
	}
	for (const [way, results] of ways)
		say(`  decided ${way} (${results.length}): ${named(results)}`);
	for (const [reason, results] of reasons)
		say(`  unsupported (${results.length}): ${reason}: ${named(results)}`);
	say(
		`${topic.name}: ${count.passed} passed, ${count.failed} failed, ${count.unsupported} unsupported, ${count.refused} mutations refused`,
	);
	return count;
};

const main = async (): Promise<number> => {
	const say = (line: string): void => console.log(line);
	const { values } = parseArgs({
		options: {
			vectors: { type: "string" },
			topic: { type: "string" },
			seed: { type: "string", default: "1" },
			mutations: { type: "string", default: "24" },
		},
	});
	const here = dirname(fileURLToPath(import.meta.url));
	const root = resolve(
		values.vectors ?? resolve(here, "../../../shared/vectors"),
	);
	if (!existsSync(root) || !statSync(root).isDirectory()) {
		say(`There is no folder of vectors at ${root}; nothing was run.`);
		say("0 passed, 0 failed, 0 skipped");
		return 0;
	}
	const chosen = topics.filter(
		(topic) => values.topic === undefined || topic.name === values.topic,
	);
	if (chosen.length === 0) {
		say(
			`There is no topic "${values.topic}"; there are ${topics.map((topic) => topic.name).join(", ")}.`,
		);
		return 1;
	}
	const options = {
		seed: Number(values.seed),
		mutations: Number(values.mutations),
	};
	if (!Number.isSafeInteger(options.seed) || !(options.mutations >= 0)) {
		say('"--seed" and "--mutations" are whole numbers.');
		return 1;
	}
	const files = listFiles(root);
	const names = topics.map((topic) => topic.name);
	const total = { passed: 0, failed: 0, unsupported: 0 };
	for (const topic of chosen) {
		// A folder that is itself one topic's is that topic's alone.
		const mine = names.includes(basename(root))
			? basename(root) === topic.name || values.topic === topic.name
				? files
				: []
			: filesOf(topic.name, names, files);
		const tally = await runTopic(topic, mine, options, say);
		total.passed += tally.passed;
		total.failed += tally.failed;
		total.unsupported += tally.unsupported;
	}
	say(
		`${total.passed} passed, ${total.failed} failed, ${total.unsupported} skipped`,
	);
	return total.failed > 0 ? 1 : 0;
};

if (process.argv[1] === fileURLToPath(import.meta.url))
	process.exitCode = await main();
