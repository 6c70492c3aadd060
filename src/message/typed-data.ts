// Typed structured data (EIP-712): read strictly, its values brought to one form, and hashed. What is given and not hashed is
// dropped while it is read: nothing can be shown as part of a message that the signature does not cover.
// Source: https://eips.ethereum.org/EIPS/eip-712

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	isHex,
	toHex,
	utf8,
} from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";

export type TypedField = { readonly name: string; readonly type: string };
export type StructTypes = {
	readonly [name: string]: readonly TypedField[];
};

/**
 * A value of one of the types: a number in decimal digits, bytes and addresses as hex in lower case, the fields of a struct
 * that its type names and no others. Null: a struct that is left out, as in types that refer to themselves.
 */
export type TypedValue =
	| string
	| boolean
	| null
	| readonly TypedValue[]
	| TypedStruct;
export type TypedStruct = { readonly [field: string]: TypedValue };

export type TypedData = {
	/** Those that message and domain need, the domain's among them. */
	readonly types: StructTypes;
	readonly primaryType: string;
	readonly domain: TypedStruct;
	readonly message: TypedStruct;
};

const domainType = "EIP712Domain";
/** The fields that a domain may have, in the order in which their type names them. */
const domainFields: readonly TypedField[] = [
	{ name: "name", type: "string" },
	{ name: "version", type: "string" },
	{ name: "chainId", type: "uint256" },
	{ name: "verifyingContract", type: "address" },
	{ name: "salt", type: "bytes32" },
];

const mostTypes = 100;
const mostFields = 100;
const mostName = 100;
const mostValues = 10_000;
const mostDepth = 24;
const mostCharacters = 200_000;

const bad = (path: string, why: string): Fault =>
	new Fault("bad-params", `"${path}" ${why}`);

/** What would end a name early where types are written out cannot stand in one. */
const isName = (raw: string): boolean =>
	raw.length <= mostName && /^[!-~]+$/.test(raw) && !/[(),[\]]/.test(raw);

type Atom =
	| { readonly is: "int" | "uint"; readonly bits: number }
	| { readonly is: "fixed"; readonly length: number }
	| { readonly is: "bytes" | "string" | "bool" | "address" };

/** The type of a word, or null where the name is a struct's. */
const atomOf = (name: string): Atom | null => {
	if (
		name === "bytes" ||
		name === "string" ||
		name === "bool" ||
		name === "address"
	)
		return { is: name };
	const [, kind, digits] = /^(uint|int|bytes)([0-9]*)$/.exec(name) ?? [];
	if (kind === undefined || digits === undefined) return null;
	if (kind === "bytes") {
		const length = Number(digits);
		return /^[1-9][0-9]?$/.test(digits) && length <= 32
			? { is: "fixed", length }
			: null;
	}
	const bits = digits === "" ? 256 : Number(digits);
	const isWhole = digits === "" || /^[1-9][0-9]{0,2}$/.test(digits);
	return isWhole && bits <= 256 && bits % 8 === 0
		? { is: kind === "int" ? "int" : "uint", bits }
		: null;
};

/** Names that belong to words, also where no word of that size is. */
const isWordName = (name: string): boolean =>
	/^(uint|int|bytes)[0-9]*$/.test(name) ||
	["string", "bool", "address"].includes(name);

type Shape = {
	readonly base: string;
	/** Of its brackets from the left: how many items, null where any number. */
	readonly lengths: readonly (number | null)[];
};

/** @throws bad-params for what is no type */
const shapeOf = (type: string, path: string): Shape => {
	const [, base = "", brackets = ""] =
		/^([^[\]]+)((?:\[[0-9]*\])*)$/.exec(type) ?? [];
	const lengths = [...brackets.matchAll(/\[([0-9]*)\]/g)].map(([, digits]) =>
		digits === "" || digits === undefined ? null : Number(digits),
	);
	if (
		!isName(base) ||
		lengths.length > 4 ||
		lengths.some((n) => n !== null && (n === 0 || n > mostValues)) ||
		(isWordName(base) && atomOf(base) === null)
	)
		throw bad(path, `is no type: ${type.slice(0, 40)}`);
	return { base, lengths };
};

const fieldOf = d.record({ name: d.text(mostName), type: d.text(mostName) });

/** @throws bad-params */
const decodeTypes: Decode<StructTypes> = (raw, path) => {
	if (typeof raw !== "object" || raw === null || Array.isArray(raw))
		throw bad(path, "is no record");
	const entries = Object.entries(raw);
	if (entries.length > mostTypes) throw bad(path, "has too many types");
	const types = entries.map(
		([name, fields]: [string, unknown]): [string, readonly TypedField[]] => {
			const at = `${path}.${name.slice(0, 40)}`;
			if (!isName(name) || isWordName(name) || name === "__proto__")
				throw bad(at, "is no name of a struct");
			if (!Array.isArray(fields) || fields.length > mostFields)
				throw bad(at, `is no list of at most ${mostFields} fields`);
			const read = fields.map((field: unknown, i) => {
				const place = `${at}[${i}]`;
				const { name, type } = d.decodeAs(fieldOf, field, place, "bad-params");
				if (!isName(name) || name === "__proto__")
					throw bad(`${place}.name`, "is no name");
				shapeOf(type, `${place}.type`);
				return { name, type };
			});
			if (new Set(read.map(({ name }) => name)).size !== read.length)
				throw bad(at, "has a field twice");
			return [name, read];
		},
	);
	return Object.fromEntries(types);
};

/** The struct itself first, then what it refers to by name, each once. @throws bad-params when one is not there */
const neededBy = (types: StructTypes, name: string): readonly string[] => {
	const found = new Set<string>();
	const walk = (at: string): void => {
		if (found.has(at)) return;
		if (!Object.hasOwn(types, at)) throw bad(`types.${at}`, "is missing");
		found.add(at);
		for (const { name: field, type } of types[at] ?? []) {
			const { base } = shapeOf(type, `types.${at}.${field}`);
			if (atomOf(base) === null) walk(base);
		}
	};
	walk(name);
	const [, ...others] = found;
	// by code units, as those who verify sort them
	return [name, ...others.toSorted((a, b) => (a < b ? -1 : 1))];
};

/** How a struct and what it refers to are written: `Mail(Person from,string text)Person(string name)`. */
export const encodeType = (types: StructTypes, name: string): string =>
	neededBy(types, name)
		.map(
			(one) =>
				`${one}(${(types[one] ?? []).map((field) => `${field.type} ${field.name}`).join(",")})`,
		)
		.join("");

/** @throws bad-params for what is no whole number of that many bits */
const wholeNumber = (
	raw: unknown,
	{ is, bits }: { readonly is: "int" | "uint"; readonly bits: number },
	path: string,
): string => {
	const digits = typeof raw === "number" ? String(raw) : raw;
	if (
		typeof digits !== "string" ||
		!/^(-?(0|[1-9][0-9]{0,77})|0x[0-9a-fA-F]{1,64})$/.test(digits) ||
		(typeof raw === "number" && !Number.isSafeInteger(raw))
	)
		throw bad(path, "is no whole number");
	const value = BigInt(digits);
	const [least, most] =
		is === "uint"
			? [0n, 2n ** BigInt(bits)]
			: [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1)];
	if (value < least || value >= most)
		throw bad(path, `is out of ${is}${bits}'s range`);
	return value.toString();
};

const bytesOf = (raw: unknown, length: number, path: string): string => {
	if (!isHex(raw, length)) throw bad(path, `is not ${length} bytes of hex`);
	return raw.toLowerCase();
};

const readWord = (raw: unknown, atom: Atom, path: string): TypedValue => {
	switch (atom.is) {
		case "int":
		case "uint":
			return wholeNumber(raw, { is: atom.is, bits: atom.bits }, path);
		case "bool":
			if (typeof raw !== "boolean") throw bad(path, "is not true or false");
			return raw;
		case "string":
			// a half character has no bytes of its own: another text would have the same hash
			if (typeof raw !== "string" || /\p{Surrogate}/u.test(raw))
				throw bad(path, "is no text");
			return raw;
		case "bytes":
			if (!isHex(raw)) throw bad(path, "is no hex");
			return raw.toLowerCase();
		case "address":
			return bytesOf(raw, 20, path);
		case "fixed":
			return bytesOf(raw, atom.length, path);
	}
};

/** Reads values by their types. What is read in one message is counted together. */
class Reading {
	#values = 0;
	#characters = 0;
	readonly #types: StructTypes;
	constructor(types: StructTypes) {
		this.#types = types;
	}

	#count(path: string, depth: number, characters: number): void {
		this.#values++;
		this.#characters += characters;
		if (
			this.#values > mostValues ||
			this.#characters > mostCharacters ||
			depth > mostDepth
		)
			throw new Fault(
				"too-large",
				`"${path}" is past what one message may hold`,
			);
	}

	struct(raw: unknown, name: string, path: string, depth: number): TypedStruct {
		this.#count(path, depth, 0);
		if (typeof raw !== "object" || raw === null || Array.isArray(raw))
			throw bad(path, "is no record");
		const fields = this.#types[name] ?? [];
		return Object.fromEntries(
			fields.map(({ name: field, type }): [string, TypedValue] => {
				const at = `${path}.${field}`;
				const given: unknown = Object.hasOwn(raw, field)
					? Reflect.get(raw, field)
					: undefined;
				return [field, this.#value(given, shapeOf(type, at), at, depth + 1)];
			}),
		);
	}

	#value(
		raw: unknown,
		{ base, lengths }: Shape,
		path: string,
		depth: number,
	): TypedValue {
		const wanted = lengths.at(-1);
		if (wanted !== undefined) {
			this.#count(path, depth, 0);
			if (!Array.isArray(raw) || (wanted !== null && raw.length !== wanted))
				throw bad(path, `is no list${wanted === null ? "" : ` of ${wanted}`}`);
			const item = { base, lengths: lengths.slice(0, -1) };
			return raw.map((part: unknown, i) =>
				this.#value(part, item, `${path}[${i}]`, depth + 1),
			);
		}
		const atom = atomOf(base);
		if (atom === null) {
			if (raw !== null && raw !== undefined)
				return this.struct(raw, base, path, depth);
			this.#count(path, depth, 0);
			return null;
		}
		const value = readWord(raw, atom, path);
		this.#count(path, depth, typeof value === "string" ? value.length : 0);
		return value;
	}
}

const encodeWord = (value: TypedValue, atom: Atom): Uint8Array => {
	if (typeof value === "boolean") return bigToBytes(value ? 1n : 0n, 32);
	const given = String(value);
	switch (atom.is) {
		case "int":
		case "uint":
			return bigToBytes(BigInt.asUintN(256, BigInt(given)), 32);
		case "string":
			return keccak256(utf8(given));
		case "bytes":
			return keccak256(fromHex(given));
		case "fixed":
			return concat(fromHex(given), new Uint8Array(32 - atom.length));
		default:
			return concat(new Uint8Array(12), fromHex(given));
	}
};

export const isStruct = (value: TypedValue | undefined): value is TypedStruct =>
	typeof value === "object" && value !== null && !Array.isArray(value);

const encodeValue = (
	types: StructTypes,
	{ base, lengths }: Shape,
	value: TypedValue,
): Uint8Array => {
	if (Array.isArray(value)) {
		const item = { base, lengths: lengths.slice(0, -1) };
		return keccak256(
			concat(
				...value.map((part: TypedValue) => encodeValue(types, item, part)),
			),
		);
	}
	const atom = atomOf(base);
	if (atom !== null) return encodeWord(value, atom);
	return isStruct(value) ? hashStruct(types, base, value) : new Uint8Array(32);
};

/** A type can be long and its structs many: of each it is written out and hashed once. */
const typeHashes = new WeakMap<StructTypes, Map<string, Uint8Array>>();

const typeHash = (types: StructTypes, name: string): Uint8Array => {
	const known = typeHashes.get(types) ?? new Map<string, Uint8Array>();
	typeHashes.set(types, known);
	const hash = known.get(name) ?? keccak256(utf8(encodeType(types, name)));
	known.set(name, hash);
	return hash;
};

/** `hashStruct` of the standard, for values that were read by the same types. */
export const hashStruct = (
	types: StructTypes,
	name: string,
	value: TypedStruct,
): Uint8Array =>
	keccak256(
		concat(
			typeHash(types, name),
			...(types[name] ?? []).map(({ name: field, type }) =>
				encodeValue(types, shapeOf(type, field), value[field] ?? null),
			),
		),
	);

/** Where a message names no type for its domain, it has the fields that are given. */
const domainTypeOf = (types: StructTypes, domain: object): StructTypes =>
	Object.hasOwn(types, domainType)
		? types
		: {
				...types,
				[domainType]: domainFields.filter(({ name }) =>
					Object.hasOwn(domain, name),
				),
			};

/** @throws bad-params where the standard knows no such field of a domain, or knows it of another type */
const checkDomainType = (types: StructTypes): void => {
	for (const { name, type } of types[domainType] ?? [])
		if (!domainFields.some((one) => one.name === name && one.type === type))
			throw bad(`types.${domainType}.${name}`, "is no field of a domain");
};

const outer = d.record({
	primaryType: d.text(mostName),
	types: d.anything,
	domain: d.anything,
	message: d.anything,
});

/**
 * A message as a site gives it, in JSON: its types bounded and whole, each value of its type and in one form, nothing in it
 * that is not hashed.
 * @throws bad-params naming the field, too-large
 */
export const decodeTypedData: Decode<TypedData> = (raw, path) => {
	const given = d.decodeAs(outer, raw, path, "bad-params");
	const { primaryType, domain, message } = given;
	if (!isName(primaryType)) throw bad(`${path}.primaryType`, "is no name");
	if (typeof domain !== "object" || domain === null)
		throw bad(`${path}.domain`, "is no record");
	const all = domainTypeOf(decodeTypes(given.types, `${path}.types`), domain);
	checkDomainType(all);
	if (primaryType === domainType)
		throw bad(`${path}.primaryType`, "is the domain: there is no message");
	const needed = new Set([
		...neededBy(all, primaryType),
		...neededBy(all, domainType),
	]);
	const types = Object.fromEntries(
		Object.entries(all).filter(([name]) => needed.has(name)),
	);
	const reading = new Reading(types);
	return {
		types,
		primaryType,
		domain: reading.struct(domain, domainType, `${path}.domain`, 0),
		message: reading.struct(message, primaryType, `${path}.message`, 0),
	};
};

/** The hash of the domain, which binds a signature to it. */
export const domainSeparator = ({ types, domain }: TypedData): Uint8Array =>
	hashStruct(types, domainType, domain);

/** The hash of the message itself. */
export const messageHash = ({
	types,
	primaryType,
	message,
}: TypedData): Uint8Array => hashStruct(types, primaryType, message);

/** What is signed: 0x1901, the domain's hash, the message's. 32 bytes. */
export const hashTypedData = (data: TypedData): Uint8Array =>
	keccak256(
		concat(Uint8Array.of(0x19, 0x01), domainSeparator(data), messageHash(data)),
	);

export type TypedDomain = {
	readonly name: string | null;
	readonly version: string | null;
	/** Null: the signature holds on every chain. */
	readonly chainId: bigint | null;
	/** Null: it is bound to no contract. */
	readonly verifyingContract: Hex | null;
	readonly salt: Hex | null;
};

/** What the domain binds the signature to: hashed fields alone. */
export const domainOf = ({ types, domain }: TypedData): TypedDomain => {
	const names = (types[domainType] ?? []).map(({ name }) => name);
	const of = (name: string): string | null =>
		names.includes(name) ? String(domain[name]) : null;
	const bytes = (name: string): Hex | null => {
		const found = of(name);
		return found === null ? null : toHex(fromHex(found));
	};
	const chainId = of("chainId");
	return {
		name: of("name"),
		version: of("version"),
		chainId: chainId === null ? null : BigInt(chainId),
		verifyingContract: bytes("verifyingContract"),
		salt: bytes("salt"),
	};
};
