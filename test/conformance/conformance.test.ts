// The conformance topics as part of the tests, with few mutations each. Without the folder of vectors they are skipped,
// and say so; `npm run conformance` runs them whole.

import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { nodesScrypt } from "../vault-scrypt.ts";
import { filesOf, listFiles } from "./files.ts";
import { runTopic } from "./main.ts";
import { topics } from "./topics.ts";

nodesScrypt();

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../../shared/vectors");
const isThere = existsSync(root);

describe.skipIf(!isThere)(
	isThere
		? "conformance to the vectors"
		: "conformance: there is no folder of vectors beside the project",
	() => {
		const files = isThere ? listFiles(root) : [];
		const names = topics.map(({ name }) => name);
		for (const topic of topics)
			it(`${topic.name} has no failure`, { timeout: 240_000 }, async () => {
				const lines: string[] = [];
				const tally = await runTopic(
					topic,
					filesOf(topic.name, names, files),
					{ seed: 1, mutations: 2, most: 120 },
					(line) => lines.push(line),
				);
				expect(lines.filter((line) => line.includes("FAILED"))).toEqual([]);
				expect(tally.passed).toBeGreaterThan(0);
				expect(tally.failed).toBe(0);
				expect(tally.refused).toBeGreaterThan(0);
			});
	},
);
