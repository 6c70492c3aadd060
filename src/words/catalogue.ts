// The one catalogue: every code there is with its template in each language, and messages made into sentences by it. Only what
// a person reads is made here; nothing that is said is ever read back.

import { layerWords } from "../l2/words.ts";
import type { Codes, MessageOrText } from "../protocol/message.ts";
import { generalCodes } from "./codes.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { faultCodes, faultSentences } from "./fault-table.ts";
import { faultsDe } from "./faults-de.ts";
import { faultsEn } from "./faults-en.ts";
import { type Language, rulesOf } from "./language.ts";
import { filled } from "./template.ts";

/** A room's codes, and its templates in each language. */
export type Room = {
	readonly codes: Codes;
} & { readonly [language in Language]: { readonly [code: string]: string } };

/** Every room that has codes. */
export const catalogue: readonly Room[] = [
	{ codes: generalCodes, en, de },
	{
		codes: faultCodes,
		en: faultSentences(faultsEn),
		de: faultSentences(faultsDe),
	},
	...layerWords,
];

/** What the screens and the command line speak: English, until each sentence of theirs is in the catalogue. */
const spoken: Language = "en";

const places = new Map(
	catalogue.flatMap((room) =>
		Object.keys(room.codes).map((code) => [code, room] as const),
	),
);

/**
 * The message as a person reads it. What this release has no words for, or whose parameters are not of their kinds, is said as
 * that, by its code. A sentence that was stored as one stays as it is.
 */
export const wordsOf = (
	message: MessageOrText,
	language: Language = spoken,
): string => {
	if (typeof message === "string") return message;
	const { code, params } = message;
	const rules = rulesOf(language);
	const room = places.get(code);
	const kinds = room?.codes[code];
	// a build may be without the words of a language that no screen offers
	const template = room?.[language][code] ?? room?.en[code];
	if (kinds === undefined || template === undefined) return rules.noWords(code);
	try {
		return filled(template, kinds, params, rules, (part) =>
			wordsOf(part, language),
		);
	} catch {
		return rules.noWords(code);
	}
};

/** One after the other. */
export const sentencesOf = (
	messages: readonly MessageOrText[],
	language: Language = spoken,
): string => messages.map((one) => wordsOf(one, language)).join(" ");
