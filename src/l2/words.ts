// What each kind of layer 2 says: its codes, and a sentence for each in every language.

import { developmentWords } from "./development-words.ts";
import { opCodes } from "./op/checks/codes.ts";
import { opDe } from "./op/words/de.ts";
import { opEn } from "./op/words/en.ts";
import { scrollCodes } from "./scroll/checks/codes.ts";
import { scrollDe } from "./scroll/words/de.ts";
import { scrollEn } from "./scroll/words/en.ts";

export const layerWords = [
	{ codes: opCodes, en: opEn, de: opDe },
	{ codes: scrollCodes, en: scrollEn, de: scrollDe },
	...developmentWords,
] as const;
