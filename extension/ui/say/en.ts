// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { homeEn } from "./home-en.ts";
import { passwordEn } from "./password-en.ts";

export const screensEn = { home: homeEn, password: passwordEn };

export type ScreenWords = typeof screensEn;
