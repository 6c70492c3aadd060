// The one place that writes to the terminal. Files and nodes choose part of the words: none of them moves the cursor, hides a
// line or begins one.

import { visible, visibleJson } from "../base/text.ts";

/** Each as a line of the answer. */
export const say = (...lines: readonly string[]): void => {
	for (const line of lines) console.log(visible(line));
};

/** Each as a line beside the answer. */
export const tell = (...lines: readonly string[]): void => {
	for (const line of lines) console.error(visible(line));
};

/** The answer as JSON in one line. */
export const sayJson = (value: unknown): void =>
	console.log(visibleJson(JSON.stringify(value)));
