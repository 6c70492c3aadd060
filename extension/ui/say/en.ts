// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { allowancesEn } from "./allowances-en.ts";
import { happenedEn } from "./happened-en.ts";
import { passwordEn } from "./password-en.ts";

export const screensEn = {
	password: passwordEn,
	allowances: allowancesEn,
	happened: happenedEn,
};

export type ScreenWords = typeof screensEn;
