// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { contactsDe } from "./contacts-de.ts";
import type { ScreenWords } from "./en.ts";
import { homeDe } from "./home-de.ts";
import { passwordDe } from "./password-de.ts";

export const screensDe: ScreenWords = {
	contacts: contactsDe,
	home: homeDe,
	password: passwordDe,
};
