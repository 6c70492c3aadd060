// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { deviceEn } from "./device-en.ts";
import { passwordEn } from "./password-en.ts";
import { qrEn } from "./qr-en.ts";

export const screensEn = { device: deviceEn, password: passwordEn, qr: qrEn };

export type ScreenWords = typeof screensEn;
