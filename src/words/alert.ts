// An alert as a person reads it, cut to what a notification has room for.

import type { Alert } from "../protocol/alert.ts";
import { languageChoice, languageFor } from "../protocol/language.ts";
import { english, wordsOf } from "./catalogue.ts";
import { german } from "./german.ts";

const cut = (words: string, most: number): string =>
	words.length <= most ? words : `${words.slice(0, most - 1)}…`;

/**
 * In the language that is chosen: what says so was kept by the screens, and what cannot be read is no choice.
 * @param browser the browser's own language, BCP 47
 */
export const alertWords = (
	{ title, text }: Pick<Alert, "title" | "text">,
	kept: unknown = "system",
	browser = "en",
): {
	readonly title: string;
	readonly text: string;
} => {
	const chosen = languageFor(languageChoice(kept), browser);
	const language = chosen === "de" ? german : english;
	return {
		title: cut(wordsOf(title, language), 80),
		text: cut(wordsOf(text, language), 300),
	};
};
