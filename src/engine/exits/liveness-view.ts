// How alive a rollup is, as the screens draw it: of the newest look, and of what the looks before it left.

import { bounded } from "../../base/bounded.ts";
import { noAnnouncements } from "../../exit/announced.ts";
import { searchWords } from "../../exit/announced-search.ts";
import { bandsOf, momentsOf } from "../../exit/moments.ts";
import { barsOf, blindOf, cadenceWords } from "../../exit/stall.ts";
import { usualShape } from "../../exit/timeline.ts";
import { timelockOf } from "../../exit/timelock.ts";
import { upgradableAtOnce } from "../../exit/upgraders.ts";
import type { Verdict } from "../../exit/verdict.ts";
import { kindOf } from "../../l2/checks.ts";
import type { Watchable } from "../../l2/kind.ts";
import type { LivenessView } from "../../protocol/exit-views.ts";
import type { Message, MessageOrText } from "../../protocol/message.ts";
import { alertMessage } from "../alert-codes.ts";
import type { LivenessState } from "./liveness-record.ts";

/** That nobody can leave on his own, where it is so. */
const noExitWords = (profile: Watchable): readonly Message[] => {
	const found = kindOf(profile).noExit(profile);
	return found === null ? [] : [found.says];
};

const mostFlags = 16;
const mostWords = 8;
/** One place of the view's eight is for what waits in the timelock. */
const mostUpgraders = 7;
const moreWords = (count: number): Message =>
	alertMessage("liveness.more", { count });

const wordsOf = (
	profile: Watchable,
	{ fault }: LivenessState,
	verdict: Verdict,
): readonly MessageOrText[] => {
	const failed =
		fault === null || verdict.kind !== "unknown"
			? []
			: [
					alertMessage("liveness.look-failed", {
						why: fault.detail.slice(0, 300),
					}),
				];
	return bounded<MessageOrText>(
		[
			verdict.says,
			...verdict.because,
			...verdict.against,
			...failed,
			...cadenceWords(profile),
			...noExitWords(profile),
		],
		mostWords,
		moreWords,
	);
};

const flagsOf = (
	{ facts }: LivenessState,
	{ alarms }: Verdict,
): LivenessView["flags"] => {
	const flags = [
		...alarms.map(({ kind, says, sinceS }) => ({
			name: kind,
			says,
			atS: sinceS,
		})),
		...(facts?.contractAlerts ?? []).map(({ kind, says, atS }) => ({
			name: kind,
			says,
			atS,
		})),
	];
	return [
		...bounded<LivenessView["flags"][number]>(flags, mostFlags, (left) => ({
			name: "more",
			says: moreWords(left),
			atS: null,
		})),
	];
};

/** Who can change its contracts, and how far what waits in its timelock was looked for. */
const upgradesOf = (
	profile: Watchable,
	{ kept, facts }: LivenessState,
): readonly Message[] => [
	...bounded(
		(facts?.upgraders ?? []).map(({ says }) => says),
		mostUpgraders,
		moreWords,
	),
	...(timelockOf(profile) === null
		? []
		: [
				searchWords(
					kept.announced ?? noAnnouncements,
					kept.samples.at(-1)?.blockNumber ?? null,
				),
			]),
];

const queueOf = ({
	kept: { samples },
}: LivenessState): LivenessView["queue"] => {
	const queue = samples.at(-1)?.queue ?? null;
	return queue === null
		? null
		: {
				waiting: Math.max(0, queue.length - queue.taken),
				headEnqueuedS: queue.headEnqueuedS,
				headDeadlineS: queue.headDeadlineS,
			};
};

/** What happened when, over the time that is drawn. */
const historyOf = (
	{ kept: { samples }, facts }: LivenessState,
	nowS: number,
): Pick<LivenessView, "moments" | "bands" | "bars"> => {
	const { bars, barS } = usualShape;
	return {
		moments: momentsOf(samples, facts?.contractAlerts ?? []).slice(0, 24),
		bands: bandsOf(samples, nowS - bars * barS, barS)
			.map(({ name, fromS, toS }) => ({ name, fromS, toS }))
			.slice(-64),
		bars: barsOf(samples, { nowS }).map(({ fromS, toS, state, count }) => ({
			fromS: Math.max(0, fromS),
			toS: Math.max(0, toS),
			count: state === "seen" ? count : null,
		})),
	};
};

export const livenessView = (
	profile: Watchable,
	looked: LivenessState,
	verdict: Verdict,
	nowS: number,
): LivenessView => {
	const { facts } = looked;
	const dateOf = (mark: "batch" | "root"): number | null =>
		verdict.signals.find((signal) => signal.mark === mark)?.lastS ?? null;
	return {
		chainId: profile.chainId,
		name: profile.name,
		title: profile.title,
		verdict: verdict.kind,
		words: [...wordsOf(profile, looked, verdict)],
		sinceS: verdict.sinceS,
		lastBatchS: dateOf("batch"),
		lastRootS: dateOf("root"),
		queue: queueOf(looked),
		flags: flagsOf(looked, verdict),
		upgrades: [...upgradesOf(profile, looked)],
		shown: (facts?.shown ?? []).map(({ says, value }) => ({ says, value })),
		atOnce: facts === null ? null : upgradableAtOnce(facts.upgraders),
		...historyOf(looked, nowS),
		asOfS: verdict.asOf?.timeS ?? null,
		readAsOfS: facts?.sample.takenAtS ?? null,
		blind: blindOf(profile),
	};
};
