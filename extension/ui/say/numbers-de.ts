// How numbers and ages are written, in German.

import { type AgeWords, durationWords } from "../../../src/base/units.ts";
import type { ScreenWords } from "./en.ts";

const ages: AgeWords = {
	day: "Tg.",
	old: (duration) => `${duration} alt`,
	ahead: (duration) => `dieser Uhr ${duration} voraus`,
};

export const numbersDe: ScreenWords["numbers"] = {
	point: ",",
	ages,
	outOfReach: "eine Zeit außerhalb jedes Kalenders",
	steps: {
		duration: (seconds) => durationWords(seconds, ages),
		before: "vorher erledigt",
		atOnce: "sofort gesehen",
		byBlocks: "Nach den Zeiten der Blöcke von L1.",
		byBlocksAndDevice:
			"Nach den Zeiten der Blöcke von L1; wo ein Stern steht, danach, wann dieses Gerät es zuerst gesehen hat, und das kann später sein.",
	},
};
