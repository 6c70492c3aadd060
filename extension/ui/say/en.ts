// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { contactsEn } from "./contacts-en.ts";
import { homeEn } from "./home-en.ts";
import { passwordEn } from "./password-en.ts";

export const screensEn = {
	contacts: contactsEn,
	home: homeEn,
	password: passwordEn,
};

export type ScreenWords = typeof screensEn;
