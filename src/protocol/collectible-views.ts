// Collectibles on the person's list: one of a collection, and whether the account has it, by its contract's own answer.

import {
	address,
	type Decoded,
	int,
	nullable,
	oneOf,
	record,
	text,
} from "../base/decode.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";

/** On one list. */
export const mostCollectibles = 64;

export const collectibleName = {
	chainId: int(1),
	address,
	/** Which of them. */
	item: amount,
	/** By which standard it is held: one has one owner, the other amounts. */
	standard: oneOf("erc721", "erc1155"),
};
const named = record(collectibleName);
export type CollectibleName = Decoded<typeof named>;

export const collectibleView = record({
	...collectibleName,
	/** How many the account has, proved; null: its contract gives no answer, or none could be had. */
	held: nullable(amount),
	/** Of what `held` was read at; null with it. */
	grade: nullable(gradeView),
	blockNumber: nullable(int()),
	trailId: nullable(text(80)),
});
export type CollectibleView = Decoded<typeof collectibleView>;
