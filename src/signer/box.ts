// A box: text sealed with AES-256-GCM under a key of 32 bytes, bound to a header that stays readable. It derives no key.

import { fromHex, type Hex, toHex, utf8 } from "../base/bytes.ts";
import { type Decoded, hex, hexUpTo, record } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { canonical } from "../receipt/canonical.ts";

export const box = record({ iv: hex(12), sealed: hexUpTo(100_000) });
export type Box = Decoded<typeof box>;

// WebCrypto takes bytes of a buffer of their own only.
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
	new Uint8Array(bytes);

const aes = (key: Uint8Array, use: KeyUsage): Promise<CryptoKey> =>
	crypto.subtle.importKey("raw", own(key), "AES-GCM", false, [use]);

export const randomHex = (length: number): Hex =>
	toHex(crypto.getRandomValues(new Uint8Array(length)));

/** Seals the text under a fresh random IV. The header is not sealed, but it cannot be exchanged. */
export const seal = async (
	key: Uint8Array,
	header: Json,
	plain: string,
): Promise<Box> => {
	const iv = randomHex(12);
	const sealed = await crypto.subtle.encrypt(
		{
			name: "AES-GCM",
			iv: own(fromHex(iv)),
			additionalData: own(utf8(canonical(header))),
		},
		await aes(key, "encrypt"),
		own(utf8(plain)),
	);
	return { iv, sealed: toHex(new Uint8Array(sealed)) };
};

/** The text. @throws wrong-password when key, header or any byte is not the one it was sealed with */
export const unseal = async (
	key: Uint8Array,
	header: Json,
	{ iv, sealed }: Box,
): Promise<string> => {
	try {
		const plain = await crypto.subtle.decrypt(
			{
				name: "AES-GCM",
				iv: own(fromHex(iv)),
				additionalData: own(utf8(canonical(header))),
			},
			await aes(key, "decrypt"),
			own(fromHex(sealed)),
		);
		return new TextDecoder("utf-8", { fatal: true }).decode(plain);
	} catch {
		throw new Fault("wrong-password", "the box does not open");
	}
};
