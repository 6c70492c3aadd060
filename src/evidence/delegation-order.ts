// An order of the person's own that has their account run another contract's code from then on, or its own again, which is none
// (EIP-7702), as it travels and is stored. Decoding says nothing about truth; delegation-rule.ts does.

import { type Hex, zeroAddress } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { canonical } from "./canonical.ts";
import { amountsText, l1Fields } from "./transfer.ts";

export const delegationOrder = d.record({
	...l1Fields,
	format: d.oneOf("sextant-delegation-1"),
	data: d.oneOf("0x"),
	/** `to` is whose code the account runs then; the zero address: no code any more. */
	delegates: d.oneOf(true),
});
export type DelegationOrder = Decoded<typeof delegationOrder>;

/** As text, in the one spelling. */
export const delegationText = (order: DelegationOrder): string =>
	canonical({ ...order, ...amountsText(order) });

/** Taking every delegation back. */
export const noDelegate: Hex = zeroAddress;

/** Whose code it makes an account run, if such code is a delegation: 0xef0100 and the address. */
export const delegateIn = (code: Hex): Hex | null =>
	code.length === 48 && code.startsWith("0xef0100")
		? `0x${code.slice(8)}`
		: null;
