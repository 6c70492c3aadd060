// The encodings below all else: contract ABI, RLP, hashes, and keys out of passwords.

import { ripemd160 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import {
	sha256 as nobleSha256,
	sha512 as nobleSha512,
} from "@noble/hashes/sha2.js";
import {
	type Abi,
	abiAddress,
	abiBytes,
	abiEncode,
	abiList,
	abiTuple,
	abiWord,
} from "../../../src/base/abi.ts";
import { concat, fromHex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { decodeRlp, encodeRlp, type Rlp } from "../../../src/base/rlp.ts";
import { keccak256, sha256 } from "../../../src/crypto/hash.ts";
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

// --- types as they are written

/** The parts between the commas that are in no brackets, each without a name that stands behind it. */
const partsOf = (inside: string): readonly string[] => {
	const parts: string[] = [];
	let depth = 0;
	let own = "";
	for (const char of inside)
		if (char === "," && depth === 0) {
			parts.push(own);
			own = "";
		} else {
			if (char === "(") depth++;
			if (char === ")") depth--;
			own += char;
		}
	return own === "" && parts.length === 0 ? [] : [...parts, own];
};

type AbiType =
	| {
			readonly kind: "list";
			readonly of: string;
			readonly count: number | null;
	  }
	| { readonly kind: "tuple"; readonly parts: readonly string[] }
	| { readonly kind: "plain"; readonly name: string };

const typeOf = (written: string): AbiType => {
	const type = written.trim();
	const array = /^(.*)\[(\d*)\]$/s.exec(type);
	if (array !== null)
		return {
			kind: "list",
			of: array[1] ?? "",
			count: array[2] === "" ? null : Number(array[2]),
		};
	const tuple = /^(?:tuple)?\((.*)\)(?:\s+\w+)?$/s.exec(type);
	if (tuple !== null) return { kind: "tuple", parts: partsOf(tuple[1] ?? "") };
	// "uint256 amount": the name behind it says nothing
	return { kind: "plain", name: type.split(/\s/)[0] ?? "" };
};

/** A value as files write it: plain, or with its type beside it. */
const plain = (raw: unknown): unknown =>
	isRecord(raw) && "value" in raw && typeof raw.type === "string"
		? raw.value
		: raw;

const items = (raw: unknown): readonly unknown[] => {
	const value = plain(raw);
	if (Array.isArray(value)) return value;
	if (isRecord(value)) return Object.values(value);
	throw new TypeError("a list expected");
};

const wholeOf = (raw: unknown): bigint => {
	const value = plain(raw);
	if (typeof value === "boolean") return value ? 1n : 0n;
	const written = String(value);
	return written.startsWith("-") ? -BigInt(written.slice(1)) : BigInt(written);
};

const bytesOf = (raw: unknown, isText: boolean): Uint8Array => {
	const value = String(plain(raw) ?? "");
	return !isText && /^0x([0-9a-fA-F]{2})*$/.test(value)
		? fromHex(hexOf(value))
		: utf8(value);
};

const padded = (bytes: Uint8Array, length: number): Uint8Array =>
	concat(bytes, new Uint8Array(length - bytes.length));

const twosComplement = (value: bigint, bits: number): bigint =>
	BigInt.asUintN(bits, value);

const plainAbi = (name: string, raw: unknown): Abi => {
	if (name === "address") return abiAddress(hexOf(String(plain(raw))));
	if (name === "string") return abiBytes(toHex(bytesOf(raw, true)));
	if (name === "bytes") return abiBytes(toHex(bytesOf(raw, false)));
	if (/^bytes\d+$/.test(name))
		return { isDynamic: false, bytes: padded(bytesOf(raw, false), 32) };
	if (/^(u?int\d*|bool)$/.test(name))
		return abiWord(twosComplement(wholeOf(raw), 256));
	throw new TypeError(`no type "${name}"`);
};

const abiOf = (written: string, raw: unknown): Abi => {
	const type = typeOf(written);
	if (type.kind === "plain") return plainAbi(type.name, raw);
	const values = items(raw);
	if (type.kind === "tuple")
		return abiTuple(...type.parts.map((part, i) => abiOf(part, values[i])));
	const encoded = values.map((value) => abiOf(type.of, value));
	if (type.count === null) return abiList(encoded);
	if (encoded.length !== type.count) throw new TypeError("another count");
	// none of them, and still what each would be
	return encoded.length === 0
		? { isDynamic: false, bytes: new Uint8Array(0) }
		: abiTuple(...encoded);
};

const encodedAs = (
	types: readonly string[],
	values: readonly unknown[],
): string =>
	toHex(abiEncode(...types.map((type, i) => abiOf(type, values[i]))));

const textsOf = (raw: unknown): readonly string[] | null =>
	Array.isArray(raw) && raw.every((one) => typeof one === "string")
		? raw
		: null;

/** Values with their types, and what they are as arguments of a call. */
export const abiForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const wanted = textAt(raw, "encoded", "result");
	const types =
		textsOf(raw.types) ??
		(textAt(raw, "type") === null ? null : [String(raw.type)]);
	const given =
		raw.args ??
		raw.values ??
		(raw.types === undefined ? [raw.verbose ?? raw.value] : null);
	if (wanted === null || types === null || !Array.isArray(given)) return null;
	if (!/^(0x)?([0-9a-fA-F]{2})*$/.test(wanted)) return null;
	return {
		run: () => differs("the arguments", encodedAs(types, given), hexOf(wanted)),
		changed: [
			isOther(
				() => encodedAs([...types, "uint256"], [...given, 7]),
				hexOf(wanted),
			),
			isOther(
				() => encodedAs(types, given),
				withOtherDigit(hexOf(wanted), wanted.length >> 1),
			),
		],
	};
};

// --- packed, and hashed

const packedPlain = (
	name: string,
	raw: unknown,
	inList: boolean,
): Uint8Array => {
	if (inList && !/^(bytes|string)$/.test(name))
		return plainAbi(name, raw).bytes;
	if (name === "address") return fromHex(hexOf(String(plain(raw))), 20);
	if (name === "string") return bytesOf(raw, true);
	if (/^bytes\d*$/.test(name)) return bytesOf(raw, false);
	if (name === "bool") return Uint8Array.of(Number(wholeOf(raw)));
	const bits = Number(/\d+$/.exec(name)?.[0] ?? 256);
	const hex = twosComplement(wholeOf(raw), bits).toString(16);
	return fromHex(`0x${hex.padStart(bits / 4, "0")}`);
};

const packed = (written: string, raw: unknown, inList = false): Uint8Array => {
	const type = typeOf(written);
	if (type.kind === "plain") return packedPlain(type.name, raw, inList);
	if (type.kind === "tuple") throw new TypeError("no packed tuple");
	return concat(...items(raw).map((value) => packed(type.of, value, true)));
};

const hashesFault = (bytes: Uint8Array, told: Fields): string | null => {
	const made: readonly (readonly [string, () => Uint8Array])[] = [
		["keccak256", () => keccak256(bytes)],
		["sha256", () => sha256(bytes)],
		["sha512", () => nobleSha512(bytes)],
		["ripemd160", () => ripemd160(bytes)],
	];
	return firstOf(
		...made.map(([name, hash]) => {
			const wanted = textAt(told, name);
			return wanted === null
				? null
				: // some write the shorter hash as a word
					differs(
						name,
						toHex(hash()),
						hexOf(wanted).slice(0, 2 + 2 * hash().length),
					);
		}),
	);
};

/** Values that are hashed as they stand beside each other. */
export const packedForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const types = textsOf(raw.types);
	const { values } = raw;
	if (types === null || !Array.isArray(values) || raw.keccak256 === undefined)
		return null;
	const given: readonly unknown[] = values;
	const bytes = (): Uint8Array =>
		concat(...types.map((type, i) => packed(type, given[i])));
	return {
		run: () => hashesFault(bytes(), raw),
		changed: [
			() => hashesFault(concat(bytes(), Uint8Array.of(1)), raw) !== null,
		],
	};
};

/** Bytes with their hashes. */
export const hashForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const data = textAt(raw, "data");
	if (data === null || raw.keccak256 === undefined) return null;
	const bytes = fromHex(hexOf(data));
	return {
		run: () => hashesFault(bytes, raw),
		changed: [() => hashesFault(concat(bytes, Uint8Array.of(0)), raw) !== null],
	};
};

/** A password with the keys made of it. */
export const passwordForm: Form = (raw) => {
	if (!isRecord(raw) || !isRecord(raw.pbkdf2) || !isRecord(raw.scrypt))
		return null;
	const { pbkdf2: slow, scrypt: wide } = raw;
	const dkLen = Number(raw.dkLen);
	const password = fromHex(hexOf(String(raw.password)));
	const salt = fromHex(hexOf(String(raw.salt)));
	const digest = slow.algorithm === "sha512" ? nobleSha512 : nobleSha256;
	const byIterations = (given: Uint8Array): string =>
		toHex(pbkdf2(digest, given, salt, { c: Number(slow.iterations), dkLen }));
	return {
		run: () =>
			firstOf(
				differs("the key", byIterations(password), hexOf(String(slow.key))),
				differs(
					"the key by scrypt",
					toHex(
						scrypt(password, salt, {
							N: Number(wide.N),
							r: Number(wide.r),
							p: Number(wide.p),
							dkLen,
						}),
					),
					hexOf(String(wide.key)),
				),
			),
		changed: [
			isOther(
				() => byIterations(concat(password, Uint8Array.of(1))),
				hexOf(String(slow.key)),
			),
		],
	};
};

// --- RLP

/** Text, numbers and lists as the official tests write them; text that begins with # is a number. */
const rlpOf = (raw: unknown): Rlp => {
	if (Array.isArray(raw)) return raw.map(rlpOf);
	if (
		typeof raw === "number" ||
		(typeof raw === "string" && raw.startsWith("#"))
	) {
		const value = BigInt(String(raw).replace("#", ""));
		const hex = value === 0n ? "" : value.toString(16);
		return fromHex(`0x${hex.padStart(hex.length + (hex.length % 2), "0")}`);
	}
	return bytesOf(raw, false);
};

const rlpHex = (item: Rlp): string => toHex(encodeRlp(item));

/** An item with its encoding; or an encoding that is none. */
export const rlpForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const encoded = textAt(raw, "encoded", "out");
	const isNone = raw.in === "INVALID" || raw.in === "VALID";
	const item = raw.decoded ?? (raw.encoded === undefined ? raw.in : undefined);
	if (encoded === null || item === undefined) return null;
	const bytes = fromHex(hexOf(encoded));
	const canonical = (): boolean => {
		try {
			return rlpHex(decodeRlp(bytes, 1_024)) === toHex(bytes);
		} catch {
			return false;
		}
	};
	if (isNone)
		return {
			run: () => differs("it is read", canonical(), raw.in === "VALID"),
		};
	return {
		run: () =>
			firstOf(
				differs("the encoding", rlpHex(rlpOf(item)), hexOf(encoded)),
				differs("it is read", canonical(), true),
			),
		changed: [
			isOther(() => decodeRlp(concat(bytes, Uint8Array.of(0))), null),
			isOther(() => decodeRlp(bytes.subarray(0, -1)), null),
		],
	};
};
