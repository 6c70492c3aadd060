// Which language the screens speak: the person's choice, or the browser's own. The choice is kept in the pages' own storage,
// where it can be read before anything is drawn: to ask for it and wait would delay every screen. It decides nothing else.

import { english } from "../../../src/words/catalogue.ts";
import { api } from "../../api.ts";
import { screensEn } from "./en.ts";
import { speak } from "./say.ts";

export const languageChoices = ["system", "en", "de"] as const;
export type LanguageChoice = (typeof languageChoices)[number];

const place = "language";

/** What was chosen; a choice that cannot be read is none. */
export const chosenLanguage = (): LanguageChoice => {
	try {
		const kept = localStorage.getItem(place);
		return languageChoices.find((one) => one === kept) ?? "system";
	} catch {
		return "system";
	}
};

/** Keeps the choice, and draws this page anew in that language. Other pages speak it when they are opened. */
export const chooseLanguage = (choice: LanguageChoice): void => {
	localStorage.setItem(place, choice);
	location.reload();
};

const isOf = (language: string, locale: string): boolean =>
	locale.toLowerCase().split("-")[0] === language;

/** The language of the choice; where the browser speaks one that there is not, English. */
export const languageFor = (
	choice: LanguageChoice,
	browser: string,
): Exclude<LanguageChoice, "system"> =>
	choice !== "system" ? choice : isOf("de", browser) ? "de" : "en";

/**
 * From now on the language is spoken that the person chose. English is there at once: null. For another one, it is when the
 * promise is fulfilled; should its sentences not load, they stay English.
 */
export const speakChosen = (): Promise<void> | null => {
	const browser = api().i18n.getUILanguage();
	const language = languageFor(chosenLanguage(), browser);
	document.documentElement.lang = language;
	const locale = isOf(language, browser) ? browser : language;
	if (language === "en") {
		speak({ screens: screensEn, catalogue: english, locale });
		return null;
	}
	return import("./german.ts").then(
		({ germanTongue }) => speak(germanTongue(locale)),
		() => {
			document.documentElement.lang = "en";
		},
	);
};
