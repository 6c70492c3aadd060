// What L1 dates of a rollup, and how long its states stood: points in time and spans, for a drawing. Of what lies ahead only
// what the contracts themselves set a time for. Knows no chain and no clock.

import type { ContractAlert } from "../l2/contract-alert.ts";
import type { LivenessSample } from "../l2/signs.ts";
import type { Message } from "../protocol/message.ts";
import { contractAlertMessage } from "./codes.ts";
import type { Timeline } from "./timeline.ts";

export type Moment = {
	readonly name:
		| "queued"
		| "deadline"
		| "frozen"
		| "enforced-opens"
		| ContractAlert["kind"];
	/** Unix seconds, L1's clock. */
	readonly atS: number;
	readonly says: Message;
};

const at = (
	name: Moment["name"],
	atS: number | null,
	says: Message,
): readonly Moment[] => (atS === null ? [] : [{ name, atS, says }]);

const queueMoments = ({
	queue,
	takenAtS,
}: LivenessSample): readonly Moment[] => {
	if (queue === null || queue.length <= queue.taken) return [];
	const { headEnqueuedS, headDeadlineS } = queue;
	const isPast = headDeadlineS !== null && headDeadlineS < takenAtS;
	return [
		...at("queued", headEnqueuedS, contractAlertMessage("moment.queued")),
		...at(
			"deadline",
			headDeadlineS,
			isPast
				? contractAlertMessage("moment.deadline.missed")
				: contractAlertMessage("moment.deadline"),
		),
	];
};

/** All that has a time, earliest first. */
export const momentsOf = (
	samples: Timeline,
	contractAlerts: readonly ContractAlert[],
): readonly Moment[] => {
	const last = samples.at(-1);
	const {
		frozenSinceS = null,
		enforced = null,
		enforcedOpensS = null,
	} = last ?? {};
	const moments: readonly Moment[] = [
		...(last === undefined ? [] : queueMoments(last)),
		...at("frozen", frozenSinceS, contractAlertMessage("moment.frozen")),
		...at(
			"enforced-opens",
			enforced === true ? null : enforcedOpensS,
			contractAlertMessage("moment.enforced-opens"),
		),
		...contractAlerts.flatMap(({ kind, says, atS: timeS }) =>
			at(kind, timeS, says),
		),
	];
	return moments.toSorted((a, b) => a.atS - b.atS);
};

const bandNames = [
	"waiting",
	"overdue",
	"paused",
	"enforced",
	"frozen",
] as const;

/** A state that stood, as far as looks at its ends and between them show it. */
export type Band = {
	readonly name: (typeof bandNames)[number];
	readonly fromS: number;
	readonly toS: number;
};

const stands: {
	readonly [name in Band["name"]]: (sample: LivenessSample) => boolean;
} = {
	waiting: ({ queue }) => queue !== null && queue.length > queue.taken,
	overdue: ({ queue, takenAtS }) =>
		queue !== null &&
		queue.length > queue.taken &&
		queue.headDeadlineS !== null &&
		queue.headDeadlineS < takenAtS,
	paused: ({ paused }) => paused === true,
	enforced: ({ enforced }) => enforced === true,
	frozen: ({ frozen }) => frozen === true,
};

/**
 * Spans since `fromS` in which something stood. Looks further apart than `mostGapS` do not show what was between them: there a
 * span ends, except for a freeze, which is for good.
 */
export const bandsOf = (
	samples: Timeline,
	fromS: number,
	mostGapS: number,
): readonly Band[] =>
	bandNames.flatMap((name) => {
		const bands: Band[] = [];
		let stood = false;
		for (const sample of samples) {
			const { takenAtS } = sample;
			const stoodBefore = stood;
			stood = stands[name](sample);
			if (!stood) continue;
			const before = bands.at(-1);
			if (
				before !== undefined &&
				stoodBefore &&
				(name === "frozen" || takenAtS - before.toS <= mostGapS)
			)
				bands[bands.length - 1] = { ...before, toS: takenAtS };
			else bands.push({ name, fromS: takenAtS, toS: takenAtS });
		}
		return bands
			.filter(({ toS }) => toS >= fromS)
			.map((band) => ({ ...band, fromS: Math.max(fromS, band.fromS) }));
	});
