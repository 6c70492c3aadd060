// A list that all sites share and that is full: who gives way. A flood over many origins of one owner takes no other's place.

import { ownerOf } from "../source/independence.ts";

/** Whose an origin is: its registrable domain; what is no URL, such as the origin of a sandboxed page, is its own. */
const siteOwner = (origin: string): string => {
	try {
		return ownerOf(origin);
	} catch {
		return origin;
	}
};

/** The largest group of them by the key; the first of those as large. */
const largestBy = <T>(
	items: readonly T[],
	keyOf: (item: T) => string,
): readonly T[] => {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group === undefined) groups.set(keyOf(item), [item]);
		else group.push(item);
	}
	let largest: readonly T[] = [];
	for (const group of groups.values())
		if (group.length > largest.length) largest = group;
	return largest;
};

/**
 * What has to go from a full list so that the newcomer has a place: of the owner with the most the newest, and none unless
 * that one keeps at least as many as the newcomer's owner then has. Within the owner it is the origin with the most.
 * @param items the oldest first
 * @returns null where the newcomer has no better claim than any of them
 */
export const whoGivesWay = <T>(
	items: readonly T[],
	originOf: (item: T) => string,
	newcomer: string,
): T | null => {
	const ownerOfItem = (item: T): string => siteOwner(originOf(item));
	const owner = siteOwner(newcomer);
	const owned = items.filter((item) => ownerOfItem(item) === owner).length;
	const most = largestBy(items, ownerOfItem);
	return most.length > owned + 1
		? (largestBy(most, originOf).at(-1) ?? null)
		: null;
};
