// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { passwordEn } from "./password-en.ts";
import { safeEn } from "./safe-en.ts";

export const screensEn = { password: passwordEn, safe: safeEn };

export type ScreenWords = typeof screensEn;
