// A list for a place with room for so many. What does not fit is counted, never silently left out.

/** All of it, or the first `most - 1` and a last item that tells how many more there are. */
export const bounded = <T>(
	items: readonly T[],
	most: number,
	rest: (left: number) => T,
): readonly T[] =>
	items.length <= most
		? items
		: [...items.slice(0, most - 1), rest(items.length - most + 1)];
