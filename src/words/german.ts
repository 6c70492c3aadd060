// The catalogue in German, complete. It is loaded where German is spoken, and nowhere else.

import { layerWordsDe } from "../l2/words-de.ts";
import { languageOf } from "./catalogue.ts";
import { generalCodes } from "./codes.ts";
import { de } from "./de.ts";
import { faultCodes, faultSentences } from "./fault-table.ts";
import { faultsDe } from "./faults-de.ts";
import { registryDe } from "./german-registry.ts";

export const german = languageOf(
	"de",
	{
		smallestUnits: (count, token) => `${count} kleinste Einheiten von ${token}`,
		outOfReach: "eine Zeit außerhalb jedes Kalenders",
		noWords: (code) => `Diese Version hat keine Worte für „${code}“.`,
	},
	[
		{ codes: generalCodes, words: de },
		{ codes: faultCodes, words: faultSentences(faultsDe) },
		...layerWordsDe,
	],
	registryDe,
);
