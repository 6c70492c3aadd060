// What happened, as one list: orders, signed messages and exits, newest first, by chain, kind and what is searched for. Pure: the
// view in, rows out.

import type { ArrivalView } from "../../../src/protocol/arrival-views.ts";
import type { ExitView } from "../../../src/protocol/exit-views.ts";
import type { MessageView } from "../../../src/protocol/message-views.ts";
import type { OrderView, WalletView } from "../../../src/protocol/views.ts";
import { hostOf, isCallOrder } from "../words.ts";

export const happenedKinds = [
	"payment",
	"arrival",
	"call",
	"message",
	"exit",
] as const;
export type HappenedKind = (typeof happenedKinds)[number];

export type Happened = {
	readonly kind: HappenedKind;
	readonly id: string;
	readonly atMs: number;
	readonly chainId: number;
	readonly of:
		| { readonly order: OrderView }
		| { readonly message: MessageView }
		| { readonly journey: ExitView }
		| { readonly arrival: ArrivalView };
	/** All that it is found by, in lower case. */
	readonly found: string;
};

const ofOrder = (order: OrderView): Happened => ({
	kind: order.exit !== null ? "exit" : isCallOrder(order) ? "call" : "payment",
	id: `order ${order.id}`,
	atMs: order.madeMs,
	chainId: order.chainId,
	of: { order },
	found: [
		...[order.from, order.to, order.hash ?? "", order.origin ?? ""],
		...(order.replaces ?? []),
		order.state,
	]
		.join(" ")
		.toLowerCase(),
});

const ofMessage = (message: MessageView): Happened => ({
	kind: "message",
	id: `message ${message.id}`,
	atMs: message.signedMs ?? message.madeMs,
	chainId: message.chainId,
	of: { message },
	found:
		`${message.origin} ${hostOf(message.origin)} ${message.account} ${message.digest}`.toLowerCase(),
});

const ofJourney = (journey: ExitView): Happened => ({
	kind: "exit",
	id: `journey ${journey.id}`,
	atMs: journey.startedMs,
	chainId: journey.chainId,
	of: { journey },
	found:
		`${journey.chainTitle} ${journey.account} ${journey.symbol}`.toLowerCase(),
});

const ofArrival = (arrival: ArrivalView): Happened => ({
	kind: "arrival",
	id: `arrival ${arrival.id}`,
	atMs: arrival.toS * 1_000,
	chainId: arrival.chainId,
	of: { arrival },
	found: `${arrival.symbol} ${arrival.token ?? ""}`.toLowerCase(),
});

/** Newest first. What is too little to be a payment stands apart. */
export const happenedOf = (
	{
		orders,
		messages = [],
		exits,
		arrivals = [],
	}: Pick<WalletView, "orders" | "messages" | "exits" | "arrivals">,
	withTiny = false,
): readonly Happened[] =>
	[
		...arrivals.filter(({ isSown }) => withTiny || !isSown).map(ofArrival),
		...orders.map(ofOrder),
		...messages.filter(({ state }) => state === "signed").map(ofMessage),
		...exits.journeys.map(ofJourney),
	].sort((a, b) => b.atMs - a.atMs);

export type HappenedFilter = {
	readonly chainId: number | null;
	readonly kind: HappenedKind | null;
	readonly words: string;
};

/** Each word that was typed is in it. */
export const filtered = (
	all: readonly Happened[],
	{ chainId, kind, words }: HappenedFilter,
): readonly Happened[] => {
	const wanted = words.toLowerCase().split(/\s+/);
	return all.filter(
		(one) =>
			(chainId === null || one.chainId === chainId) &&
			(kind === null || one.kind === kind) &&
			wanted.every((word) => one.found.includes(word)),
	);
};

/** The order that took its place, or would; undefined where none does. */
export const successorOf = (
	orders: readonly OrderView[],
	{ hash }: OrderView,
): OrderView | undefined =>
	hash === null
		? undefined
		: orders.find(
				({ replaces, state }) =>
					state !== "refused" && replaces?.includes(hash) === true,
			);
