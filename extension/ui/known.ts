// How well a balance is known at this moment, and what is said when nobody answers. Pure: views in, words out.

import type { WalletView } from "../../src/protocol/views.ts";
import { durationWords } from "./say/numbers.ts";
import { say, spokenLocale } from "./say/say.ts";
import type { Figure } from "./words.ts";

/** Beside a greyed number. */
export const figureWords = (
	{ how, asOfS }: Figure,
	nowMs: number,
): string | null => {
	const ago = durationWords(nowMs / 1000 - asOfS);
	if (how === "proved") return null;
	return how === "old"
		? say().grades.provedAgoNotSince(ago)
		: say().grades.lastProvedAgoBeingCheckedAgain(ago);
};

/** "14:02", with the day where it is another one than today. */
export const clockWords = (atMs: number, nowMs: number): string => {
	const [at, now] = [new Date(atMs), new Date(nowMs)];
	const time = at.toLocaleTimeString(spokenLocale(), {
		hour: "2-digit",
		minute: "2-digit",
	});
	return at.toDateString() === now.toDateString()
		? time
		: `${at.toLocaleDateString(spokenLocale(), { day: "numeric", month: "short" })}, ${time}`;
};

const silentWho = (): {
	readonly [who in NonNullable<WalletView["silent"]>["who"]]: string;
} => ({
	all: say().grades.nobodyHasAnswered,
	beacon: say().grades.noBeaconEndpointHasAnswered,
	execution: say().grades.noExecutionEndpointHasAnswered,
});

/** What the first screen says of endpoints that do not bring anything new; null when all is well. */
export const cutOffWords = (view: WalletView, nowMs: number): string | null => {
	const { silent, sync } = view;
	if (silent !== undefined)
		return say().grades.since(
			silentWho()[silent.who],
			clockWords(silent.sinceMs, nowMs),
		);
	if (sync.phase !== "following" || sync.stale !== true) return null;
	return sync.optimistic === null
		? say().grades.noNewHeaderHasCome
		: say().grades.noNewHeaderSince(
				clockWords(sync.optimistic.timeS * 1000, nowMs),
			);
};

/** The same for the narrow line of the header. */
export const cutOffShort = ({ silent }: WalletView): string =>
	silent === undefined
		? say().grades.noNewHeader
		: silent.who === "all"
			? say().grades.nobodyAnswers
			: say().grades.noEndpointAnswers(silent.who);

/** What it most likely is, and that nothing of the person's is touched by it. */
export const cutOffLikely = ({ silent }: WalletView): string =>
	silent?.who === "all"
		? say().grades.mostLikelyThisComputerIsOffline
		: say().grades.mostLikelyTheyAreDownOr;

/** What to do about it, in the words of the wallet's other screens. */
export const cutOffTodo = () => say().grades.yourEndpointsStoppedAnsweringCheck;
