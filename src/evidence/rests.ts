// What an order rests on, fact by fact, in the same words wherever it is said: the engine says it of the facts it made the
// order from, the signer of those it has verified itself.

import type { Hex } from "../base/bytes.ts";
import type { Grade } from "../trust/grade.ts";
import type { AnyVerified } from "../trust/verified.ts";
import { stepId } from "./evidence.ts";

export type Rest = {
	readonly what: string;
	/** The id of the step that concluded it. */
	readonly trailId: Hex;
	readonly grade: Grade;
	readonly blockNumber: number;
};

/** A fact of the block that has this grade and number. */
export const restAt =
	({
		grade,
		blockNumber,
	}: {
		readonly grade: Grade;
		readonly blockNumber: number;
	}) =>
	(what: string, on: AnyVerified): Rest => ({
		what,
		trailId: stepId(on),
		grade,
		blockNumber,
	});
