// The vault: a recovery phrase sealed under a password, and the accounts derived from it. The unlock key that scrypt makes
// of the password opens it; phrase and seed live only while accounts are derived. It signs nothing and stores nothing.

import { scryptAsync } from "@noble/hashes/scrypt.js";
import { HARDENED_OFFSET, HDKey } from "@scure/bip32";
import {
	generateMnemonic,
	mnemonicToSeed,
	validateMnemonic,
} from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { fromHex, type Hex, utf8 } from "../base/bytes.ts";
import {
	address,
	type Decoded,
	hex,
	int,
	list,
	oneOf,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { addressOf } from "../crypto/secp256k1.ts";
import { canonical } from "../evidence/canonical.ts";
import { box, randomHex, seal, unseal } from "./box.ts";

const kdf = record({
	name: oneOf("scrypt"),
	/** N is two to this power: 17 takes 128 MiB, and most of a second in a browser. */
	logN: int(14, 20),
	r: int(8, 16),
	p: int(1, 4),
	salt: hex(32),
});
type Kdf = Decoded<typeof kdf>;

/** The most accounts that one phrase has here. */
const mostAccounts = 64;

const vaultFile = record({
	format: oneOf("sextant-vault-1"),
	kdf,
	/** Readable while locked; sealed against exchange like the rest. */
	accounts: list(address, mostAccounts, 1),
	box,
});
export type Vault = Decoded<typeof vaultFile>;

const secret = record({ phrase: text(400), accounts: int(1, mostAccounts) });

/** What new vaults are sealed with. A vault with other parameters is sealed anew when its password is next given. */
export const currentKdf = { name: "scrypt", logN: 17, r: 8, p: 1 } as const;

export const leastPassword = 8;

/** Those 32 bytes open the vault; the password itself is not needed after them. */
export type Unlock = {
	readonly key: Uint8Array;
	readonly accounts: readonly SigningAccount[];
};

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

/** The first `count` accounts of a phrase. Path m/44'/60'/0'/0/i. Source: BIP-32, BIP-39, BIP-44, SLIP-44. */
export const deriveAccounts = async (
	phrase: string,
	count: number,
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
		for (let i = 0; i < count; i++) {
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

const keyOf = async (password: string, params: Kdf): Promise<Uint8Array> => {
	const bytes = utf8(password.normalize("NFKC"));
	try {
		return await scryptAsync(bytes, fromHex(params.salt), {
			N: 2 ** params.logN,
			r: params.r,
			p: params.p,
			dkLen: 32,
			maxmem: 2 ** 31,
		});
	} finally {
		bytes.fill(0);
	}
};

const headerOf = ({ format, kdf: params, accounts }: Omit<Vault, "box">) => ({
	format,
	kdf: params,
	accounts,
});

/** 128·N·r bytes; more than a browser's worker can be asked for would end it at each try of the password. */
const mostMemory = 2 ** 29;

/** @throws bad-file when it is no vault of a form this release knows */
export const decodeVault = (file: string): Vault => {
	try {
		const vault = vaultFile(parseJson(file, 20_000, 8), "vault");
		const memory = 128 * 2 ** vault.kdf.logN * vault.kdf.r;
		if (memory > mostMemory)
			throw new Fault("bad-field", `a key of ${memory} bytes of memory`);
		return vault;
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};

/**
 * A new vault under the current parameters, with the phrase's first accounts, and what unlocks it.
 * @param count of accounts, from 1 to 64
 * @throws weak-password, bad-phrase
 */
export const createVault = async (
	givenPhrase: string,
	password: string,
	params: Omit<Kdf, "salt"> = currentKdf,
	count = 1,
): Promise<{ readonly file: string; readonly unlock: Unlock }> => {
	if (password.length < leastPassword)
		throw new Fault("weak-password", `${password.length} characters`);
	if (!Number.isInteger(count) || count < 1 || count > mostAccounts)
		throw new RangeError(`"count" is ${count}`);
	const phrase = checkPhrase(givenPhrase);
	const accounts = await deriveAccounts(phrase, count);
	const unlock = { key: new Uint8Array(32), accounts };
	try {
		const withSalt = { ...params, salt: randomHex(32) };
		const header = headerOf({
			format: "sextant-vault-1",
			kdf: withSalt,
			accounts: accounts.map((account) => account.address),
		});
		const made = await keyOf(password, withSalt);
		unlock.key.set(made);
		made.fill(0);
		const plain = canonical({ phrase, accounts: count });
		const sealed = await seal(unlock.key, header, plain);
		return { file: canonical({ ...header, box: sealed }), unlock };
	} catch (thrown) {
		wipe(unlock);
		throw thrown;
	}
};

const openBox = async (vault: Vault, key: Uint8Array) => {
	try {
		const plain = await unseal(key, headerOf(vault), vault.box);
		const { phrase, accounts: count } = secret(parseJson(plain), "secret");
		const accounts = await deriveAccounts(phrase, count);
		return { phrase, accounts };
	} catch (thrown) {
		key.fill(0);
		throw thrown;
	}
};

/** Opens the vault by the unlock key of a session; a key that does not is overwritten. @throws wrong-password */
export const openByKey = async (
	vault: Vault,
	key: Uint8Array,
): Promise<Unlock> => ({ key, accounts: (await openBox(vault, key)).accounts });

/**
 * Opens the vault by its password. `renewed` is the same phrase with as many accounts, sealed under the current parameters,
 * when the vault was made with others: keep it in the old one's place. Both are the caller's to wipe.
 * @throws wrong-password
 */
export const openByPassword = async (
	vault: Vault,
	password: string,
): Promise<{
	readonly unlock: Unlock;
	readonly renewed: { readonly file: string; readonly unlock: Unlock } | null;
}> => {
	const key = await keyOf(password, vault.kdf);
	const { phrase, accounts } = await openBox(vault, key);
	const unlock = { key, accounts };
	const { logN, r, p } = vault.kdf;
	const isCurrent =
		logN === currentKdf.logN && r === currentKdf.r && p === currentKdf.p;
	if (isCurrent || password.length < leastPassword)
		return { unlock, renewed: null };
	try {
		const renewed = await createVault(
			phrase,
			password,
			currentKdf,
			accounts.length,
		);
		return { unlock, renewed };
	} catch (thrown) {
		wipe(unlock);
		throw thrown;
	}
};

/** Overwrites every secret byte. Nothing can be signed or opened with it afterwards. */
export const wipe = ({ key, accounts }: Unlock): void => {
	key.fill(0);
	for (const { privateKey } of accounts) privateKey.fill(0);
};
