// The command line of the bench.

import { parseArgs } from "node:util";
import { isRuntime, type Runtime, runtimes } from "./contest.ts";

export type Options = {
	/** What to run; all when empty. */
	readonly topics: readonly string[];
	/** Where the rows are written. */
	readonly json: string | null;
	readonly runtimes: readonly Runtime[];
	/** A look, not a measurement: short warm-up and few rounds. */
	readonly quick: boolean;
	/** The folder of recorded updates, for the topic sync. */
	readonly vectors: string | null;
	/** Our modules made anew from the generator, for work on it, instead of the built ones. */
	readonly emit: boolean;
	/** A topic to profile in Node instead of timing it. */
	readonly profile: string | null;
	/** How long the topic idle measures. */
	readonly minutes: number;
	/** The first of two ports on loopback; 0 for any that are free. */
	readonly port: number;
};

/** @throws Error in plain words */
export const optionsOf = (
	args: readonly string[],
	known: readonly string[],
): Options => {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			json: { type: "string" },
			runtime: { type: "string" },
			quick: { type: "boolean", default: false },
			vectors: { type: "string" },
			emit: { type: "boolean", default: false },
			profile: { type: "string" },
			minutes: { type: "string", default: "60" },
			port: { type: "string", default: "0" },
		},
	});
	const { profile } = values;
	for (const topic of [
		...positionals,
		...(profile === undefined ? [] : [profile]),
	])
		if (!known.includes(topic))
			throw new Error(
				`There is no topic "${topic}"; there are ${known.join(", ")}.`,
			);
	const asked = values.runtime?.split(",").map((name) => {
		const found = name.trim();
		if (!isRuntime(found))
			throw new Error(
				`There is no runtime "${found}"; there are ${runtimes.join(", ")}.`,
			);
		return found;
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_000)
		throw new Error('"--port" is a number from 0 to 65000.');
	const minutes = Number(values.minutes);
	if (!(minutes > 0 && minutes <= 1440))
		throw new Error('"--minutes" is a number up to 1440.');
	return {
		topics: positionals,
		json: values.json ?? null,
		// In the order of the list, Node first: the figures of native code come from there.
		runtimes: runtimes.filter(
			(one) => asked === undefined || asked.includes(one),
		),
		quick: values.quick,
		vectors: values.vectors ?? null,
		emit: values.emit,
		profile: values.profile ?? null,
		minutes,
		port,
	};
};
