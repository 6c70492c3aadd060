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

const kinds: { readonly [name: string]: Item["kind"] } = {
	approve: "order",
	message: "message",
	request: "request",
};
const names = { order: "approve", message: "message", request: "request" };

/** A screen of the popup as its route names it. */
export type DecisionRoute = { readonly name: string; readonly arg: string };

export const routeOf = ({ kind, id }: Item): DecisionRoute => ({
	name: names[kind],
	arg: id,
});

const isSameRoute = (one: DecisionRoute, other: DecisionRoute): boolean =>
	one.name === other.name && one.arg === other.arg;

/** What the popup shows under its route, and the route it was first shown under. */
export type Followed = { readonly from: DecisionRoute; readonly item: Item };

/**
 * What the popup draws under this route: what the route names, and what became of that since it is on screen. An order that is made
 * anew has another id than the one that the person went to.
 */
export const followed = (
	waiting: readonly Item[],
	route: DecisionRoute,
	last: Followed | null,
): Followed => {
	const stays =
		last !== null &&
		(isSameRoute(last.from, route) || isSameRoute(routeOf(last.item), route));
	const kind = kinds[route.name] ?? "request";
	const named: Item = waiting.find(
		(one) => one.kind === kind && one.id === route.arg,
	) ?? { kind, id: route.arg, of: route.arg };
	const shown = stays ? last.item : named;
	return { from: route, item: onScreen(waiting, shown) ?? shown };
};

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
