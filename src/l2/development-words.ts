// What the kinds in development-checks.ts say: in development builds alone.

import { referenceCodes } from "./reference/checks/codes.ts";
import { referenceEn } from "./reference/words/en.ts";

export const developmentWords = [
	{ codes: referenceCodes, words: referenceEn },
] as const;
