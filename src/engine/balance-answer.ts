// The answer to sextant_getVerifiedBalance: the amount, how it is known, how old it is, and the evidence a site can check.

import { type Hex, toQuantity } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import {
	balanceKey,
	coinEvidence,
	referenceEvidence,
	tokenEvidence,
} from "../receipt/balance.ts";
import { json } from "../receipt/canonical.ts";
import { bindEvidence, type Evidence } from "../receipt/evidence.ts";
import { ageS } from "../trust/freshness.ts";
import type { StateBasis } from "../trust/grade.ts";
import { type Reader, readOne } from "./reader.ts";
import type { ReferenceChain } from "./reference-chain.ts";
import type { Token } from "./settings.ts";

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

/** On a rollup of kind reference-v1. @throws bad-params for a token: it has none; and as `ReferenceChain.account` */
export const referenceAnswer = async (
	chain: ReferenceChain,
	asked: BalanceQuestion,
	nowMs: number,
): Promise<Json> => {
	if (asked.token !== null)
		throw new Fault("bad-params", `${chain.title} has no tokens`);
	const account = await chain.account(asked.address);
	const { at, balanceWei: amount } = account.value;
	const file = referenceEvidence(account);
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

/** @throws bad-params for a token the wallet does not know the layout of, and what the reader throws */
export const balanceAnswer = async (
	reader: Reader,
	tokens: readonly Token[],
	asked: BalanceQuestion,
	nowMs: number,
): Promise<Json> => {
	const known = tokens.find(
		(token) =>
			token.chainId === reader.chainId && token.address === asked.token,
	);
	if (asked.token !== null && known === undefined)
		throw new Fault(
			"bad-params",
			`token ${asked.token} is not added in this wallet, so its balances slot is not known`,
		);
	const { account, slots } = await readOne(
		reader,
		known === undefined
			? { address: asked.address, slots: [] }
			: {
					address: known.address,
					slots: [balanceKey(asked.address, known.balancesSlot)],
				},
		"latest",
	);
	const [slot] = slots;
	const file =
		known === undefined || slot === undefined
			? coinEvidence(account)
			: tokenEvidence(slot, asked.address, known.balancesSlot);
	const amount = slot?.value.word ?? account.value.balanceWei;
	const { at } = account.value;
	return answerOf(
		{
			chainId: reader.chainId,
			symbol: known?.symbol ?? "ETH",
			decimals: known?.decimals ?? 18,
			amount,
			at,
			file,
		},
		asked,
		nowMs,
	);
};
