// Numbers, ages and durations as the language writes them that is spoken. What they are is base/units' alone; here the decimal
// sign and a few words differ, and no digit does.

import * as units from "../../../src/base/units.ts";
import { say } from "./say.ts";

/** Ungrouped digits, as they may stand in a field, with the decimal sign of the language. */
export const written = (digits: string): string =>
	digits.replace(".", say().numbers.point);

export const groupDigits = (number: string | number | bigint): string =>
	written(units.groupDigits(number));

export const shortUnits = (
	value: bigint,
	decimals: number,
): ReturnType<typeof units.shortUnits> => {
	const { text, exact } = units.shortUnits(value, decimals);
	return { text: written(text), exact };
};

export const millisWords = (ms: number): string =>
	written(units.millisWords(ms));

export const durationWords = (seconds: number): string =>
	units.durationWords(seconds, say().numbers.ages);

export const ageWords = (asOfS: number, nowMs: number): string =>
	units.ageWords(asOfS, nowMs, say().numbers.ages);
