// How a stage of the escape from the reference rollup, or of its rehearsal, is put together: what it says of itself, and what
// it says while its step may be signed. Pure.

import type { Stage, StageOrder } from "../../../exit/module.ts";
import {
	isAhead,
	lastTry,
	stageOf,
	unknownWords,
	wayWords,
} from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { isHeldBack, type StageStep } from "./steps.ts";

export type StageDraft = Pick<Stage, "state" | "words"> &
	Partial<Pick<Stage, "untilS" | "doneS" | "risk" | "proof">>;

const draftOf =
	(state: Stage["state"]) =>
	(
		words: StageDraft["words"],
		parts: Omit<StageDraft, "state" | "words"> = {},
	): StageDraft => ({ state, words, ...parts });

export const done = draftOf("done");
export const failed = draftOf("failed");
export const skipped = draftOf("skipped");
export const waiting = draftOf("waiting");
export const later = draftOf("later");

export const drafted = (id: string, title: Message, draft: StageDraft): Stage =>
	stageOf(id, title, draft.state, draft.words, draft);

/** Of a stage whose step may be signed: on its way, or the person's turn. Null for any other. */
export const turnOf = (
	steps: readonly StageStep[],
	stage: StageStep["stage"],
	order: StageOrder | null,
	block: number,
	words: Message,
): StageDraft | null => {
	if (!steps.some((step) => step.stage === stage)) return null;
	if (isHeldBack(stage, order))
		return { state: "waiting", words: unknownWords };
	return isAhead(order, block)
		? { state: "waiting", words: wayWords(order, block) }
		: { state: "yours", words: [...lastTry(order), words] };
};
