// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import type { ScreenWords } from "./en.ts";
import { passwordDe } from "./password-de.ts";
import { safeDe } from "./safe-de.ts";

export const screensDe: ScreenWords = { password: passwordDe, safe: safeDe };
