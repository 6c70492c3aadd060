// The sentences of the screens, in the language that is spoken. Checked code returns codes, and src/words has their sentences;
// what only a screen says stands here, an area to a file, in English and in German. A sentence with a gap is a function.

import { type ScreenWords, screensEn } from "./en.ts";

let spoken: ScreenWords = screensEn;

/** The screens' sentences, by area and name. Read while drawing, never kept: the language may be another the next time. */
export const say = (): ScreenWords => spoken;

/** From now on every screen that is drawn says it so. */
export const speak = (words: ScreenWords): void => {
	spoken = words;
};
