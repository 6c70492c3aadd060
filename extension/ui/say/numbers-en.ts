// How numbers and ages are written, in English.

import { outOfReach } from "../../../src/base/time.ts";
import { type AgeWords, englishAges } from "../../../src/base/units.ts";
import {
	englishTimes,
	type TimesWords,
} from "../../../src/protocol/exit-times.ts";

export const numbersEn = {
	/** The decimal sign. */
	point: ".",
	ages: englishAges,
	outOfReach,
	/** Of the steps of an exit. */
	steps: englishTimes,
} satisfies {
	readonly point: string;
	readonly ages: AgeWords;
	readonly outOfReach: string;
	readonly steps: TimesWords;
};
