// How well a balance is known at this moment, and what is said when nobody answers. Pure: views in, words out.

import { durationWords } from "../../src/base/units.ts";
import type { WalletView } from "../../src/protocol/views.ts";
import type { Figure } from "./words.ts";

/** Beside a greyed number. */
export const figureWords = (
	{ how, asOfS }: Figure,
	nowMs: number,
): string | null => {
	const ago = durationWords(nowMs / 1000 - asOfS);
	if (how === "proved") return null;
	return how === "old"
		? `proved ${ago} ago, not since`
		: `last proved ${ago} ago, being checked again`;
};

/** "14:02", with the day where it is another one than today. */
export const clockWords = (atMs: number, nowMs: number): string => {
	const [at, now] = [new Date(atMs), new Date(nowMs)];
	const time = at.toLocaleTimeString([], {
		hour: "2-digit",
		minute: "2-digit",
	});
	return at.toDateString() === now.toDateString()
		? time
		: `${at.toLocaleDateString([], { day: "numeric", month: "short" })}, ${time}`;
};

const silentWho: {
	readonly [who in NonNullable<WalletView["silent"]>["who"]]: string;
} = {
	all: "Nobody has answered",
	beacon: "No beacon endpoint has answered",
	execution: "No execution endpoint has answered",
};

/** What the first screen says of endpoints that do not bring anything new; null when all is well. */
export const cutOffWords = (view: WalletView, nowMs: number): string | null => {
	const { silent, sync } = view;
	if (silent !== undefined)
		return `${silentWho[silent.who]} since ${clockWords(silent.sinceMs, nowMs)}`;
	if (sync.phase !== "following" || sync.stale !== true) return null;
	return sync.optimistic === null
		? "No new header has come"
		: `No new header since ${clockWords(sync.optimistic.timeS * 1000, nowMs)}`;
};

/** The same for the narrow line of the header. */
export const cutOffShort = ({ silent }: WalletView): string =>
	silent === undefined
		? "No new header"
		: silent.who === "all"
			? "Nobody answers"
			: `No ${silent.who} endpoint answers`;

/** What it most likely is, and that nothing of the person's is touched by it. */
export const cutOffLikely = ({ silent }: WalletView): string =>
	silent?.who === "all"
		? "Most likely this computer is offline. Your money is where it was: it is kept on the chain, not here."
		: "Most likely they are down or refuse this computer, for the others answer. Your money is where it was.";

/** What to do about it, in the words of the wallet's other screens. */
export const cutOffTodo =
	"Your endpoints stopped answering. Check your connection, then retry.";
