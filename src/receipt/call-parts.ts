// A call by its parts, and what they let others take from now on, as they say themselves.

import type { Hex } from "../base/bytes.ts";
import type { ReadCall } from "../evidence/known-calls.ts";

/** What the call lets others do from now on, as it says itself. */
export type Allowing =
	| {
			readonly kind: "amount" | "increase" | "permit2";
			readonly token: Hex;
			readonly spender: Hex;
			readonly amount: bigint;
	  }
	| {
			readonly kind: "all";
			readonly token: Hex;
			readonly spender: Hex;
			readonly isAllowed: boolean;
	  };

/** The call and all its parts. */
export const partsOfCall = (call: ReadCall): readonly ReadCall[] =>
	call.kind === "several" ? call.calls.flatMap(partsOfCall) : [call];

/** What a part lets others take of the account's. */
export const allowsOf = (part: ReadCall, from: Hex): readonly Allowing[] => {
	switch (part.kind) {
		case "approve":
		case "increase": {
			const { token, spender, amount } = part;
			const kind = part.kind === "approve" ? "amount" : "increase";
			return [{ kind, token, spender, amount }];
		}
		case "permit": {
			const { token, spender, amount } = part;
			return part.owner === from
				? [{ kind: "amount", token, spender, amount }]
				: [];
		}
		case "permit2-approve": {
			const { token, spender, amount } = part;
			return [{ kind: "permit2", token, spender, amount }];
		}
		case "operator": {
			const { token, operator: spender, isAllowed } = part;
			return [{ kind: "all", token, spender, isAllowed }];
		}
		default:
			return [];
	}
};
