// The vault: recovery phrases and private keys sealed under a password, and the accounts that come from them. The unlock key that
// scrypt makes of the password opens it; phrases live only while accounts are derived. It signs nothing and stores nothing.

import { scryptAsync } from "@noble/hashes/scrypt.js";
import { fromHex, type Hex, utf8 } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostAccounts, mostVaultChars } from "../base/room.ts";
import { canonical } from "../evidence/canonical.ts";
import {
	type HeldAccount,
	heldAccount,
	type heldSecret,
} from "../protocol/accounts.ts";
import {
	box,
	entrustingKey,
	randomHex,
	seal,
	unseal,
	usingKey,
} from "./box.ts";
import { secrets, signingAccounts, type VaultContents } from "./contents.ts";
import { openPasskey, type Passkey, passkeys } from "./passkey.ts";
import { checkPhrase, deriveAccounts, type SigningAccount } from "./phrase.ts";

const kdf = d.record({
	name: d.oneOf("scrypt"),
	/** N is two to this power: 17 takes 128 MiB, and most of a second in a browser. */
	logN: d.int(14, 20),
	r: d.int(8, 16),
	p: d.int(1, 4),
	salt: d.hex(32),
});
type Kdf = Decoded<typeof kdf>;

/** Of one phrase, with its first accounts in order. Opened, and sealed anew as the form below. */
const firstForm = d.record({
	format: d.oneOf("sextant-vault-1"),
	kdf,
	accounts: d.list(d.address, mostAccounts, 1),
	box,
});
/** Its accounts are readable while it is locked, and sealed against exchange like the rest. */
const form = d.record({
	format: d.oneOf("sextant-vault-2"),
	kdf,
	accounts: d.list(heldAccount, mostAccounts, 1),
	/** Missing while there are none. */
	passkeys: d.optional(passkeys),
	box,
});
export type Vault = Decoded<typeof firstForm> | Decoded<typeof form>;

const firstSecret = d.record({
	phrase: d.text(400),
	accounts: d.int(1, mostAccounts),
});
/** What new vaults are sealed with. A vault with other parameters is sealed anew when its password is next given. */
export const currentKdf = { name: "scrypt", logN: 17, r: 8, p: 1 } as const;

export const leastPassword = 8;

/** Those 32 bytes open the vault; the password itself is not needed after them. */
export type Unlock = {
	readonly key: Uint8Array;
	/** Those that can sign. */
	readonly accounts: readonly SigningAccount[];
	/** What there is, without what it says. */
	readonly secrets: readonly Decoded<typeof heldSecret>[];
};

/** What is guessed first: hardly a letter that differs from the one before it by more than one. @throws weak-password */
export const checkPassword = (password: string): void => {
	if (password.length < leastPassword)
		throw new Fault("weak-password", `${password.length} characters`);
	const codes = [...password].map((letter) => letter.codePointAt(0) ?? 0);
	const steps = codes.filter(
		(code, i) => i > 0 && Math.abs(code - (codes[i - 1] ?? 0)) > 1,
	);
	if (steps.length < 2 || new Set(codes).size < 4)
		throw new Fault("weak-password", "it counts up, or repeats itself");
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

const headerOf = ({
	format,
	kdf: params,
	accounts,
	passkeys: own,
}: Pick<Vault, "format" | "kdf" | "accounts"> & {
	readonly passkeys?: readonly Passkey[] | undefined;
}) => ({
	format,
	kdf: params,
	accounts,
	...(own === undefined ? {} : { passkeys: own }),
});

/** 128·N·r bytes; more than a browser's worker can be asked for would end it at each try of the password. */
const mostMemory = 2 ** 29;

/** The one phrase of a vault of the first form. */
const firstId: Hex = `0x${"00".repeat(8)}`;

/** The accounts as they are told of, whatever the form. */
export const accountsOf = (vault: Vault): readonly HeldAccount[] =>
	vault.format === "sextant-vault-2"
		? vault.accounts
		: vault.accounts.map((one, index) => ({
				kind: "phrase",
				address: one,
				secret: firstId,
				index,
			}));

const fileOf = (raw: unknown): Vault => {
	const { format } = d.record({
		format: d.oneOf("sextant-vault-1", "sextant-vault-2"),
	})(raw, "vault");
	return format === "sextant-vault-1"
		? firstForm(raw, "vault")
		: form(raw, "vault");
};

/** @throws bad-file when it is no vault of a form this release knows */
export const decodeVault = (file: string): Vault => {
	try {
		const vault = fileOf(d.parseJson(file, mostVaultChars, 8));
		const memory = 128 * 2 ** vault.kdf.logN * vault.kdf.r;
		if (memory > mostMemory)
			throw new Fault("bad-field", `a key of ${memory} bytes of memory`);
		const held = accountsOf(vault);
		if (new Set(held.map((one) => one.address)).size < held.length)
			throw new Fault("bad-field", "an account stands there twice");
		return vault;
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};

/** Sealed under that key, which the parameters gave. */
const sealVault = async (
	{ accounts, secrets: held, passkeys: own }: VaultContents,
	params: Kdf,
	key: Uint8Array,
): Promise<string> => {
	const header = headerOf({
		format: "sextant-vault-2",
		kdf: params,
		accounts: [...accounts],
		...(own.length === 0 ? {} : { passkeys: [...own] }),
	});
	const sealed = await seal(key, header, canonical({ secrets: [...held] }));
	return canonical({ ...header, box: sealed });
};

/** @throws wrong-password */
const openBox = async (
	vault: Vault,
	key: Uint8Array,
): Promise<VaultContents> => {
	const plain = await unseal(key, headerOf(vault), vault.box);
	if (vault.format === "sextant-vault-2")
		return {
			accounts: vault.accounts,
			passkeys: vault.passkeys ?? [],
			...secrets(d.parseJson(plain), "secrets"),
		};
	const { phrase } = firstSecret(d.parseJson(plain), "secret");
	return {
		accounts: accountsOf(vault),
		passkeys: [],
		secrets: [{ kind: "phrase", id: firstId, phrase, checked: false }],
	};
};

const unlockOf = async (
	contents: VaultContents,
	key: Uint8Array,
): Promise<Unlock> => ({
	key,
	accounts: await signingAccounts(contents),
	secrets: contents.secrets.map((one) => ({
		id: one.id,
		kind: one.kind,
		checked: one.kind === "key" || one.checked,
	})),
});

/** A vault's file, and what unlocks it. */
export type SealedVault = { readonly file: string; readonly unlock: Unlock };

/** Sealed under a key of its own, which is overwritten when it throws. */
const sealUnder = async (
	contents: VaultContents,
	params: Kdf,
	key: Uint8Array,
): Promise<SealedVault> => {
	let unlock: Unlock | null = null;
	try {
		unlock = await unlockOf(contents, key);
		return { unlock, file: await sealVault(contents, params, key) };
	} catch (thrown) {
		key.fill(0);
		if (unlock !== null) wipe(unlock);
		throw thrown;
	}
};

/** Under a new key of that password, which no passkey of the old one opens. */
const sealAnew = async (
	contents: VaultContents,
	password: string,
	params: Omit<Kdf, "salt"> = currentKdf,
): Promise<SealedVault> => {
	const withSalt = { ...params, salt: randomHex(32) };
	const key = await keyOf(password, withSalt);
	return sealUnder({ ...contents, passkeys: [] }, withSalt, key);
};

/**
 * A new vault under the current parameters, with the phrase's first accounts, and what unlocks it.
 * @param count of accounts, from 1 to 64
 * @param checked the person has written the phrase down and was asked for it
 * @throws weak-password, bad-phrase
 */
export const createVault = async (
	givenPhrase: string,
	password: string,
	params: Omit<Kdf, "salt"> = currentKdf,
	count = 1,
	checked = false,
): Promise<SealedVault> => {
	checkPassword(password);
	if (!Number.isInteger(count) || count < 1 || count > mostAccounts)
		throw new RangeError(`"count" is ${count}`);
	const phrase = checkPhrase(givenPhrase);
	const id = randomHex(8);
	const derived = await deriveAccounts(phrase, count);
	for (const { privateKey } of derived) privateKey.fill(0);
	const contents: VaultContents = {
		accounts: derived.map((one, index) => ({
			kind: "phrase",
			address: one.address,
			secret: id,
			index,
		})),
		secrets: [{ kind: "phrase", id, phrase, checked }],
		passkeys: [],
	};
	return sealAnew(contents, password, params);
};

const opened = async (
	vault: Vault,
	key: Uint8Array,
): Promise<{ readonly contents: VaultContents; readonly unlock: Unlock }> =>
	entrustingKey(key, async () => {
		const contents = await openBox(vault, key);
		return { contents, unlock: await unlockOf(contents, key) };
	});

/** Opens the vault by the unlock key of a session; a key that does not is overwritten. @throws wrong-password */
export const openByKey = async (
	vault: Vault,
	key: Uint8Array,
): Promise<Unlock> => (await opened(vault, key)).unlock;

/**
 * Opens the vault by its password. `renewed` is all that is in it, in the current form and under the current parameters, when the
 * vault was made with others: keep it in the old one's place. Both are the caller's to wipe.
 * @throws wrong-password
 */
export const openByPassword = async (
	vault: Vault,
	password: string,
): Promise<{
	readonly unlock: Unlock;
	readonly renewed: SealedVault | null;
}> => {
	const key = await keyOf(password, vault.kdf);
	const { contents, unlock } = await opened(vault, key);
	const { logN, r, p } = vault.kdf;
	const isCurrent =
		logN === currentKdf.logN && r === currentKdf.r && p === currentKdf.p;
	// a password that would not be taken today keeps its parameters until it is changed
	const staysUnderKey = isCurrent || password.length < leastPassword;
	if (staysUnderKey && vault.format === "sextant-vault-2")
		return { unlock, renewed: null };
	try {
		const renewed = staysUnderKey
			? await sealUnder(contents, vault.kdf, key.slice())
			: await sealAnew(contents, password);
		return { unlock, renewed };
	} catch (thrown) {
		wipe(unlock);
		throw thrown;
	}
};

/** What the browser can be asked for in place of the password. */
export const passkeysOf = (vault: Vault): readonly Passkey["asked"][] =>
	vault.format === "sextant-vault-2"
		? (vault.passkeys ?? []).map(({ asked }) => asked)
		: [];

/** Opens the vault by what an authenticator made for one of its passkeys. @throws passkey-refused */
export const openByPasskey = async (
	vault: Vault,
	credential: Hex,
	secret: Hex,
): Promise<Unlock> => {
	const all = vault.format === "sextant-vault-2" ? (vault.passkeys ?? []) : [];
	const found = all.find(({ asked }) => asked.credential === credential);
	if (found === undefined)
		throw new Fault("passkey-refused", "it is not of this wallet");
	return openByKey(vault, await openPasskey(found, secret));
};

/** What is in it, for who gives the password; also while it is open. @throws wrong-password */
export const contentsByPassword = async (
	vault: Vault,
	password: string,
): Promise<VaultContents> => {
	const key = await keyOf(password, vault.kdf);
	return usingKey(key, () => openBox(vault, key));
};

/** What is in it, by the key of what is open. */
export const contentsByKey = openBox;

/** With other contents, under the same key. The key stays the caller's; what comes out has a copy. @throws what the change throws */
export const changeVault = async (
	vault: Vault,
	unlockKey: Uint8Array,
	change: (was: VaultContents) => VaultContents | Promise<VaultContents>,
): Promise<SealedVault> => {
	// before anything is waited for: whoever locks meanwhile overwrites the one that was given
	const own = unlockKey.slice();
	return entrustingKey(own, async (key) => {
		const contents = await change(await openBox(vault, key));
		return await sealUnder(contents, vault.kdf, key);
	});
};

/** The same contents under another password. @throws wrong-password, weak-password */
export const changePassword = async (
	vault: Vault,
	password: string,
	next: string,
): Promise<SealedVault> => {
	const contents = await contentsByPassword(vault, password);
	checkPassword(next);
	return sealAnew(contents, next);
};

/** Overwrites every secret byte. Nothing can be signed or opened with it afterwards. */
export const wipe = ({ key, accounts }: Unlock): void => {
	key.fill(0);
	for (const { privateKey } of accounts) privateKey.fill(0);
};
