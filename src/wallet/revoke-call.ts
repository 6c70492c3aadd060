// Taking an allowance back: the one call that each kind of it has for that. It leaves nothing allowed and moves nothing.

import { abiAddress, abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { permit2 } from "../evidence/known-calls.ts";
import type { StandingAllowance } from "../protocol/allowance-views.ts";
import type { OrderRequest } from "./order-context.ts";

const selectors = selectorsOf({
	token: "approve(address,uint256)",
	permit2: "approve(address,address,uint160,uint48)",
	all: "setApprovalForAll(address,bool)",
});

const callData = ({
	kind,
	token,
	spender,
}: Pick<StandingAllowance, "kind" | "token" | "spender">): Hex => {
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
	}
};

/** What is called to leave the spender nothing. */
export const revokeCall = (
	asked: Pick<StandingAllowance, "kind" | "token" | "spender">,
): Pick<OrderRequest, "to" | "valueWei" | "call"> => ({
	to: asked.kind === "permit2" ? permit2 : asked.token,
	valueWei: 0n,
	call: { data: callData(asked), accessList: [] },
});
