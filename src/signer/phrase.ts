// A recovery phrase: made, checked, and the accounts that follow from it. It lives only while they are derived.

import { HARDENED_OFFSET, HDKey } from "@scure/bip32";
import {
	generateMnemonic,
	mnemonicToSeed,
	validateMnemonic,
} from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { addressOf } from "../crypto/secp256k1.ts";

export type SigningAccount = {
	readonly address: Hex;
	readonly privateKey: Uint8Array;
};

/** Twelve words from 128 random bits. */
export const newPhrase = (): string => generateMnemonic(wordlist, 128);

/** The phrase as it is kept: lower case, single spaces. @throws bad-phrase for a wrong word, count or checksum */
export const checkPhrase = (given: string): string => {
	const phrase = given
		.normalize("NFKD")
		.trim()
		.toLowerCase()
		.split(/\s+/)
		.join(" ");
	if (!validateMnemonic(phrase, wordlist)) {
		const words = phrase.split(" ");
		const unknown = words.findIndex((word) => !wordlist.includes(word));
		throw new Fault(
			"bad-phrase",
			unknown >= 0
				? `word ${unknown + 1} is not in the list`
				: `${words.length} words that do not fit together`,
		);
	}
	return phrase;
};

/** m/44'/60'/0'/0 */
const parentPath: readonly number[] = [
	HARDENED_OFFSET + 44,
	HARDENED_OFFSET + 60,
	HARDENED_OFFSET,
	0,
];

/** The accounts of a phrase at these indexes. Path m/44'/60'/0'/0/i. Source: BIP-32, BIP-39, BIP-44, SLIP-44. */
export const deriveAt = async (
	phrase: string,
	indexes: readonly number[],
): Promise<readonly SigningAccount[]> => {
	const seed = await mnemonicToSeed(phrase);
	const keys: HDKey[] = [];
	const kept = (key: HDKey): HDKey => {
		keys.push(key);
		return key;
	};
	const accounts: SigningAccount[] = [];
	try {
		let parent = kept(HDKey.fromMasterSeed(seed));
		// Step by step: what lies between would be left in memory by a derivation of the whole path.
		for (const step of parentPath) parent = kept(parent.deriveChild(step));
		for (const i of indexes) {
			// Asked once: each time it is another copy.
			const { privateKey } = kept(parent.deriveChild(i));
			if (privateKey === null)
				throw new RangeError('"phrase" has no private key');
			accounts.push({ address: addressOf(privateKey), privateKey });
		}
		return accounts;
	} catch (thrown) {
		for (const { privateKey } of accounts) privateKey.fill(0);
		throw thrown;
	} finally {
		for (const key of keys) key.wipePrivateData();
		seed.fill(0);
	}
};

/** The first `count` accounts of a phrase. */
export const deriveAccounts = (
	phrase: string,
	count: number,
): Promise<readonly SigningAccount[]> =>
	deriveAt(
		phrase,
		Array.from({ length: count }, (_, i) => i),
	);
