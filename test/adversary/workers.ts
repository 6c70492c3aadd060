// One campaign in several processes: each takes its part of every class's attempts, and their reports are put together.

import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { joined, type MixedReport, type Part } from "./mixed.ts";

const variable = "SEXTANT_ATTACK_PART";

/** As many as there are cores. */
export const mostWorkers = (): number => availableParallelism();

/** What this process is to do of another's campaign; null when the campaign is its own. */
export const workerPart = ():
	| (Part & { readonly report: (report: MixedReport) => Promise<void> })
	| null => {
	const told = /^(\d+)\/(\d+)$/.exec(process.env[variable] ?? "");
	if (told === null) return null;
	return {
		from: Number(told[1]),
		of: Number(told[2]),
		report: (report) =>
			new Promise((resolve, reject) => {
				if (process.send === undefined)
					reject(new Error(`${variable} is set, and nobody listens`));
				else
					process.send(JSON.stringify(report), (failed: Error | null) =>
						failed === null ? resolve() : reject(failed),
					);
			}),
	};
};

const runPart = (
	args: readonly string[],
	from: number,
	of: number,
): Promise<MixedReport> =>
	new Promise((resolve, reject) => {
		const main = fileURLToPath(new URL("main.ts", import.meta.url));
		const child = fork(main, args, {
			env: { ...process.env, [variable]: `${from}/${of}` },
		});
		let report: MixedReport | null = null;
		child.once("message", (message) => {
			report = JSON.parse(String(message));
		});
		child.once("error", reject);
		child.once("exit", (code, signal) => {
			if (report !== null && code === 0) resolve(report);
			else
				reject(
					new Error(`part ${from} of ${of} ended: code ${code}, ${signal}`),
				);
		});
	});

/** The campaign in so many processes. @throws Error when one of them ends without a report: then nothing is known */
export const runShared = async (
	seed: number,
	count: number,
	only: string | undefined,
	workers: number,
): Promise<MixedReport> => {
	const args = [
		...["--seed", String(seed), "--count", String(count)],
		...(only === undefined ? [] : ["--class", only]),
	];
	const parts = await Promise.all(
		Array.from({ length: workers }, (_, from) => runPart(args, from, workers)),
	);
	return parts.reduce(joined);
};
