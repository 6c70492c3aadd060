// What each kind of layer 2 says: its codes, and an English sentence for each.

import { arbitrumCodes } from "./arbitrum/checks/codes.ts";
import { arbitrumEn } from "./arbitrum/words/en.ts";
import { developmentWords } from "./development-words.ts";
import { lineaCodes } from "./linea/checks/codes.ts";
import { lineaEn } from "./linea/words/en.ts";
import { opCodes } from "./op/checks/codes.ts";
import { opEn } from "./op/words/en.ts";
import { scrollCodes } from "./scroll/checks/codes.ts";
import { scrollEn } from "./scroll/words/en.ts";
import { starknetCodes } from "./starknet/checks/codes.ts";
import { starknetEn } from "./starknet/words/en.ts";
import { taikoCodes } from "./taiko/checks/codes.ts";
import { taikoEn } from "./taiko/words/en.ts";
import { watchedCodes } from "./watched/checks/codes.ts";
import { watchedEn } from "./watched/words/en.ts";
import { zksyncCodes } from "./zksync/checks/codes.ts";
import { zksyncEn } from "./zksync/words/en.ts";

export const layerWords = [
	{ codes: arbitrumCodes, words: arbitrumEn },
	{ codes: opCodes, words: opEn },
	{ codes: scrollCodes, words: scrollEn },
	{ codes: starknetCodes, words: starknetEn },
	{ codes: lineaCodes, words: lineaEn },
	{ codes: taikoCodes, words: taikoEn },
	{ codes: watchedCodes, words: watchedEn },
	{ codes: zksyncCodes, words: zksyncEn },
	...developmentWords,
] as const;
