// What each kind of layer 2 says, in German.

import { developmentWordsDe } from "./development-words-de.ts";
import { lineaCodes } from "./linea/checks/codes.ts";
import { lineaDe } from "./linea/words/de.ts";
import { opCodes } from "./op/checks/codes.ts";
import { opDe } from "./op/words/de.ts";
import { scrollCodes } from "./scroll/checks/codes.ts";
import { scrollDe } from "./scroll/words/de.ts";
import { watchedCodes } from "./watched/checks/codes.ts";
import { watchedDe } from "./watched/words/de.ts";

export const layerWordsDe = [
	{ codes: opCodes, words: opDe },
	{ codes: scrollCodes, words: scrollDe },
	{ codes: lineaCodes, words: lineaDe },
	{ codes: watchedCodes, words: watchedDe },
	...developmentWordsDe,
] as const;
