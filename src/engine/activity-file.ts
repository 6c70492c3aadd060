// All that the wallet's own record holds of what happened, as rows for a spreadsheet: exact amounts, times in UTC, and of each row
// how it is known. Codes, no sentences: a file is read by programs.

import type { Hex } from "../base/bytes.ts";
import { csvText } from "../base/csv.ts";
import { formatUnits } from "../base/units.ts";
import { noDelegate } from "../evidence/delegation-order.ts";
import { type ReadCall, readCall } from "../evidence/known-calls.ts";
import type { ArrivalView, FoundView } from "../protocol/arrival-views.ts";
import type { ExitView } from "../protocol/exit-views.ts";
import type { OrderState } from "../protocol/views.ts";
import {
	type AnyOrder,
	isCall,
	isDelegation,
	isExit,
	isOnLayer,
} from "../receipt/orders.ts";
import type { Entry } from "../wallet/ledger.ts";
import type { MessageEntry } from "./message-record.ts";
import type { Token } from "./settings.ts";

export const activityColumns = [
	"time_utc",
	"chain_id",
	"chain",
	"kind",
	"account",
	"counterparty",
	"direction",
	"amount",
	"asset",
	"asset_contract",
	"item",
	"fee_paid",
	"fee_at_most",
	"fee_asset",
	"state",
	"known_by",
	"block",
	"block_time_utc",
	"hash",
	"nonce",
	"takes_place_of",
	"place_taken_by",
	"asked_by",
	"id",
] as const;
type Row = { readonly [column in (typeof activityColumns)[number]]: string };

const empty: Row = Object.freeze({
	time_utc: "",
	chain_id: "",
	chain: "",
	kind: "",
	account: "",
	counterparty: "",
	direction: "",
	amount: "",
	asset: "",
	asset_contract: "",
	item: "",
	fee_paid: "",
	fee_at_most: "",
	fee_asset: "",
	state: "",
	known_by: "",
	block: "",
	block_time_utc: "",
	hash: "",
	nonce: "",
	takes_place_of: "",
	place_taken_by: "",
	asked_by: "",
	id: "",
});

export type ActivityChain = {
	readonly chainId: number;
	readonly title: string;
	readonly coin: { readonly symbol: string; readonly decimals: number };
};

export type ActivityParts = {
	readonly chains: readonly ActivityChain[];
	readonly tokens: readonly Token[];
	readonly orders: readonly Entry[];
	readonly messages: readonly MessageEntry[];
	readonly journeys: readonly ExitView[];
	/** What was seen to arrive at the account. */
	readonly arrivals: readonly ArrivalView[];
	/** What was found in blocks to have come to it. */
	readonly found: readonly FoundView[];
	readonly account: Hex | null;
};

/** Where a time is out of every calendar's reach, nothing. */
const timeOf = (ms: number): string => {
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? "" : date.toISOString();
};

/** What stands behind each state. */
const knownBy: { readonly [state in OrderState]: string } = {
	waiting: "this-device",
	signed: "this-device",
	sent: "this-device",
	included: "receipt-proved",
	final: "receipt-proved-final",
	refused: "this-device",
	lost: "other-transaction-proved-final",
	over: "nonce-proved-final",
};

/** Did it leave? What is not proved to have happened did not, and of what may have happened that is said. */
const directionOf = ({ state, inclusion }: Entry): string => {
	if (inclusion !== null) return inclusion.succeeded ? "out" : "none";
	return state === "signed" || state === "sent" || state === "over"
		? "not-known"
		: "none";
};

type Moved = Pick<
	Row,
	"kind" | "counterparty" | "amount" | "asset" | "asset_contract" | "item"
>;

/** An amount of a token in its own units where its contract was asked for them; else in the smallest, and it says so. */
const ofToken = (
	tokens: readonly Token[],
	chainId: number,
	address: Hex,
	amount: bigint,
): Pick<Row, "amount" | "asset" | "asset_contract"> => {
	const token = tokens.find(
		(one) =>
			one.chainId === chainId && one.address === address && one.by !== "person",
	);
	return token === undefined
		? {
				amount: amount.toString(),
				asset: "smallest-units",
				asset_contract: address,
			}
		: {
				amount: formatUnits(amount, token.decimals),
				asset: token.symbol,
				asset_contract: address,
			};
};

/** What a call asks for, where one word says it. */
const ofCall = (
	read: ReadCall,
	to: Hex,
	tokens: readonly Token[],
	chainId: number,
): Moved | null => {
	const bare = { amount: "", asset: "", asset_contract: "", item: "" };
	switch (read.kind) {
		case "transfer":
			return {
				...bare,
				...{ kind: "token-transfer", counterparty: read.to },
				...ofToken(tokens, chainId, read.token, read.amount),
			};
		case "nft-transfer":
			return {
				...bare,
				...{ kind: "collectible-transfer", counterparty: read.to },
				...{ amount: "1", asset_contract: read.token },
				item: read.id.toString(),
			};
		case "approve":
			return {
				...bare,
				...{ kind: "allowance", counterparty: read.spender },
				...ofToken(tokens, chainId, read.token, read.amount),
			};
		case "operator":
			return {
				...bare,
				kind: read.isAllowed
					? "allowance-of-all"
					: "allowance-of-all-taken-back",
				...{ counterparty: read.operator, asset_contract: read.token },
			};
		case "unknown":
			return read.selector === null
				? null
				: { ...bare, kind: "call", counterparty: to };
		default:
			return { ...bare, kind: "call", counterparty: to };
	}
};

/** What an order does besides paying; null for a plain payment, and for what is in words of its own. */
const movedBy = (order: AnyOrder, tokens: readonly Token[]): Moved | null => {
	const { to, chainId } = order;
	const bare = { amount: "", asset: "", asset_contract: "", item: "" };
	if (isOnLayer(order) || isExit(order)) return null;
	if (isDelegation(order))
		return to === noDelegate
			? { ...bare, kind: "delegation-taken-back", counterparty: "" }
			: { ...bare, kind: "delegation", counterparty: to };
	if (isCall(order) && order.creates === true)
		return { ...bare, kind: "creation", counterparty: to };
	return ofCall(readCall(to, order.data), to, tokens, chainId);
};

const orderRows = (
	entry: Entry,
	{ chains, tokens }: ActivityParts,
): readonly Row[] => {
	const { order, signed, state, inclusion, lostTo, mostFeeWei } = entry;
	const { chainId, valueWei } = order;
	const chain = chains.find((one) => one.chainId === chainId);
	const coin = (wei: bigint): Pick<Row, "amount" | "asset"> =>
		chain === undefined
			? { amount: wei.toString(), asset: "smallest-units" }
			: {
					amount: formatUnits(wei, chain.coin.decimals),
					asset: chain.coin.symbol,
				};
	const fee = coin(BigInt(mostFeeWei));
	const base: Row = {
		...empty,
		time_utc: timeOf(order.madeMs),
		chain_id: chainId.toString(),
		chain: chain?.title ?? "",
		kind: isExit(order) ? "exit-step" : "payment",
		account: order.from,
		counterparty: order.to,
		direction: directionOf(entry),
		fee_paid:
			inclusion?.feeWei === undefined
				? ""
				: coin(BigInt(inclusion.feeWei)).amount,
		fee_at_most: fee.amount,
		fee_asset: fee.asset,
		state: inclusion?.succeeded === false ? `${state}-failed` : state,
		known_by: knownBy[state],
		block: inclusion?.blockNumber.toString() ?? "",
		block_time_utc:
			inclusion?.atS === undefined ? "" : timeOf(inclusion.atS * 1000),
		hash: signed?.hash ?? "",
		nonce: order.nonce.toString(),
		takes_place_of: isOnLayer(order) ? "" : (order.replaces ?? []).join(" "),
		place_taken_by: lostTo ?? "",
		asked_by: order.origin ?? "",
		id: order.id,
	};
	const moved = movedBy(order, tokens);
	const paid = { ...base, ...coin(valueWei) };
	if (moved === null) return [paid];
	// what goes with a call in coin is a row of its own, so that no column holds two things
	const isTransfer = moved.kind.endsWith("-transfer");
	const called = {
		...base,
		...moved,
		...(isTransfer ? {} : { direction: "none" }),
	};
	return valueWei === 0n
		? [called]
		: [
				called,
				{
					...paid,
					kind: "goes-with-call",
					fee_paid: "",
					fee_at_most: "",
					fee_asset: "",
				},
			];
};

const messageRow = ({
	request,
	signature,
	signedMs,
	what,
	digest,
}: MessageEntry): Row => ({
	...empty,
	time_utc: timeOf(signedMs ?? request.madeMs),
	chain_id: request.chainId.toString(),
	kind: `message-${what}`,
	account: request.account,
	direction: "none",
	state: signature === null ? "waiting" : "signed",
	known_by: "this-device",
	hash: digest,
	asked_by: request.origin,
	id: request.id,
});

const journeyRow = (journey: ExitView): Row => ({
	...empty,
	time_utc: timeOf(journey.startedMs),
	chain_id: journey.chainId.toString(),
	chain: journey.chainTitle,
	kind: journey.drill ? "exit-rehearsal" : "exit",
	account: journey.account,
	direction: "none",
	amount:
		journey.amount === null
			? ""
			: formatUnits(BigInt(journey.amount), journey.decimals),
	asset: journey.symbol,
	asset_contract: journey.token ?? "",
	state: journey.outcome,
	known_by: journey.outcome === "done" ? "l1-proved" : "this-device",
	id: journey.id,
});

/** No counterparty and no hash: a balance has neither. */
const arrivalRow = (
	arrival: ArrivalView,
	{ chains, account }: Pick<ActivityParts, "chains" | "account">,
): Row => ({
	...empty,
	time_utc: timeOf(arrival.toS * 1000),
	chain_id: arrival.chainId.toString(),
	chain: chains.find(({ chainId }) => chainId === arrival.chainId)?.title ?? "",
	kind: "arrival",
	account: account ?? "",
	direction: "in",
	amount: formatUnits(BigInt(arrival.amount), arrival.decimals),
	asset: arrival.symbol,
	asset_contract: arrival.token ?? "",
	state: arrival.finality,
	known_by: "balance-proved",
	block: arrival.blockNumber.toString(),
	block_time_utc: timeOf(arrival.toS * 1000),
	id: arrival.id,
});

/** With who sent it and by which transaction. A balance that grew by the same stands in a row of its own. */
const foundRow = (
	{
		chainId,
		token,
		from,
		amount,
		hash,
		event,
		blockNumber,
		atS,
		named,
	}: FoundView,
	{ chains, account }: Pick<ActivityParts, "chains" | "account">,
): Row => ({
	...empty,
	time_utc: timeOf(atS * 1000),
	chain_id: chainId.toString(),
	chain: chains.find((one) => one.chainId === chainId)?.title ?? "",
	kind: "arrival-in-block",
	account: account ?? "",
	counterparty: from,
	direction: "in",
	amount: named === null ? amount : formatUnits(BigInt(amount), named.decimals),
	asset: named?.symbol ?? "smallest-units",
	asset_contract: token ?? "",
	state: "final",
	known_by: event === null ? "transaction-proved" : "event-proved",
	block: blockNumber.toString(),
	block_time_utc: timeOf(atS * 1000),
	hash,
	id: `${hash} ${event ?? "coin"}`,
});

/** Newest first. */
export const activityFile = (parts: ActivityParts): string => {
	const { orders, messages, journeys, arrivals, found } = parts;
	const rows = [
		...orders.flatMap((entry) => orderRows(entry, parts)),
		...messages.map(messageRow),
		...journeys.map(journeyRow),
		...arrivals.map((one) => arrivalRow(one, parts)),
		...found.map((one) => foundRow(one, parts)),
	].sort((a, b) =>
		a.time_utc < b.time_utc ? 1 : a.time_utc > b.time_utc ? -1 : 0,
	);
	return csvText(
		activityColumns,
		rows.map((row) => activityColumns.map((column) => row[column])),
	);
};
