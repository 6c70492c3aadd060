// What the screens of exits say: times, stages, where a journey stands, what could still be wrong. Pure: views in, words out;
// knows no element and no browser.

import { lastS, outOfReach } from "../../src/base/time.ts";
import {
	ageWords,
	durationWords,
	formatUnits,
	groupDigits,
	twoThirdsOf,
} from "../../src/base/units.ts";
import type {
	ExitView,
	KeptView,
	LivenessView,
	StageView,
} from "../../src/protocol/exit-views.ts";
import { wordsOf } from "../../src/words/catalogue.ts";

const dayOf = (at: Date): number =>
	new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** A point in time as a clock on the wall says it: "21:12", "tomorrow 09:12", "Sat 28 Nov, 21:12". In the reader's zone. */
export const clockWords = (atS: number, nowMs: number): string => {
	if (Math.abs(atS) > lastS) return outOfReach;
	const at = new Date(atS * 1000);
	const now = new Date(nowMs);
	const time = at.toLocaleTimeString(undefined, {
		hour: "2-digit",
		minute: "2-digit",
	});
	const days = Math.round((dayOf(at) - dayOf(now)) / 86_400_000);
	if (days === 0) return time;
	if (days === 1) return `tomorrow ${time}`;
	if (days === -1) return `yesterday ${time}`;
	const date = at.toLocaleDateString(undefined, {
		weekday: "short",
		day: "numeric",
		month: "short",
		...(at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
	});
	return `${date}, ${time}`;
};

/** "in 3 h 5 min", "12 min ago", "now". */
export const awayWords = (atS: number, nowMs: number): string => {
	const s = atS - Math.floor(nowMs / 1000);
	if (Math.abs(s) < 1) return "now";
	return s > 0 ? `in ${durationWords(s)}` : `${durationWords(-s)} ago`;
};

/**
 * How old what is kept for an exit is: of the newest thing that this device captured itself, for a file says its own time; null
 * where nothing is asked to be kept.
 */
export const keptWords = (
	kept: KeptView | undefined,
	nowMs: number,
): string | null => {
	if (kept === undefined) return null;
	if (kept.items.length === 0) return "no exit evidence kept yet";
	const own = kept.items.filter(({ fromFile }) => fromFile !== true);
	if (own.length === 0) return "exit evidence from a file only";
	const newest = Math.max(...own.map(({ asOfS }) => asOfS));
	return `exit evidence ${ageWords(newest, nowMs)}`;
};

/** For which accounts nothing is kept; null where it is for all. */
export const unkeptWords = (kept: KeptView | undefined): string | null =>
	kept?.unkept === undefined
		? null
		: `Nothing is kept for ${kept.unkept === 1 ? "one of your accounts" : `${kept.unkept} of your accounts`}: there are too many. Choose an account, and it is kept for that one.`;

/** The step at which a journey stands: the person's own first, then a failure, then what is waited for. */
export const currentStage = ({ stages }: ExitView): StageView | undefined =>
	(["yours", "failed", "waiting", "later"] as const)
		.map((state) => stages.find((stage) => stage.state === state))
		.find((stage) => stage !== undefined);

/** When a stage is over, or can begin, as the place on the map says it; null where nobody knows. */
export const untilWords = (stage: StageView, nowMs: number): string | null => {
	const { state, untilS } = stage;
	if (untilS === null) return null;
	const clock = clockWords(untilS, nowMs);
	const past = untilS * 1000 < nowMs;
	switch (state) {
		case "waiting":
			return past ? `was due ${clock}` : `until ${clock}`;
		case "yours":
			return past ? `was due ${clock}` : `by ${clock}`;
		case "later":
			return past ? null : `about ${clock}`;
		case "done":
		case "failed":
		case "skipped":
			return null;
	}
};

/** The few words beside a stage's title. */
export const stageWords = (stage: StageView, nowMs: number): string => {
	switch (stage.state) {
		case "done":
			return "done";
		case "waiting":
			return "waiting";
		case "yours":
			return "you, 1 click";
		case "later":
			return untilWords(stage, nowMs) ?? "later";
		case "failed":
			return "failed";
		case "skipped":
			return "not needed";
	}
};

const amountWords = ({ amount, decimals, symbol }: ExitView): string =>
	amount === null
		? "what you took out"
		: `${groupDigits(formatUnits(BigInt(amount), decimals))} ${symbol}`;

/** What leaves, to where. Without an amount, that is for the steps to say: everything, or what was begun elsewhere. */
export const leavesWords = (exit: ExitView): string =>
	exit.amount === null ? "to Ethereum" : `${amountWords(exit)} to Ethereum`;

/** Where a journey stands, in a line for a list. */
export const journeyWords = (exit: ExitView, nowMs: number): string => {
	if (exit.outcome === "done") return "done";
	if (exit.outcome === "impossible")
		return "this way cannot be finished; open it to read why";
	if (exit.click !== null) return `your click: ${wordsOf(exit.click.label)}`;
	const stage = currentStage(exit);
	if (stage === undefined) return "under way";
	if (stage.state === "failed") return `failed: ${wordsOf(stage.title)}`;
	const until = untilWords(stage, nowMs);
	return `waiting${until === null ? "" : ` ${until}`}: ${wordsOf(stage.title)}`;
};

/** The first sentence of the map. */
export const standsWords = (exit: ExitView, nowMs: number): string => {
	if (exit.outcome === "done")
		return exit.amount === null
			? "It is done. What you took out has arrived on Ethereum."
			: `It is done. ${amountWords(exit)} arrived on Ethereum.`;
	if (exit.outcome === "impossible")
		return "This way cannot be finished. The step that failed says why, and what to do now.";
	if (exit.click !== null) {
		const failed = exit.stages.find(({ state }) => state === "failed");
		return `${failed === undefined ? "" : `A step failed: ${wordsOf(failed.title)}. `}Your turn: ${wordsOf(exit.click.label)}.`;
	}
	const stage = currentStage(exit);
	if (stage === undefined || stage.state === "later")
		return "Nothing for you to do now.";
	if (stage.state === "failed")
		return `A step failed: ${wordsOf(stage.title)}. It says what to do now.`;
	const until = untilWords(stage, nowMs);
	return `Waiting${until === null ? "" : ` ${until}`}. Nothing for you to do now.`;
};

/** What a person can do, or leave, while it is as it is. */
export const meanwhileWords = (exit: ExitView): readonly string[] => {
	if (exit.outcome !== "under-way") return [];
	const looks =
		"You can close this window. Where the journey stands is read from Ethereum again each time, so a restart loses nothing.";
	return exit.click === null
		? [
				looks,
				"While the browser runs, the wallet looks again by itself and tells you when it is your turn.",
			]
		: [
				looks,
				"Nothing is signed without you. You can also sign this step on another computer, with the file below and your key.",
			];
};

/** What one still has to trust, in sentences. */
export const exitDoubts = (
	exit: ExitView,
	alive: LivenessView | undefined,
	/** How many members the committee has whose signatures L1 is followed by; null before any head. */
	members: number | null,
): readonly string[] => [
	`What is shown as done was proved down from the checkpoint you accepted. It is false only if that checkpoint was false, or ${members === null ? "two thirds of the" : `${twoThirdsOf(members)} of the ${members}`} committee members sign a lie together.`,
	...(exit.outcome === "done"
		? []
		: [
				"A step in a block that is not final yet can still fall back. Then this map shows it as open again.",
				"Times still to come are estimates: L1 may be slow, and others may do their part late.",
			]),
	...(alive === undefined || alive.upgrades.length === 0
		? exit.outcome === "done"
			? []
			: [
					"Who can change the rollup's contracts on the way is not known here yet.",
				]
		: exit.outcome === "done"
			? []
			: alive.upgrades.map((one) => wordsOf(one))),
];
