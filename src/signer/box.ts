// A box: text sealed with AES-256-GCM under a key of 32 bytes, bound to a header that stays readable. It derives no key. Its
// own copies of the key and of the text as bytes are overwritten when it returns; a text itself cannot be.

import { fromHex, type Hex, toHex, utf8 } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { canonical } from "../evidence/canonical.ts";

/** Decodes a box of at most so many sealed bytes, the tag of 16 among them. */
export const boxUpTo = (mostBytes: number) =>
	d.record({ iv: d.hex(12), sealed: d.hexUpTo(mostBytes) });

export const box = boxUpTo(100_000);
export type Box = Decoded<typeof box>;

// WebCrypto takes bytes of a buffer of their own only.
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
	new Uint8Array(bytes);

const aes = async (key: Uint8Array, use: KeyUsage): Promise<CryptoKey> => {
	const copy = own(key);
	try {
		return await crypto.subtle.importKey("raw", copy, "AES-GCM", false, [use]);
	} finally {
		copy.fill(0);
	}
};

export const randomHex = (length: number): Hex =>
	toHex(crypto.getRandomValues(new Uint8Array(length)));

const gcm = (iv: Hex, header: Json) => ({
	name: "AES-GCM",
	iv: own(fromHex(iv)),
	additionalData: own(utf8(canonical(header))),
});

/** Runs with a key, and overwrites it. */
export const usingKey = async <T>(
	key: Uint8Array,
	work: (key: Uint8Array) => Promise<T>,
): Promise<T> => {
	try {
		return await work(key);
	} finally {
		key.fill(0);
	}
};

/** Runs with a key that is somebody's then: it is overwritten where this throws. */
export const entrustingKey = async <T>(
	key: Uint8Array,
	work: (key: Uint8Array) => Promise<T>,
): Promise<T> => {
	try {
		return await work(key);
	} catch (thrown) {
		key.fill(0);
		throw thrown;
	}
};

/** Seals the text under a fresh random IV. The header is not sealed, but it cannot be exchanged. */
export const seal = async (
	key: Uint8Array,
	header: Json,
	plain: string,
): Promise<Box> => {
	const iv = randomHex(12);
	const spelled = utf8(plain);
	const bytes = own(spelled);
	spelled.fill(0);
	try {
		const sealed = await crypto.subtle.encrypt(
			gcm(iv, header),
			await aes(key, "encrypt"),
			bytes,
		);
		return { iv, sealed: toHex(new Uint8Array(sealed)) };
	} finally {
		bytes.fill(0);
	}
};

/** The text. @throws wrong-password when key, header or any byte is not the one it was sealed with */
export const unseal = async (
	key: Uint8Array,
	header: Json,
	{ iv, sealed }: Box,
): Promise<string> => {
	try {
		const plain = await crypto.subtle.decrypt(
			gcm(iv, header),
			await aes(key, "decrypt"),
			own(fromHex(sealed)),
		);
		const bytes = new Uint8Array(plain);
		try {
			return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		} finally {
			bytes.fill(0);
		}
	} catch {
		throw new Fault("wrong-password", "");
	}
};
