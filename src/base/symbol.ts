// Names that others choose and people read: the symbol of a coin or a token. What cannot be seen, or turns the text around,
// is found here, and so is what only looks like another name. Knows no chain.

/** Letters, digits, marks of writing and signs. Nothing invisible, nothing that changes direction, no marks upon letters. */
const seen = /^[\p{L}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{N}\p{P}\p{S}]+)*$/u;
/** Letters without a shape of their own: the fillers of Hangul, and the blank pattern of Braille. */
const blank = /[\u115f\u1160\u3164\uffa0\u2800]/u;

/** The longest symbol of a token, and the longest name. Counted as every text here is: by `length`, as decode.ts does. */
export const mostSymbol = 32;
export const mostName = 60;
/** A symbol as it is drawn, with room for what tells it from another: " (0x1234…cdef)". */
export const mostShownSymbol = mostSymbol + 16;

/**
 * Is every character of it to be seen, with single spaces inside at most? No longer than `most` by `length`: what passes here
 * fits a field of that size, of whatever letters it is. "E\u200bTH" does not pass, nor does what turns the writing around.
 */
export const isPlainName = (name: string, most: number): boolean =>
	name.length <= most && seen.test(name) && !blank.test(name);

/** As much of it as fits, no letter cut in two. */
const fitting = (name: string, most: number): readonly string[] => {
	const letters: string[] = [];
	let room = most;
	// no more is looked at than could fit
	for (const letter of name.slice(0, most + 1)) {
		room -= letter.length;
		if (room < 0) break;
		letters.push(letter);
	}
	return letters;
};

/**
 * What it says where it cannot be shown as it is: each character that cannot be seen becomes a mark that can, and of what is too
 * long the beginning is left. Never longer than `most`.
 */
export const plainName = (name: string, most: number): string =>
	isPlainName(name, most)
		? name
		: fitting(name, most)
				.map((one) => (isPlainName(one, one.length) ? one : "\u2423"))
				.join("");

/** Capitals of other scripts, and digits, that are drawn as a Latin capital is. */
const drawnAs: { readonly [letter: string]: string } = {
	...{ А: "A", В: "B", С: "C", Е: "E", Ѕ: "S", І: "I", Ј: "J", К: "K" },
	...{ М: "M", Н: "H", О: "O", Р: "P", Т: "T", Х: "X", У: "Y", Ү: "Y" },
	...{ Ԛ: "Q", Ԝ: "W", Ԍ: "G", Ꭺ: "A", Ꭼ: "E", Ꭲ: "T", Ꮋ: "H", Ꮯ: "C" },
	...{ Α: "A", Β: "B", Ε: "E", Ζ: "Z", Η: "H", Ι: "I", Κ: "K", Μ: "M" },
	...{ Ν: "N", Ο: "O", Ρ: "P", Τ: "T", Υ: "Y", Χ: "X" },
	...{ "0": "O", "1": "I", L: "I", "|": "I", "3": "E", Ξ: "E", "5": "S" },
};

/** The name as a hasty eye takes it. */
const drawn = (name: string): string =>
	[...name.normalize("NFKC").toUpperCase()]
		.map((one) => drawnAs[one] ?? one)
		.filter((one) => /[\p{L}\p{N}]/u.test(one))
		.join("");

/** Would a hasty eye take one for the other? "ЕТН" in Cyrillic, "eth", "E.T.H" and "ETH" are one. */
export const looksLike = (one: string, other: string): boolean =>
	drawn(one) === drawn(other);
