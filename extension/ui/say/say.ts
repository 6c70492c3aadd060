// The sentences of the screens, in the language that is spoken. Checked code returns codes, and src/words has their sentences;
// what only a screen says stands here, an area to a file, in English and in German. A sentence with a gap is a function.

import { type Language, speakIn } from "../../../src/words/catalogue.ts";
import { type ScreenWords, screensEn } from "./en.ts";

let spoken: ScreenWords = screensEn;
let locale: string | undefined;

/** The screens' sentences, by area and name. Read while drawing, never kept: the language may be another the next time. */
export const say = (): ScreenWords => spoken;

/** Whose rules dates and names of countries follow; the browser's own where nothing else was said. */
export const spokenLocale = (): string | undefined => locale;

/** All that is spoken of one language: what screens say, what the catalogue says, and by whose rules dates are written. */
export type Tongue = {
	readonly screens: ScreenWords;
	readonly catalogue: Language;
	readonly locale: string | undefined;
};

/** From now on every screen that is drawn says it so. */
export const speak = (tongue: Tongue): void => {
	spoken = tongue.screens;
	locale = tongue.locale;
	speakIn(tongue.catalogue);
};
