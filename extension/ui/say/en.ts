// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { approvalEn } from "./approval-en.ts";
import { callEn } from "./call-en.ts";
import { compareEn } from "./compare-en.ts";
import { messageEn } from "./message-en.ts";
import { passwordEn } from "./password-en.ts";
import { sectionsEn } from "./sections-en.ts";
import { siteAsksEn } from "./site-asks-en.ts";

export const screensEn = {
	approval: approvalEn,
	siteAsks: siteAsksEn,
	compare: compareEn,
	call: callEn,
	sections: sectionsEn,
	message: messageEn,
	password: passwordEn,
};

export type ScreenWords = typeof screensEn;
