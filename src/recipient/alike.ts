// Addresses that a person would take for one another. Whoever wants to be paid by mistake makes one that begins and ends like
// one its victim uses, and sends next to nothing from it, so that it stands in the victim's list: "address poisoning".

import type { Hex } from "../base/bytes.ts";

/** How two different addresses are alike. */
export type Likeness =
	/** They begin and end alike, as people compare them. */
	| { readonly kind: "ends" }
	/** They are the same but for so many digits: one left out, one more, some changed. */
	| { readonly kind: "nearly"; readonly digits: number };

/** Of 40 digits, so many may differ in what is a slip or a change in the middle. Two that are made by chance differ in 37. */
const mostDigits = 12;
/**
 * Digits that are the same at both ends together, with two at each; or at one end alone. By chance, two addresses are alike in
 * this way about once in forty million times.
 */
const leastTogether = 7;
const leastEach = 2;

const sharedFrom = (one: string, other: string): number => {
	let at = 0;
	while (at < one.length && one[at] === other[at]) at++;
	return at;
};
const turned = (text: string): string => [...text].reverse().join("");

/** Digits to be put in, left out or changed to make one the other, as Levenshtein counts them. */
export const digitsBetween = (one: string, other: string): number => {
	let row = Array.from({ length: other.length + 1 }, (_, i) => i);
	for (let i = 0; i < one.length; i++) {
		const next = [i + 1];
		for (let j = 0; j < other.length; j++)
			next.push(
				Math.min(
					(row[j + 1] ?? 0) + 1,
					(next[j] ?? 0) + 1,
					(row[j] ?? 0) + (one[i] === other[j] ? 0 : 1),
				),
			);
		row = next;
	}
	return row[other.length] ?? 0;
};

/** Null for the same address, and for two that nobody takes for one another. */
export const likeness = (one: Hex, other: Hex): Likeness | null => {
	const [a, b] = [one.slice(2).toLowerCase(), other.slice(2).toLowerCase()];
	if (a === b) return null;
	const digits = digitsBetween(a, b);
	if (digits <= mostDigits) return { kind: "nearly", digits };
	const first = sharedFrom(a, b);
	const last = sharedFrom(turned(a), turned(b));
	const isAlike =
		first >= leastTogether ||
		last >= leastTogether ||
		(first >= leastEach && last >= leastEach && first + last >= leastTogether);
	return isAlike ? { kind: "ends" } : null;
};
