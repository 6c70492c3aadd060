// Which of the things that wait is on screen. What is there stays there until the person has done with it, also when it is
// gone: nothing else takes its place under a pointer. Pure.

import type { WalletView } from "../../../src/protocol/views.ts";
import { say } from "../say/say.ts";

export type Item = WalletView["waiting"][number];

/**
 * What to draw: what is on screen already, whatever became of it; else the first that waits. A payment that became an order, or
 * whose order was made anew, is still the one on screen.
 */
export const onScreen = (
	waiting: readonly Item[],
	shown: Item | null,
): Item | null =>
	waiting.find((one) => one.of === shown?.of) ?? shown ?? waiting[0] ?? null;

export const isSame = (one: Item, other: Item | null): boolean =>
	one.kind === other?.kind && one.id === other.id && one.of === other.of;

/** What comes once the person has done with `shown`; null when nothing else waits. */
export const nextAfter = (
	waiting: readonly Item[],
	shown: Item | null,
): Item | null => waiting.find(({ of }) => of !== shown?.of) ?? null;

/** How many wait beside what is on screen. */
export const countMore = (
	waiting: readonly Item[],
	shown: Item | null,
): number => waiting.filter(({ of }) => of !== shown?.of).length;

/** "1 of 3 waiting"; undefined where it is the only one. What is on screen counts, gone or not. */
export const countWords = (
	waiting: readonly Item[],
	shown: Item | null,
): string | undefined => {
	const place = waiting.findIndex(({ of }) => of === shown?.of);
	const all = place < 0 && shown !== null ? waiting.length + 1 : waiting.length;
	return all < 2 || shown === null
		? undefined
		: say().approval.ofWaiting(Math.max(place, 0) + 1, all);
};
