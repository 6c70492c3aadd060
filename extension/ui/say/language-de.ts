// The choice of a language, in German.

import type { ScreenWords } from "./en.ts";

export const languageDe: ScreenWords["language"] = {
	title: "Sprache",
	system: "Wie der Browser",
	en: "English",
	de: "Deutsch",
};
