// What the kinds in development-checks.ts say: in development builds alone.

import { referenceCodes } from "./reference/checks/codes.ts";
import { referenceDe } from "./reference/words/de.ts";
import { referenceEn } from "./reference/words/en.ts";

export const developmentWords = [
	{ codes: referenceCodes, en: referenceEn, de: referenceDe },
] as const;
