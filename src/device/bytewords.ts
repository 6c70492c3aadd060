// Bytes as letters that a QR code has room for: two for each, and a checksum at the end. Source: BCR-2020-012, minimal style
// https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-012-bytewords.md

import { concat, equalBytes } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";

/** First and last letter of each of the 256 words. */
const letters =
	"aeadaoaxaaahamatayasbkbdbnbtbabsbebybgbwbbbzcmchcscfcycwcecackctcxclcpcndkdadsdidedtdrdndwdpdmdl" +
	"dyeheyeoeeecenemetesftfrfnfsfmfhfzfpfwfxfyfefgflfdgagegrgsgtglgwgdgygmgughgohfhghdhkhthphhhlhyhe" +
	"hnhsidiaieihiyioisinimjejzjnjtjljojsjpjkjykpkoktkskkknkgkekikblblalylflslrlplnltloldlelulklgmnmy" +
	"mhmemomumwmdmtmsmknlnyndnsntnnnenboyoeotoxonolospdptpkpypspmplpepfpaprqdqzrerprlrorhrdrkrfryrnrs" +
	"rtsesasrssskswstspsosgsbsfsntotktitttdtetytltbtstptatnuyuoutueurvtvyvovlvevwvavdvswlwdwmwpwewyws" +
	"wtwnwzwfwkykynylyaytzszoztzczezm";

const words: readonly string[] = letters.match(/../g) ?? [];
const byteOf = new Map(words.map((word, byte) => [word, byte]));

/** CRC-32 as zip and PNG have it, high byte first. */
export const crc32 = (bytes: Uint8Array): Uint8Array => {
	let sum = 0xffff_ffff;
	for (const byte of bytes) {
		sum ^= byte;
		for (let i = 0; i < 8; i++)
			sum = (sum >>> 1) ^ ((sum & 1) === 0 ? 0 : 0xedb8_8320);
	}
	sum = ~sum;
	return Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum);
};

export const encodeBytewords = (bytes: Uint8Array): string =>
	Array.from(concat(bytes, crc32(bytes)), (byte) => words[byte]).join("");

/** @param text in small letters. @throws device-answer */
export const decodeBytewords = (text: string): Uint8Array => {
	const found = text.match(/../g) ?? [];
	if (text.length % 2 !== 0 || found.length < 5)
		throw new Fault("device-answer", "bytewords are cut off");
	const all = Uint8Array.from(found, (word) => {
		const byte = byteOf.get(word);
		if (byte === undefined)
			throw new Fault("device-answer", `"${word}" is no byteword`);
		return byte;
	});
	const bytes = all.slice(0, -4);
	if (!equalBytes(crc32(bytes), all.subarray(-4)))
		throw new Fault("device-answer", "bytewords with another checksum");
	return bytes;
};
