// Each new bundle of a Scroll rollup checked again, over the root that was seen before it. A proof that does not hold stops
// the rollup. One that holds raises no grade: it is this device's word, which no evidence carries and which stands beside the root
// that it is of, and what came before the first root that was seen is L1's word alone.

import { asFault, type Fault } from "../../../base/fault.ts";
import { isSameMark, type Rechecked } from "../../rechecked.ts";
import type { Rollup } from "../../rollup.ts";
import type { ScrollNews } from "./following.ts";
import type { Span } from "./recheck.ts";
import type { ScrollRechecker, TimedRecheck } from "./recheck-live.ts";

/** How often what a recheck needs is looked for, before it begins anew from the root at hand. */
const mostTries = 5;

/** L1 accepted what the verifier's own code does not, or keeps another root than the one that was finalized. */
const isFalse = ({ code }: Fault): boolean =>
	code === "recheck-failed" || code === "recheck-batch";

/** As screens are told of it; null where anybody could have made the proof. */
const saidOf = (
	{ validity, from, batchIndex, stateRoot, program, tookMs }: TimedRecheck,
	before: Rechecked | null,
): Rechecked | null => {
	if (validity !== "rechecked") return null;
	const over = { number: from.batchIndex, root: from.stateRoot };
	return {
		from: over,
		to: { number: batchIndex, root: stateRoot },
		since: before !== null && isSameMark(before.to, over) ? before.since : over,
		isAnchored: false,
		counts: "batches",
		system: "halo2 KZG",
		how: "replay",
		program: program.verifier,
		tookMs,
	};
};

/** `newest` throws recheck-failed or recheck-batch besides, from then on; what keeps a recheck from being made is a note. */
export const withRecheck = (
	rollup: Rollup<ScrollNews>,
	{ recheck }: ScrollRechecker,
): Rollup<ScrollNews> => {
	let last: Span["since"] | null = null;
	let tries = 0;
	let said: Rechecked | null = null;
	/** The news, with what was found of this very root. */
	const told = (news: ScrollNews): ScrollNews => {
		const { batchIndex: number, root } = news.root.value;
		return said !== null && isSameMark(said.to, { number, root })
			? { ...news, rechecked: said }
			: news;
	};
	return {
		...rollup,
		newest: async (header, signal) => {
			const news = await rollup.newest(header, signal);
			const { batchIndex, root: stateRoot } = news.root.value;
			const now = { batchIndex, stateRoot };
			// Seen before, or an older final header's.
			if (last !== null && batchIndex <= last.batchIndex) return told(news);
			if (last === null) {
				last = now;
				return news;
			}
			try {
				said = saidOf(await recheck(news.root, header, last, signal), said);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (isFalse(fault) || fault.code === "cancelled") throw fault;
				if (fault.code !== "recheck-gap" && ++tries < mostTries)
					return { ...news, notes: [...news.notes, fault] };
			}
			last = now;
			tries = 0;
			return told(news);
		},
	};
};
