// What the screens of exits say: times, stages, where a journey stands, what could still be wrong. Pure: views in, words out;
// knows no element and no browser.

import { lastS } from "../../src/base/time.ts";
import { formatUnits, twoThirdsOf } from "../../src/base/units.ts";
import type {
	ExitView,
	KeptView,
	LivenessView,
	StageView,
} from "../../src/protocol/exit-views.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { ageWords, durationWords, groupDigits } from "./say/numbers.ts";
import { say, spokenLocale } from "./say/say.ts";

const dayOf = (at: Date): number =>
	new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** A point in time as a clock on the wall says it: "21:12", "tomorrow 09:12", "Sat 28 Nov, 21:12". In the reader's zone. */
export const clockWords = (atS: number, nowMs: number): string => {
	if (Math.abs(atS) > lastS) return say().numbers.outOfReach;
	const at = new Date(atS * 1000);
	const now = new Date(nowMs);
	const time = at.toLocaleTimeString(spokenLocale(), {
		hour: "2-digit",
		minute: "2-digit",
	});
	const days = Math.round((dayOf(at) - dayOf(now)) / 86_400_000);
	if (days === 0) return time;
	if (days === 1) return say().exitWords.tomorrow(time);
	if (days === -1) return say().exitWords.yesterday(time);
	const date = at.toLocaleDateString(spokenLocale(), {
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
	if (Math.abs(s) < 1) return say().exitWords.now;
	return s > 0
		? say().exitWords.in(durationWords(s))
		: say().exitWords.ago(durationWords(-s));
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
	if (kept.items.length === 0) return say().exitWords.noExitEvidenceKeptYet;
	const own = kept.items.filter(({ fromFile }) => fromFile !== true);
	if (own.length === 0) return say().exitWords.exitEvidenceFromAFileOnly;
	const newest = Math.max(...own.map(({ asOfS }) => asOfS));
	return say().exitWords.exitEvidence(ageWords(newest, nowMs));
};

/** For which accounts nothing is kept; null where it is for all. */
export const unkeptWords = (kept: KeptView | undefined): string | null =>
	kept?.unkept === undefined
		? null
		: say().exitWords.nothingKeptFor(kept.unkept);

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
			return past
				? say().exitWords.wasDue(clock)
				: say().exitWords.until(clock);
		case "yours":
			return past ? say().exitWords.wasDue(clock) : say().exitWords.by(clock);
		case "later":
			return past ? null : say().exitWords.about(clock);
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
			return say().exitWords.done;
		case "waiting":
			return say().exitWords.waiting;
		case "yours":
			return say().exitWords.you1Click;
		case "later":
			return untilWords(stage, nowMs) ?? say().exitWords.later;
		case "failed":
			return say().exitWords.failed;
		case "skipped":
			return say().exitWords.notNeeded;
	}
};

const amountWords = ({ amount, decimals, symbol }: ExitView): string =>
	amount === null
		? say().exitWords.whatYouTookOut
		: `${groupDigits(formatUnits(BigInt(amount), decimals))} ${symbol}`;

/** What leaves, to where. Without an amount, that is for the steps to say: everything, or what was begun elsewhere. */
export const leavesWords = (exit: ExitView): string =>
	exit.amount === null
		? say().exitWords.toEthereum
		: say().exitWords.toEthereum2(amountWords(exit));

/** Where a journey stands, in a line for a list. */
export const journeyWords = (exit: ExitView, nowMs: number): string => {
	if (exit.outcome === "done") return say().exitWords.done;
	if (exit.outcome === "impossible")
		return say().exitWords.thisWayCannotBeFinishedOpen;
	if (exit.click !== null)
		return say().exitWords.yourClick(wordsOf(exit.click.label));
	const stage = currentStage(exit);
	if (stage === undefined) return say().exitWords.underWay;
	if (stage.state === "failed")
		return say().exitWords.failed2(wordsOf(stage.title));
	const until = untilWords(stage, nowMs);
	return say().exitWords.waiting2(
		until === null ? "" : ` ${until}`,
		wordsOf(stage.title),
	);
};

/** The first sentence of the map. */
export const standsWords = (exit: ExitView, nowMs: number): string => {
	if (exit.outcome === "done")
		return exit.amount === null
			? say().exitWords.itIsDoneWhatYouTook
			: say().exitWords.itIsDoneArrivedOnEthereum(amountWords(exit));
	if (exit.outcome === "impossible")
		return say().exitWords.thisWayCannotBeFinishedThe;
	if (exit.click !== null) {
		const failed = exit.stages.find(({ state }) => state === "failed");
		return say().exitWords.yourTurn(
			failed === undefined
				? ""
				: say().exitWords.aStepFailed(wordsOf(failed.title)),
			wordsOf(exit.click.label),
		);
	}
	const stage = currentStage(exit);
	if (stage === undefined || stage.state === "later")
		return say().exitWords.nothingForYouToDoNow;
	if (stage.state === "failed")
		return say().exitWords.aStepFailedItSaysWhat(wordsOf(stage.title));
	const until = untilWords(stage, nowMs);
	return say().exitWords.waitingNothingForYouToDo(
		until === null ? "" : ` ${until}`,
	);
};

/** Is nothing left but a step that the person has signed? */
const isLastSent = (stages: ExitView["stages"]): boolean => {
	const [last, more] = stages.filter(
		({ state }) => state !== "done" && state !== "skipped",
	);
	return last?.state === "waiting" && last.order !== null && more === undefined;
};

/** How long it still is, as far as anybody knows. */
export const leftWords = (
	{ outcome, endsS, click, stages }: ExitView,
	nowMs: number,
): string => {
	if (outcome === "done") return say().exits.done;
	if (outcome !== "under-way") return say().exits.ended;
	if (endsS === null) {
		if (click !== null) return say().exits.waitingForYou;
		return isLastSent(stages)
			? say().exits.theLastStepIsOnIts
			: say().exits.endNotKnownYet;
	}
	const leftS = endsS - Math.floor(nowMs / 1000);
	return leftS <= 0
		? say().exits.theEndIsDue
		: say().exits.aboutToGo(durationWords(leftS));
};

/** What a person can do, or leave, while it is as it is. */
export const meanwhileWords = (exit: ExitView): readonly string[] => {
	if (exit.outcome !== "under-way") return [];
	const looks = say().exitWords.youCanCloseThisWindowWhere;
	return exit.click === null
		? [looks, say().exitWords.whileTheBrowserRunsTheWallet]
		: [looks, say().exitWords.nothingIsSignedWithoutYouYou];
};

/** What one still has to trust, in sentences. */
export const exitDoubts = (
	exit: ExitView,
	alive: LivenessView | undefined,
	/** How many members the committee has whose signatures L1 is followed by; null before any head. */
	members: number | null,
): readonly string[] => [
	say().exitWords.whatIsShownAsDoneWas(
		members === null
			? say().exitWords.twoThirdsOfThe
			: say().exitWords.ofThe(twoThirdsOf(members), members),
	),
	...(exit.outcome === "done"
		? []
		: [
				say().exitWords.aStepInABlockThat,
				say().exitWords.timesStillToComeAreEstimates,
			]),
	...(alive === undefined || alive.upgrades.length === 0
		? exit.outcome === "done"
			? []
			: [say().exitWords.whoCanChangeTheRollupsContracts]
		: exit.outcome === "done"
			? []
			: alive.upgrades.map((one) => wordsOf(one))),
];
