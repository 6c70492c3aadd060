// Keystores of other wallets (Web3 Secret Storage, version 3): one private key sealed under a password. Opened here alone, and
// never written. Source: https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage

import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, equalBytes, fromHex, utf8 } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";
import { addressOf } from "../crypto/secp256k1.ts";
import type { SigningAccount } from "./phrase.ts";

/** Bytes as hex, with the 0x or without it, as both are found. */
const bytes =
	(least: number, most: number): Decode<Uint8Array> =>
	(raw, path) => {
		const given = d
			.text(2 + 2 * most)(raw, path)
			.replace(/^0x/, "");
		if (!/^([0-9a-fA-F]{2})*$/.test(given) || given.length < 2 * least)
			throw new Fault(
				"bad-field",
				`"${path}" is not ${least} to ${most} bytes of hex`,
			);
		return fromHex(`0x${given}`);
	};

const dklen = d.int(32, 64);
const salt = bytes(0, 64);
/** More rounds than anybody uses would keep the person waiting for minutes. */
const pbkdf2Params = d.record({
	c: d.int(1, 10_000_000),
	dklen,
	prf: d.oneOf("hmac-sha256"),
	salt,
});
const scryptParams = d.record({
	n: d.int(2, 2 ** 20),
	r: d.int(1, 64),
	p: d.int(1, 16),
	dklen,
	salt,
});
const shared = {
	cipher: d.oneOf("aes-128-ctr"),
	cipherparams: d.record({ iv: bytes(16, 16) }),
	ciphertext: bytes(32, 32),
	mac: bytes(32, 32),
};
const byPbkdf2 = d.record({
	...shared,
	kdf: d.oneOf("pbkdf2"),
	kdfparams: pbkdf2Params,
});
const byScrypt = d.record({
	...shared,
	kdf: d.oneOf("scrypt"),
	kdfparams: scryptParams,
});
export type Keystore = Decoded<typeof byPbkdf2> | Decoded<typeof byScrypt>;

/** 128·N·r bytes; what takes more would end a worker of a browser. */
const mostMemory = 2 ** 29;
/** 128·N·r·p bytes are worked through: half a minute at most. Others make keystores with an eighth of it. */
const mostWork = 2 ** 31;

/** Their fields are found in capitals too, in files of early wallets. */
const lowerKeys = (raw: object): { readonly [key: string]: unknown } =>
	Object.fromEntries(
		Object.entries(raw).map(([key, value]: [string, unknown]) => [
			key.toLowerCase(),
			value,
		]),
	);

/** @throws bad-file when it is no keystore of version 3, or one that takes more than a browser has */
export const decodeKeystore = (file: string): Keystore => {
	try {
		const raw = d.parseJson(file, 20_000, 8);
		if (typeof raw !== "object" || raw === null)
			throw new Fault("bad-field", '"keystore" is no record');
		const top = lowerKeys(raw);
		if (top.version !== 3)
			throw new Fault(
				"bad-field",
				`"version" is ${String(top.version).slice(0, 20)}, not 3`,
			);
		const { kdf } = d.record({ kdf: d.oneOf("pbkdf2", "scrypt") })(
			top.crypto,
			"crypto",
		);
		if (kdf === "pbkdf2") return byPbkdf2(top.crypto, "crypto");
		const keystore = byScrypt(top.crypto, "crypto");
		const { n, r, p } = keystore.kdfparams;
		if (n & (n - 1))
			throw new Fault("bad-field", '"crypto.kdfparams.n" is no power of two');
		if (128 * n * r > mostMemory || 128 * n * r * p > mostWork)
			throw new Fault("bad-field", "its key takes more than a browser has");
		return keystore;
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};

const derive = async (
	{ kdf, kdfparams }: Keystore,
	password: Uint8Array,
): Promise<Uint8Array> =>
	kdf === "scrypt"
		? await scryptAsync(password, kdfparams.salt, {
				N: kdfparams.n,
				r: kdfparams.r,
				p: kdfparams.p,
				dkLen: kdfparams.dklen,
				maxmem: 2 * mostMemory,
			})
		: await pbkdf2Async(sha256, password, kdfparams.salt, {
				c: kdfparams.c,
				dkLen: kdfparams.dklen,
			});

/** Of its own memory: WebCrypto takes no view of a shared one. */
const own = (given: Uint8Array): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(given);

/**
 * The account of a keystore. Its key is the caller's to wipe; all else that was made of the password is overwritten.
 * @throws wrong-password, bad-file where what is sealed is no private key
 */
export const openKeystore = async (
	keystore: Keystore,
	password: string,
): Promise<SigningAccount> => {
	const typed = utf8(password);
	const key = await derive(keystore, typed).finally(() => typed.fill(0));
	try {
		const { ciphertext, cipherparams, mac } = keystore;
		const sealed = concat(key.subarray(16, 32), ciphertext);
		const isRight = equalBytes(keccak256(sealed), mac);
		sealed.fill(0);
		if (!isRight)
			throw new Fault("wrong-password", "the keystore does not open");
		const half = own(key.subarray(0, 16));
		const cipher = await crypto.subtle.importKey(
			"raw",
			half,
			"AES-CTR",
			false,
			["decrypt"],
		);
		half.fill(0);
		const privateKey = new Uint8Array(
			await crypto.subtle.decrypt(
				{ name: "AES-CTR", counter: own(cipherparams.iv), length: 128 },
				cipher,
				own(ciphertext),
			),
		);
		try {
			return { address: addressOf(privateKey), privateKey };
		} catch {
			privateKey.fill(0);
			throw new Fault("bad-file", "what it seals is no private key");
		}
	} finally {
		key.fill(0);
	}
};
