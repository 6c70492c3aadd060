// What a browser's store and menus say of the extension, in each language: the name, and one sentence.

/** By the language's folder; the first is what is said where there is none of the browser's. */
export const locales = {
	en: {
		name: "Sextant",
		says: "An Ethereum wallet that believes nothing it did not check itself.",
	},
	de: {
		name: "Sextant",
		says: "Eine Wallet für Ethereum, die nichts glaubt, was sie nicht selbst geprüft hat.",
	},
} as const;

export const defaultLocale = "en";

/** What each `_locales/<language>/messages.json` holds. */
export const messagesFiles = (): readonly {
	readonly name: string;
	readonly text: string;
}[] =>
	Object.entries(locales).map(([language, { name, says }]) => ({
		name: `_locales/${language}/messages.json`,
		text: `${JSON.stringify({ name: { message: name }, says: { message: says } }, null, "\t")}\n`,
	}));
