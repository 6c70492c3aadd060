// A view that any page can draw. What an engine tells has bounds where it is made; should a piece of it be beyond its own all the
// same, that piece is left out, in words, and the rest is drawn: a page that is sent what it cannot decode draws nothing at
// all, and nothing could be removed or repaired any more. No number, address or hash is altered here: it is there or it is not.

import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import {
	mostAccounts,
	mostBalances,
	mostChains,
	mostEndpointsInAll,
	mostJourneys,
	mostListed,
	mostRollups,
	mostWaits,
	mostWatched,
} from "../base/room.ts";
import { shortHex } from "../base/units.ts";
import { canonical } from "../evidence/canonical.ts";
import { arrivalView, mostArrivals } from "../protocol/arrival-views.ts";
import { batchView, mostBatchesShown } from "../protocol/batch-views.ts";
import { exitView, keptView, livenessView } from "../protocol/exit-views.ts";
import type { Message } from "../protocol/message.ts";
import { messageView } from "../protocol/message-views.ts";
import {
	type BalanceView,
	balanceView,
	type ChainView,
	chainView,
	endpointView,
	mostLeftOut,
	mostLeftOutChars,
	mostRequests,
	orderView,
	siteRequestView,
	syncView,
	view,
	viewParts,
	type WalletView,
	waitingView,
} from "../protocol/views.ts";
import { fittedMessage } from "./fitted-codes.ts";

/** Why it does not decode; null when it does. */
const misfit = <T>(decode: Decode<T>, raw: unknown): string | null => {
	try {
		decode(raw, "");
		return null;
	} catch (thrown) {
		return asFault(thrown).detail;
	}
};

/** What a piece is called where it is left out. */
const pieceNames = {
	chain: fittedMessage("view.piece.chain"),
	exit: fittedMessage("view.piece.exit"),
	liveness: fittedMessage("view.piece.liveness"),
	kept: fittedMessage("view.piece.kept"),
	order: fittedMessage("view.piece.order"),
	request: fittedMessage("view.piece.request"),
	message: fittedMessage("view.piece.message"),
	batch: fittedMessage("view.piece.batch"),
	silent: fittedMessage("view.piece.silent"),
	network: fittedMessage("view.piece.network"),
	account: fittedMessage("view.piece.account"),
	oneAccount: fittedMessage("view.piece.one-account"),
	sync: fittedMessage("view.piece.sync"),
	stopped: fittedMessage("view.piece.stopped"),
	endpoint: fittedMessage("view.piece.endpoint"),
	waiting: fittedMessage("view.piece.waiting"),
	arrival: fittedMessage("view.piece.arrival"),
} as const;

type Note = (what: Message, why: string) => void;

/** Those that fit, as many as there is room for. */
const fittingOf = <T>(
	items: readonly T[],
	decode: Decode<T>,
	most: number,
	what: Message,
	note: Note,
): readonly T[] => {
	const good = items.filter((item) => {
		const why = misfit(decode, item);
		if (why !== null) note(what, why);
		return why === null;
	});
	if (good.length > most)
		note(what, `${good.length} of them, ${most} are drawn`);
	return good.slice(0, most);
};

/** The row without a number: a sum over the chains says then that it does not count it. */
const bareBalance = (
	{ token }: BalanceView,
	coin: ChainView["coin"],
): BalanceView => ({
	trailId: null,
	token,
	...(token === null ? coin : { symbol: shortHex(token), decimals: 0 }),
	amount: null,
	grade: null,
	blockNumber: null,
	note: fittedMessage("view.not-shown"),
});

/** With its balances that fit, the others without their numbers. Where something else of it does not fit, it has no number. */
const fittedChain = (chain: ChainView, note: Note): ChainView => {
	if (misfit(chainView, chain) === null) return chain;
	const { chainId, kind, coin } = chain;
	const what = fittedMessage("view.piece.balance", { chain: chainId });
	const rows = chain.balances.map((balance) => {
		const why = misfit(balanceView, balance);
		if (why === null) return balance;
		note(what, why);
		return bareBalance(balance, coin);
	});
	const balances = fittingOf(rows, balanceView, mostBalances, what, note);
	const why = misfit(chainView, { ...chain, balances });
	if (why === null) return { ...chain, balances };
	note(pieceNames.chain, why);
	return {
		...{ chainId, kind, coin },
		title: `chain ${chainId}`,
		balances: [],
		sends: false,
		fault: new Fault("internal", `chain ${chainId}: ${why}`).toJson(),
		warning: null,
		halt: null,
	};
};

/** Nothing is followed, or how far that is cannot be said. */
export const idleSync: WalletView["sync"] = {
	phase: "idle",
	done: 0,
	of: 0,
	startedMs: null,
	optimistic: null,
	final: null,
};

const fittedExits = (
	exits: WalletView["exits"],
	note: Note,
): WalletView["exits"] => ({
	journeys: fittingOf(
		exits.journeys,
		exitView,
		mostJourneys,
		pieceNames.exit,
		note,
	),
	liveness: fittingOf(
		exits.liveness,
		livenessView,
		mostRollups + mostWatched,
		pieceNames.liveness,
		note,
	),
	kept: fittingOf(exits.kept, keptView, mostRollups, pieceNames.kept, note),
});

const fittedMessages = (
	{ messages = [] }: WalletView,
	note: Note,
): NonNullable<WalletView["messages"]> =>
	fittingOf(messages, messageView, mostListed, pieceNames.message, note);

const fittedArrivals = (
	given: NonNullable<WalletView["arrivals"]>,
	note: Note,
): Pick<WalletView, "arrivals"> => {
	const arrivals = fittingOf(
		given,
		arrivalView,
		mostArrivals,
		pieceNames.arrival,
		note,
	);
	return arrivals.length === 0 ? {} : { arrivals };
};
const fittedBatches = (
	{ batches }: WalletView,
	note: Note,
): Pick<WalletView, "batches"> =>
	batches === undefined
		? {}
		: {
				batches: fittingOf(
					batches,
					batchView,
					mostBatchesShown,
					pieceNames.batch,
					note,
				),
			};

/** The ids of what was there to be decided and is not drawn. */
const goneOf = (
	{ orders, requests, messages = [] }: WalletView,
	left: readonly { readonly id: string }[],
): ReadonlySet<string> => {
	const drawn = new Set(left.map(({ id }) => id));
	return new Set(
		[...orders, ...requests, ...messages].flatMap(({ id }) =>
			drawn.has(id) ? [] : [id],
		),
	);
};

const fittedPieces = (given: WalletView, note: Note): WalletView => {
	/** The piece, or what stands for it where it does not fit. */
	const or = <T>(decode: Decode<T>, piece: T, what: Message, other: T): T => {
		const why = misfit(decode, piece);
		if (why === null) return piece;
		note(what, why);
		return other;
	};
	const { exits, silent, olderOrders, arrivals, ...others } = given;
	const { leftOut: _, ...rest } = others;
	const orders = fittingOf(
		given.orders,
		orderView,
		mostListed,
		pieceNames.order,
		note,
	);
	const requests = fittingOf(
		given.requests,
		siteRequestView,
		mostRequests,
		pieceNames.request,
		note,
	);
	const messages = fittedMessages(given, note);
	const gone = goneOf(given, [...orders, ...requests, ...messages]);
	const older = (olderOrders ?? 0) + given.orders.length - orders.length;
	const quiet = or(viewParts.silent, silent, pieceNames.silent, undefined);
	return {
		...rest,
		network: or(viewParts.network, given.network, pieceNames.network, null),
		account: or(viewParts.account, given.account, pieceNames.account, null),
		accounts: fittingOf(
			given.accounts,
			d.address,
			mostAccounts,
			pieceNames.oneAccount,
			note,
		),
		sync: or(syncView, given.sync, pieceNames.sync, idleSync),
		// that nothing is signed is said in any case
		stopped: or(
			viewParts.stopped,
			given.stopped,
			pieceNames.stopped,
			new Fault("internal", "why signing has stopped cannot be shown").toJson(),
		),
		chains: fittingOf(
			given.chains.map((chain) => fittedChain(chain, note)),
			chainView,
			mostChains,
			pieceNames.chain,
			note,
		),
		endpoints: fittingOf(
			given.endpoints,
			endpointView,
			mostEndpointsInAll,
			pieceNames.endpoint,
			note,
		),
		requests,
		orders,
		...(given.messages !== undefined && { messages }),
		...fittedBatches(given, note),
		...(older > 0 && { olderOrders: older }),
		waiting: fittingOf(
			given.waiting.filter(({ id }) => !gone.has(id)),
			waitingView,
			mostWaits,
			pieceNames.waiting,
			note,
		),
		exits: fittedExits(exits, note),
		...(quiet !== undefined && { silent: quiet }),
		...fittedArrivals(arrivals ?? [], note),
	};
};

/** Where even the pieces do not help: nothing is shown, nothing is signed, and it is said why. */
const bare = (why: string): WalletView => ({
	network: null,
	setup: "network",
	account: null,
	accounts: [],
	sync: idleSync,
	stopped: new Fault("internal", `the view does not decode: ${why}`).toJson(),
	chains: [],
	endpoints: [],
	requests: [],
	orders: [],
	waiting: [],
	exits: { journeys: [], liveness: [], kept: [] },
	nowMs: 0,
});

/**
 * The view as it is, if it decodes; else without the pieces that do not, each named in `leftOut`. What comes back decodes.
 * An order or a request that is left out waits for nobody on screen.
 */
export const fitted = (given: WalletView): WalletView => {
	const why = misfit(view, given);
	if (why === null) return given;
	const counts = new Map<
		string,
		{ readonly what: Message; readonly why: string; readonly times: number }
	>();
	const pieces = fittedPieces(given, (what, because) => {
		const key = canonical(what);
		const { why: first = because, times = 0 } = counts.get(key) ?? {};
		counts.set(key, { what, why: first, times: times + 1 });
	});
	const leftOut = [...counts.values()].map((one) =>
		fittedMessage("view.left-out", {
			...one,
			why: one.why.slice(0, mostLeftOutChars),
		}),
	);
	const all = { ...pieces, leftOut: leftOut.slice(0, mostLeftOut) };
	return misfit(view, all) === null ? all : bare(why);
};
