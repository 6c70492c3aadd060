// The slots that a token answers from: what an account has, and what somebody may take of it, each as a proved slot, found by
// running the contract's own answer. Only a slot that the answer follows, whatever word stands in it, is one.

import { abiAddress, abiCall } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { type TokenPlace, tokenPlaceOf } from "../evidence/token-place.ts";
import { type CallResult, callOfHashedSlot } from "../evm/call.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { Verified } from "../trust/verified.ts";
import { type HeldIn, tokenBounds } from "./token-read.ts";
import { uintOf } from "./token-words.ts";

const selectors = selectorsOf({
	balanceOf: "balanceOf(address)",
	allowance: "allowance(address,address)",
});

export type TokenSlot = {
	readonly amount: bigint;
	readonly result: Verified<CallResult>;
	/** The slot whose word is that amount; null where the contract computes it. */
	readonly held: HeldIn<TokenPlace> | null;
};

/**
 * What the owner has of the token, or, with a spender, what that one may take of it, and the slot it stands in.
 * @throws not-a-token when it gives no answer, and what `call` throws
 */
export const readTokenSlot = async (
	state: ProvedState,
	token: Hex,
	owner: Hex,
	spender: Hex | null,
	signal?: AbortSignal,
): Promise<TokenSlot> => {
	const question = spender === null ? "balanceOf" : "allowance";
	const data =
		spender === null
			? abiCall(selectors.balanceOf, abiAddress(owner))
			: abiCall(selectors.allowance, abiAddress(owner), abiAddress(spender));
	const { result, source, hashed } = await callOfHashedSlot(
		// After an order was tried all of it is proved already but the slot: a hint would cost more than it saves.
		{ ...state, hint: async () => [] },
		{
			...{ from: owner, to: token, data },
			...{ valueWei: 0n, gas: null, gasPriceWei: 0n, accessList: [] },
		},
		({ address, key }, seen) =>
			address === token &&
			tokenPlaceOf(key, seen, owner, spender) !== undefined,
		signal,
		tokenBounds,
	);
	const { ended, output } = result.value;
	if (ended !== "returned")
		throw new Fault("not-a-token", `${question} gives no answer`);
	const place =
		source === null
			? undefined
			: tokenPlaceOf(source.value.key, hashed, owner, spender);
	return {
		amount: uintOf(output, question),
		result,
		held:
			source === null || place === undefined ? null : { slot: source, place },
	};
};
