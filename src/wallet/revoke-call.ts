// Taking an allowance back: the one call that each kind of it has for that. It leaves nothing allowed and moves nothing.

import { abiAddress, abiCall, abiWord } from "../base/abi.ts";
import { type Hex, zeroAddress } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { permit2 } from "../evidence/known-calls.ts";
import type { StandingAllowance } from "../protocol/allowance-views.ts";
import type { OrderRequest } from "./order-context.ts";

const selectors = selectorsOf({
	token: "approve(address,uint256)",
	permit2: "approve(address,address,uint160,uint48)",
	all: "setApprovalForAll(address,bool)",
});

type Revoked = Pick<StandingAllowance, "kind" | "token" | "spender" | "item">;

const callData = ({ kind, token, spender, item }: Revoked): Hex => {
	switch (kind) {
		case "token":
			return abiCall(selectors.token, abiAddress(spender), abiWord(0));
		case "permit2":
			return abiCall(
				selectors.permit2,
				...[abiAddress(token), abiAddress(spender), abiWord(0), abiWord(0)],
			);
		case "all":
			return abiCall(selectors.all, abiAddress(spender), abiWord(0));
		case "one":
			// nobody takes the place of whoever may take it
			if (item === undefined)
				throw new Fault("bad-params", "which of them is not said");
			return abiCall(
				selectors.token,
				abiAddress(zeroAddress),
				abiWord(BigInt(item)),
			);
	}
};

/** What is called to leave the spender nothing. @throws bad-params for one of a collection without its number */
export const revokeCall = (
	asked: Revoked,
): Pick<OrderRequest, "to" | "valueWei" | "call"> => ({
	to: asked.kind === "permit2" ? permit2 : asked.token,
	valueWei: 0n,
	call: { data: callData(asked), accessList: [] },
});
