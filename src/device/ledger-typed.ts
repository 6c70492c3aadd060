// Typed data (EIP-712) as a Ledger takes it to show its fields and to hash them itself: first the structs, then their values, in
// the order in which they are hashed. Nothing is sent beside them: filters, which the maker signs, would have to be asked of its
// server. The maker's library sends the same bytes (held against it in the tests), but for a value whose bytes with their length are
// a multiple of 256, which it cuts short. Source: https://github.com/LedgerHQ/app-ethereum/blob/develop/doc/ethapp.adoc

import { bigToMinimal, concat, fromHex, utf8 } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostTypedChars } from "../protocol/message-views.ts";
import { type ApduHead, cla, mostData, pieces } from "./ledger-apdu.ts";

export type Apdu = { readonly head: ApduHead; readonly data: Uint8Array };

const domainType = "EIP712Domain";

/** What the app cannot be told by its fields: its counts have one byte, its lengths two, and every struct has fields. */
const unfit = (why: string): Fault => new Fault("device-unfit", why);

const field = d.record({ name: d.text(100), type: d.text(100) });
/** As the signer gives it out: read by its types, numbers in decimal digits. */
const typed = d.record({
	types: d.dictionary(d.list(field, 100), 100),
	primaryType: d.text(100),
	domain: d.anything,
	message: d.anything,
});
type Types = d.Decoded<typeof typed>["types"];
type TypedPart = d.Decoded<typeof field>;

type Shape = {
	readonly kind: "struct" | "number" | "bytes" | "text" | "flag";
	/** As the app numbers types. */
	readonly number: number;
	readonly base: string;
	/** Bytes of a number, or of a fixed number of bytes; null for others. */
	readonly size: number | null;
	/** Of its brackets from the left, null where any number may stand in them. */
	readonly levels: readonly (number | null)[];
};

const words: {
	readonly [name: string]: Pick<Shape, "kind" | "number">;
} = {
	int: { kind: "number", number: 1 },
	uint: { kind: "number", number: 2 },
	address: { kind: "bytes", number: 3 },
	bool: { kind: "flag", number: 4 },
	string: { kind: "text", number: 5 },
	bytes: { kind: "bytes", number: 7 },
};
const fixedBytes = 6;
const struct = { kind: "struct", number: 0 } as const;

const wordOf = (name: string): Pick<Shape, "kind" | "number"> | undefined =>
	Object.hasOwn(words, name) ? words[name] : undefined;

/** @throws device-unfit also for a number of no stated size, of which the app would hash another name */
const shapeOf = (type: string): Shape => {
	const [, base = "", brackets = ""] =
		/^([^[\]]+)((?:\[[0-9]*\])*)$/.exec(type) ?? [];
	const levels = [...brackets.matchAll(/\[([0-9]*)\]/g)].map(
		([, digits = ""]) => (digits === "" ? null : Number(digits)),
	);
	const [, kind = base, digits] =
		/^(u?int|bytes)([0-9]{1,3})$/.exec(base) ?? [];
	const word = wordOf(kind);
	if (digits === undefined) {
		if (kind === "int" || kind === "uint") throw unfit(`a number: ${base}`);
		return { ...(word ?? struct), base, size: null, levels };
	}
	const isBytes = kind === "bytes";
	return {
		...(word ?? struct),
		...(isBytes ? { number: fixedBytes } : {}),
		...{ base, levels },
		size: isBytes ? Number(digits) : Number(digits) / 8,
	};
};

const counted = (bytes: Uint8Array): Uint8Array => {
	if (bytes.length > mostData) throw unfit(`${bytes.length} bytes of a name`);
	return concat(Uint8Array.of(bytes.length), bytes);
};
const one = (count: number): Uint8Array => {
	if (count > 255) throw unfit(`${count} in a list`);
	return Uint8Array.of(count);
};

/** What the app is told of a field: kind and flags, the struct's name or the size, its brackets, its own name. */
const definitionOf = ({ name, type }: TypedPart): Uint8Array => {
	const { kind, number, base, size, levels } = shapeOf(type);
	const isList = levels.length > 0;
	return concat(
		one((isList ? 0x80 : 0) | (size === null ? 0 : 0x40) | number),
		...(kind === "struct" ? [counted(utf8(base))] : []),
		...(size === null ? [] : [one(size)]),
		...(isList ? [one(levels.length)] : []),
		...levels.map((level) =>
			level === null ? one(0) : concat(one(1), one(level)),
		),
		counted(utf8(name)),
	);
};

const definitions = (types: Types): readonly Apdu[] =>
	Object.keys(types)
		.toSorted()
		.flatMap((name) => {
			const fields = types[name] ?? [];
			if (fields.length === 0) throw unfit(`nothing in ${name}`);
			return [
				{ head: [cla, 0x1a, 0, 0] as const, data: utf8(name) },
				...fields.map((part) => ({
					head: [cla, 0x1a, 0, 0xff] as const,
					data: definitionOf(part),
				})),
			];
		});

/** A whole number in as few bytes as there may be, and one at least; below nothing, in all bytes of its type. */
const numberBytes = (digits: string, size: number): Uint8Array => {
	const bytes = bigToMinimal(BigInt.asUintN(8 * size, BigInt(digits)));
	return bytes.length === 0 ? Uint8Array.of(0) : bytes;
};

const valueBytes = (value: unknown, { kind, size }: Shape): Uint8Array => {
	if (kind === "flag" && typeof value === "boolean") return one(value ? 1 : 0);
	if (typeof value !== "string") throw unfit("a value of another kind");
	if (kind === "text") return utf8(value);
	return kind === "number" ? numberBytes(value, size ?? 32) : fromHex(value);
};

/** A value with its length before it, cut: each piece but the last says that more comes. */
const valueApdus = (value: Uint8Array): readonly Apdu[] => {
	if (value.length > 0xffff) throw unfit(`${value.length} bytes of a value`);
	const length = Uint8Array.of(value.length >>> 8, value.length);
	const all = pieces(concat(length, value), mostData);
	return all.map((data, i) => ({
		head: [cla, 0x1c, i === all.length - 1 ? 0 : 1, 0xff],
		data,
	}));
};

const valuesOf = (
	types: Types,
	value: unknown,
	shape: Shape,
): readonly Apdu[] => {
	const { levels, kind, base } = shape;
	if (levels.length > 0) {
		// A list of lists is walked from its last bracket.
		if (!Array.isArray(value)) throw unfit("no list");
		const item = { ...shape, levels: levels.slice(0, -1) };
		return [
			{ head: [cla, 0x1c, 0, 0x0f], data: one(value.length) },
			...value.flatMap((part: unknown) => valuesOf(types, part, item)),
		];
	}
	return kind === "struct"
		? structOf(types, value, base)
		: valueApdus(valueBytes(value, shape));
};

const structOf = (
	types: Types,
	value: unknown,
	name: string,
): readonly Apdu[] => {
	// one that is left out is hashed as nothing, which the app does not know
	if (typeof value !== "object" || value === null)
		throw unfit(`no ${name} there`);
	return (types[name] ?? []).flatMap((part) =>
		valuesOf(types, Reflect.get(value, part.name), shapeOf(part.type)),
	);
};

/**
 * What is sent before the question for the signature. @param data typed data in JSON, as the signer reads it
 * @throws device-unfit for what the app can be told by its two hashes alone
 */
export const typedApdus = (data: string): readonly Apdu[] => {
	const { types, primaryType, domain, message } = typed(
		d.parseJson(data, mostTypedChars, 64),
		"typed",
	);
	const root = (name: string, value: unknown): readonly Apdu[] => [
		{ head: [cla, 0x1c, 0, 0], data: utf8(name) },
		...structOf(types, value, name),
	];
	return [
		...definitions(types),
		...root(domainType, domain),
		...root(primaryType, message),
	];
};
