// What each kind of layer 2 says: its codes, and a sentence for each in every language.

import { developmentWords } from "./development-words.ts";
import { opCodes } from "./op/checks/codes.ts";
import { opDe } from "./op/words/de.ts";
import { opEn } from "./op/words/en.ts";
import { scrollCodes } from "./scroll/checks/codes.ts";
import { scrollDe } from "./scroll/words/de.ts";
import { scrollEn } from "./scroll/words/en.ts";
import { watchedCodes } from "./watched/checks/codes.ts";
import { watchedDe } from "./watched/words/de.ts";
import { watchedEn } from "./watched/words/en.ts";

export const layerWords = [
	{ codes: opCodes, en: opEn, de: opDe },
	{ codes: scrollCodes, en: scrollEn, de: scrollDe },
	{ codes: watchedCodes, en: watchedEn, de: watchedDe },
	...developmentWords,
] as const;
