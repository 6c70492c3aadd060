// Recovery phrases, the keys that follow from them, and the addresses of keys and of what they create.

import { pbkdf2Sync } from "node:crypto";
import { HDKey } from "@scure/bip32";
import { entropyToMnemonic, mnemonicToSeed } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { concat, fromHex, toHex } from "../../../src/base/bytes.ts";
import { hasRightCapitals } from "../../../src/crypto/checksum.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { addressOf } from "../../../src/crypto/secp256k1.ts";
import { createdAddress } from "../../../src/evidence/foreign-transaction.ts";
import { checkPhrase, deriveAccounts } from "../../../src/signer/phrase.ts";
import { isRecord } from "../text.ts";
import {
	differs,
	type Fields,
	type Form,
	firstOf,
	hexOf,
	isOther,
	textAt,
	withOtherDigit,
} from "./case.ts";

const isEnglish = (phrase: string): boolean =>
	phrase.split(" ").every((word) => english.includes(word));

/** BIP-39, by the platform's own hash: there are thousands, and the one that ships takes a hundredth of a second for each. */
const seedHex = (phrase: string, password: string): string =>
	toHex(
		new Uint8Array(
			pbkdf2Sync(
				phrase.normalize("NFKD"),
				`mnemonic${password}`.normalize("NFKD"),
				2_048,
				64,
				"sha512",
			),
		),
	);

/** Of every sixteenth, told by its last digit, what ships is asked as well. */
const isAskedTwice = ({ seed }: Phrase): boolean => seed.endsWith("0");

type Phrase = {
	readonly phrase: string;
	readonly password: string;
	readonly entropy: string | null;
	readonly seed: string;
};

/** The phrase itself: taken as it is where it is one of the words this wallet knows, and the seed that it gives. */
const phraseFault = async (one: Phrase): Promise<string | null> => {
	const isOurs = isEnglish(one.phrase);
	return firstOf(
		isOurs ? differs("the phrase", checkPhrase(one.phrase), one.phrase) : null,
		isOurs && one.entropy !== null
			? differs(
					"the phrase of its entropy",
					entropyToMnemonic(fromHex(hexOf(one.entropy)), english),
					one.phrase,
				)
			: null,
		differs("the seed", seedHex(one.phrase, one.password), hexOf(one.seed)),
		isAskedTwice(one)
			? differs(
					"the seed",
					toHex(await mnemonicToSeed(one.phrase, one.password)),
					hexOf(one.seed),
				)
			: null,
	);
};

/** Two words exchanged, or the last one twice: another seed, and mostly no phrase. */
const changedPhrases = ({ phrase, password, seed }: Phrase) => {
	const words = phrase.split(/\s/);
	const [first = "", second = "", ...rest] = words;
	const swapped = [second, first, ...rest].join(" ");
	const longer = [...words, words.at(-1)].join(" ");
	/** A last word that is another fits by chance once in sixteen or more, and four of them hardly ever. */
	const taken = (): number =>
		["abandon", "zoo", "zebra", "able"].filter((word) => {
			const changed = [...words.slice(0, -1), word].join(" ");
			try {
				return changed !== phrase && checkPhrase(changed) === changed;
			} catch {
				return false;
			}
		}).length;
	return [
		...(first === second
			? []
			: [() => seedHex(swapped, password) !== hexOf(seed)]),
		isOther(() => checkPhrase(longer), phrase),
		() => taken() < 4,
		() => seedHex(phrase, `${password}x`) !== hexOf(seed),
	];
};

type Derived = {
	readonly path: string;
	readonly privateKey: string | null;
	readonly address: string | null;
	readonly xprv: string | null;
	readonly xpub: string | null;
};

const derivedIn = (raw: unknown): readonly Derived[] =>
	Array.isArray(raw)
		? raw.filter(isRecord).flatMap((node) => {
				const path = textAt(node, "path");
				return path === null
					? []
					: [
							{
								path,
								privateKey: textAt(node, "privateKey"),
								address: textAt(node, "address"),
								xprv: textAt(node, "xpriv", "xprv"),
								xpub: textAt(node, "xpub"),
							},
						];
			})
		: [];

const derivedFault = (root: HDKey, one: Derived): string | null => {
	const key = root.derive(one.path);
	const { privateKey } = key;
	if (privateKey === null) return `no key at ${one.path}`;
	return firstOf(
		one.privateKey === null
			? null
			: differs("the key", toHex(privateKey), hexOf(one.privateKey)),
		one.address === null
			? null
			: differs("the address", addressOf(privateKey), hexOf(one.address)),
		one.xprv === null
			? null
			: differs("the extended key", key.privateExtendedKey, one.xprv),
		one.xpub === null
			? null
			: differs("the public key", key.publicExtendedKey, one.xpub),
	);
};

const ownPath = "m/44'/60'/0'/0/0";

/** A phrase or a seed with keys under paths, as the libraries that make accounts of them note it. */
export const hdForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const seed = textAt(raw, "seed");
	if (seed === null) return null;
	const phrase = textAt(raw, "mnemonic", "phrase");
	const nodes = [
		...derivedIn(raw.hdnodes),
		...derivedIn(raw.nodes),
		...derivedIn([raw]),
	];
	if (phrase === null && nodes.length === 0) return null;
	const password = textAt(raw, "password") ?? "";
	const one: Phrase | null =
		phrase === null
			? null
			: { phrase, password, entropy: textAt(raw, "entropy"), seed };
	return {
		run: async () => {
			const wrong = one === null ? null : await phraseFault(one);
			if (wrong !== null) return wrong;
			const root = HDKey.fromMasterSeed(fromHex(hexOf(seed)));
			for (const node of nodes) {
				const fault = derivedFault(root, node);
				if (fault !== null) return `${node.path}: ${fault}`;
			}
			const own = nodes.find(({ path }) => path === ownPath)?.address ?? null;
			if (
				one === null ||
				!isAskedTwice(one) ||
				own === null ||
				password !== "" ||
				!isEnglish(one.phrase)
			)
				return null;
			const [account] = await deriveAccounts(one.phrase, 1);
			return differs("the vault's account", account?.address, hexOf(own));
		},
		changed: [
			...(one === null ? [] : changedPhrases(one)),
			...nodes
				.filter(({ privateKey }) => privateKey !== null)
				.slice(0, 2)
				.map((node, i) => () => {
					const other = withOtherDigit(hexOf(seed), 7 * i + 3);
					const root = HDKey.fromMasterSeed(fromHex(other));
					return derivedFault(root, node) !== null;
				}),
		],
	};
};

/** A list of four: entropy, phrase, seed under the password TREZOR, root key. */
export const trezorForm: Form = (raw) => {
	if (!Array.isArray(raw) || raw.length !== 4) return null;
	const texts: readonly unknown[] = raw;
	const [entropy, phrase, seed, root] = texts;
	if (
		typeof entropy !== "string" ||
		typeof phrase !== "string" ||
		typeof seed !== "string" ||
		typeof root !== "string" ||
		!root.startsWith("xprv")
	)
		return null;
	const one: Phrase = { phrase, password: "TREZOR", entropy, seed };
	return {
		run: async () =>
			(await phraseFault(one)) ??
			differs(
				"the root key",
				HDKey.fromMasterSeed(fromHex(hexOf(seed))).privateExtendedKey,
				root,
			),
		changed: changedPhrases(one),
	};
};

const extended = /^[a-z]pr?[uv][bv]?[1-9A-HJ-NP-Za-km-z]{20,}$|^xp(ub|rv)/;

/** An extended key that no seed is told for: nobody may read it. */
export const badKeyForm: Form = (raw) => {
	const key =
		typeof raw === "string"
			? raw
			: Array.isArray(raw)
				? raw.find((one) => typeof one === "string" && extended.test(one))
				: isRecord(raw) && raw.seed === undefined
					? textAt(raw, "xkey", "key", "extendedKey", "xprv", "xpub")
					: null;
	if (typeof key !== "string" || !extended.test(key)) return null;
	return {
		run: () => {
			try {
				HDKey.fromExtendedKey(key);
			} catch {
				return null;
			}
			return "a broken extended key was read";
		},
	};
};

const keyFault = (key: string, address: string): string | null =>
	firstOf(
		differs("the address", addressOf(fromHex(hexOf(key))), hexOf(address)),
		address !== address.toLowerCase() && address.startsWith("0x")
			? differs("its capitals", hasRightCapitals(address), true)
			: null,
	);

/** One capital the other way: the checksum of EIP-55 does not hold. */
const withOtherCapital = (address: string): string | null => {
	const at = address.slice(2).search(/[a-fA-F]/) + 2;
	const letter = address[at];
	if (at < 2 || letter === undefined || !/[a-f]/i.test(letter)) return null;
	const other =
		letter === letter.toLowerCase()
			? letter.toUpperCase()
			: letter.toLowerCase();
	const changed = `${address.slice(0, at)}${other}${address.slice(at + 1)}`;
	const digits = changed.slice(2);
	// without any difference in capitals it says nothing
	return digits === digits.toLowerCase() || digits === digits.toUpperCase()
		? null
		: changed;
};

/** A private key with its address. */
export const accountForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const key = textAt(raw, "privateKey", "key");
	const address = textAt(raw, "address", "addr");
	if (key === null || address === null || raw.signed !== undefined) return null;
	const capital = withOtherCapital(address);
	return {
		run: () => keyFault(key, address),
		changed: [
			() => keyFault(withOtherDigit(hexOf(key), 40), address) !== null,
			...(capital === null || capital === address
				? []
				: [() => !hasRightCapitals(capital)]),
		],
	};
};

const created2 = (sender: string, salt: string, codeHash: string): string =>
	toHex(
		keccak256(
			concat(
				Uint8Array.of(0xff),
				fromHex(hexOf(sender), 20),
				fromHex(hexOf(salt), 32),
				fromHex(hexOf(codeHash), 32),
			),
		).subarray(12),
	);

const creationFault = (sender: string, one: Fields): string | null => {
	const address = textAt(one, "address");
	if (address === null) return "no address is told";
	const salt = textAt(one, "salt");
	if (salt === null) {
		const nonce = BigInt(String(one.nonce));
		return differs(
			"the contract",
			createdAddress(hexOf(sender), nonce),
			hexOf(address),
		);
	}
	const code = textAt(one, "initCode");
	const codeHash =
		textAt(one, "initCodeHash") ??
		toHex(keccak256(fromHex(hexOf(code ?? "0x"))));
	return firstOf(
		code === null
			? null
			: differs(
					"the code's hash",
					toHex(keccak256(fromHex(hexOf(code)))),
					hexOf(codeHash),
				),
		differs("the contract", created2(sender, salt, codeHash), hexOf(address)),
	);
};

/** Where a sender's creations lie: by its nonce, or by salt and code (EIP-1014). */
export const creationForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const sender = textAt(raw, "sender", "from");
	if (sender === null || !Array.isArray(raw.creates)) return null;
	const creations = raw.creates.filter(isRecord);
	return {
		run: () => firstOf(...creations.map((one) => creationFault(sender, one))),
		changed: creations
			.slice(0, 2)
			.map(
				(one, i) => () =>
					creationFault(withOtherDigit(hexOf(sender), 5 + 9 * i), one) !== null,
			),
	};
};
