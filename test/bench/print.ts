// Rows and series as lines for a person.

import { labelOf } from "./contest.ts";
import type { Row, Series } from "./rows.ts";
import { least, median } from "./rows.ts";

/** Milliseconds above a tenth, microseconds below. */
export const duration = (ms: number): string =>
	ms >= 0.1 ? `${ms.toPrecision(3)} ms` : `${(ms * 1000).toPrecision(3)} us`;

export const times = (ratio: number): string =>
	`${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)}x`;

/** All contestants of one work: median, least, in the order of the runtimes. */
export const seriesLines = (all: readonly Series[]): readonly string[] =>
	all.map(({ runtime, name, backend, samplesMs }) => {
		const who = labelOf({ name, backend });
		const middle = duration(median(samplesMs));
		return `  ${runtime.padEnd(9)}${who.padEnd(48)}${middle.padStart(10)}  (${duration(least(samplesMs))})`;
	});

/** How much longer each peer takes than ours; of what serves as a measure ("one …"), how many ours is worth. What noble does worse than the others is in the file of rows alone. */
export const rowLines = (rows: readonly Row[]): readonly string[] =>
	rows
		.filter(
			({ backend, peers }) =>
				backend !== "noble" && Object.keys(peers).length > 0,
		)
		.map(({ runtime, backend, peers }) => {
			const ratios = Object.entries(peers).map(
				([name, { ratio, measuredIn }]) => {
					const where = measuredIn === undefined ? "" : ` (in ${measuredIn})`;
					return name.startsWith("one ")
						? `worth ${(1 / ratio).toPrecision(3)} times ${name}${where}`
						: `${times(ratio)} ${name}${where}`;
				},
			);
			return `  ${runtime.padEnd(9)}${backend}: ${ratios.join(", ")}`;
		});
