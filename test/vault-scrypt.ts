// What vault and keystores import in place of noble's scrypt when vitest runs it (vite.config.ts): noble's, until a test's stage asks for
// Node's own, which gives the same bytes in a third of the time and beside everything else. Tests of the vault itself
// (test/signer) do not ask.

import { scrypt } from "node:crypto";
import { scryptAsync as noble } from "@noble/hashes/scrypt.js";

let isQuick = false;

/** From now on keys of this process are made by Node. */
export const quickVault = (): void => {
	isQuick = true;
};

export const scryptAsync: typeof noble = (password, salt, options) =>
	// OpenSSL takes no more of them for a block of that size, as RFC 7914 has it; noble does, as others did
	isQuick && options.N < 2 ** (16 * options.r)
		? new Promise((resolve, reject) => {
				const { N, r, p, dkLen = 32, maxmem } = options;
				// before it returns it has copied both: who asked overwrites the password
				scrypt(password, salt, dkLen, { N, r, p, maxmem }, (error, key) =>
					error === null ? resolve(new Uint8Array(key)) : reject(error),
				);
			})
		: noble(password, salt, options);
