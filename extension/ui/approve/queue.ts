// Which of the things that wait is on screen. What is there stays there until the person has done with it, also when it is
// gone: nothing else takes its place under a pointer. Pure.

import type { View } from "../../../src/protocol/views.ts";

export type Item = {
	readonly kind: "request" | "order";
	readonly id: string;
	readonly madeMs: number;
};

/** All that waits, oldest first. */
export const waitingOf = ({
	requests,
	orders,
}: Pick<View, "requests" | "orders">): readonly Item[] =>
	[
		...requests.map(({ id, madeMs }) => ({
			kind: "request" as const,
			id,
			madeMs,
		})),
		...orders
			.filter(({ state }) => state === "waiting")
			.map(({ id, madeMs }) => ({ kind: "order" as const, id, madeMs })),
	].sort((a, b) => a.madeMs - b.madeMs);

/** What to draw: what is on screen already, whatever became of it; else the oldest. */
export const onScreen = (
	waiting: readonly Item[],
	shown: Item | null,
): Item | null => shown ?? waiting[0] ?? null;

/** What comes once the person has done with `shown`; null when nothing else waits. */
export const nextAfter = (
	waiting: readonly Item[],
	shown: Item | null,
): Item | null => waiting.find(({ id }) => id !== shown?.id) ?? null;

/** "1 of 3 waiting"; undefined where it is the only one. What is on screen counts, gone or not. */
export const countWords = (
	waiting: readonly Item[],
	shown: Item | null,
): string | undefined => {
	const place = waiting.findIndex(({ id }) => id === shown?.id);
	const all = place < 0 && shown !== null ? waiting.length + 1 : waiting.length;
	return all < 2 || shown === null
		? undefined
		: `${Math.max(place, 0) + 1} of ${all} waiting`;
};
