// The one number of a call that the person may set otherwise: how much an allowance is of that the call gives. Anything else of it
// stays as it was asked. The engine and the signer make the changed call each for itself.

import { abiAddress, abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { readCall } from "./known-calls.ts";

const selectors = selectorsOf({
	approve: "approve(address,uint256)",
	increase: "increaseAllowance(address,uint256)",
	permit2: "approve(address,address,uint160,uint48)",
});

/** An allowance whose amount can be another, with what it would be then. */
export type SettableAmount = {
	readonly token: Hex;
	readonly spender: Hex;
	readonly amount: bigint;
	/** The most that can be written there. */
	readonly most: bigint;
	readonly with: (amount: bigint) => Hex;
};

/** Null for a call that gives no allowance of an amount, or several things in one. */
export const settableAmount = (to: Hex, data: Hex): SettableAmount | null => {
	const read = readCall(to, data);
	switch (read.kind) {
		case "approve":
		case "increase": {
			const { kind, token, spender, amount } = read;
			return {
				...{ token, spender, amount, most: (1n << 256n) - 1n },
				with: (own) =>
					abiCall(selectors[kind], abiAddress(spender), abiWord(own)),
			};
		}
		case "permit2-approve": {
			const { token, spender, amount, expiresS } = read;
			return {
				...{ token, spender, amount, most: (1n << 160n) - 1n },
				with: (own) =>
					abiCall(
						selectors.permit2,
						abiAddress(token),
						abiAddress(spender),
						abiWord(own),
						abiWord(expiresS),
					),
			};
		}
		default:
			return null;
	}
};

/** The call with that amount in place of the one that was asked for. @throws amount-fixed where it cannot be */
export const withOwnAmount = (to: Hex, asked: Hex, amount: bigint): Hex => {
	const found = settableAmount(to, asked);
	if (found === null)
		throw new Fault("amount-fixed", "the call gives no single allowance");
	if (amount < 0n || amount > found.most)
		throw new Fault("amount-fixed", `${amount}, at most ${found.most}`);
	return found.with(amount);
};
