// What each kind of layer 2 says, in German.

import { arbitrumCodes } from "./arbitrum/checks/codes.ts";
import { arbitrumDe } from "./arbitrum/words/de.ts";
import { developmentWordsDe } from "./development-words-de.ts";
import { lineaCodes } from "./linea/checks/codes.ts";
import { lineaDe } from "./linea/words/de.ts";
import { opCodes } from "./op/checks/codes.ts";
import { opDe } from "./op/words/de.ts";
import { scrollCodes } from "./scroll/checks/codes.ts";
import { scrollDe } from "./scroll/words/de.ts";
import { starknetCodes } from "./starknet/checks/codes.ts";
import { starknetDe } from "./starknet/words/de.ts";
import { taikoCodes } from "./taiko/checks/codes.ts";
import { taikoDe } from "./taiko/words/de.ts";
import { watchedCodes } from "./watched/checks/codes.ts";
import { watchedDe } from "./watched/words/de.ts";
import { zksyncCodes } from "./zksync/checks/codes.ts";
import { zksyncDe } from "./zksync/words/de.ts";

export const layerWordsDe = [
	{ codes: arbitrumCodes, words: arbitrumDe },
	{ codes: opCodes, words: opDe },
	{ codes: scrollCodes, words: scrollDe },
	{ codes: starknetCodes, words: starknetDe },
	{ codes: lineaCodes, words: lineaDe },
	{ codes: taikoCodes, words: taikoDe },
	{ codes: watchedCodes, words: watchedDe },
	{ codes: zksyncCodes, words: zksyncDe },
	...developmentWordsDe,
] as const;
