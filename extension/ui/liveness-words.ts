// What the screens say of how a rollup does: the verdict, its flags and spans, what came over time. Pure: views in, words out;
// knows no element and no browser.

import type { LivenessView } from "../../src/protocol/exit-views.ts";
import { awayWords, clockWords } from "./exit-words.ts";
import { ageWords, durationWords, groupDigits } from "./say/numbers.ts";
import { say } from "./say/say.ts";
import type { Tone } from "./words.ts";

/** How long nothing came, by L1's clock: up to the block that was looked at and not further. */
const silentFor = ({ asOfS, sinceS }: LivenessView): string =>
	asOfS === null || sinceS === null || asOfS <= sinceS
		? ""
		: say().liveness.for(durationWords(asOfS - sinceS));

/** What did not come: the thing that was last seen when the silence began. */
const missing = ({ sinceS, lastBatchS, lastRootS }: LivenessView): string =>
	sinceS !== null && sinceS === lastBatchS
		? say().liveness.noBatch
		: sinceS !== null && sinceS === lastRootS
			? say().liveness.noNewRoot
			: lastBatchS !== null && (sinceS === null || lastBatchS > sinceS)
				? say().liveness.noNewRoot
				: say().liveness.noBatch;

/** What each verdict is called, and how grave it is. */
export const verdicts = (): {
	readonly [verdict in LivenessView["verdict"]]: {
		readonly title: string;
		readonly tone: Tone;
	};
} => ({
	alive: { title: say().liveness.alive, tone: "ok" },
	late: { title: say().liveness.late, tone: "wait" },
	stalled: { title: say().liveness.stalled, tone: "bad" },
	frozen: { title: say().liveness.frozen, tone: "bad" },
	unknown: { title: say().liveness.notKnownNow, tone: "none" },
	"not-visible": { title: say().liveness.cannotBeSeenFromL1, tone: "none" },
});

/** What stands against a chain that posts all the same, the gravest first. */
const against = (): readonly {
	readonly flag: string;
	readonly tone: Tone;
	readonly words: string;
}[] => [
	{
		flag: "deadline",
		tone: "bad",
		words: say().liveness.aForcedTransactionIsPastIts,
	},
	{ flag: "enforced", tone: "wait", words: say().liveness.inEnforcedMode },
	{ flag: "paused", tone: "wait", words: say().liveness.withdrawalsArePaused },
];
const standsAgainst = ({ verdict, flags }: LivenessView) =>
	verdict !== "alive"
		? undefined
		: against().find(({ flag }) => flags.some(({ name }) => name === flag));

/** How grave it is: a chain that posts is not well while one of its promises is broken. */
export const toneOf = (alive: LivenessView): Tone =>
	standsAgainst(alive)?.tone ?? verdicts()[alive.verdict].tone;

/** Facts older than this are said to be so, wherever the verdict stands. L1's own finality takes a quarter of an hour. */
const oldS = 3_600;

/** The verdict in a line: "stalled: no batch for 2 h 10 min". */
export const verdictWords = (alive: LivenessView, nowMs: number): string => {
	const old =
		alive.asOfS !== null && nowMs / 1000 - alive.asOfS > oldS
			? say().liveness.asOf(awayWords(alive.asOfS, nowMs))
			: "";
	switch (alive.verdict) {
		case "alive": {
			const words = standsAgainst(alive)?.words ?? say().liveness.alive2;
			return alive.lastBatchS === null
				? `${words}${old}`
				: say().liveness.lastBatch(words, ageWords(alive.lastBatchS, nowMs));
		}
		case "late":
			return say().liveness.late2(missing(alive), silentFor(alive), old);
		case "stalled":
			return say().liveness.stalled2(missing(alive), silentFor(alive), old);
		case "frozen":
			return alive.sinceS === null
				? say().liveness.frozen2
				: say().liveness.frozen3(awayWords(alive.sinceS, nowMs));
		case "unknown":
			return say().liveness.whetherItIsAliveIsNot;
		case "not-visible":
			return say().liveness.aStallHereCannotBeSeen;
	}
};

const flagTitles = (): { readonly [name: string]: string } => ({
	deadline: say().liveness.pastADeadline,
	enforced: say().liveness.openToAnyone,
	upgraded: say().liveness.contractChanged,
	"other-code": say().liveness.otherCodeThanKnown,
	absent: say().liveness.contractIsGone,
	"other-game": say().liveness.anotherKindOfGame,
	"rival-roots": say().liveness.rivalRoots,
	"game-blacklisted": say().liveness.gameStruckOut,
	queued: say().liveness.forcedTransactionWaits,
	"enforced-opens": say().liveness.opensToAnyone,
});
/** A time ahead goes by another name than the trouble that comes when it passes. */
const momentTitles = (): { readonly [name: string]: string } => ({
	...flagTitles(),
	deadline: say().liveness.deadline,
});

/** What a flag is called; one that is not known here by its own name, made readable. */
export const flagWords = (name: string): string => {
	const plain = name.replaceAll("-", " ");
	return Object.hasOwn(flagTitles(), name)
		? (flagTitles()[name] ?? plain)
		: `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
};

/** What a point in time is called. */
export const momentWords = (name: string): string =>
	Object.hasOwn(momentTitles(), name)
		? (momentTitles()[name] ?? name)
		: flagWords(name);

export type BandView = LivenessView["bands"][number];

const bandTitles = (): { readonly [name: string]: string } => ({
	waiting: say().liveness.aForcedTransactionWaits,
	overdue: say().liveness.oneWaitsPastItsDeadline,
	paused: say().liveness.paused,
	enforced: say().liveness.openToAnyone,
	frozen: say().liveness.frozen,
});

/** Spans of one name together, in the order in which they first came. */
export const bandRows = (
	bands: readonly BandView[],
): readonly {
	readonly name: string;
	readonly bands: readonly BandView[];
}[] => {
	const names = [...new Set(bands.map(({ name }) => name))];
	return names.map((name) => ({
		name,
		bands: bands.filter((band) => band.name === name),
	}));
};

/** "Paused: from 12:10 to 14:05." of the newest span, and how often before. */
export const bandSays = (
	name: string,
	bands: readonly BandView[],
	nowMs: number,
): string => {
	const last = bands.at(-1);
	const title = bandTitles()[name] ?? name;
	if (last === undefined) return title;
	const others = bands.length - 1;
	const more =
		others === 0
			? ""
			: others === 1
				? say().liveness.andOnceBefore
				: say().liveness.andTimesBefore(others);
	return last.fromS === last.toS
		? say().liveness.seen(title, clockWords(last.toS, nowMs), more)
		: say().liveness.seenFromTo(
				title,
				clockWords(last.fromS, nowMs),
				clockWords(last.toS, nowMs),
				more,
			);
};

export type BarView = LivenessView["bars"][number];
/** Bars that belong together: what came, or a gap, or what this device did not look at. */
export type BarRun = BarView & { readonly kind: "came" | "none" | "unseen" };

const kindOf = ({ count }: BarView): BarRun["kind"] =>
	count === null ? "unseen" : count === 0 ? "none" : "came";

/** The bars with neighbouring gaps made one, and neighbouring unseen spans made one. */
export const runsOf = (bars: readonly BarView[]): readonly BarRun[] => {
	const runs: BarRun[] = [];
	for (const bar of bars) {
		const kind = kindOf(bar);
		const last = runs.at(-1);
		if (last !== undefined && last.kind === kind && kind !== "came")
			runs[runs.length - 1] = { ...last, toS: bar.toS };
		else runs.push({ ...bar, kind });
	}
	return runs;
};

const spanWords = (run: BarRun, nowMs: number): string =>
	say().liveness.to(clockWords(run.fromS, nowMs), clockWords(run.toS, nowMs));

/** The bars up to the last one that L1 is final about: what comes after was seen by nobody, not missed by this device. */
export const finalBars = ({
	bars,
	asOfS,
}: Pick<LivenessView, "bars" | "asOfS">): readonly BarView[] =>
	asOfS === null ? bars : bars.filter(({ fromS }) => fromS < asOfS);

/** What the drawing shows, in sentences. */
export const barsSays = (bars: readonly BarView[], nowMs: number): string => {
	const [first] = bars;
	const last = bars.at(-1);
	if (first === undefined || last === undefined)
		return say().liveness.nothingHasBeenLookedAtYet;
	const runs = runsOf(bars);
	const came = bars.reduce((sum, { count }) => sum + (count ?? 0), 0);
	const list = (kind: BarRun["kind"], words: string): readonly string[] => {
		const found = runs.filter((run) => run.kind === kind);
		if (found.length === 0) return [];
		const shown = found.slice(-3).map((run) => spanWords(run, nowMs));
		const more =
			found.length > 3 ? say().liveness.andMoreTimes(found.length - 3) : "";
		return [say().liveness.from(words, shown.join("; "), more)];
	};
	return [
		say().liveness.fromToCame(
			clockWords(first.fromS, nowMs),
			clockWords(last.toS, nowMs),
			groupDigits(came),
		),
		...list("none", say().liveness.none),
		...list("unseen", say().liveness.notLookedAtByThisDevice),
	].join(" ");
};
