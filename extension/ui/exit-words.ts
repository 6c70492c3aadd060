// What the screens of exits say: verdicts, times, stages, how long each step took, what could still be wrong. Pure: views in,
// words out; knows no element and no browser.

import { lastS, outOfReach } from "../../src/base/time.ts";
import {
	ageWords,
	durationWords,
	formatUnits,
	groupDigits,
	twoThirdsOf,
} from "../../src/base/units.ts";
import {
	chainKey,
	type ExitView,
	type KeptView,
	type LivenessView,
	type StageView,
} from "../../src/protocol/exit-views.ts";
import type { OrderView, WalletView } from "../../src/protocol/views.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import type { Tone } from "./words.ts";

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

/** How long nothing came, by L1's clock: up to the block that was looked at and not further. */
const silentFor = ({ asOfS, sinceS }: LivenessView): string =>
	asOfS === null || sinceS === null || asOfS <= sinceS
		? ""
		: ` for ${durationWords(asOfS - sinceS)}`;

/** What did not come: the thing that was last seen when the silence began. */
const missing = ({ sinceS, lastBatchS, lastRootS }: LivenessView): string =>
	sinceS !== null && sinceS === lastBatchS
		? "no batch"
		: sinceS !== null && sinceS === lastRootS
			? "no new root"
			: lastBatchS !== null && (sinceS === null || lastBatchS > sinceS)
				? "no new root"
				: "no batch";

/** What each verdict is called, and how grave it is. */
export const verdicts: {
	readonly [verdict in LivenessView["verdict"]]: {
		readonly title: string;
		readonly tone: Tone;
	};
} = {
	alive: { title: "Alive", tone: "ok" },
	late: { title: "Late", tone: "wait" },
	stalled: { title: "Stalled", tone: "bad" },
	frozen: { title: "Frozen", tone: "bad" },
	unknown: { title: "Not known now", tone: "none" },
	"not-visible": { title: "Cannot be seen from L1", tone: "none" },
};

/** What stands against a chain that posts all the same, the gravest first. */
const against: readonly {
	readonly flag: string;
	readonly tone: Tone;
	readonly words: string;
}[] = [
	{
		flag: "deadline",
		tone: "bad",
		words: "a forced transaction is past its deadline",
	},
	{ flag: "enforced", tone: "wait", words: "in enforced mode" },
	{ flag: "paused", tone: "wait", words: "withdrawals are paused" },
];
const standsAgainst = ({ verdict, flags }: LivenessView) =>
	verdict !== "alive"
		? undefined
		: against.find(({ flag }) => flags.some(({ name }) => name === flag));

/** How grave it is: a chain that posts is not well while one of its promises is broken. */
export const toneOf = (alive: LivenessView): Tone =>
	standsAgainst(alive)?.tone ?? verdicts[alive.verdict].tone;

/** Facts older than this are said to be so, wherever the verdict stands. L1's own finality takes a quarter of an hour. */
const oldS = 3_600;

/** The verdict in a line: "stalled: no batch for 2 h 10 min". */
export const verdictWords = (alive: LivenessView, nowMs: number): string => {
	const old =
		alive.asOfS !== null && nowMs / 1000 - alive.asOfS > oldS
			? `, as of ${awayWords(alive.asOfS, nowMs)}`
			: "";
	switch (alive.verdict) {
		case "alive": {
			const words = standsAgainst(alive)?.words ?? "alive";
			return alive.lastBatchS === null
				? `${words}${old}`
				: `${words}, last batch ${ageWords(alive.lastBatchS, nowMs)}`;
		}
		case "late":
			return `late: ${missing(alive)}${silentFor(alive)}${old}`;
		case "stalled":
			return `stalled: ${missing(alive)}${silentFor(alive)}${old}`;
		case "frozen":
			return alive.sinceS === null
				? "frozen"
				: `frozen ${awayWords(alive.sinceS, nowMs)}`;
		case "unknown":
			return "not known now whether it is alive";
		case "not-visible":
			return "a stall here cannot be seen from L1";
	}
};

const flagTitles: { readonly [name: string]: string } = {
	deadline: "Past a deadline",
	enforced: "Open to anyone",
	upgraded: "Contract changed",
	"other-code": "Other code than known",
	absent: "Contract is gone",
	"other-game": "Another kind of game",
	"game-blacklisted": "Game struck out",
	queued: "Forced transaction waits",
	"enforced-opens": "Opens to anyone",
};
/** A time ahead goes by another name than the trouble that comes when it passes. */
const momentTitles: { readonly [name: string]: string } = {
	...flagTitles,
	deadline: "Deadline",
};

/** What a flag is called; one that is not known here by its own name, made readable. */
export const flagWords = (name: string): string => {
	const plain = name.replaceAll("-", " ");
	return Object.hasOwn(flagTitles, name)
		? (flagTitles[name] ?? plain)
		: `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
};

/** What a point in time is called. */
export const momentWords = (name: string): string =>
	Object.hasOwn(momentTitles, name)
		? (momentTitles[name] ?? name)
		: flagWords(name);

export type BandView = LivenessView["bands"][number];

const bandTitles: { readonly [name: string]: string } = {
	waiting: "A forced transaction waits",
	overdue: "One waits past its deadline",
	paused: "Paused",
	enforced: "Open to anyone",
	frozen: "Frozen",
};

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
	const title = bandTitles[name] ?? name;
	if (last === undefined) return title;
	const others = bands.length - 1;
	const more =
		others === 0
			? ""
			: others === 1
				? ", and once before"
				: `, and ${others} times before`;
	return last.fromS === last.toS
		? `${title}: seen ${clockWords(last.toS, nowMs)}${more}`
		: `${title}: seen from ${clockWords(last.fromS, nowMs)} to ${clockWords(last.toS, nowMs)}${more}`;
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
		: `For ${kept.unkept === 1 ? "one of your accounts" : `${kept.unkept} of your accounts`} nothing is kept: there are too many. Choose an account, and it is kept for that one.`;

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
	`${clockWords(run.fromS, nowMs)} to ${clockWords(run.toS, nowMs)}`;

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
		return "Nothing has been looked at yet, so there is nothing to draw.";
	const runs = runsOf(bars);
	const came = bars.reduce((sum, { count }) => sum + (count ?? 0), 0);
	const list = (kind: BarRun["kind"], words: string): readonly string[] => {
		const found = runs.filter((run) => run.kind === kind);
		if (found.length === 0) return [];
		const shown = found.slice(-3).map((run) => spanWords(run, nowMs));
		const more = found.length > 3 ? `, and ${found.length - 3} times more` : "";
		return [`${words} from ${shown.join("; ")}${more}.`];
	};
	return [
		`From ${clockWords(first.fromS, nowMs)} to ${clockWords(last.toS, nowMs)}: ${groupDigits(came)} came.`,
		...list("none", "None"),
		...list("unseen", "Not looked at by this device"),
	].join(" ");
};

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

/** The journey an order is a step of. */
export const journeyOfOrder = (
	view: WalletView,
	order: Pick<OrderView, "id">,
): ExitView | undefined =>
	view.exits.journeys.find(({ stages }) =>
		stages.some((stage) => stage.order === order.id),
	);

/** @param key the chain's id, or the name of one without */
export const livenessOf = (
	view: WalletView,
	key: number | string,
): LivenessView | undefined =>
	view.exits.liveness.find((one) => chainKey(one) === String(key));

export const keptOf = (
	view: WalletView,
	chainId: number,
): KeptView | undefined =>
	view.exits.kept.find((one) => one.chainId === chainId);

export type Leavable = {
	/** As `chainKey` gives it. */
	readonly key: string;
	readonly chainId: number | null;
	readonly title: string;
};

/** The rollups of this network, also those that are watched only. */
export const leavable = (view: WalletView): readonly Leavable[] => {
	const rollups = view.chains
		.filter(({ kind }) => kind === "rollup")
		.map(({ chainId, title }) => ({ key: String(chainId), chainId, title }));
	return [
		...rollups,
		...view.exits.liveness
			.filter(
				({ chainId }) =>
					!view.chains.some((chain) => chain.chainId === chainId),
			)
			.map((one) => ({
				key: chainKey(one),
				chainId: one.chainId,
				title: one.title,
			})),
	];
};

/** Money on this network is worth nothing: everything but Ethereum's own. */
export const isTestNetwork = (view: WalletView): boolean =>
	view.network !== null && view.network.chainId !== 1;
