// Amounts, ages and long hex as a person reads them. Exact: bigint in, text out, nothing goes through a float.
// Knows no chain and no screen.

/** 2^256 - 1: no amount on any chain is larger. */
export const mostAmount = (1n << 256n) - 1n;

/**
 * Is it so much that it is meant to have no end, or might as well have none? Tokens count in 256, 160 or 128 bits, or in 96 and
 * write all of them; no pool of Uniswap's holds 112 bits, and the supply of no token that people hold comes near.
 */
export const isUnlimited = (amount: bigint): boolean =>
	amount >= (1n << 112n) - 1n || amount === (1n << 96n) - 1n;

/** A gap that keeps the digits of one number on one line. */
const gap = "\u202f";

/** The exact decimal text of `value` smallest units, without trailing zeros: 1500000000000000000n, 18 → "1.5". */
export const formatUnits = (value: bigint, decimals: number): string => {
	checkDecimals(decimals);
	const sign = value < 0n ? "-" : "";
	const digits = (value < 0n ? -value : value)
		.toString()
		.padStart(decimals + 1, "0");
	const whole = digits.slice(0, digits.length - decimals);
	const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
	return `${sign}${whole}${part === "" ? "" : `.${part}`}`;
};

/**
 * The smallest units in what a person typed. Null when it is not a plain number ("1", "1.5", ".5", "1."), has more than
 * `decimals` places or does not fit 256 bits. No exponents, no signs, no separators: a comma means different things to
 * different people, so it is refused and not guessed.
 */
export const parseUnits = (text: string, decimals: number): bigint | null => {
	checkDecimals(decimals);
	if (text.length > 120) return null;
	const found = /^([0-9]*)(?:\.([0-9]*))?$/.exec(text.trim());
	if (found === null) return null;
	const whole = found[1] ?? "";
	const part = found[2] ?? "";
	if (whole === "" && part === "") return null;
	const kept = part.replace(/0+$/, "");
	if (kept.length > decimals) return null;
	const value = BigInt(`${whole}${kept.padEnd(decimals, "0")}` || "0");
	return value > mostAmount ? null : value;
};

const checkDecimals = (decimals: number): void => {
	if (!Number.isInteger(decimals) || decimals < 0 || decimals > 77)
		throw new RangeError(`"decimals" is ${decimals}`);
};

/** Thousands apart by a narrow gap: "10482176" → "10 482 176". Only the part before the point is grouped. */
export const groupDigits = (number: string | number | bigint): string => {
	const [whole = "", part] = String(number).split(".");
	const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, gap);
	return part === undefined ? grouped : `${grouped}.${part}`;
};

/** The long numbers inside a sentence grouped; hex, and what is part of a word, is left alone. */
export const groupInText = (text: string): string =>
	text.replace(/(?<![\w.…])\d{5,}(?:\.\d+)?(?![\w…])/g, groupDigits);

/**
 * An amount for a narrow column: `places` digits after the point, cut and never rounded up, grouped. `exact` is false
 * when something was cut; an amount that would read as zero but is not is said as "<0.0001".
 */
export const shortUnits = (
	value: bigint,
	decimals: number,
	places = 4,
): { readonly text: string; readonly exact: boolean } => {
	const [whole = "0", part = ""] = formatUnits(value, decimals).split(".");
	const kept = Math.min(places, decimals);
	const shown = part.slice(0, kept).padEnd(kept, "0");
	const exact = part.length <= kept;
	if (!exact && /^-?0$/.test(whole) && /^0*$/.test(shown))
		return { text: `<0.${"1".padStart(kept, "0")}`, exact };
	return {
		text: `${groupDigits(whole)}${shown === "" ? "" : `.${shown}`}`,
		exact,
	};
};

/** The few words that go with how long and how old. */
export type AgeWords = {
	readonly day: string;
	readonly old: (duration: string) => string;
	/** Of a time that has not come by this clock. */
	readonly ahead: (duration: string) => string;
};

export const englishAges: AgeWords = {
	day: "d",
	old: (duration) => `${duration} old`,
	ahead: (duration) => `${duration} ahead of this clock`,
};

/** How long, in the two largest units that matter: "12 s", "13 min", "1 h 20 min", "3 d". Below zero counts as zero. */
export const durationWords = (
	seconds: number,
	{ day }: Pick<AgeWords, "day"> = englishAges,
): string => {
	const s = Math.max(0, Math.floor(seconds));
	if (s < 60) return `${s} s`;
	const minutes = Math.floor(s / 60);
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	if (hours < 6 && minutes % 60 > 0) return `${hours} h ${minutes % 60} min`;
	if (hours < 48) return `${hours} h`;
	return `${groupDigits(Math.floor(hours / 24))} ${day}`;
};

/** How old what is `asOfS` (Unix seconds) is at `nowMs`: "13 min old". A time that has not come is said as that. */
export const ageWords = (
	asOfS: number,
	nowMs: number,
	words: AgeWords = englishAges,
): string => {
	const age = Math.floor(nowMs / 1000) - asOfS;
	return age < -10
		? words.ahead(durationWords(-age, words))
		: words.old(durationWords(age, words));
};

/** Milliseconds of a check: "31 ms", "0.3 ms", "1.4 s". */
export const millisWords = (ms: number): string =>
	ms >= 1000
		? `${(ms / 1000).toFixed(1)} s`
		: ms >= 10
			? `${Math.round(ms)} ms`
			: `${ms.toFixed(1)} ms`;

/** Long hex with its middle left out: "0x3c91…e07a". Short text is given back as it is. */
export const shortHex = (hex: string, side = 4): string =>
	hex.length <= 2 + 2 * side + 1
		? hex
		: `${hex.slice(0, 2 + side)}…${hex.slice(-side)}`;

/** Hex after 0x in groups of four, for reading aloud and comparing. */
export const chunks = (hex: string, size = 4): readonly string[] =>
	hex.replace(/^0x/, "").match(new RegExp(`.{1,${size}}`, "g")) ?? [];

/** The least number that is two thirds of so many. */
export const twoThirdsOf = (count: number): number =>
	Math.ceil((count * 2) / 3);
