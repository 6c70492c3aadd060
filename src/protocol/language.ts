// Which language is spoken: the person's choice, or the browser's own.

export const languageChoices = ["system", "en", "de"] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** What was kept; what cannot be read is no choice. */
export const languageChoice = (kept: unknown): LanguageChoice =>
	languageChoices.find((one) => one === kept) ?? "system";

export const isLocaleOf = (language: string, locale: string): boolean =>
	locale.toLowerCase().split("-")[0] === language;

/** The language of the choice; where the browser speaks one that there is not, English. */
export const languageFor = (
	choice: LanguageChoice,
	browser: string,
): Exclude<LanguageChoice, "system"> =>
	choice !== "system" ? choice : isLocaleOf("de", browser) ? "de" : "en";
