// How hard a password is to guess, in words. A guess at the number of tries, by kinds of characters and repetition; it
// promises nothing, it warns.

import { say } from "../say/say.ts";

export type Strength = {
	readonly words: string;
	/** 0 cannot be used, 1 weak, 2 fair, 3 good. */
	readonly level: 0 | 1 | 2 | 3;
};

const plainly = /^(password|passwort|qwert|letmein|sextant|ethereum|bitcoin)/i;

/** Below that it is among the first that anybody tries. The signer refuses the worst of them too. */
const leastBits = 22;

/** Bits of guessing, roughly: kinds of characters, less what repeats or counts up. */
const bits = (password: string): number => {
	let kinds = 0;
	if (/[a-z]/.test(password)) kinds += 26;
	if (/[A-Z]/.test(password)) kinds += 26;
	if (/[0-9]/.test(password)) kinds += 10;
	if (/[^a-zA-Z0-9]/.test(password)) kinds += 30;
	let counted = 0;
	for (let i = 0; i < password.length; i++) {
		const step = password.charCodeAt(i) - password.charCodeAt(i - 1);
		counted += i > 0 && Math.abs(step) <= 1 ? 0.25 : 1;
	}
	// Words of a language are easier than their letters: long runs of lower case count for half.
	const wordy = /^[a-zA-Z ]+[0-9!.]*$/.test(password) ? 0.55 : 1;
	const different = new Set(password).size / Math.max(1, password.length);
	return (
		counted * Math.log2(Math.max(2, kinds)) * wordy * Math.min(1, different * 2)
	);
};

export const strengthOf = (password: string): Strength => {
	if (password.length < 8)
		return { level: 0, words: say().secrets.tooShortAtLeast8Characters };
	const found = plainly.test(password) ? 0 : bits(password);
	if (found < leastBits)
		return {
			level: 0,
			words: say().secrets.guessedAtOnceDoNotRepeat,
		};
	if (found < 35)
		return {
			level: 1,
			words: say().secrets.weakSomeoneWithACopyOf,
		};
	if (found < 55)
		return { level: 2, words: say().secrets.fairOneMoreWordMakesIt };
	return { level: 3, words: say().secrets.good };
};
