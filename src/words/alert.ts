// An alert as a person reads it, cut to what a notification has room for.

import type { Alert } from "../protocol/alert.ts";
import { wordsOf } from "./catalogue.ts";

const cut = (words: string, most: number): string =>
	words.length <= most ? words : `${words.slice(0, most - 1)}…`;

export const alertWords = ({
	title,
	text,
}: Pick<Alert, "title" | "text">): {
	readonly title: string;
	readonly text: string;
} => ({ title: cut(wordsOf(title), 80), text: cut(wordsOf(text), 300) });
