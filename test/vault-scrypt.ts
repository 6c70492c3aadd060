// What vault and keystores import in place of noble's scrypt when vitest runs it (vite.config.ts): noble's, until a test's stage asks for
// another. Tests of the vault itself (test/signer) do not ask.

import { scrypt } from "node:crypto";
import { scryptAsync as noble } from "@noble/hashes/scrypt.js";
import { utf8 } from "../src/base/bytes.ts";

let made: "noble" | "by-node" | "light" = "noble";

/** From now on Node makes the keys of this process: the same bytes in a third of the time, and beside everything else. */
export const nodesScrypt = (): void => {
	made = "by-node";
};

/**
 * From now on the keys of this process follow from password, salt and parameters as before, and take no time: other bytes, which
 * open what was sealed in this process alone. For tests that make their vaults, and are about something else.
 */
export const quickVault = (): void => {
	made = "light";
};

/** Is the test about something else than keys? Then seeds of phrases may be made quickly too (phrase-seed.ts). */
export const isQuickVault = (): boolean => made === "light";

export const scryptAsync: typeof noble = (password, salt, options) => {
	const { N, r, p, dkLen = 32, maxmem } = options;
	const byNode = (
		saltOf: string | Uint8Array,
		given: { N: number; r: number; p: number; maxmem?: number | undefined },
	): Promise<Uint8Array<ArrayBuffer>> =>
		new Promise((resolve, reject) => {
			// before it returns it has copied both: who asked overwrites the password
			scrypt(password, saltOf, dkLen, given, (error, key) =>
				error === null ? resolve(new Uint8Array(key)) : reject(error),
			);
		});
	if (made === "light") {
		const bytes = typeof salt === "string" ? utf8(salt) : salt;
		return byNode(Buffer.concat([bytes, utf8(` ${N} ${r} ${p}`)]), {
			N: 2,
			r: 1,
			p: 1,
		});
	}
	// OpenSSL takes no more of them for a block of that size, as RFC 7914 has it; noble does, as others did
	return made === "by-node" && N < 2 ** (16 * r)
		? byNode(salt, { N, r, p, maxmem })
		: noble(password, salt, options);
};
