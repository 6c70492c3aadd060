// What the kinds in development-checks.ts say, in German: in development builds alone.

import { referenceCodes } from "./reference/checks/codes.ts";
import { referenceDe } from "./reference/words/de.ts";

export const developmentWordsDe = [
	{ codes: referenceCodes, words: referenceDe },
] as const;
