// A stage on the map of a journey as every way draws it, and what the last order made for it means. It knows no chain.

import type { Message, MessageOrText } from "../protocol/message.ts";
import { stageMessage } from "./codes.ts";
import type { Stage, StageOrder, StageState } from "./module.ts";

/** Characters that the screens take: of a stage's words, and of what could go wrong. */
const most = { words: 400, risk: 300 } as const;

/** Cut to a length, with an ellipsis. */
export const cut = (text: string, length: number): string =>
	text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** The same of a text; a message is bounded in itself. */
export const cutText = (one: MessageOrText, length: number): MessageOrText =>
	typeof one === "string" ? cut(one, length) : one;

/** More than one message where one is taken, one after the other. */
export const several = (all: readonly Message[]): Message =>
	stageMessage("stage.several", { all });

/** The stage, with nothing known of what is not given. A text that is too long is cut, and ends in an ellipsis. */
export const stageOf = (
	id: string,
	title: MessageOrText,
	state: StageState,
	words: MessageOrText | readonly MessageOrText[],
	parts: Partial<Pick<Stage, "untilS" | "doneS" | "risk" | "proof">> = {},
): Stage => ({
	id,
	title,
	words: [words].flat().map((one) => cutText(one, most.words)),
	state,
	untilS: parts.untilS ?? null,
	doneS: parts.doneS ?? null,
	risk: parts.risk == null ? null : cutText(parts.risk, most.risk),
	proof: parts.proof ?? null,
});

/** How a step stands that is signed once, after the stage before it: while nobody can take it yet, it waits or comes later. */
export const standing = ({
	isDone,
	isSent,
	isYours,
	isNext,
}: {
	readonly isDone: boolean;
	/** Is an order for it under way? */
	readonly isSent: boolean;
	readonly isYours: boolean;
	/** Is it the next one, whether or not it can be signed yet? */
	readonly isNext: boolean;
}): Exclude<StageState, "failed" | "skipped"> => {
	if (isDone) return "done";
	if (isSent) return "waiting";
	if (isYours) return "yours";
	return isNext ? "waiting" : "later";
};

/**
 * Is an order under way, so that its step is not offered anew? Three answers, for steps of three makes. This one is the
 * rule, for a step that is done once and shows in what is proved of L1: the order may still take effect, or has and is not
 * seen yet. In a block that may still fall back it counts as under way even where its effect does not show.
 * @param block the L1 block that the journey's facts were read at; null while none were
 */
export const isUnderWay = (
	order: StageOrder | null,
	block: number | null,
): boolean => {
	if (order === null) return false;
	if (order.state === "signed" || order.state === "sent") return true;
	if (!["included", "final", "over"].includes(order.state)) return false;
	if (order.succeeded === false) return false;
	return (
		order.state === "included" ||
		block === null ||
		block < (order.blockNumber ?? 0)
	);
};

/**
 * The same for a step that takes one of several things, as one deposit after the other is taken back: when the look has
 * reached the order's block, what is left is known and the next one can be signed at once, final or not. An order that is over
 * stops none: what was taken is no longer offered.
 */
export const isAhead = (order: StageOrder | null, block: number): boolean => {
	if (order === null || order.succeeded === false) return false;
	switch (order.state) {
		case "signed":
		case "sent":
			return true;
		case "included":
		case "final":
			return order.blockNumber !== null && order.blockNumber > block;
		default:
			return false;
	}
};

/**
 * The same for a step whose effect has to be looked for with the help of endpoints, as an entry of a queue at a place that nobody
 * can compute: that it is not found proves nothing, so an order that was carried out holds its step back for good. Offered anew
 * it would be done twice.
 */
export const isUnderWayOrDone = (order: StageOrder | null): boolean =>
	order !== null &&
	order.state !== "refused" &&
	order.state !== "lost" &&
	order.state !== "over" &&
	order.succeeded !== false;

/**
 * Of an order that is under way, where it is.
 * @param what it is to the person
 */
export const wayWords = (
	order: StageOrder | null,
	block: number | null,
	what: "transaction" | "proof" | "proposal" = "transaction",
): Message =>
	order?.state === "included" &&
	order.blockNumber !== null &&
	block !== null &&
	block >= order.blockNumber
		? stageMessage(`stage.undone.${what}`, { block: order.blockNumber })
		: stageMessage(`stage.on-its-way.${what}`);

/**
 * An order that is over without a receipt, at a stage that may not show in what is read of L1: whether it was carried out is not
 * known, so the step is not offered anew on its own. When the person puts the order away, it is.
 */
export const isUnknown = (order: StageOrder | null): boolean =>
	order?.state === "over";

/** What is known of such an order, and what can be done. */
export const unknownWords = stageMessage("stage.unknown");

/** What became of the last try, where it came to nothing: to stand before what else is said. */
export const lastTry = (order: StageOrder | null): readonly Message[] => {
	if (order?.state === "lost") return [stageMessage("stage.last.lost")];
	if (order?.state === "over") return [stageMessage("stage.last.over")];
	if (order !== null && order.succeeded === false && order.hash !== null)
		return [stageMessage("stage.last.failed")];
	return [];
};
