// What happened, as one list: orders, signed messages and exits, newest first, by chain, kind and what is searched for. Pure: the
// view in, rows out.

import type {
	ArrivalView,
	FoundView,
} from "../../../src/protocol/arrival-views.ts";
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
		| { readonly arrival: ArrivalView }
		| { readonly found: FoundView };
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

const ofFound = (found: FoundView): Happened => ({
	kind: "arrival",
	id: `found ${found.hash} ${found.event ?? "coin"}`,
	atMs: found.atS * 1_000,
	chainId: found.chainId,
	of: { found },
	found:
		`${found.named?.symbol ?? ""} ${found.token ?? ""} ${found.from} ${found.hash}`.toLowerCase(),
});

/** Is a balance that grew told by what was found in blocks between its two states, to the last unit? Then that says more. */
const isToldBy =
	(found: readonly FoundView[]) =>
	({ chainId, token, fromS, toS, amount }: ArrivalView): boolean => {
		const between = found.filter(
			(one) =>
				one.chainId === chainId &&
				one.token === token &&
				one.atS > fromS &&
				one.atS <= toS,
		);
		const sum = between.reduce((all, one) => all + BigInt(one.amount), 0n);
		return between.length > 0 && sum === BigInt(amount);
	};

/** Newest first. What is too little to be a payment stands apart. @param found in blocks */
export const happenedOf = (
	{
		orders,
		messages = [],
		exits,
		arrivals = [],
	}: Pick<WalletView, "orders" | "messages" | "exits" | "arrivals">,
	withTiny = false,
	found: readonly FoundView[] = [],
): readonly Happened[] => {
	const isTold = isToldBy(found);
	return [
		...arrivals
			.filter((one) => (withTiny || !one.isSown) && !isTold(one))
			.map(ofArrival),
		...found.filter(({ isSown }) => withTiny || !isSown).map(ofFound),
		...orders.map(ofOrder),
		...messages.filter(({ state }) => state === "signed").map(ofMessage),
		...exits.journeys.map(ofJourney),
	].sort((a, b) => b.atMs - a.atMs);
};

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
