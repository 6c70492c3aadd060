// From unknown to T, or a fault that names the field. The decoders of every message, file and JSON answer are built
// from these. Sizes and depths are bounded here, so nothing from outside can be larger than its decoder says.

import { type Hex, isHex } from "./bytes.ts";
import { Fault, type FaultCode } from "./fault.ts";

/** Decodes `raw` found at `path`, or throws a Fault that names the path. */
export type Decode<T> = (raw: unknown, path: string) => T;
export type Decoded<D> = D extends Decode<infer T> ? T : never;

const wrong = (path: string, wanted: string, raw: unknown): Fault =>
	new Fault("bad-field", `"${path}" is not ${wanted}: ${show(raw)}`);

const show = (raw: unknown): string => {
	if (typeof raw === "string") return JSON.stringify(raw.slice(0, 24));
	if (typeof raw === "object")
		return raw === null ? "null" : Array.isArray(raw) ? "a list" : "a record";
	return String(raw).slice(0, 24);
};

/** What is read, with the faults of its fields under `code` instead of bad-field. */
export const readAs = <T>(code: FaultCode, read: () => T): T => {
	try {
		return read();
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "bad-field")
			throw new Fault(code, thrown.detail, thrown.source);
		throw thrown;
	}
};

/** Runs a decoder, with the faults of the field under `code` instead of bad-field (bad-params for a page's request). */
export const decodeAs = <T>(
	decode: Decode<T>,
	raw: unknown,
	path: string,
	code: FaultCode = "bad-field",
): T => readAs(code, () => decode(raw, path));

/** A string of at most `most` characters (256 unless told). */
export const text =
	(most = 256): Decode<string> =>
	(raw, path) => {
		if (typeof raw !== "string") throw wrong(path, "text", raw);
		if (raw.length > most)
			throw wrong(path, `text of at most ${most} characters`, raw);
		return raw;
	};

export const flag: Decode<boolean> = (raw, path) => {
	if (typeof raw !== "boolean") throw wrong(path, "true or false", raw);
	return raw;
};

/** A JSON number that is a safe integer within the bounds. */
export const int =
	(least = 0, most = Number.MAX_SAFE_INTEGER): Decode<number> =>
	(raw, path) => {
		if (typeof raw !== "number" || !Number.isSafeInteger(raw))
			throw wrong(path, "a whole number", raw);
		if (raw < least || raw > most)
			throw wrong(path, `between ${least} and ${most}`, raw);
		return raw;
	};

/** A decimal string (the beacon API's integers) as a safe integer. */
export const decimal: Decode<number> = (raw, path) => {
	if (typeof raw !== "string" || !/^(0|[1-9][0-9]{0,15})$/.test(raw))
		throw wrong(path, "a decimal integer", raw);
	const value = Number(raw);
	if (!Number.isSafeInteger(value)) throw wrong(path, "a safe integer", raw);
	return value;
};

/** A decimal string of at most 78 digits as a bigint (uint256 in the beacon API). */
export const bigDecimal: Decode<bigint> = (raw, path) => {
	if (typeof raw !== "string" || !/^(0|[1-9][0-9]{0,77})$/.test(raw))
		throw wrong(path, "a decimal integer", raw);
	return BigInt(raw);
};

/** Whole-byte hex of exactly `length` bytes, given back in lower case. */
export const hex =
	(length: number): Decode<Hex> =>
	(raw, path) => {
		if (!isHex(raw, length)) throw wrong(path, `${length} bytes of hex`, raw);
		return raw.toLowerCase() as Hex;
	};

/** Whole-byte hex of at most `most` bytes, given back in lower case. */
export const hexUpTo =
	(most: number): Decode<Hex> =>
	(raw, path) => {
		if (!isHex(raw) || raw.length > 2 + 2 * most)
			throw wrong(path, `hex of at most ${most} bytes`, raw);
		return raw.toLowerCase() as Hex;
	};

export const address: Decode<Hex> = hex(20);
export const hash: Decode<Hex> = hex(32);

/** A JSON-RPC quantity up to 256 bits. Leading zeros are refused, as the spec of JSON-RPC does. */
export const quantity: Decode<bigint> = (raw, path) => {
	if (
		typeof raw !== "string" ||
		!/^0x(0|[1-9a-fA-F][0-9a-fA-F]{0,63})$/.test(raw)
	)
		throw wrong(path, "a quantity", raw);
	return BigInt(raw);
};

/** A JSON-RPC quantity that is a safe integer. */
export const smallQuantity: Decode<number> = (raw, path) => {
	const value = quantity(raw, path);
	if (value > BigInt(Number.MAX_SAFE_INTEGER))
		throw wrong(path, "a safe integer", raw);
	return Number(value);
};

export const list =
	<T>(item: Decode<T>, most: number, least = 0): Decode<readonly T[]> =>
	(raw, path) => {
		if (!Array.isArray(raw)) throw wrong(path, "a list", raw);
		if (raw.length > most || raw.length < least)
			throw new Fault(
				"bad-field",
				`"${path}" has ${raw.length} items, ${least} to ${most} allowed`,
			);
		return raw.map((part: unknown, i) => item(part, `${path}[${i}]`));
	};

/** A list of fixed places, one decoder each. */
export const tuple =
	<const D extends readonly Decode<unknown>[]>(
		...items: D
	): Decode<{ readonly [I in keyof D]: Decoded<D[I]> }> =>
	(raw, path) => {
		if (!Array.isArray(raw) || raw.length !== items.length)
			throw wrong(path, `a list of ${items.length}`, raw);
		return items.map((item, i) => item(raw[i], `${path}[${i}]`)) as never;
	};

type Fields = { readonly [key: string]: Decode<unknown> };
type Optional<F extends Fields> = {
	[K in keyof F]: undefined extends Decoded<F[K]> ? K : never;
}[keyof F];
export type RecordOf<F extends Fields> = {
	readonly [K in Exclude<keyof F, Optional<F>>]: Decoded<F[K]>;
} & { readonly [K in Optional<F>]?: Exclude<Decoded<F[K]>, undefined> };

/** A record; fields it does not name are dropped, missing ones are refused unless `optional`. Own keys only. */
export const record =
	<F extends Fields>(fields: F): Decode<RecordOf<F>> =>
	(raw, path) => {
		if (typeof raw !== "object" || raw === null || Array.isArray(raw))
			throw wrong(path, "a record", raw);
		const out: Record<string, unknown> = {};
		for (const [name, decode] of Object.entries(fields)) {
			const part: unknown = Object.hasOwn(raw, name)
				? (raw as Record<string, unknown>)[name]
				: undefined;
			const value = decode(part, path === "" ? name : `${path}.${name}`);
			if (value !== undefined) out[name] = value;
		}
		return out as never;
	};

/** A record with the same keys, and for each value what is made of it. */
export const mapValues = <K extends string, A, B>(
	of: { readonly [key in K]: A },
	make: (value: A) => B,
): { readonly [key in K]: B } =>
	Object.fromEntries(
		Object.entries<A>(of).map(([key, value]) => [key, make(value)]),
	) as { readonly [key in K]: B };

/** A record of at most `most` keys that are not known beforehand. */
export const dictionary =
	<T>(item: Decode<T>, most: number): Decode<{ readonly [key: string]: T }> =>
	(raw, path) => {
		if (typeof raw !== "object" || raw === null || Array.isArray(raw))
			throw wrong(path, "a record", raw);
		const entries = Object.entries(raw);
		if (entries.length > most)
			throw new Fault("bad-field", `"${path}" has more than ${most} keys`);
		const out = Object.create(null) as Record<string, T>;
		for (const [name, part] of entries)
			out[name] = item(part, `${path}.${name.slice(0, 40)}`);
		return { ...out };
	};

export const optional =
	<T>(decode: Decode<T>): Decode<T | undefined> =>
	(raw, path) =>
		raw === undefined ? undefined : decode(raw, path);

export const nullable =
	<T>(decode: Decode<T>): Decode<T | null> =>
	(raw, path) =>
		raw === null ? null : decode(raw, path);

export const oneOf =
	<const T extends readonly (string | number | boolean)[]>(
		...allowed: T
	): Decode<T[number]> =>
	(raw, path) => {
		const found = allowed.find((value) => value === raw);
		if (found === undefined)
			throw wrong(path, `one of ${allowed.join(", ")}`, raw);
		return found;
	};

/** The first decoder that accepts. Its faults name the last one tried. */
export const either =
	<A, B>(first: Decode<A>, second: Decode<B>): Decode<A | B> =>
	(raw, path) => {
		try {
			return first(raw, path);
		} catch {
			return second(raw, path);
		}
	};

/** One of several records, told by their field "kind". @param unknown the fault for a kind that is none of them */
export const byKind =
	<T>(
		kinds: { readonly [kind: string]: Decode<T> },
		unknown = (kind: string, path: string) =>
			new Fault("bad-field", `"${path}.kind" is "${kind}"`),
	): Decode<T> =>
	(raw, path) => {
		const { kind } = record({ kind: text(60) })(raw, path);
		const decode = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
		if (decode === undefined) throw unknown(kind, path);
		return decode(raw, path);
	};

type Kinds = { readonly [kind: string]: Fields };
/** One record a kind, told apart by it. */
export type VariantOf<K extends Kinds> = {
	readonly [N in keyof K & string]: { readonly kind: N } & RecordOf<K[N]>;
}[keyof K & string];

/** Of those that a variant may be, the one of that kind. */
export type OfKind<
	V extends { readonly kind: string },
	N extends V["kind"],
> = Extract<V, { readonly kind: N }>;

export type Variant<V extends { readonly kind: string }> = {
	/** @throws bad-field, also for a kind that is none of them, and what `check` throws */
	readonly decode: Decode<V>;
	/** The same by the kind, for a table in which those of several files stand. */
	readonly byKind: { readonly [kind: string]: Decode<V> };
	/** Is it one of these, by its kind? What was not decoded may still hold anything. */
	readonly is: (one: { readonly kind: string }) => one is V;
};

/**
 * One of several records, told by their field "kind": each is listed once, with its fields, and types, table and the question
 * whether something is one of them follow.
 * @param check what the fields alone do not say; throws
 */
export const variant = <const K extends Kinds>(
	kinds: K,
	check: (one: VariantOf<K>, path: string) => void = () => {},
): Variant<VariantOf<K>> => {
	const table = Object.fromEntries(
		Object.entries(kinds).map(([kind, fields]) => {
			const decode = record({ kind: oneOf(kind), ...fields });
			return [
				kind,
				(raw: unknown, path: string): VariantOf<K> => {
					const one = decode(raw, path) as VariantOf<K>;
					check(one, path);
					return one;
				},
			];
		}),
	);
	return {
		decode: byKind(table),
		byKind: table,
		is: (one): one is VariantOf<K> => Object.hasOwn(kinds, one.kind),
	};
};

export const nothing: Decode<undefined> = (raw, path) => {
	if (
		raw !== undefined &&
		raw !== null &&
		!(Array.isArray(raw) && raw.length === 0)
	)
		throw wrong(path, "nothing", raw);
	return undefined;
};

export const anything: Decode<unknown> = (raw) => raw;

/** A block of nothing but empty logs has half of it. Each takes up to a hundred bytes of memory, whatever its length. */
const mostJsonValues = 4_000_000;

/** JSON text, bounded in size, in depth and in the number of its values before it is looked at. @throws bad-json, too-large */
export const parseJson = (
	source: string,
	mostChars = 64_000_000,
	mostDepth = 32,
): unknown => {
	if (source.length > mostChars)
		throw new Fault("too-large", `${source.length} characters of JSON`);
	let depth = 0;
	let values = 0;
	let inText = false;
	for (let i = 0; i < source.length; i++) {
		const c = source.charCodeAt(i);
		if (inText) {
			if (c === 92) i++;
			else if (c === 34) inText = false;
		} else if (c === 34) inText = true;
		else if (c === 123 || c === 91) {
			depth++;
			values++;
			if (depth > mostDepth)
				throw new Fault("bad-json", `nested deeper than ${mostDepth}`);
		} else if (c === 125 || c === 93) depth--;
		else if (c === 44) values++;
		if (values > mostJsonValues)
			throw new Fault("too-large", `more than ${mostJsonValues} values`);
	}
	try {
		return JSON.parse(source) as unknown;
	} catch {
		throw new Fault("bad-json", `"${source.slice(0, 40)}…" does not parse`);
	}
};
