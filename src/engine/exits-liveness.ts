// How alive each rollup is, by what L1 shows of it: a look by proof at each final head, kept over time, judged when it is
// asked for. Endpoints of the rollup are not asked.

import { bounded } from "../base/bounded.ts";
import type { Hex } from "../base/bytes.ts";
import {
	address,
	type Decoded,
	flag,
	hash,
	list,
	oneOf,
	optional,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { asFault, type Fault } from "../base/fault.ts";
import { canonical, hashOf, json } from "../evidence/canonical.ts";
import {
	type Announcements,
	announcements,
	noAnnouncements,
} from "../exit/announced.ts";
import {
	overrunNotices,
	searchAnnounced,
	searchWords,
} from "../exit/announced-search.ts";
import { captureFacts, type Facts, readFacts } from "../exit/facts.ts";
import { bandsOf, momentsOf } from "../exit/moments.ts";
import {
	addSample,
	barsOf,
	blindOf,
	cadenceWords,
	judge,
	thresholdsOf,
	timeline,
	type Verdict,
} from "../exit/stall.ts";
import { usualShape } from "../exit/timeline.ts";
import { timelockOf } from "../exit/timelock.ts";
import { upgradableAtOnce } from "../exit/upgraders.ts";
import { isRollup, kindOf, profileId } from "../l2/checks.ts";
import type { Watchable } from "../l2/kind.ts";
import type { LivenessView } from "../protocol/exit-views.ts";
import type { Message, MessageOrText } from "../protocol/message.ts";
import type { Clock, Store } from "../source/ports.ts";
import { alertMessage } from "./alert-codes.ts";
import {
	type ChainAlert,
	chainAlerts,
	mostTold,
	rememberedAfter,
} from "./exits-alerts.ts";
import { nowSOf } from "./exits-ground.ts";
import { isWhole, noticeAlerts } from "./exits-notices.ts";
import type { ExitSite } from "./exits-site.ts";
import { inTime } from "./in-time.ts";
import type { Alert } from "./ports.ts";

const stored = record({
	format: oneOf("sextant-liveness-1"),
	samples: timeline,
	/** What the last look ended with asking for. */
	more: list(record({ address, slots: list(hash, 256) }), 64),
	/** What the person was told of, by name. */
	told: list(text(120), mostTold),
	/** Operations of its timelock that were looked for. */
	announced: optional(announcements),
	/** Were all its contracts seen as the profile says, once? */
	wasWhole: optional(flag),
});
type Kept = Decoded<typeof stored>;

const fresh: Kept = {
	format: "sextant-liveness-1",
	samples: [],
	more: [],
	told: [],
};

type Seen = {
	readonly kept: Kept;
	/** Of this run's last look; null before it. */
	readonly facts: Facts | null;
	readonly fault: Fault | null;
};

export type Liveness = {
	/** Takes along what the next final head will prove. Throws nothing. */
	readonly capture: (site: ExitSite, signal: AbortSignal) => Promise<void>;
	/** Looks at every rollup under the newest final head; on disk before anything is said of it. Throws nothing. */
	readonly look: (site: ExitSite, signal: AbortSignal) => Promise<void>;
	readonly views: (site: ExitSite) => readonly LivenessView[];
};

const mostLookMs = 120_000;
/** A verdict is made anew this often, also when no head comes: that none comes is itself something. */
const judgeEveryMs = 15_000;

const names = new WeakMap<Watchable, Hex>();
/** The hash of all of the profile: looks by another one are of another line. */
const nameOf = (profile: Watchable): Hex => {
	if (isRollup(profile)) return profileId(profile);
	const known = names.get(profile) ?? hashOf(json(profile, "profile"));
	names.set(profile, known);
	return known;
};

/** That nobody can leave on his own, where it is so. */
const noExitWords = (profile: Watchable): readonly string[] => {
	const found = kindOf(profile).noExit(profile);
	return found === null ? [] : [found.says];
};

const all = (site: ExitSite): readonly Watchable[] => [
	...site.profiles,
	...site.watched,
];

const mostFlags = 16;
const mostWords = 8;
/** One place of the view's eight is for what waits in the timelock. */
const mostUpgraders = 7;
const moreWords = (count: number): Message =>
	alertMessage("liveness.more", { count });

export const openLiveness = (tools: {
	readonly store: Store;
	readonly clock: Clock;
	readonly alert: (alert: Alert) => void;
	readonly problem: (fault: Fault) => void;
}): Liveness => {
	const { store, clock } = tools;
	const known = new Map<Hex, Seen>();
	const drawn = new Map<
		Hex,
		{ readonly atMs: number; readonly view: LivenessView }
	>();

	const of = async (profile: Watchable): Promise<Seen> => {
		const id = nameOf(profile);
		const found = known.get(id);
		if (found !== undefined) return found;
		const text = await store.get("liveness", id);
		let kept = fresh;
		if (text !== undefined)
			try {
				kept = stored(parseJson(text), "liveness");
			} catch (thrown) {
				// looks that do not decode are lost; new ones begin the line anew
				tools.problem(asFault(thrown));
			}
		const watched = { kept, facts: null, fault: null };
		known.set(id, watched);
		return watched;
	};

	const verdictOf = (
		site: ExitSite,
		profile: Watchable,
		{ samples }: Kept,
	): Verdict => {
		const { l1, clockFault } = site.heads();
		return judge(samples, thresholdsOf(profile), {
			nowS: nowSOf(clock),
			l1,
			clockFault,
		});
	};

	/** What can be said of one thing: words that fail are a problem to see, and take nothing else with them. */
	const sayable = (say: () => readonly ChainAlert[]): readonly ChainAlert[] => {
		try {
			return say();
		} catch (thrown) {
			tools.problem(asFault(thrown));
			return [];
		}
	};

	const put = async (
		profile: Watchable,
		was: Seen,
		next: Seen,
	): Promise<void> => {
		const id = nameOf(profile);
		if (next.kept !== was.kept)
			await store.put("liveness", id, canonical(json(next.kept, "liveness")));
		known.set(id, next);
		drawn.delete(id);
	};

	/** The facts, with what waits in the timelock: looked for up to the block they are proved under, then proved as they are. */
	const read = async (
		site: ExitSite,
		profile: Watchable,
		kept: Kept,
		signal: AbortSignal,
	): Promise<{
		readonly facts: Facts;
		readonly more: Kept["more"];
		readonly announced: Announcements;
	}> => {
		const before = kept.announced ?? noAnnouncements;
		const under = async (
			known: Kept["more"],
			{ found }: Announcements,
		): ReturnType<typeof readFacts> => {
			const by = (tag: "final" | "latest") =>
				readFacts(
					profile,
					(wanted) => site.reader.read(wanted, tag, signal),
					known,
					found,
				);
			try {
				return await by("final");
			} catch (thrown) {
				// no endpoint proves that block any more, and nothing was taken along: better a look that is not final
				if (asFault(thrown).kind !== "unproven") throw thrown;
				return by("latest");
			}
		};
		let looked = await under(kept.more, before);
		const timelock = timelockOf(profile);
		if (timelock === null) return { ...looked, announced: noAnnouncements };
		const upTo = looked.facts.sample.blockNumber;
		const now = await searchAnnounced(
			site.pool,
			timelock,
			before,
			upTo,
			signal,
		);
		const isNew = now.found.some(({ id }) =>
			before.found.every((one) => one.id !== id),
		);
		if (isNew) looked = await under(looked.more, now);
		const { facts, more } = looked;
		// What was cancelled, done or made up is looked after no more; not so by a block from before it was announced.
		const found = facts.sample.blockNumber >= upTo ? facts.waiting : now.found;
		const announced = { ...now, found };
		const notices = [...overrunNotices(announced, timelock), ...facts.notices];
		return { facts: { ...facts, notices }, more, announced };
	};

	const lookAt = async (
		site: ExitSite,
		profile: Watchable,
		outer: AbortSignal,
	): Promise<void> => {
		const was = await of(profile);
		try {
			const { facts, more, announced } = await inTime(
				clock,
				mostLookMs,
				`a look at ${profile.title}`,
				(signal) => read(site, profile, was.kept, signal),
				outer,
			);
			const samples = addSample(was.kept.samples, facts.sample);
			const looked = { ...was.kept, samples, more: [...more], announced };
			const verdict = verdictOf(site, profile, looked);
			const wasWhole = was.kept.wasWhole === true;
			const { notices } = facts;
			const news = [
				...sayable(() => chainAlerts(profile, verdict)),
				...notices.flatMap((one) =>
					sayable(() => noticeAlerts(profile, [one], wasWhole)),
				),
			].filter(({ key }) => !was.kept.told.includes(key));
			const kept: Kept = {
				...looked,
				wasWhole: wasWhole || isWhole(facts.notices),
				told: rememberedAfter(
					was.kept.told,
					verdict,
					news.map(({ key }) => key),
				),
			};
			await put(profile, was, { kept, facts, fault: null });
			for (const { alert } of news) tools.alert(alert);
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.code === "cancelled") return;
			if (fault.kind === "internal") tools.problem(fault);
			await put(profile, was, { ...was, fault });
		}
	};

	const viewOf = (site: ExitSite, profile: Watchable): LivenessView => {
		const { kept, facts, fault } = known.get(nameOf(profile)) ?? {
			kept: fresh,
			facts: null,
			fault: null,
		};
		const verdict = verdictOf(site, profile, kept);
		const last = kept.samples.at(-1) ?? null;
		const queue = last?.queue ?? null;
		const dateOf = (mark: "batch" | "root"): number | null =>
			verdict.signals.find((signal) => signal.mark === mark)?.lastS ?? null;
		const failed =
			fault === null || verdict.kind !== "unknown"
				? []
				: [
						alertMessage("liveness.look-failed", {
							why: fault.detail.slice(0, 300),
						}),
					];
		const nowS = nowSOf(clock);
		const { bars, barS } = usualShape;
		const notices = facts?.notices ?? [];
		const flags = [
			...verdict.alarms.map(({ kind, says, sinceS }) => ({
				name: kind,
				says,
				atS: sinceS,
			})),
			...notices.map(({ kind, says, atS }) => ({
				name: kind,
				says,
				atS,
			})),
		];
		return {
			chainId: profile.chainId,
			name: profile.name,
			title: profile.title,
			verdict: verdict.kind,
			words: [
				...bounded<MessageOrText>(
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
				),
			],
			sinceS: verdict.sinceS,
			lastBatchS: dateOf("batch"),
			lastRootS: dateOf("root"),
			queue:
				queue === null
					? null
					: {
							waiting: Math.max(0, queue.length - queue.taken),
							headEnqueuedS: queue.headEnqueuedS,
							headDeadlineS: queue.headDeadlineS,
						},
			flags: [
				...bounded<LivenessView["flags"][number]>(flags, mostFlags, (left) => ({
					name: "more",
					says: moreWords(left),
					atS: null,
				})),
			],
			upgrades: [
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
								last?.blockNumber ?? null,
							),
						]),
			],
			shown: (facts?.shown ?? []).map(({ says, value }) => ({ says, value })),
			atOnce: facts === null ? null : upgradableAtOnce(facts.upgraders),
			moments: momentsOf(kept.samples, notices).slice(0, 24),
			bands: bandsOf(kept.samples, nowS - bars * barS, barS)
				.map(({ name, fromS, toS }) => ({ name, fromS, toS }))
				.slice(-64),
			bars: barsOf(kept.samples, { nowS }).map(
				({ fromS, toS, state, count }) => ({
					fromS: Math.max(0, fromS),
					toS: Math.max(0, toS),
					count: state === "seen" ? count : null,
				}),
			),
			asOfS: verdict.asOf?.timeS ?? null,
			readAsOfS: facts?.sample.takenAtS ?? null,
			blind: blindOf(profile),
		};
	};

	return {
		capture: async (site, outer) => {
			if (!site.needsCapture()) return;
			for (const profile of all(site)) {
				const was = await of(profile);
				try {
					const more = await inTime(
						clock,
						mostLookMs,
						`proofs for ${profile.title}`,
						(signal) =>
							captureFacts(
								profile,
								(wanted) => site.capture(wanted, signal),
								was.kept.more,
								was.kept.announced?.found,
							),
						outer,
					);
					// what to ask for is no fact: it need not be on disk
					const now = await of(profile);
					known.set(nameOf(profile), {
						...now,
						kept: { ...now.kept, more: [...more] },
					});
				} catch {
					// the look that needs them says what is missing
				}
			}
		},
		look: async (site, signal) => {
			for (const profile of all(site)) {
				if (signal.aborted) return;
				await lookAt(site, profile, signal).catch((thrown: unknown) =>
					tools.problem(asFault(thrown)),
				);
			}
		},
		views: (site) =>
			all(site).map((profile) => {
				const id = nameOf(profile);
				const before = drawn.get(id);
				const nowMs = clock.nowMs();
				if (
					before !== undefined &&
					nowMs >= before.atMs &&
					nowMs - before.atMs < judgeEveryMs
				)
					return before.view;
				const view = viewOf(site, profile);
				drawn.set(id, { atMs: nowMs, view });
				return view;
			}),
	};
};
