// Which orders a screen gets when there are more than it has room for.

import { mostListed } from "../base/room.ts";
import { isUnderWay } from "../wallet/ledger.ts";

type Entry = Parameters<typeof isUnderWay>[0];

/** What waits or is under way is never cut below `mostListed`, whatever else there is. Those that are over are listed up to this many in all. */
export const mostWithOver = 100;

/** Something may still come of it, or the person has to decide. */
const isOpen = (entry: Entry): boolean =>
	entry.state === "waiting" || isUnderWay(entry);

/**
 * First all that waits, then all that is under way, then the newest of the others; each newest first.
 * @param all newest first
 * @returns at most `mostListed`, and how many are not among them
 */
export const listed = <T extends Entry>(
	all: readonly T[],
): { readonly orders: readonly T[]; readonly older: number } => {
	const waiting = all.filter(({ state }) => state === "waiting");
	const going = all.filter(isUnderWay);
	const open = [...waiting, ...going].slice(0, mostListed);
	const over = all
		.filter((entry) => !isOpen(entry))
		.slice(0, Math.max(0, mostWithOver - open.length));
	const orders = [...open, ...over];
	return { orders, older: all.length - orders.length };
};
