// How one language writes numbers, amounts, times and lists, by the rules that `Intl` knows. Amounts are exact: digits are
// taken from the decimal text and nothing goes through a float, so none is ever rounded.

import { mostShownSymbol, plainName } from "../base/symbol.ts";
import { lastS } from "../base/time.ts";
import { formatUnits, shortHex } from "../base/units.ts";
import type { AmountParam } from "../protocol/message.ts";

/** The few words that belong to the rules themselves. */
export type RuleWords = {
	/** With {count} and {token}: of a token that is known by its address alone. */
	readonly smallestUnits: (count: string, token: string) => string;
	readonly outOfReach: string;
	/** Of a message whose code or parameters this release does not know. */
	readonly noWords: (code: string) => string;
};

/** A gap that keeps the digits of one number on one line. */
const gap = "\u202f";
/** Four digits are read at a glance; more are set apart in threes, without a comma that means different things to different people. */
const grouped = (digits: string): string =>
	digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+(?!\d))/g, gap);

const units = ["second", "minute", "hour", "day"] as const;

/** The two largest units that matter, largest first: an hour and twenty minutes, thirteen minutes, three days. */
const partsOf = (
	seconds: number,
): readonly (readonly [number, (typeof units)[number]])[] => {
	const s = Math.max(0, Math.floor(seconds));
	if (s < 60) return [[s, "second"]];
	const minutes = Math.floor(s / 60);
	if (minutes < 60) return [[minutes, "minute"]];
	const hours = Math.floor(minutes / 60);
	if (hours < 6 && minutes % 60 > 0)
		return [
			[hours, "hour"],
			[minutes % 60, "minute"],
		];
	return hours < 48 ? [[hours, "hour"]] : [[Math.floor(hours / 24), "day"]];
};

export type LanguageRules = {
	readonly amount: (of: AmountParam) => string;
	readonly count: (n: number) => string;
	/** Rounded down: what has to pass is never said to be shorter than the next smaller unit. */
	readonly duration: (seconds: number) => string;
	readonly moment: (timeS: number) => string;
	readonly text: (given: string) => string;
	readonly short: (hex: string) => string;
	readonly and: (parts: readonly string[]) => string;
	readonly or: (parts: readonly string[]) => string;
	/** Which of the forms, given in the order of the language's plural categories, goes with the number. */
	readonly plural: (n: number, forms: readonly string[]) => string;
} & Pick<RuleWords, "noWords">;

/**
 * The rules of a language.
 * @param language by its BCP 47 tag, as `Intl` takes it
 */
export const rulesFor = (
	language: string,
	{ smallestUnits, outOfReach, noWords }: RuleWords,
): LanguageRules => {
	const point =
		new Intl.NumberFormat(language)
			.formatToParts(1.5)
			.find(({ type }) => type === "decimal")?.value ?? ".";
	const decimalText = (exact: string): string => {
		const [whole = "0", part] = exact.split(".");
		return `${grouped(whole)}${part === undefined ? "" : `${point}${part}`}`;
	};
	const plurals = new Intl.PluralRules(language);
	const categories = ["zero", "one", "two", "few", "many", "other"].filter(
		(one) =>
			plurals.resolvedOptions().pluralCategories.some((is) => is === one),
	);
	const lasting = Object.fromEntries(
		units.map((unit) => [
			unit,
			new Intl.NumberFormat(language, {
				style: "unit",
				unit,
				unitDisplay: "long",
			}),
		]),
	);
	const date = new Intl.DateTimeFormat(language, {
		year: "numeric",
		month: "short",
		day: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
		timeZone: "UTC",
		timeZoneName: "short",
	});
	const listed = (type: "conjunction" | "disjunction") =>
		new Intl.ListFormat(language, { style: "long", type });
	const [each, either] = [listed("conjunction"), listed("disjunction")];
	return {
		amount: (of) =>
			"token" in of
				? smallestUnits(grouped(of.amount), of.token)
				: `${decimalText(formatUnits(BigInt(of.amount), of.decimals))} ${plainName(of.symbol, mostShownSymbol)}`,
		count: (n) => grouped(String(n)),
		duration: (seconds) =>
			each.format(
				partsOf(seconds).map(
					([n, unit]) => lasting[unit]?.format(n) ?? `${n} ${unit}`,
				),
			),
		moment: (timeS) =>
			Math.abs(timeS) <= lastS
				? date.format(new Date(timeS * 1000))
				: outOfReach,
		text: (given) => plainName(given, given.length),
		short: (hex) => shortHex(hex, hex.length > 42 ? 8 : 4),
		and: (parts) => each.format(parts),
		or: (parts) => either.format(parts),
		plural: (n, forms) =>
			forms[Math.max(0, categories.indexOf(plurals.select(n)))] ??
			forms.at(-1) ??
			"",
		noWords,
	};
};
