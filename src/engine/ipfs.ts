// Places in IPFS: what a name stands for, as far as it is read here. The name of a single raw block is the hash of its bytes; of all else
// the name is a hash too, but of blocks that are not fetched here.
// Source: https://github.com/multiformats/cid, https://specs.ipfs.tech/http-gateways/trustless-gateway/

import { type Hex, toHex } from "../base/bytes.ts";

export type IpfsPlace = {
	/** As it stands behind a gateway's address. */
	readonly path: string;
	/** SHA-256 of the bytes, where the place is one raw block; null: the bytes cannot be checked here. */
	readonly digest: Hex | null;
};

const mostPath = 400;
const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 in small letters without padding; null where bits are left over that are not zero. */
const base32 = (text: string): Uint8Array | null => {
	const bytes: number[] = [];
	let [bits, held] = [0, 0];
	for (const letter of text) {
		held = (held << 5) | letters.indexOf(letter);
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes.push((held >> bits) & 0xff);
			held &= (1 << bits) - 1;
		}
	}
	return held === 0 ? Uint8Array.from(bytes) : null;
};

/** Version 1 with a SHA-256 of 32 bytes: what of, and the hash. */
const ofVersion1 = (
	cid: string,
): { readonly codec: number; readonly digest: Hex } | null => {
	if (!/^b[a-z2-7]{58}$/.test(cid)) return null;
	const bytes = base32(cid.slice(1));
	if (bytes === null || bytes.length !== 36) return null;
	const [version, codec = 0, hash, length] = bytes;
	return version === 1 && hash === 0x12 && length === 32
		? { codec, digest: toHex(bytes.subarray(4)) }
		: null;
};

const rawCodec = 0x55;
const dagCodec = 0x70;

/** Null for what is no place in IPFS, or named in a way that is not read here. */
export const ipfsPlace = (uri: string): IpfsPlace | null => {
	const found =
		/^ipfs:\/\/(?:ipfs\/)?([A-Za-z0-9]{46,59})((?:\/[^/?#\s]+)*)$/.exec(uri);
	if (found === null) return null;
	const [, cid = "", rest = ""] = found;
	const parts: string[] = [];
	for (const part of rest.split("/").slice(1)) {
		let plain: string;
		try {
			plain = decodeURIComponent(part);
		} catch {
			return null;
		}
		if (plain === "." || plain === ".." || plain.includes("/")) return null;
		parts.push(encodeURIComponent(plain));
	}
	const path = [cid, ...parts].join("/");
	if (path.length > mostPath) return null;
	if (/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/.test(cid)) return { path, digest: null };
	const read = ofVersion1(cid);
	if (read === null || ![rawCodec, dagCodec].includes(read.codec)) return null;
	const isBlock = read.codec === rawCodec && parts.length === 0;
	// a raw block has nothing inside that a path could lead to
	if (read.codec === rawCodec && !isBlock) return null;
	return { path, digest: isBlock ? read.digest : null };
};
