// What a form of the wallet's vectors is: it takes a record of a file, whatever the file is called, or passes it over.

export type WalletCase = {
	/** Resolves with what is wrong, or null. What it throws is wrong as well. */
	readonly run: () => Promise<string | null> | string | null;
	/** Each changes something the case commits to. True: it was refused, or gave something else. */
	readonly changed?: readonly (() => Promise<boolean> | boolean)[];
};

export type CaseOutcome = WalletCase | { readonly unsupported: string };

/** @param path of the file, and of the record in it */
export type Form = (raw: unknown, path: string) => CaseOutcome | null;

export type Fields = { readonly [name: string]: unknown };

/** The first of these fields that is text. */
export const textAt = (
	fields: Fields,
	...names: readonly string[]
): string | null => {
	for (const name of names) {
		const value = fields[name];
		if (typeof value === "string") return value;
	}
	return null;
};

/** What is said of a value that should be another; null where it is that. */
export const differs = (
	what: string,
	found: unknown,
	wanted: unknown,
): string | null =>
	found === wanted ? null : `${what} is ${found}, ${wanted} expected`;

/** The first thing that is wrong. */
export const firstOf = (...wrong: readonly (string | null)[]): string | null =>
	wrong.find((one) => one !== null) ?? null;

/** Is it refused, or is what comes of it not that? */
export const isOther =
	(make: () => unknown, wanted: unknown): (() => boolean) =>
	() => {
		try {
			return make() !== wanted;
		} catch {
			return true;
		}
	};

/** Hex with 0x, as some files have it without. */
export const hexOf = (raw: string): `0x${string}` => {
	const text = raw.startsWith("0x") ? raw.slice(2) : raw;
	if (!/^([0-9a-fA-F]{2})*$/.test(text)) throw new TypeError(`no hex: ${raw}`);
	return `0x${text.toLowerCase()}`;
};

/** The text with one of its characters another hexadecimal digit. */
export const withOtherDigit = (
	hex: `0x${string}`,
	at: number,
): `0x${string}` => {
	const place = 2 + (at % Math.max(1, hex.length - 2));
	const digit = Number.parseInt(hex[place] ?? "0", 16);
	return `0x${hex.slice(2, place)}${(digit ^ 1).toString(16)}${hex.slice(place + 1)}`;
};
