// What each kind of layer 2 says, by kind: its codes, and a sentence for each in every language.

import { opCodes } from "./op/checks/codes.ts";
import { opDe } from "./op/words/de.ts";
import { opEn } from "./op/words/en.ts";
import { referenceCodes } from "./reference/checks/codes.ts";
import { referenceDe } from "./reference/words/de.ts";
import { referenceEn } from "./reference/words/en.ts";
import { scrollCodes } from "./scroll/checks/codes.ts";
import { scrollDe } from "./scroll/words/de.ts";
import { scrollEn } from "./scroll/words/en.ts";

export const kindWords = {
	"op-games-v1": { codes: opCodes, en: opEn, de: opDe },
	"reference-v1": {
		codes: referenceCodes,
		en: referenceEn,
		de: referenceDe,
	},
	"scroll-v1": { codes: scrollCodes, en: scrollEn, de: scrollDe },
} as const;
