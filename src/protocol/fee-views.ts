// What a person chooses a fee by: base fees of proved blocks, what is usual, and what the signing rule allows.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";

/** Blocks that are looked back at. */
export const mostFeeBlocks = 32;

export const feeSpeeds = ["slow", "usual", "fast"] as const;
export type FeeSpeed = (typeof feeSpeeds)[number];

const price = {
	/** The most that is paid for a unit of gas, the tip among it. */
	capWei: amount,
	/** What of it the block's producer gets. */
	tipWei: amount,
};

/** What the person chose: the order is made with it as it stands, or refused. */
export const feeChoice = d.record(price);
export type FeeChoice = Decoded<typeof feeChoice>;

export const feesView = d.record({
	/** Of the newest proved block. */
	blockNumber: d.int(),
	asOfS: d.int(),
	/** Base fees of proved blocks, the newest first. */
	baseFeesWei: d.list(amount, mostFeeBlocks, 1),
	/** How long they took together. */
	spanS: d.int(),
	choices: d.list(
		d.record({ speed: d.oneOf(...feeSpeeds), ...price }),
		feeSpeeds.length,
	),
	/** Above these no order is made. */
	mostCapWei: amount,
	mostTipWei: amount,
});
export type FeesView = Decoded<typeof feesView>;
