// What own signed transactions that no proved state shows yet may let others take, before an order behind them is carried out. Proved
// allowances alone would say that a contract may take nothing, while the allowance for it is on its way.

import type { Hex } from "../base/bytes.ts";
import { readCall } from "../evidence/known-calls.ts";
import {
	decodeSigned,
	type SignedTransaction,
} from "../evidence/transaction.ts";
import { allowsOf, partsOfCall } from "./call-parts.ts";

/** One allowance under way: what may be added to the proved one. Null: any amount. */
export type AllowedLater = {
	readonly token: Hex;
	readonly spender: Hex;
	readonly amount: bigint | null;
};

export type UnderWay = {
	readonly allows: readonly AllowedLater[];
	/** Contracts that are called with what nobody can read here: as tokens they may allow anybody anything. */
	readonly unread: ReadonlySet<Hex>;
	/** The account's own code runs, or gets another: then any token may. */
	readonly runsOwn: boolean;
};

export const nothingUnderWay: UnderWay = {
	allows: [],
	unread: new Set(),
	runsOwn: false,
};

const isOpen = (
	{ hash, transaction }: SignedTransaction,
	provedNonce: number,
	replaces: readonly Hex[],
): boolean =>
	transaction.nonce >= provedNonce &&
	transaction.to !== null &&
	!replaces.includes(hash);

/**
 * @param provedNonce of the account: what has a lower one is in the proved state already
 * @throws bad-rlp for what is no signed transaction
 */
export const underWayOf = (
	{
		from,
		outstanding,
		replaces = [],
	}: {
		readonly from: Hex;
		readonly outstanding: readonly Hex[];
		readonly replaces?: readonly Hex[] | undefined;
	},
	provedNonce: number,
): UnderWay => {
	const open = outstanding
		.map(decodeSigned)
		.filter((one) => isOpen(one, provedNonce, replaces))
		.map(({ transaction }) => transaction);
	const calls = open.flatMap(({ to, data }) =>
		to === null || data === "0x" ? [] : [{ to, call: readCall(to, data) }],
	);
	return {
		allows: calls.flatMap(({ call }) =>
			partsOfCall(call)
				.flatMap((part) => allowsOf(part, from))
				.flatMap((one): AllowedLater[] => {
					const { token, spender } = one;
					if (one.kind === "all")
						return one.isAllowed ? [{ token, spender, amount: null }] : [];
					return one.amount === 0n
						? []
						: [{ token, spender, amount: one.amount }];
				}),
		),
		unread: new Set(
			calls.flatMap(({ to, call }) =>
				partsOfCall(call).some(({ kind }) => kind === "unknown") ? [to] : [],
			),
		),
		runsOwn: open.some(
			({ to, data, authorizations }) =>
				authorizations !== undefined || (to === from && data !== "0x"),
		),
	};
};

/** What may be added for that spender; null: any amount. */
export const allowedLater = (
	{ allows, unread, runsOwn }: UnderWay,
	token: Hex,
	spender: Hex,
): bigint | null => {
	if (runsOwn || unread.has(token)) return null;
	let sum = 0n;
	for (const one of allows) {
		if (one.token !== token || one.spender !== spender) continue;
		if (one.amount === null) return null;
		sum += one.amount;
	}
	return sum;
};
