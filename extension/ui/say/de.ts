// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { approvalDe } from "./approval-de.ts";
import { callDe } from "./call-de.ts";
import { compareDe } from "./compare-de.ts";
import type { ScreenWords } from "./en.ts";
import { messageDe } from "./message-de.ts";
import { passwordDe } from "./password-de.ts";
import { sectionsDe } from "./sections-de.ts";
import { siteAsksDe } from "./site-asks-de.ts";

export const screensDe: ScreenWords = {
	approval: approvalDe,
	siteAsks: siteAsksDe,
	compare: compareDe,
	call: callDe,
	sections: sectionsDe,
	message: messageDe,
	password: passwordDe,
};
