// A small seeded generator, so that a run can be repeated. Not for secrets.

export type Chance = {
	/** A whole number from 0 to `below` - 1. */
	readonly below: (below: number) => number;
	readonly pick: <T>(items: readonly T[]) => T;
};

/** The same seed and label give the same sequence (mulberry32 over a hash of both). */
export const chance = (seed: number, label: string): Chance => {
	let state = seed >>> 0;
	for (let i = 0; i < label.length; i++)
		state = Math.imul(state ^ label.charCodeAt(i), 0x01000193) >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (bound: number): number => Math.floor(next() * bound);
	return {
		below,
		pick: (items) => {
			const item = items[below(items.length)];
			if (item === undefined) throw new RangeError('"items" is empty');
			return item;
		},
	};
};
