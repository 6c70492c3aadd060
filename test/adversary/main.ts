// `npm run attack`: attackers by class, in process, or lies over a network that runs. The last line is JSON; the exit code is
// 1 when anything was not as it must be.

import { parseArgs } from "node:util";
import { classes } from "./classes/table.ts";
import { runEmbedded } from "./embedded.ts";
import { isHarmed, linesOf, runMixed } from "./mixed.ts";
import { runOrders } from "./orders.ts";
import { mostWorkers, runShared, workerPart } from "./workers.ts";

const help = `npm run attack -- [--seed S] [--count N] [--class NAME] [--workers W]
  Attackers of every class in this process, the chain simulated: N attempts, 300 unless told, divided by the classes'
  shares, or all of one class. The same seed tries the same, in as many processes as there are cores unless told.
${classes.map(({ name, says }) => `    ${name.padEnd(8)} ${says}`).join("\n")}

npm run attack -- --world embedded [--seed S] [--count N] [--wallets W]
  Lies of endpoints by chance to wallets on the embedded network: real clients, a rollup, real sockets, real time. 20 lies
  unless told, some two seconds each. --world made: the small world without a rollup, likewise in real time.

npm run attack -- --world orders [--seed S] [--count N]
  Orders and messages of every kind, each with one thing wrong: a field altered, unproved, against a fact, below policy or stale
  between composing, approval and signature. None may be signed. 10000 unless told; counts by kind are printed.

A seed that nobody chose is taken from the clock, and printed. Exit code 1: a signature that the person did not approve, a
stale or unproved answer, a person who is stuck, or any other problem.`;

const { values } = parseArgs({
	options: {
		seed: { type: "string" },
		count: { type: "string" },
		class: { type: "string" },
		wallets: { type: "string" },
		workers: { type: "string" },
		world: { type: "string" },
		help: { type: "boolean" },
	},
});
const whole = (text: string | undefined, otherwise: number): number => {
	const number = Number(text ?? otherwise);
	if (!Number.isInteger(number) || number < 1)
		throw new RangeError(`"${text}" is not a whole number from 1`);
	return number;
};

/** Fewer attempts than that are not worth a process of their own. */
const leastEach = 40;

const main = async (): Promise<boolean> => {
	if (values.help) {
		console.log(help);
		return true;
	}
	const seed = whole(values.seed, Math.floor(Date.now() / 1000));
	if (values.world === "embedded" || values.world === "made") {
		const count = whole(values.count, 20);
		const wallets = Math.min(whole(values.wallets, 2), count);
		return runEmbedded(seed, count, wallets, values.world);
	}
	if (values.world === "orders")
		return runOrders(seed, whole(values.count, 10_000));
	if (values.world !== undefined)
		throw new RangeError(`"world" is ${values.world}`);
	const chosen = classes.filter(
		({ name }) => values.class === undefined || name === values.class,
	);
	if (chosen.length === 0) throw new RangeError(`no class ${values.class}`);
	const count = whole(values.count, 300);
	const part = workerPart();
	if (part === null)
		console.log(
			`seed ${seed}, ${count} attempts: ${chosen.map(({ name }) => name).join(", ")}`,
		);
	const workers = Math.min(
		whole(values.workers, mostWorkers()),
		Math.ceil(count / leastEach),
	);
	const began = performance.now();
	const report =
		part === null && workers > 1
			? await runShared(seed, count, values.class, workers)
			: await runMixed(
					chosen,
					seed,
					count,
					(name, attempt, at) => {
						for (const { harm, what } of attempt.found)
							console.log(
								`${name} ${at} · ${attempt.tried} · ${harm}: ${what}`,
							);
						if ((at + 1) % 100 === 0)
							console.log(
								`${((performance.now() - began) / 1000).toFixed(0)} s: ${at + 1} of ${name}`,
							);
					},
					part ?? undefined,
				);
	if (part !== null) {
		await part.report(report);
		return true;
	}
	for (const line of linesOf(report)) console.log(line);
	console.log(JSON.stringify(report));
	return !isHarmed(report);
};
process.exit((await main()) ? 0 : 1);
