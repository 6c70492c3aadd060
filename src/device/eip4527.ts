// What is shown to a QR signer and what it shows: a request to sign, its signature, and the key that its accounts come from.
// Sources: https://eips.ethereum.org/EIPS/eip-4527, and of keys and paths BCR-2020-007 and BCR-2020-015
// https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-007-hdkey.md

import {
	bigFromBytes,
	concat,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	type AccountKey,
	type DeviceAsked,
	type DeviceRequest,
	hardened,
	isUntyped,
	pathNumbers,
	pathText,
	takesDelegations,
} from "../protocol/device.ts";
import {
	type Cbor,
	type CborMap,
	CborTag,
	decodeCbor,
	encodeCbor,
} from "./cbor.ts";
import type { UrMessage } from "./ur.ts";

const tags = { uuid: 37, hdkey: 303, keypath: 304 } as const;

/** What a device answers with. */
export const answerTypes = ["eth-signature"] as const;
export const keyTypes = ["crypto-hdkey", "crypto-account"] as const;

const wrong = (why: string): Fault => new Fault("device-answer", why);

const isMap = (value: Cbor | undefined): value is CborMap =>
	value instanceof Map;
const isList = (value: Cbor | undefined): value is readonly Cbor[] =>
	Array.isArray(value);

const mapIn = (value: Cbor | undefined, what: string): CborMap => {
	if (!isMap(value)) throw wrong(`${what} is no map`);
	return value;
};
/** What a tag holds; some devices leave the tag away. */
const under = (tag: number, value: Cbor | undefined): Cbor | undefined =>
	value instanceof CborTag && value.tag === tag ? value.value : value;
const bytesIn = (
	value: Cbor | undefined,
	length: number,
	what: string,
): Uint8Array => {
	if (!(value instanceof Uint8Array) || value.length !== length)
		throw wrong(`${what} is none`);
	return value;
};
const wordIn = (value: Cbor | undefined): Hex | null =>
	typeof value === "number" ? `0x${value.toString(16).padStart(8, "0")}` : null;

/** What is signed, and what kind of data EIP-4527 says it is. @throws device-delegation */
const dataOf = (
	asked: DeviceAsked,
): { readonly type: number; readonly data: Uint8Array } => {
	switch (asked.kind) {
		case "transaction": {
			const { bytes } = asked;
			if (takesDelegations(bytes))
				throw new Fault("device-delegation", "of type 4");
			return { type: isUntyped(bytes) ? 1 : 4, data: fromHex(bytes) };
		}
		case "text":
			return { type: 3, data: fromHex(asked.bytes) };
		case "typed":
			return { type: 2, data: utf8(asked.data) };
		case "authorization":
			throw new Fault("device-delegation", "no code carries one");
	}
};

const keypath = (path: string, fingerprint: Hex): CborTag => {
	const numbers = pathNumbers(path);
	const places = numbers.flatMap((one): readonly Cbor[] =>
		one >= hardened ? [one - hardened, true] : [one, false],
	);
	return new CborTag(
		tags.keypath,
		new Map<number, Cbor>([
			[1, places],
			[2, Number.parseInt(fingerprint.slice(2), 16)],
		]),
	);
};

/** The most that is shown in codes: above it nobody would hold a camera long enough. */
const mostShown = 20_000;

/**
 * The request as it is shown. @param id 16 bytes of chance, which its answer brings back
 * @throws device-unfit for what is too long to be shown, device-delegation
 */
export const signRequest = (
	{ address, path, fingerprint, asked }: DeviceRequest,
	id: Uint8Array,
): UrMessage => {
	const { type, data } = dataOf(asked);
	if (data.length > mostShown)
		throw new Fault("device-unfit", `${data.length} bytes to show`);
	const fields = new Map<number, Cbor>([
		[1, new CborTag(tags.uuid, id)],
		[2, data],
		[3, type],
	]);
	// What is signed names its chain itself; here it is for what the device shows.
	if (asked.kind === "transaction") fields.set(4, asked.chainId);
	fields.set(5, keypath(path, fingerprint));
	fields.set(6, fromHex(address, 20));
	fields.set(7, "Sextant");
	return { type: "eth-sign-request", bytes: encodeCbor(fields) };
};

/** The number behind r and s. Of the oldest transactions it has their chain in it, of which some devices write the last byte alone. */
const parityIn = (tail: Uint8Array, asked: DeviceAsked): number => {
	const v = Number(bigFromBytes(tail));
	const isOldest = asked.kind === "transaction" && isUntyped(asked.bytes);
	const plain = v >= 27 ? v - 27 : v;
	if (!isOldest || plain <= 1) return plain;
	const parity = v - 35 - 2 * asked.chainId;
	return tail.length > 1 ? parity : ((parity % 256) + 256) % 256;
};

/**
 * The signature in an answer: r, s, and 27 or 28.
 * @throws qr-other for the answer to another request; device-answer
 */
export const signatureIn = (
	{ bytes }: UrMessage,
	id: Uint8Array,
	asked: DeviceAsked,
): Hex => {
	const fields = mapIn(decodeCbor(bytes), "the answer");
	const answers = bytesIn(under(tags.uuid, fields.get(1)), 16, "its request");
	if (!equalBytes(answers, id))
		throw new Fault("qr-other", "the answer to another request");
	const signature = fields.get(2);
	// no chain has a number of more than seven bytes
	if (
		!(signature instanceof Uint8Array) ||
		signature.length < 65 ||
		signature.length > 71
	)
		throw wrong("the signature is none");
	const tail = signature.subarray(64);
	const parity = parityIn(tail, asked);
	if (parity !== 0 && parity !== 1)
		throw wrong(`a signature with ${toHex(tail)}`);
	return toHex(concat(signature.subarray(0, 64), Uint8Array.of(27 + parity)));
};

/** A key whose children are the accounts of a device. */
export type DeviceKey = {
	readonly key: AccountKey;
	/** Of the parent of its accounts. */
	readonly path: string;
	readonly fingerprint: Hex;
};

type Keypath = {
	/** The places before the one that is left open. */
	readonly places: readonly number[];
	readonly isOpen: boolean;
	readonly fingerprint: Hex | null;
};

/** Pairs of a number, or nothing for any, and whether it is hardened. @throws device-answer */
const readKeypath = (value: Cbor | undefined): Keypath => {
	const fields = mapIn(under(tags.keypath, value), "a path");
	const parts = fields.get(1);
	if (!isList(parts) || parts.length % 2 !== 0 || parts.length > 16)
		throw wrong("a path is none");
	const places: number[] = [];
	let isOpen = false;
	for (let i = 0; i < parts.length; i += 2) {
		const [place, isHard] = [parts[i], parts[i + 1]];
		// Nothing follows the place that is left open, and no hardened one can be left open.
		if (isOpen || typeof isHard !== "boolean") throw wrong("a path is none");
		if (isList(place) && place.length === 0 && !isHard) isOpen = true;
		else if (typeof place === "number" && place < hardened)
			places.push(isHard ? place + hardened : place);
		else throw wrong("a path is none");
	}
	return { places, isOpen, fingerprint: wordIn(fields.get(2)) };
};

/** Below the account's key the accounts lie at 0/i, as BIP-44 has it, unless the device says otherwise. */
const belowIn = (children: Cbor | undefined): readonly number[] => {
	if (children === undefined) return [0];
	const { places, isOpen } = readKeypath(children);
	if (!isOpen || places.some((one) => one >= hardened))
		throw wrong("a key without accounts");
	return places;
};

const readKey = (value: Cbor | undefined, master: Hex | null): DeviceKey => {
	const fields = mapIn(under(tags.hdkey, value), "a key");
	if (fields.get(2) === true) throw wrong("a key that is private");
	const origin = readKeypath(fields.get(6));
	const below = belowIn(fields.get(7));
	if (below.length > 4) throw wrong("a key with too long a path");
	const path = pathText([...origin.places, ...below]);
	if (origin.isOpen || !path.startsWith("m/44'/60'/"))
		throw new Fault("qr-other", `a key at ${path}`);
	return {
		key: {
			publicKey: toHex(bytesIn(fields.get(3), 33, "the public key")),
			chainCode: toHex(bytesIn(fields.get(4), 32, "the chain code")),
			below: [...below],
		},
		path,
		fingerprint: origin.fingerprint ?? master ?? "0x00000000",
	};
};

const isOfEthereum = (thrown: unknown): boolean =>
	!(thrown instanceof Fault && thrown.code === "qr-other");

/**
 * The key of Ethereum's accounts in what a device shows to be added.
 * @throws qr-other where it shows none of Ethereum's; device-answer
 */
export const keyIn = ({ type, bytes }: UrMessage): DeviceKey => {
	const value = decodeCbor(bytes);
	if (type === "crypto-hdkey") return readKey(value, null);
	const fields = mapIn(value, "the account");
	const master = wordIn(fields.get(1));
	const keys = fields.get(2);
	if (!isList(keys)) throw wrong("an account without keys");
	for (const one of keys)
		try {
			return readKey(one, master);
		} catch (thrown) {
			// The keys of other coins stand beside.
			if (isOfEthereum(thrown)) throw thrown;
		}
	throw new Fault("qr-other", "no key of Ethereum");
};
