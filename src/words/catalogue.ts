// The one catalogue: every code there is with its template, and messages made into sentences by it. Only what a person reads is
// made here; nothing that is said is ever read back. English is spoken unless a screen says otherwise (`speakIn`); German lies
// beside it in german.ts, and is loaded by who speaks it.

import { layerWords } from "../l2/words.ts";
import type { Codes, MessageOrText } from "../protocol/message.ts";
import { generalCodes } from "./codes.ts";
import { en } from "./en.ts";
import { faultCodes, faultSentences } from "./fault-table.ts";
import { faultsEn } from "./faults-en.ts";
import { type LanguageRules, type RuleWords, rulesFor } from "./language.ts";
import { filled } from "./template.ts";

/** A room's codes, and a template for each. */
export type Room = {
	readonly codes: Codes;
	readonly words: { readonly [code: string]: string };
};

/** Every room that has codes, and how numbers and times are written. */
export type Language = {
	readonly rooms: readonly Room[];
	readonly rules: () => LanguageRules;
	readonly roomOf: (code: string) => Room | undefined;
	/** What the registry's descriptors say in English (src/clear), in this language; undefined where it has no words for it. */
	readonly ofRegistry: (english: string) => string | undefined;
};

/** @param tag BCP 47 */
export const languageOf = (
	tag: string,
	ruleWords: RuleWords,
	rooms: readonly Room[],
	ofRegistry: Language["ofRegistry"],
): Language => {
	const places = new Map(
		rooms.flatMap((room) =>
			Object.keys(room.codes).map((code) => [code, room] as const),
		),
	);
	let rules: LanguageRules | undefined;
	return {
		rooms,
		// not before it is needed: `Intl` takes its time
		rules: () => {
			rules ??= rulesFor(tag, ruleWords);
			return rules;
		},
		roomOf: (code) => places.get(code),
		ofRegistry,
	};
};

export const english = languageOf(
	"en",
	{
		smallestUnits: (count, token) =>
			`${count} of the smallest units of ${token}`,
		outOfReach: "a time out of reach",
		noWords: (code) => `This version has no words for "${code}".`,
	},
	[
		{ codes: generalCodes, words: en },
		{ codes: faultCodes, words: faultSentences(faultsEn) },
		...layerWords,
	],
	(text) => text,
);

let spoken: Language = english;

/** From now on `wordsOf` answers in it, where it is not told another one. */
export const speakIn = (language: Language): void => {
	spoken = language;
};

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
	const rules = language.rules();
	const room = language.roomOf(code);
	const kinds = room?.codes[code];
	const template = room?.words[code];
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

/**
 * What a descriptor says, of our own by its code, of the registry by its English. `isEnglish`: this language has no words for it,
 * so it is the registry's English, and whoever shows it marks it as that (`lang`), for one who hears it read aloud.
 */
export const descriptorWords = (
	said: MessageOrText,
	language: Language = spoken,
): { readonly words: string; readonly isEnglish: boolean } => {
	if (typeof said !== "string")
		return { words: wordsOf(said, language), isEnglish: false };
	const words = language.ofRegistry(said);
	return { words: words ?? said, isEnglish: words === undefined };
};
