// The stops of a map as a person reads them: each message in its English words.

import type { Stage } from "../../src/exit/module.ts";
import type { MessageOrText } from "../../src/protocol/message.ts";
import { sentencesOf, wordsOf } from "../../src/words/catalogue.ts";

export type Drawn = Omit<Stage, "title" | "words" | "risk" | "proof"> & {
	readonly title: string;
	readonly words: string;
	readonly risk: string | null;
	readonly proof: string | null;
};

const orNull = (one: MessageOrText | null): string | null =>
	one === null ? null : wordsOf(one);

export const drawn = (stage: Stage): Drawn => ({
	...stage,
	title: wordsOf(stage.title),
	words: sentencesOf([stage.words].flat()),
	risk: orNull(stage.risk),
	proof: orNull(stage.proof),
});

/** What is said, in one text. */
export const textOf = (
	words: MessageOrText | readonly MessageOrText[],
): string => sentencesOf([words].flat());
