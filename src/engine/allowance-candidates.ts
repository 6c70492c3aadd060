// Whom to ask about on the screen of allowances: candidates out of the account's own history on this device, and the contracts
// that people often allow. None of it says that anything is allowed.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { permit2, type ReadCall, readCall } from "../evidence/known-calls.ts";
import { readMessage } from "../message/read.ts";
import type { StandingAllowance } from "../protocol/allowance-views.ts";
import type { Foretold } from "../protocol/foretold.ts";
import { foretoldIn, isOnLayer } from "../receipt/orders.ts";
import { spendersOn } from "../tokens/spenders.ts";
import type { Entry } from "../wallet/ledger.ts";
import type { MessageEntry } from "./message-record.ts";

/** A question: may that one take it? */
export type AllowancePair = Pick<StandingAllowance, "token" | "spender"> & {
	/** A single collectible is asked about by itself: allowance-items.ts. */
	readonly kind: Exclude<StandingAllowance["kind"], "one">;
};

export type AllowanceHistory = {
	readonly orders: readonly Entry[];
	readonly messages: readonly MessageEntry[];
};

const ofCall = (read: ReadCall, from: Hex): readonly AllowancePair[] => {
	switch (read.kind) {
		case "approve":
		case "increase":
			return [{ kind: "token", token: read.token, spender: read.spender }];
		case "permit":
			return read.owner === from
				? [{ kind: "token", token: read.token, spender: read.spender }]
				: [];
		case "permit2-approve":
			return [
				{ kind: "token", token: read.token, spender: permit2 },
				{ kind: "permit2", token: read.token, spender: read.spender },
			];
		case "operator":
			return [{ kind: "all", token: read.token, spender: read.operator }];
		case "several":
			return read.calls.flatMap((call) => ofCall(call, from));
		default:
			return [];
	}
};

const ofForetold = (told: Foretold | null, from: Hex): AllowancePair[] =>
	told === null
		? []
		: [told.early, told.late].flatMap(({ effects, allowances }) => [
				...allowances.map(({ token, spender }) => ({
					kind: "token" as const,
					token,
					spender,
				})),
				...effects.flatMap((effect): AllowancePair[] =>
					effect.kind === "allowed" && effect.owner === from
						? [{ kind: "token", token: effect.token, spender: effect.spender }]
						: effect.kind === "operator" && effect.owner === from
							? [{ kind: "all", token: effect.token, spender: effect.operator }]
							: [],
				),
			]);

const ofOrder = ({ order, signed }: Entry): readonly AllowancePair[] => {
	// what was never signed allowed nothing
	if (signed === null || isOnLayer(order)) return [];
	return [
		...ofCall(readCall(order.to, order.data), order.from),
		...ofForetold(foretoldIn(order), order.from),
	];
};

/** Whoever has a signed message may have used it by now, so it counts from the signature on. */
const ofMessage = ({ request, signature }: MessageEntry): AllowancePair[] => {
	if (signature === null) return [];
	const { meaning } = readMessage(request.what, request.account);
	if (meaning.kind === "allow")
		return meaning.grants.flatMap(({ who, asset }): AllowancePair[] =>
			who === null || asset.contract === null
				? []
				: meaning.standard === "Permit2"
					? [
							{ kind: "token", token: asset.contract, spender: permit2 },
							{ kind: "permit2", token: asset.contract, spender: who },
						]
					: [{ kind: "token", token: asset.contract, spender: who }],
		);
	if (meaning.kind !== "trade" || meaning.through === null) return [];
	const { through } = meaning;
	return meaning.orders.flatMap(({ gives }) =>
		gives.flatMap(({ kind, contract }): AllowancePair[] =>
			contract === null
				? []
				: [
						{
							kind: kind === "nft" ? "all" : "token",
							token: contract,
							spender: through,
						},
					],
		),
	);
};

/** One that does not read any more stands in no other's way. */
const unlessUnread = (read: () => readonly AllowancePair[]) => {
	try {
		return read();
	} catch (thrown) {
		if (thrown instanceof Fault) return [];
		throw thrown;
	}
};

const keyOf = ({ kind, token, spender }: AllowancePair): string =>
	`${kind} ${token} ${spender}`;

/** Each once, the first that was named first. */
export const distinctPairs = (
	pairs: readonly AllowancePair[],
): readonly AllowancePair[] => [
	...new Map(pairs.map((pair) => [keyOf(pair), pair])).values(),
];

/**
 * All that is worth asking: first what the account itself did here, then each of its tokens and collections with each that is
 * often allowed.
 * @param tokens on the account's list, and collections of which it has some
 */
export const allowancePairs = (
	{ orders, messages }: AllowanceHistory,
	account: Hex,
	chainId: number,
	tokens: readonly Hex[],
	collections: readonly Hex[],
): readonly AllowancePair[] => {
	const own = [
		...orders
			.filter(
				({ order }) => order.from === account && order.chainId === chainId,
			)
			.flatMap((entry) => unlessUnread(() => ofOrder(entry))),
		...messages
			.filter(
				({ request }) =>
					request.account === account && request.chainId === chainId,
			)
			.flatMap((entry) => unlessUnread(() => ofMessage(entry))),
	];
	const known = spendersOn(chainId);
	const historic = [
		...new Set(
			own.filter(({ kind }) => kind === "token").map(({ token }) => token),
		),
	];
	const wide = [
		...new Set(
			own.filter(({ kind }) => kind === "all").map(({ token }) => token),
		),
	];
	const spenders = known.filter(({ takes }) => takes !== "collectibles");
	const operators = known.filter(({ takes }) => takes !== "tokens");
	return distinctPairs([
		...own,
		...[...tokens, ...historic].flatMap((token) =>
			spenders.map(({ address: spender }) => ({
				kind: "token" as const,
				token,
				spender,
			})),
		),
		...[...collections, ...wide].flatMap((token) =>
			operators.map(({ address: spender }) => ({
				kind: "all" as const,
				token,
				spender,
			})),
		),
	]);
};

/** What Permit2 may be asked of a token that it may take: those of the history, and those that go through it. */
export const permit2Pairs = (
	pairs: readonly AllowancePair[],
	chainId: number,
	token: Hex,
): readonly AllowancePair[] =>
	distinctPairs([
		...pairs.filter((pair) => pair.kind === "permit2" && pair.token === token),
		...spendersOn(chainId)
			.filter(
				({ takes, address }) => takes !== "collectibles" && address !== permit2,
			)
			.map(({ address: spender }) => ({
				kind: "permit2" as const,
				token,
				spender,
			})),
	]);
