// A stop on the map of a journey as every way draws it, and what the last order made for it means. It knows no chain.

import type { Stage, StageOrder, StageState } from "./module.ts";

/** Characters of a stop's words: what the screens take. */
export const mostWords = 400;

/** The stop, with nothing known of what is not given. Words that are too long are cut, and end in an ellipsis. */
export const stageOf = (
	id: string,
	title: string,
	state: StageState,
	words: string,
	parts: Partial<Pick<Stage, "untilS" | "doneS" | "risk" | "proof">> = {},
): Stage => ({
	id,
	title,
	words:
		words.length <= mostWords ? words : `${words.slice(0, mostWords - 1)}…`,
	state,
	untilS: parts.untilS ?? null,
	doneS: parts.doneS ?? null,
	risk: parts.risk ?? null,
	proof: parts.proof ?? null,
});

/**
 * An order that may still take effect, or that has and is not seen yet in what was read of L1.
 * @param block the L1 block that the journey's facts were read at; null while none were
 */
export const isUnderWay = (
	order: StageOrder | null,
	block: number | null,
): boolean => {
	if (order === null) return false;
	if (order.state === "signed" || order.state === "sent") return true;
	if (order.state !== "included" && order.state !== "final") return false;
	if (order.succeeded === false) return false;
	return (
		order.state === "included" ||
		block === null ||
		block < (order.blockNumber ?? 0)
	);
};

/** What became of the last try, where it came to nothing: a sentence to stand before others, or nothing. */
export const lastTry = (order: StageOrder | null): string => {
	if (order?.state === "lost")
		return "Your last transaction for this did not get into Ethereum, so nothing of it happened. ";
	if (order !== null && order.succeeded === false && order.hash !== null)
		return "Your last transaction for this failed on Ethereum; only its fee is spent. ";
	return "";
};
