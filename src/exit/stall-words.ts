// What the watch says to people, and no more than is proved: which code goes with which facts. The facts are in stall.ts.

import type { Message } from "../protocol/message.ts";
import type { Finality } from "../trust/grade.ts";
import { stallMessage } from "./codes.ts";
import type { Mark } from "./timeline.ts";
import type { Signal, Why } from "./verdict.ts";

export const unknown: { readonly [why in Why]: Message } = {
	clock: stallMessage("stall.unknown.clock"),
	offline: stallMessage("stall.unknown.offline"),
	syncing: stallMessage("stall.unknown.syncing"),
	"l1-stale": stallMessage("stall.unknown.l1-stale"),
	"no-proofs": stallMessage("stall.unknown.no-proofs"),
	"first-look": stallMessage("stall.unknown.first-look"),
	away: stallMessage("stall.unknown.away"),
};

export const notVisible = stallMessage("stall.not-visible");

export const notJudged = stallMessage("stall.not-judged");

/** What of a kind of rollup Ethereum does not show at all, whatever the verdict. */
export const blind = {
	pauses: stallMessage("stall.blind.posting"),
	unforced: stallMessage("stall.blind.on-demand"),
	state: stallMessage("stall.blind.watched"),
} as const;

export const frozen = stallMessage("stall.frozen");

export const paused = stallMessage("stall.paused");

export const enforced = stallMessage("stall.enforced");

export const pastDeadline = (byS: number): Message =>
	stallMessage("stall.past-deadline", { late: byS });

/** How often a sign comes, by what was published. */
export const cadence = (
	mark: Mark,
	everyS: number,
	by: "operator" | "other",
): Message => stallMessage(`stall.cadence.${mark}.${by}`, { every: everyS });

/** One sign, as a fact. */
export const signalWords = (signal: Signal): Message => {
	const { mark, state, silentS, lastS, isNamed } = signal;
	if (isNamed && silentS > 0)
		return stallMessage("stall.sign.named", { time: silentS });
	if (state === "idle") return stallMessage(`stall.sign.${mark}.idle`);
	if (silentS > 0)
		return stallMessage(`stall.sign.${mark}.silent`, { time: silentS });
	return lastS === null
		? stallMessage(`stall.sign.${mark}.unknown`)
		: stallMessage(`stall.sign.${mark}.new`);
};

/** For late and stalled. */
export const silent = (
	{ mark, silentS, limits, isNamed }: Signal,
	isStalled: boolean,
): Message =>
	stallMessage(
		`stall.silent.${isNamed ? "named" : mark}.${isStalled ? "stalled" : "late"}`,
		{ time: silentS, bound: isStalled ? limits.stalledS : limits.lateS },
	);

export const notFinal = (finality: Finality): readonly Message[] =>
	finality === "final" ? [] : [stallMessage("stall.not-final")];

/** What else a silence could be. */
export const against = (
	silent: Signal,
	signals: readonly Signal[],
): readonly Message[] => {
	const other = signals.find(({ mark }) => mark !== silent.mark);
	const goesOn =
		other?.state === "alive"
			? [
					silent.mark === "root"
						? stallMessage("stall.against.data")
						: stallMessage("stall.against.roots"),
				]
			: [];
	const usual =
		silent.mark === "batch"
			? [
					stallMessage("stall.against.fees"),
					stallMessage("stall.against.blocks"),
				]
			: [stallMessage("stall.against.proposers")];
	const named = silent.isNamed ? [stallMessage("stall.against.named")] : [];
	return [...goesOn, ...named, ...usual];
};

/** What is well. */
export const alive = ({ mark, state, limits }: Signal): Message =>
	state === "idle"
		? stallMessage("stall.alive.idle")
		: stallMessage(`stall.alive.${mark}`, { late: limits.lateS });
