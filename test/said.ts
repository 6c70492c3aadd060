// What a message says in English, for tests that hold what a person reads; and messages that only have to differ.

import type { Message, MessageOrText } from "../src/protocol/message.ts";
import { wordsOf } from "../src/words/catalogue.ts";

export const said = (message: MessageOrText | undefined): string =>
	message === undefined ? "" : wordsOf(message);

/** All of them as one text. */
export const saidAll = (messages: readonly MessageOrText[]): string =>
	messages.map((one) => said(one)).join(" ");

/** A message of no meaning, another one for another text. */
export const messageOf = (text: string): Message => ({
	code: "test",
	params: { text },
});
