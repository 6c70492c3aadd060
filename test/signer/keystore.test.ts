// Keystores of others: made here by Node's own ciphers, opened by the wallet; and what is refused.

import {
	createCipheriv,
	pbkdf2Sync,
	randomBytes,
	scryptSync,
} from "node:crypto";
import { describe, expect, it } from "vitest";
import { concat, toHex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf } from "../../src/crypto/secp256k1.ts";
import { decodeKeystore, openKeystore } from "../../src/signer/keystore.ts";

const plain = (bytes: Uint8Array): string => toHex(bytes).slice(2);
const secret = Uint8Array.from({ length: 32 }, (_, i) => i + 1);

const sealed = (
	kdf: "scrypt" | "pbkdf2",
	password: string,
	iv: Uint8Array = randomBytes(16),
	key: Uint8Array = secret,
) => {
	const salt = randomBytes(32);
	const made =
		kdf === "scrypt"
			? scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 })
			: pbkdf2Sync(password, salt, 1000, 32, "sha256");
	const cipher = createCipheriv("aes-128-ctr", made.subarray(0, 16), iv);
	const ciphertext = concat(cipher.update(key), cipher.final());
	return {
		version: 3,
		id: "3198bc9c-6672-5ab3-d995-4942343ae5b6",
		crypto: {
			cipher: "aes-128-ctr",
			cipherparams: { iv: plain(iv) },
			ciphertext: plain(ciphertext),
			kdf,
			kdfparams:
				kdf === "scrypt"
					? { n: 1024, r: 8, p: 1, dklen: 32, salt: plain(salt) }
					: { c: 1000, prf: "hmac-sha256", dklen: 32, salt: plain(salt) },
			mac: plain(keccak256(concat(made.subarray(16, 32), ciphertext))),
		},
	};
};
const open = async (file: object, password: string) =>
	await openKeystore(decodeKeystore(JSON.stringify(file)), password);
const refusal = async (file: object, password = "open"): Promise<string> => {
	try {
		await open(file, password);
	} catch (thrown) {
		return asFault(thrown).message;
	}
	return "opened";
};

describe("a keystore", () => {
	it.each(["scrypt", "pbkdf2"] as const)(
		"made with %s opens by its password",
		async (kdf) => {
			for (const password of ["open", "", "ὀδυσσεύς \u{1f600}"]) {
				const account = await open(sealed(kdf, password), password);
				expect(account.privateKey).toEqual(secret);
				expect(account.address).toBe(addressOf(secret));
			}
		},
	);
	it("opens where the counter runs over", async () => {
		const iv = new Uint8Array(16).fill(0xff);
		expect(
			(await open(sealed("pbkdf2", "open", iv), "open")).privateKey,
		).toEqual(secret);
	});
	it("opens with its fields in capitals and its bytes with 0x", async () => {
		const { crypto, ...rest } = sealed("pbkdf2", "open");
		const file = { ...rest, Crypto: { ...crypto, mac: `0x${crypto.mac}` } };
		expect((await open(file, "open")).privateKey).toEqual(secret);
	});
	it("refuses another password, by that name", async () => {
		for (const kdf of ["scrypt", "pbkdf2"] as const)
			expect(await refusal(sealed(kdf, "open"), "Open")).toMatch(
				/^wrong-password/,
			);
	});
	it("refuses each byte that was changed", async () => {
		const file = sealed("pbkdf2", "open");
		const flip = (hex: string): string =>
			(hex.startsWith("0") ? "1" : "0") + hex.slice(1);
		const { crypto } = file;
		for (const changed of [
			{ ...crypto, mac: flip(crypto.mac) },
			{ ...crypto, ciphertext: flip(crypto.ciphertext) },
			{
				...crypto,
				kdfparams: { ...crypto.kdfparams, salt: flip(crypto.kdfparams.salt) },
			},
		])
			expect(await refusal({ ...file, crypto: changed })).toMatch(
				/^wrong-password/,
			);
	});
	it("refuses what is no private key", async () => {
		for (const key of [new Uint8Array(32), new Uint8Array(32).fill(0xff)])
			expect(
				await refusal(sealed("pbkdf2", "open", randomBytes(16), key)),
			).toMatch(/^bad-file: what it seals/);
	});
});

describe("a file that is none", () => {
	const good = sealed("scrypt", "open");
	const params = (more: object) => ({
		...good,
		crypto: {
			...good.crypto,
			kdfparams: { ...good.crypto.kdfparams, ...more },
		},
	});
	const files: readonly [string, object, RegExp][] = [
		["of another version", { ...good, version: 1 }, /"version"/],
		[
			"with another cipher",
			{ ...good, crypto: { ...good.crypto, cipher: "aes-128-cbc" } },
			/cipher/,
		],
		[
			"with another way to its key",
			{ ...good, crypto: { ...good.crypto, kdf: "argon2" } },
			/kdf/,
		],
		[
			"with a count that is no power of two",
			params({ n: 1000 }),
			/power of two/,
		],
		[
			"that takes gigabytes",
			params({ n: 2 ** 20, r: 64 }),
			/more than a browser/,
		],
		["with a key that is too short", params({ dklen: 16 }), /dklen/],
		["with a number that is none", params({ p: 1.5 }), /\.p"/],
		[
			"without bytes to open",
			{ ...good, crypto: { ...good.crypto, ciphertext: "" } },
			/ciphertext/,
		],
	];
	it.each(files)("refuses one %s", async (_, file, why) => {
		const said = await refusal(file);
		expect(said).toMatch(/^bad-file/);
		expect(said).toMatch(why);
	});
	it("refuses one that takes hours, before it begins", async () => {
		expect(await refusal(params({ n: 2 ** 19, r: 8, p: 16 }))).toMatch(
			/^bad-file/,
		);
	});
	it("refuses one that is too long, too deep, or no JSON", () => {
		for (const text of [
			"{",
			`"${"x".repeat(30_000)}"`,
			"[[[[[[[[[[]]]]]]]]]]",
			"3",
		])
			expect(() => decodeKeystore(text)).toThrow(/bad-file|bad-json|too-large/);
	});
});
