// Typed data, sign-ins, authorizations and keystores.

import {
	bigFromBytes,
	bigToMinimal,
	concat,
	fromHex,
	toHex,
	utf8,
} from "../../../src/base/bytes.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { hashPersonal } from "../../../src/crypto/personal-hash.ts";
import {
	addressOf,
	type EcdsaSignature,
	recoverAddress,
	signHash,
} from "../../../src/crypto/secp256k1.ts";
import { readSignIn } from "../../../src/message/siwe.ts";
import {
	decodeTypedData,
	hashTypedData,
} from "../../../src/message/typed-data.ts";
import { decodeKeystore, openKeystore } from "../../../src/signer/keystore.ts";
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

/** 65 bytes: r, s, and the parity as 0 and 1 or as 27 and 28. */
const signatureOf = (hex: string): EcdsaSignature => {
	const bytes = fromHex(hexOf(hex), 65);
	const last = bytes[64] ?? 0;
	return {
		r: bigFromBytes(bytes.subarray(0, 32)),
		s: bigFromBytes(bytes.subarray(32, 64)),
		yParity: (last >= 27 ? last - 27 : last) === 1 ? 1 : 0,
	};
};

const signedHex = ({ r, s, yParity }: EcdsaSignature): string => {
	const word = (value: bigint) => value.toString(16).padStart(64, "0");
	return `0x${word(r)}${word(s)}${(27 + yParity).toString(16)}`;
};

/** EIP-712, with the hash that is signed, and with a signature where there is one. */
export const typedDataForm: Form = (raw) => {
	if (!isRecord(raw) || !isRecord(raw.types) || !isRecord(raw.domain))
		return null;
	const digest = textAt(raw, "digest", "hash", "signingHash");
	const { types, domain, primaryType } = raw;
	const message = raw.message ?? raw.data;
	if (digest === null || typeof primaryType !== "string") return null;
	const hash = (over: unknown): string =>
		toHex(
			hashTypedData(
				decodeTypedData({ types, domain: over, primaryType, message }, "data"),
			),
		);
	const key = textAt(raw, "privateKey");
	const signature = textAt(raw, "signature");
	const { name } = domain;
	return {
		run: () =>
			firstOf(
				differs("the hash", hash(domain), hexOf(digest)),
				key === null || signature === null
					? null
					: differs(
							"the signature",
							signedHex(
								signHash(fromHex(hash(domain) as never), fromHex(hexOf(key))),
							),
							hexOf(signature),
						),
			),
		changed: [
			...(typeof name === "string"
				? [isOther(() => hash({ ...domain, name: `${name}x` }), hexOf(digest))]
				: []),
			isOther(() => hash({ ...domain, chainId: "77777777" }), hexOf(digest)),
		],
	};
};

const isRead = (text: string): boolean => {
	try {
		readSignIn(text);
		return true;
	} catch {
		return false;
	}
};

const timeOf = (raw: unknown): number | null =>
	typeof raw === "string" ? Date.parse(raw) : null;

const readFault = (text: string, fields: Fields): string | null => {
	const read = readSignIn(text);
	const optional = (name: string): unknown => fields[name] ?? null;
	return firstOf(
		differs("the domain", read.domain, fields.domain),
		differs("the account", read.address, hexOf(String(fields.address))),
		differs("the statement", read.statement, optional("statement")),
		differs("the chain", String(read.chainId), String(fields.chainId)),
		differs("the nonce", read.nonce, fields.nonce),
		differs("the time", read.issuedAtMs, timeOf(fields.issuedAt)),
		differs("the end", read.expiresMs, timeOf(fields.expirationTime)),
		differs("the beginning", read.notBeforeMs, timeOf(fields.notBefore)),
		differs("the request", read.requestId, optional("requestId")),
	);
};

/** A sign-in's text with its fields; or a text alone, which is none. EIP-4361. */
export const signInForm: Form = (raw, path) => {
	const asks = " wants you to sign in with your Ethereum account:";
	if (typeof raw === "string")
		return raw.includes(asks) || /siwe/.test(path)
			? {
					run: () =>
						isRead(raw) ? "what is no sign-in was read as one" : null,
				}
			: null;
	if (!isRecord(raw) || !isRecord(raw.fields)) return null;
	const { message, fields } = raw;
	if (typeof message !== "string") return null;
	return {
		run: () => readFault(message, fields),
		changed: [
			() => !isRead(message.replace("Version: 1", "Version: 2")),
			() => !isRead(message.replace("Nonce: ", "Nonce: -")),
			() => !isRead(message.replace(asks, asks.slice(1))),
			() => !isRead(`${message}\nmore`),
		],
	};
};

/** The text of a sign-in from its fields, as EIP-4361 spells it. */
const signInText = (fields: Fields): string => {
	const line = (label: string, name: string): readonly string[] =>
		fields[name] === undefined ? [] : [`${label}: ${String(fields[name])}`];
	const { resources } = fields;
	return [
		`${String(fields.domain)} wants you to sign in with your Ethereum account:`,
		String(fields.address),
		"",
		...(fields.statement === undefined ? [""] : [String(fields.statement), ""]),
		...line("URI", "uri"),
		...line("Version", "version"),
		...line("Chain ID", "chainId"),
		...line("Nonce", "nonce"),
		...line("Issued At", "issuedAt"),
		...line("Expiration Time", "expirationTime"),
		...line("Not Before", "notBefore"),
		...line("Request ID", "requestId"),
		...(Array.isArray(resources)
			? ["Resources:", ...resources.map((one) => `- ${String(one)}`)]
			: []),
	].join("\n");
};

/** A sign-in's fields with a signature, as it is checked at a time. What does not hold is told by its file alone. */
export const signedInForm: Form = (raw, path) => {
	if (!isRecord(raw) || textAt(raw, "domain") === null) return null;
	const signature = textAt(raw, "signature");
	const address = textAt(raw, "address");
	if (address === null || raw.issuedAt === undefined) return null;
	const holds = (fields: Fields, by: string | null): boolean => {
		try {
			const text = signInText(fields);
			const {
				address: own,
				expiresMs,
				notBeforeMs,
				nonce,
				domain,
			} = readSignIn(text);
			if (by === null) return true;
			const nowMs = timeOf(raw.time) ?? Date.parse("2026-01-01T00:00:00Z");
			return (
				recoverAddress(hashPersonal(utf8(text)), signatureOf(by)) === own &&
				(expiresMs === null || expiresMs > nowMs) &&
				(notBeforeMs === null || notBeforeMs <= nowMs) &&
				(raw.matchNonce ?? nonce) === nonce &&
				(raw.domainBinding ?? domain) === domain
			);
		} catch {
			return false;
		}
	};
	const isMeant = !/negative/.test(path);
	return {
		run: () => differs("it holds", holds(raw, signature), isMeant),
		changed:
			isMeant && signature !== null
				? [
						() => !holds(raw, withOtherDigit(hexOf(signature), 20)),
						() => !holds({ ...raw, nonce: `${String(raw.nonce)}x` }, signature),
						() =>
							!holds(
								{
									...raw,
									address: checksummed(withOtherDigit(hexOf(address), 11)),
								},
								signature,
							),
					]
				: [],
	};
};

const authorizationHash = (fields: Fields): Uint8Array =>
	keccak256(
		concat(
			Uint8Array.of(5),
			encodeRlp([
				bigToMinimal(BigInt(String(fields.chainId))),
				fromHex(hexOf(String(fields.address)), 20),
				bigToMinimal(BigInt(String(fields.nonce))),
			]),
		),
	);

/** EIP-7702: what is signed, and by whom. */
export const authorizationForm: Form = (raw) => {
	if (!isRecord(raw) || !isRecord(raw.authorization)) return null;
	const { authorization } = raw;
	const key = textAt(raw, "privateKey");
	const hash = textAt(raw, "hash");
	const signature = textAt(raw, "signature");
	if (key === null || hash === null || signature === null) return null;
	const bytes = fromHex(hexOf(key));
	const made = (fields: Fields): string => toHex(authorizationHash(fields));
	return {
		run: () =>
			firstOf(
				differs("the hash", made(authorization), hexOf(hash)),
				differs(
					"the signature",
					signedHex(signHash(fromHex(hexOf(hash)), bytes)),
					hexOf(signature),
				),
				differs(
					"the signer",
					recoverAddress(fromHex(hexOf(hash)), signatureOf(signature)),
					addressOf(bytes),
				),
			),
		changed: ["chainId", "nonce"].map((name) =>
			isOther(() => made({ ...authorization, [name]: 4_242 }), hexOf(hash)),
		),
	};
};

/** A file of an encrypted key with its password. */
export const keystoreForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const content = textAt(raw, "content");
	const inside: unknown =
		raw.json ?? (content === null ? null : JSON.parse(content));
	const given = textAt(raw, "password");
	if (!isRecord(inside) || given === null) return null;
	if (raw.type !== undefined && raw.type !== "keystore")
		return { unsupported: `a file of the kind "${String(raw.type)}"` };
	// beside a `content` the password is written in hexadecimal digits
	const password =
		content === null
			? given
			: Buffer.from(given.slice(2), "hex").toString("utf8");
	const address = textAt(raw, "address");
	const key = textAt(raw, "priv", "privateKey");
	const open = (with_: string) =>
		openKeystore(decodeKeystore(JSON.stringify(inside)), with_);
	return {
		run: async () => {
			const opened = await open(password);
			return firstOf(
				address === null
					? null
					: differs("the account", opened.address, hexOf(address)),
				key === null
					? null
					: differs("the key", toHex(opened.privateKey), hexOf(key)),
			);
		},
		changed: [
			() =>
				open(`${password}x`).then(
					() => false,
					() => true,
				),
		],
	};
};
