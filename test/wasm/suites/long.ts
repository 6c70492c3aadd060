// npm run test:long [-- --seed N] [--in node,chromium,firefox] [--only TEXT]: every suite in every runtime for long: a million
// cases of each field in each backend, ten thousand pairings of each curve.

import { parseArgs } from "node:util";
import "../relaxed-simd.ts";
import { browserNames } from "../../browser/ensure.ts";
import { openSuites } from "./browser.ts";
import { type Dose, type Outcome, suites } from "./suites.ts";

const { values } = parseArgs({
	options: {
		seed: { type: "string", default: "1" },
		in: { type: "string", default: ["node", ...browserNames].join() },
		only: { type: "string", default: "" },
		fields: { type: "string", default: "1000000" },
		pairings: { type: "string", default: "10000" },
	},
});
const dose: Dose = {
	seed: Number(values.seed),
	fieldCases: Number(values.fields),
	pairings: Number(values.pairings),
};
for (const [name, value] of Object.entries(dose))
	if (!Number.isSafeInteger(value) || value < 0)
		throw new RangeError(`"${name}" is no number`);
const wanted = suites.filter(({ name }) => name.includes(values.only));
if (wanted.length === 0) throw new RangeError(`no suite has "${values.only}"`);
const hourMs = 3_600_000;

let passed = 0;
let failed = 0;
let skipped = 0;
const say = (where: string, name: string, outcome: Outcome, ms: number) => {
	if ("absent" in outcome) {
		skipped++;
		console.log(`${where}: ${name}: skipped, ${outcome.absent}`);
		return;
	}
	if (outcome.failures.length === 0) passed++;
	else failed++;
	console.log(
		`${where}: ${name}: ${outcome.failures.length === 0 ? "no difference" : "FAILED"}, ${(ms / 1000).toFixed(1)} s`,
	);
	for (const line of outcome.failures) console.log(`  ${line}`);
};

for (const where of values.in.split(",")) {
	const browser = browserNames.find((name) => name === where);
	if (browser === undefined && where !== "node")
		throw new RangeError(`"${where}" is no runtime`);
	const opened = browser === undefined ? undefined : await openSuites(browser);
	const title =
		opened === undefined
			? `Node ${process.versions.node}`
			: `${browser} ${opened.version}`;
	for (const suite of wanted) {
		const start = performance.now();
		const outcome =
			opened === undefined
				? await suite.run(dose)
				: await opened.run(suite.name, dose, 2 * hourMs);
		say(title, suite.name, outcome, performance.now() - start);
	}
	await opened?.close();
}
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
