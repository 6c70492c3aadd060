// The answer to sextant_getVerifiedBalance: the amount, how it is known, how old it is, and the evidence a site can check.

import { type Hex, toQuantity } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { json } from "../evidence/canonical.ts";
import { bindEvidence, type Evidence } from "../evidence/evidence.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { Coin } from "../l1/network.ts";
import type { OwnRollup } from "../l2/runtime.ts";
import {
	coinEvidence,
	layerEvidence,
	tokenEvidence,
} from "../receipt/balance.ts";
import type { Clock } from "../source/ports.ts";
import { ageS } from "../trust/freshness.ts";
import type { StateBasis } from "../trust/grade.ts";
import { inTime } from "./in-time.ts";
import { type Reader, readOne } from "./reader.ts";
import { servedState } from "./served.ts";
import type { Token } from "./settings.ts";
import { readToken } from "./token-read.ts";

export type BalanceQuestion = {
	readonly address: Hex;
	readonly token: Hex | null;
	readonly challenge: Hex | null;
	readonly origin: string;
};

const answerOf = (
	found: {
		readonly chainId: number;
		readonly symbol: string;
		readonly decimals: number;
		readonly amount: bigint;
		readonly at: StateBasis;
		readonly file: Evidence;
		/** Said beside the grade; only of chains that have something to say. */
		readonly warning?: string;
	},
	asked: BalanceQuestion,
	nowMs: number,
): Json => {
	const { at, file } = found;
	const bound =
		asked.challenge === null
			? file
			: bindEvidence(file, {
					challenge: asked.challenge,
					origin: asked.origin,
					madeMs: nowMs,
				});
	return {
		chainId: toQuantity(found.chainId),
		address: asked.address,
		token: asked.token,
		symbol: found.symbol,
		decimals: found.decimals,
		amount: toQuantity(found.amount),
		grade: {
			who: at.grade.who,
			validity: at.grade.validity,
			finality: at.grade.finality,
		},
		/** Null where L1 names the state root and no block. */
		blockNumber: at.blockNumber === null ? null : toQuantity(at.blockNumber),
		asOfS: at.grade.asOfS,
		ageS: ageS(at.grade.asOfS, nowMs),
		...(found.warning === undefined ? {} : { warning: found.warning }),
		evidence: json(bound, "evidence"),
	};
};

/** On a layer 2 whose accounts are its own. @throws bad-params for a token: it has none; and as `OwnRollup.account` */
export const ownAnswer = async (
	chain: {
		readonly chainId: number;
		readonly title: string;
		readonly coin: Coin;
		readonly warning: string | null;
	},
	read: OwnRollup["account"],
	asked: BalanceQuestion,
	nowMs: number,
): Promise<Json> => {
	if (asked.token !== null)
		throw new Fault("bad-params", `${chain.title} has no tokens`);
	const account = await read(asked.address);
	const { at, balanceWei: amount } = account.value;
	const file = layerEvidence(account);
	const { chainId, coin, warning } = chain;
	return answerOf(
		{
			chainId,
			...coin,
			amount,
			at,
			file,
			...(warning !== null && { warning }),
		},
		asked,
		nowMs,
	);
};

/** The chain's own coin. @throws what the reader throws */
export const coinAnswer = async (
	reader: Reader,
	coin: Coin,
	asked: BalanceQuestion,
	clock: Pick<Clock, "nowMs">,
): Promise<Json> => {
	const { account } = await readOne(
		reader,
		{ address: asked.address, slots: [] },
		"latest",
	);
	const { at, balanceWei: amount } = account.value;
	return answerOf(
		{
			...coin,
			chainId: reader.chainId,
			amount,
			at,
			file: coinEvidence(account),
		},
		asked,
		clock.nowMs(),
	);
};

/** A token is asked as long as this. */
const mostMs = 30_000;

/**
 * A token's balance as its contract states it, with the proof of the slot that the contract read it from.
 * @param turn waits for the asker's turn at the machine, as a call of his does, and gives what ends it
 * @throws bad-params for a token that is not in the list; not-a-token, token-no-code; unverifiable-method for a balance that
 * the contract computes: no evidence can show it; and what calls throw
 */
export const tokenAnswer = async (
	state: ProvedState,
	token: Token | undefined,
	asked: BalanceQuestion,
	clock: Clock,
	turn: () => Promise<() => void>,
): Promise<Json> => {
	if (token === undefined)
		throw new Fault(
			"bad-params",
			`token ${asked.token} is not added in this wallet`,
		);
	const { address, chainId, by } = token;
	const end = await turn();
	const { symbol, decimals, balance } = await inTime(
		clock,
		mostMs,
		`token ${address}`,
		(signal) =>
			readToken(servedState(state, null), address, asked.address, signal),
	).finally(end);
	if (by === "file" && decimals !== token.decimals)
		throw new Fault(
			"not-a-token",
			`the network file says ${token.decimals} decimals, its contract ${decimals}`,
		);
	const { held, amount, at } = balance;
	if (held === null)
		throw new Fault(
			"unverifiable-method",
			`token ${address} computes its balances`,
		);
	return answerOf(
		{
			chainId,
			symbol: by === "file" ? token.symbol : symbol,
			decimals,
			amount,
			at,
			file: tokenEvidence(held.slot, asked.address, held.place),
		},
		asked,
		clock.nowMs(),
	);
};
