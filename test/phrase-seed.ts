// What src/signer/phrase.ts imports in place of @scure/bip39 when vitest runs it (vite.config.ts): that package as it is, until a
// test's stage asks for a quick vault (vault-scrypt.ts). From then on Node computes the seeds: the same bytes, for which noble
// takes many times as long. Tests of phrases, and those of others' vectors, do not ask.

import { pbkdf2 } from "node:crypto";
import { mnemonicToSeed as scures } from "@scure/bip39";
import { isQuickVault } from "./vault-scrypt.ts";

export { generateMnemonic, validateMnemonic } from "@scure/bip39";

/** BIP-39: PBKDF2 with SHA-512 over the words. A phrase of another length than BIP-39 knows is left to scure's own refusal. */
export const mnemonicToSeed: typeof scures = (phrase, passphrase = "") => {
	const words = phrase.normalize("NFKD");
	const count = words.split(" ").length;
	if (!isQuickVault() || count < 12 || count > 24 || count % 3 !== 0)
		return scures(phrase, passphrase);
	const salt = `mnemonic${passphrase}`.normalize("NFKD");
	return new Promise((resolve, reject) => {
		pbkdf2(words, salt, 2048, 64, "sha512", (error, seed) =>
			error === null ? resolve(new Uint8Array(seed)) : reject(error),
		);
	});
};
