// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { allowancesDe } from "./allowances-de.ts";
import type { ScreenWords } from "./en.ts";
import { happenedDe } from "./happened-de.ts";
import { passwordDe } from "./password-de.ts";

export const screensDe: ScreenWords = {
	password: passwordDe,
	allowances: allowancesDe,
	happened: happenedDe,
};
