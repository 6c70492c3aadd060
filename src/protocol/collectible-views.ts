// Collectibles on the person's list: one of a collection, and whether the account has it, by its contract's own answer.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";

/** On one list. */
export const mostCollectibles = 64;

export const collectibleName = {
	chainId: d.int(1),
	address: d.address,
	/** Which of them. */
	item: amount,
	/** By which standard it is held: one has one owner, the other amounts. */
	standard: d.oneOf("erc721", "erc1155"),
};
const named = d.record(collectibleName);
export type CollectibleName = Decoded<typeof named>;

export const collectibleView = d.record({
	...collectibleName,
	/** How many the account has, proved; null: its contract gives no answer, or none could be had. */
	held: d.nullable(amount),
	/** Of what `held` was read at; null with it. */
	grade: d.nullable(gradeView),
	blockNumber: d.nullable(d.int()),
	trailId: d.nullable(d.text(80)),
});
export type CollectibleView = Decoded<typeof collectibleView>;
