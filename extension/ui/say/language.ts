// Which language the screens speak: the person's choice, or the browser's own. The choice is kept in the pages' own storage,
// where it can be read before anything is drawn: to ask for it and wait would delay every screen. It decides nothing else.

import {
	isLocaleOf,
	type LanguageChoice,
	languageChoice,
	languageChoices,
	languageFor,
} from "../../../src/protocol/language.ts";
import { english } from "../../../src/words/catalogue.ts";
import { api } from "../../api.ts";
import { screensEn } from "./en.ts";
import { speak } from "./say.ts";

export { languageChoices, languageFor };

const place = "language";

/** Also where the background reads it, which has no pages' storage, for what it says by itself. */
const tellBackground = (language: LanguageChoice): Promise<void> =>
	api()
		.storage.local.set({ language })
		.catch(() => {
			// it speaks the browser's language then
		});

/** What was chosen; a choice that cannot be read is none. */
export const chosenLanguage = (): LanguageChoice => {
	try {
		return languageChoice(localStorage.getItem(place));
	} catch {
		return "system";
	}
};

/** Keeps the choice, and draws this page anew in that language. Other pages speak it when they are opened. */
export const chooseLanguage = async (choice: LanguageChoice): Promise<void> => {
	localStorage.setItem(place, choice);
	await tellBackground(choice);
	location.reload();
};

/**
 * From now on the language is spoken that the person chose. English is there at once: null. For another one, it is when the
 * promise is fulfilled; should its sentences not load, they stay English.
 */
export const speakChosen = (): Promise<void> | null => {
	const browser = api().i18n.getUILanguage();
	const language = languageFor(chosenLanguage(), browser);
	document.documentElement.lang = language;
	const locale = isLocaleOf(language, browser) ? browser : language;
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
