// What many tokens answer to balanceOf of one account, at one block, in one run.

import { abiAddress, abiCall } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { selectorOf } from "../crypto/selector.ts";
import type { Verified } from "../trust/verified.ts";
import type { CallResult } from "./call.ts";
import { mostTogether, readMany } from "./many-calls.ts";
import type { ProvedState } from "./prove.ts";

const balanceOf = selectorOf("balanceOf(address)");

/** What each of the tokens answers; null for one that gives no single word. */
export type ManyBalances = {
	readonly result: Verified<CallResult>;
	readonly amounts: readonly (bigint | null)[];
};

/**
 * @param tokens at most 20
 * @throws call-failed when the whole run fails, and what `call` throws
 */
export const readManyBalances = async (
	state: ProvedState,
	tokens: readonly Hex[],
	account: Hex,
	signal?: AbortSignal,
): Promise<ManyBalances> => {
	if (tokens.length === 0 || tokens.length > mostTogether)
		throw new RangeError(`"tokens" are ${tokens.length}`);
	const data = abiCall(balanceOf, abiAddress(account));
	const { result, answers } = await readMany(
		state,
		tokens.map((to) => ({ to, data, words: 1 })),
		signal,
	);
	return { result, amounts: answers.map((words) => words?.[0] ?? null) };
};
