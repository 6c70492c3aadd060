// What a person may change of what a vault holds: an account more, one less, a phrase marked as written down. Each makes the
// contents as they will be, or says why not; what is sealed and kept is not its business.

import { fromHex, type Hex, isHex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { mostAccounts, mostSecrets } from "../base/room.ts";
import { addressOf } from "../crypto/secp256k1.ts";
import {
	type DeviceAccount,
	type HeldAccount,
	isOwn,
	mostIndex,
	mostPasskeys,
} from "../protocol/accounts.ts";
import { randomHex } from "./box.ts";
import type { VaultContents, VaultSecret } from "./contents.ts";
import type { Passkey } from "./passkey.ts";
import { checkPhrase, deriveAt } from "./phrase.ts";

/**
 * With the account; one that can sign takes the place of the same one that was only looked at.
 * @throws account-known, too-many-accounts
 */
const withAccount = (
	was: VaultContents,
	account: HeldAccount,
): VaultContents => {
	const known = was.accounts.find(({ address }) => address === account.address);
	if (
		known !== undefined &&
		(known.kind !== "watch" || account.kind === "watch")
	)
		throw new Fault("account-known", `${account.address} is here already`);
	if (known === undefined && was.accounts.length >= mostAccounts)
		throw new Fault("too-many-accounts", `${was.accounts.length} accounts`);
	return {
		...was,
		accounts:
			known === undefined
				? [...was.accounts, account]
				: was.accounts.map((one) => (one === known ? account : one)),
	};
};

/** @throws too-many-accounts */
const withSecret = (was: VaultContents, secret: VaultSecret): VaultContents => {
	if (was.secrets.length >= mostSecrets)
		throw new Fault("too-many-accounts", `${was.secrets.length} secrets`);
	return { ...was, secrets: [...was.secrets, secret] };
};

/** @throws account-unknown */
export const phraseOf = (
	{ secrets }: VaultContents,
	id: Hex,
): Extract<VaultSecret, { readonly kind: "phrase" }> => {
	const found = secrets.find((one) => one.id === id);
	if (found?.kind !== "phrase")
		throw new Fault("account-unknown", `no phrase ${id}`);
	return found;
};

/** The addresses of a phrase from that index on. */
export const addressesAt = async (
	phrase: string,
	from: number,
	count: number,
): Promise<readonly { readonly index: number; readonly address: Hex }[]> => {
	const indexes = Array.from({ length: count }, (_, i) => from + i);
	const derived = await deriveAt(phrase, indexes);
	for (const { privateKey } of derived) privateKey.fill(0);
	return derived.map(({ address }, i) => ({ index: from + i, address }));
};

const addressAt = async (phrase: string, index: number): Promise<Hex> => {
	const [found] = await addressesAt(phrase, index, 1);
	if (found === undefined) throw new RangeError('"phrase" has no account');
	return found.address;
};

/** The place after the highest of a phrase in use. */
const nextIndex = ({ accounts }: VaultContents, id: Hex): number =>
	1 +
	Math.max(
		-1,
		...accounts.map((one) =>
			one.kind === "phrase" && one.secret === id ? one.index : -1,
		),
	);

/** @throws account-unknown, account-known, too-many-accounts */
export const withNext = async (
	was: VaultContents,
	id: Hex,
	at: number | undefined,
): Promise<VaultContents> => {
	const { phrase } = phraseOf(was, id);
	const signs = (address: Hex): boolean =>
		was.accounts.some((one) => one.address === address && one.kind !== "watch");
	for (let index = at ?? nextIndex(was, id); index <= mostIndex; index++) {
		const address = await addressAt(phrase, index);
		// the next one may be here already, by a key of its own
		if (at === undefined && signs(address)) continue;
		return withAccount(was, { kind: "phrase", address, secret: id, index });
	}
	throw new Fault("too-many-accounts", `no place after ${mostIndex}`);
};

/** @throws bad-phrase, account-known, too-many-accounts */
export const withPhrase = async (
	was: VaultContents,
	given: string,
	checked: boolean,
): Promise<VaultContents> => {
	const phrase = checkPhrase(given);
	if (was.secrets.some((one) => one.kind === "phrase" && one.phrase === phrase))
		throw new Fault("account-known", "the phrase is here already");
	const id = randomHex(8);
	const address = await addressAt(phrase, 0);
	return withAccount(withSecret(was, { kind: "phrase", id, phrase, checked }), {
		kind: "phrase",
		address,
		secret: id,
		index: 0,
	});
};

/** 32 bytes as hex, with the 0x or without it. @throws bad-key for other text, for zero, and for the order of the curve and above */
export const checkKey = (
	given: string,
): { readonly key: Hex; readonly address: Hex } => {
	const plain = given.trim().toLowerCase();
	const key = plain.startsWith("0x") ? plain : `0x${plain}`;
	if (!isHex(key, 32))
		throw new Fault("bad-key", "a private key is 64 digits of hex");
	const bytes = fromHex(key);
	try {
		return { key, address: addressOf(bytes) };
	} catch {
		throw new Fault("bad-key", "zero, or not below the order of the curve");
	} finally {
		bytes.fill(0);
	}
};

/** @throws bad-key, account-known, too-many-accounts */
export const withKey = (was: VaultContents, given: string): VaultContents => {
	const { key, address } = checkKey(given);
	const id = randomHex(8);
	return withAccount(withSecret(was, { kind: "key", id, key }), {
		kind: "key",
		address,
		secret: id,
	});
};

/** @throws account-known, too-many-accounts */
export const withWatch = (was: VaultContents, address: Hex): VaultContents =>
	withAccount(was, { kind: "watch", address });

/** @throws account-known, too-many-accounts */
export const withDevice = (
	was: VaultContents,
	account: Omit<DeviceAccount, "kind">,
): VaultContents => withAccount(was, { ...account, kind: "device" });

/**
 * Without the account, and without the phrase or key that no other one needs.
 * @param sure the person said that this one may go too
 * @throws account-unknown; account-last for the last with a key here; secret-goes where it would and nobody said so
 */
export const without = (
	was: VaultContents,
	address: Hex,
	sure: boolean,
): VaultContents => {
	const gone = was.accounts.find((one) => one.address === address);
	if (gone === undefined)
		throw new Fault("account-unknown", `${address} is not in this wallet`);
	const accounts = was.accounts.filter((one) => one !== gone);
	if (!isOwn(gone)) return { ...was, accounts };
	const signing = accounts.filter(isOwn);
	if (signing.length === 0)
		throw new Fault("account-last", `${address} is the last that can sign`);
	const { secret } = gone;
	if (signing.some((one) => one.secret === secret)) return { ...was, accounts };
	if (!sure)
		throw new Fault("secret-goes", `nothing else comes from its ${gone.kind}`);
	return {
		...was,
		accounts,
		secrets: was.secrets.filter(({ id }) => id !== secret),
	};
};

/** With one more that opens it; the same one again takes its own place. @throws too-many-passkeys */
export const withPasskey = (
	was: VaultContents,
	made: Passkey,
): VaultContents => {
	const others = withoutPasskey(was, made.asked.credential).passkeys;
	if (others.length >= mostPasskeys)
		throw new Fault("too-many-passkeys", `${others.length} of them`);
	return { ...was, passkeys: [...others, made] };
};

export const withoutPasskey = (
	was: VaultContents,
	credential: Hex,
): VaultContents => ({
	...was,
	passkeys: was.passkeys.filter(({ asked }) => asked.credential !== credential),
});

/** The phrase was written down, and its words were found again. @throws account-unknown */
export const withChecked = (was: VaultContents, id: Hex): VaultContents => {
	const phrase = phraseOf(was, id);
	return {
		...was,
		secrets: was.secrets.map((one) =>
			one === phrase ? { ...phrase, checked: true } : one,
		),
	};
};

/** The private key of an account. @throws account-unknown, account-watch */
export const keyOfAccount = async (
	{ accounts, secrets }: VaultContents,
	address: Hex,
): Promise<Hex> => {
	const account = accounts.find((one) => one.address === address);
	if (account === undefined)
		throw new Fault("account-unknown", `${address} is not in this wallet`);
	if (!isOwn(account))
		throw new Fault(
			account.kind === "watch" ? "account-watch" : "account-device",
			`there is no key of ${address} here`,
		);
	const secret = secrets.find(({ id }) => id === account.secret);
	if (secret?.kind === "key") return secret.key;
	if (secret === undefined || account.kind !== "phrase")
		throw new Fault("internal", `no secret of ${address}`);
	const [derived] = await deriveAt(secret.phrase, [account.index]);
	if (derived === undefined) throw new Fault("internal", "nothing derived");
	const key = toHex(derived.privateKey);
	derived.privateKey.fill(0);
	return key;
};
