// A device that holds keys of its own, as the signer and the screens speak of it: where an account lies on it, what the signer gives
// out to be signed there, and the signature that comes back.

import type { Hex } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostMessageBytes, mostTypedChars } from "./message-views.ts";

/** Places that are hardened, which a public key cannot lead to. */
export const hardened = 0x8000_0000;

const place = /^(0|[1-9][0-9]{0,9})('?)$/;

/** The numbers of a path such as m/44'/60'/0'/0/0, those that are hardened with the highest bit. @throws bad-field */
export const pathNumbers = (path: string): readonly number[] => {
	const [start, ...places] = path.split("/");
	const wrong = () => new Fault("bad-field", `no path: ${path.slice(0, 60)}`);
	if (start !== "m" || places.length < 2 || places.length > 8) throw wrong();
	return places.map((one) => {
		const [, digits, mark] = place.exec(one) ?? [];
		const number = Number(digits ?? Number.NaN);
		if (!(number < hardened)) throw wrong();
		return mark === "'" ? number + hardened : number;
	});
};

export const pathText = (numbers: readonly number[]): string =>
	[
		"m",
		...numbers.map((one) =>
			one >= hardened ? `${one - hardened}'` : `${one}`,
		),
	].join("/");

/** Of Ethereum: a device gives no other coin's key away for it. */
const ofEthereum = "m/44'/60'/";

export const devicePath: Decode<string> = (raw, path) => {
	const given = d.text(100)(raw, path);
	if (!given.startsWith(ofEthereum) || pathText(pathNumbers(given)) !== given)
		throw new Fault("bad-field", `"${path}" is no path of Ethereum`);
	return given;
};

/** How it is spoken to: by cable, or by codes that are shown and read. */
export const deviceWay = d.oneOf("ledger", "qr");
export type DeviceWay = Decoded<typeof deviceWay>;

/** Where an account lies. The fingerprint names the device's phrase, where it says that (BIP-32); zero where it does not. */
export const devicePlace = {
	address: d.address,
	way: deviceWay,
	path: devicePath,
	fingerprint: d.hex(4),
};

/** Of an unsigned transaction. */
export const mostUnsignedBytes = 200_000;

const asked = d.variant({
	/** The type, which the oldest kind has not, and the fields as they are hashed. */
	transaction: { bytes: d.hexUpTo(mostUnsignedBytes), chainId: d.int(1) },
	/** EIP-7702: what lets the account run an address's code; no address, its own again. */
	authorization: {
		chainId: d.int(1),
		delegate: d.address,
		nonce: d.int(0),
	},
	/** Signed as a text is (EIP-191): the bytes alone, without what the standard puts before them. */
	text: { bytes: d.hexUpTo(mostMessageBytes) },
	/** EIP-712, as JSON of what is hashed and nothing else, and by its two hashes. */
	typed: {
		data: d.text(mostTypedChars),
		domainHash: d.hash,
		messageHash: d.hash,
	},
});
export const deviceAsked: Decode<Decoded<typeof asked.decode>> = asked.decode;
export type DeviceAsked = Decoded<typeof deviceAsked>;
export type AuthorizationAsked = Extract<
	DeviceAsked,
	{ readonly kind: "authorization" }
>;
export type TypedAsked = Extract<DeviceAsked, { readonly kind: "typed" }>;

/** Is it a transaction of the oldest kind, which has no type? Its bytes begin as a list does. */
export const isUntyped = (unsigned: Hex): boolean =>
	Number.parseInt(unsigned.slice(2, 4), 16) > 0x7f;

/** Is it one that takes delegations along (EIP-7702)? */
export const takesDelegations = (unsigned: Hex): boolean =>
	unsigned.startsWith("0x04");

/** What the signer gives out to be signed, and by whom. */
export const deviceRequest = d.record({ ...devicePlace, asked: deviceAsked });
export type DeviceRequest = Decoded<typeof deviceRequest>;

/** r, s, and 27 or 28. */
export const deviceSignature = d.hex(65);
/** What a device made of an order: one signature, or those of its authorization and of its transaction one after another. */
export const orderSignatures = d.either(deviceSignature, d.hex(130));

/** A public key with its chain code, whose children are addresses: places below it, then the number of the account. */
export const accountKey = d.record({
	publicKey: d.hex(33),
	chainCode: d.hex(32),
	below: d.list(d.int(0, hardened - 1), 4),
});
export type AccountKey = Decoded<typeof accountKey>;
