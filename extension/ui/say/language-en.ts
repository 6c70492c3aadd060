// The choice of a language, in English. Each language is called by its own name.

export const languageEn = {
	title: "Language",
	system: "As the browser",
	en: "English",
	de: "Deutsch",
};
