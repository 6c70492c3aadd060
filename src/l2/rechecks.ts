// Each new root of a rollup with its proof checked again, by what the rollup's kind checks it with. A proof that does not hold stops the
// rollup; what keeps one from being checked is a note.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Clock } from "../source/ports.ts";
import type { Header } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import {
	isSameMark,
	type Rechecked,
	type RecheckStep,
	type RootMark,
} from "./rechecked.ts";
import type { Rollup, RollupNews } from "./rollup.ts";

/** What a kind checks a proof with; null where it cannot be checked under this profile at all. */
export type Recheck<News extends RollupNews> = {
	/** The root that the news are of. */
	readonly markOf: (news: News) => RootMark;
	/**
	 * The proof of the newest root holds.
	 * @throws recheck-failed, recheck-batch only where L1 itself is proved to have accepted these very bytes by the very verifier
	 * that does not accept them here; what else keeps it from being checked
	 */
	readonly step: (
		news: News,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	) => Promise<{ readonly step: RecheckStep; readonly tookMs: number }>;
	/** The root that the profile names to begin with. */
	readonly anchor: RootMark | null;
};

/** How often what a recheck needs is looked for, and how long after that it is looked for again. */
const mostTries = 3;
const againMs = 10 * 60_000;

/** L1 accepted what the verifier's own code does not. */
export const isFalseProof = ({ code }: Pick<Fault, "code">): boolean =>
	code === "recheck-failed" || code === "recheck-batch";

/** Where the step continues, and what is to be said where it does not. */
const continued = (
	step: RecheckStep,
	before: Rechecked | null,
	anchor: RootMark | null,
): Pick<Rechecked, "since" | "isAnchored"> & { readonly gap: Fault | null } => {
	if (before !== null && isSameMark(before.to, step.from))
		return { since: before.since, isAnchored: before.isAnchored, gap: null };
	const isAnchored = anchor !== null && isSameMark(anchor, step.from);
	const gap =
		before === null || isAnchored
			? null
			: new Fault(
					"recheck-gap",
					`${step.from.number} was not rechecked here, the last was ${before.to.number}`,
				);
	return { since: step.from, isAnchored, gap };
};

/**
 * The rollup with each new root's proof checked again. `newest` throws recheck-failed or recheck-batch besides, at this root and at
 * every one after it; what keeps a recheck from being made is a note, and the news then say nothing of one.
 */
export const withRechecks = <News extends RollupNews>(
	rollup: Rollup<News>,
	{ markOf, step, anchor }: Recheck<News>,
	clock: Pick<Clock, "ticksMs">,
): Rollup<News> => {
	let last: Rechecked | null = null;
	let failed: Fault | null = null;
	let vain: { readonly root: Hex; tries: number; sinceMs: number } | null =
		null;

	const isTooSoon = (root: Hex): boolean => {
		if (vain?.root !== root) vain = { root, tries: 0, sinceMs: 0 };
		if (vain.tries < mostTries) return false;
		if (clock.ticksMs() - vain.sinceMs < againMs) return true;
		vain.tries = 0;
		return false;
	};

	return {
		...rollup,
		newest: async (header, signal) => {
			if (failed !== null) throw failed;
			const news = await rollup.newest(header, signal);
			const mark = markOf(news);
			if (last !== null && isSameMark(last.to, mark))
				return { ...news, rechecked: last };
			// an older final header's root, or one that was looked at in vain
			if (last !== null && mark.number <= last.to.number) return news;
			if (isTooSoon(mark.root)) return news;
			try {
				const { step: made, tookMs } = await step(news, header, signal);
				if (!isSameMark(made.to, mark))
					throw new Fault("internal", "a recheck of another root");
				const { gap, ...since } = continued(made, last, anchor);
				last = { ...made, ...since, tookMs };
				vain = null;
				const notes = gap === null ? news.notes : [...news.notes, gap];
				return { ...news, notes, rechecked: last };
			} catch (thrown) {
				const fault = asFault(thrown);
				if (isFalseProof(fault)) failed = fault;
				if (isFalseProof(fault) || fault.code === "cancelled") throw fault;
				if (vain !== null) {
					vain.tries++;
					vain.sinceMs = clock.ticksMs();
				}
				return { ...news, notes: [...news.notes, fault] };
			}
		},
	};
};
