// Places in IPFS: what a name stands for, as far as it is read here. The name of a single raw block is the hash of its bytes; of all else
// the name is the hash of a block that says which blocks there are (ipfs-car.ts).
// Source: https://github.com/multiformats/cid, https://specs.ipfs.tech/http-gateways/trustless-gateway/

import { type Hex, toHex } from "../base/bytes.ts";
import { dagCodec, type IpfsBlock, rawCodec } from "./ipfs-car.ts";

export type IpfsPlace = {
	/** As it stands behind a gateway's address. */
	readonly path: string;
	/** SHA-256 of the bytes, where the place is one raw block. */
	readonly digest: Hex | null;
	/** The block that its name begins with, and the names that lead on from there. */
	readonly root: IpfsBlock;
	readonly parts: readonly string[];
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
const ofVersion1 = (cid: string): IpfsBlock | null => {
	if (!/^b[a-z2-7]{58}$/.test(cid)) return null;
	const bytes = base32(cid.slice(1));
	if (bytes === null || bytes.length !== 36) return null;
	const [version, codec = 0, hash, length] = bytes;
	return version === 1 && hash === 0x12 && length === 32
		? { codec, digest: toHex(bytes.subarray(4)) }
		: null;
};

const symbols = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Version 0: the hash alone, of a block in the one form there was. Null where it is of another. */
const ofVersion0 = (cid: string): IpfsBlock | null => {
	if (!/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/.test(cid)) return null;
	const value = [...cid].reduce(
		(sum, symbol) => sum * 58n + BigInt(symbols.indexOf(symbol)),
		0n,
	);
	const hex = value.toString(16);
	return hex.length === 68 && hex.startsWith("1220")
		? { codec: dagCodec, digest: `0x${hex.slice(4)}` }
		: null;
};

/** Null for what is no place in IPFS, or named in a way that is not read here. */
export const ipfsPlace = (uri: string): IpfsPlace | null => {
	const found =
		/^ipfs:\/\/(?:ipfs\/)?([A-Za-z0-9]{46,59})((?:\/[^/?#\s]+)*)$/.exec(uri);
	if (found === null) return null;
	const [, cid = "", rest = ""] = found;
	const parts: string[] = [];
	const escaped: string[] = [];
	for (const part of rest.split("/").slice(1)) {
		let plain: string;
		try {
			plain = decodeURIComponent(part);
		} catch {
			return null;
		}
		if (plain === "." || plain === ".." || plain.includes("/")) return null;
		parts.push(plain);
		escaped.push(encodeURIComponent(plain));
	}
	const path = [cid, ...escaped].join("/");
	if (path.length > mostPath) return null;
	const root = ofVersion0(cid) ?? ofVersion1(cid);
	if (root === null || ![rawCodec, dagCodec].includes(root.codec)) return null;
	const isBlock = root.codec === rawCodec;
	// a raw block has nothing inside that a path could lead to
	if (isBlock && parts.length > 0) return null;
	return { path, digest: isBlock ? root.digest : null, root, parts };
};
