// An alert as a person reads it, cut to what a notification has room for.

import type { Alert, AlertSaid } from "../protocol/alert.ts";
import { english, type Language, wordsOf } from "./catalogue.ts";
import { german } from "./german.ts";

const cut = (words: string, most: number): string =>
	words.length <= most ? words : `${words.slice(0, most - 1)}…`;

type AlertText = Pick<Alert, "title" | "text">;

export const alertWords = (
	{ title, text }: AlertText,
	language: Language = english,
): AlertSaid["en"] => ({
	title: cut(wordsOf(title, language), 80),
	text: cut(wordsOf(text, language), 300),
});

/** For who does not know which language is spoken. */
export const alertInAll = (alert: AlertText): AlertSaid => ({
	en: alertWords(alert),
	de: alertWords(alert, german),
});
