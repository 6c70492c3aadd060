// What a wallet that is left alone may take, and whether it was so.

import type { Counted } from "./tally.ts";

export type Idle = {
	readonly what: string;
	readonly isOpen: boolean;
	readonly minutes: number;
	/** Of one core, by realm. */
	readonly percent: ReadonlyMap<string, number>;
	readonly bytes: number;
	readonly sent: number;
	readonly requests: number;
	readonly memoryBytes: number;
	readonly memoryAtFirst: number;
	readonly by: Counted["by"];
};

const bounds = (isOpen: boolean) => ({
	percent: isOpen ? 1 : 0.1,
	megabytesAnHour: isOpen ? 40 : 4,
	memoryMegabytes: 150,
});

const verdict = (found: number, most: number): string =>
	found < most ? "held" : "NOT HELD";

/** A line for each bound, then what it is made of. */
export const boundLines = (idle: Idle): readonly string[] => {
	const most = bounds(idle.isOpen);
	const anHour = (bytes: number): number => (bytes / 1e6) * (60 / idle.minutes);
	const cpu = [...idle.percent.values()].reduce((sum, one) => sum + one, 0);
	const megabytes = idle.memoryBytes / 1e6;
	const line = (
		name: string,
		found: number,
		bound: number,
		unit: string,
		parts: string,
	): string =>
		`  ${verdict(found, bound).padEnd(10)}${name.padEnd(12)}${found.toFixed(2).padStart(8)} ${unit}, under ${bound}: ${parts}`;
	return [
		`\n${idle.what}, ${idle.minutes.toFixed(1)} min`,
		line(
			"processor",
			cpu,
			most.percent,
			"% of a core",
			[...idle.percent]
				.toSorted(([, a], [, b]) => b - a)
				.map(([realm, one]) => `${realm} ${one.toFixed(3)}`)
				.join(", "),
		),
		line(
			"traffic",
			anHour(idle.bytes),
			most.megabytesAnHour,
			"MB an hour",
			`in ${anHour(idle.bytes - idle.sent).toFixed(2)}, out ${anHour(idle.sent).toFixed(2)}, ${idle.requests} requests`,
		),
		line(
			"memory",
			megabytes,
			most.memoryMegabytes,
			"MB",
			`engine, kernels, signer, background${idle.isOpen ? " and the window" : ""} in one process; ${(idle.memoryAtFirst / 1e6).toFixed(0)} at the beginning`,
		),
		...[...idle.by]
			.toSorted(([, a], [, b]) => b.bytes - a.bytes)
			.slice(0, 14)
			.map(
				([name, { calls, bytes }]) =>
					`    ${name.padEnd(36)}${String(calls).padStart(7)} calls ${anHour(bytes).toFixed(2).padStart(8)} MB an hour`,
			),
	];
};
