// SSZ: types as plain data, and what can be done with bytes of a type: take them apart, turn them into the beacon API's
// JSON and back, and compute their root. Bytes stay bytes: a part of an object is a range of its serialization, so a
// root is always that of what was received. Knows no Ethereum object.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/ssz/simple-serialize.md

import { concat, fromHex, isHex, toHex } from "./bytes.ts";
import { digests } from "./digest.ts";
import { Fault } from "./fault.ts";
import type { Json } from "./immutable.ts";

export type SszType =
	| { readonly kind: "uint"; readonly bytes: 1 | 2 | 4 | 8 | 16 | 32 }
	| { readonly kind: "boolean" }
	| { readonly kind: "bytes"; readonly length: number }
	| { readonly kind: "byteList"; readonly limit: number }
	| { readonly kind: "bits"; readonly length: number }
	| { readonly kind: "bitList"; readonly limit: number }
	| { readonly kind: "vector"; readonly item: SszType; readonly length: number }
	| { readonly kind: "list"; readonly item: SszType; readonly limit: number }
	| {
			readonly kind: "container";
			readonly fields: readonly (readonly [string, SszType])[];
	  };

export const uint8: SszType = { kind: "uint", bytes: 1 };
export const uint64: SszType = { kind: "uint", bytes: 8 };
export const uint256: SszType = { kind: "uint", bytes: 32 };
export const bytes = (length: number): SszType => ({ kind: "bytes", length });
export const byteList = (limit: number): SszType => ({
	kind: "byteList",
	limit,
});
export const bits = (length: number): SszType => ({ kind: "bits", length });
export const bitList = (limit: number): SszType => ({ kind: "bitList", limit });
export const vector = (item: SszType, length: number): SszType => ({
	kind: "vector",
	item,
	length,
});
export const list = (item: SszType, limit: number): SszType => ({
	kind: "list",
	item,
	limit,
});
export const container = (
	...fields: readonly (readonly [string, SszType])[]
): SszType => ({ kind: "container", fields });

/** Bytes of a type; a part of an object is the range of it. */
export type SszPart = { readonly type: SszType; readonly bytes: Uint8Array };

const offsetBytes = 4;

/** The length of every serialization of the type, or null when it varies. */
export const fixedSize = (type: SszType): number | null => {
	switch (type.kind) {
		case "uint":
			return type.bytes;
		case "boolean":
			return 1;
		case "bytes":
			return type.length;
		case "bits":
			return Math.ceil(type.length / 8);
		case "byteList":
		case "bitList":
		case "list":
			return null;
		case "vector": {
			const size = fixedSize(type.item);
			return size === null ? null : size * type.length;
		}
		case "container": {
			let sum = 0;
			for (const [, field] of type.fields) {
				const size = fixedSize(field);
				if (size === null) return null;
				sum += size;
			}
			return sum;
		}
	}
};

const bad = (detail: string): Fault => new Fault("bad-ssz", detail);

const readOffset = (from: Uint8Array, at: number): number =>
	new DataView(from.buffer, from.byteOffset, from.byteLength).getUint32(
		at,
		true,
	);

// The fixed part holds the fixed-size items and an offset for each other one; the others follow in order, with no gap.
const split = (
	types: readonly SszType[],
	whole: Uint8Array,
): readonly SszPart[] => {
	const sizes = types.map(fixedSize);
	let fixed = 0;
	for (const size of sizes) fixed += size ?? offsetBytes;
	if (whole.length < fixed)
		throw bad(`${whole.length} bytes, at least ${fixed} needed`);
	const starts: number[] = [];
	let at = 0;
	for (const size of sizes) {
		if (size === null) starts.push(readOffset(whole, at));
		at += size ?? offsetBytes;
	}
	if ((starts[0] ?? whole.length) !== fixed)
		throw bad(
			starts.length === 0
				? `${whole.length} bytes, ${fixed} expected`
				: `first offset ${starts[0]}, ${fixed} expected`,
		);
	at = 0;
	let next = 0;
	return types.map((type, i) => {
		const size = sizes[i] ?? null;
		if (size !== null) {
			at += size;
			return { type, bytes: whole.subarray(at - size, at) };
		}
		at += offsetBytes;
		const start = starts[next] ?? 0;
		next += 1;
		const end = starts[next] ?? whole.length;
		if (end < start || end > whole.length)
			throw bad(`offset ${end} after ${start} in ${whole.length} bytes`);
		return { type, bytes: whole.subarray(start, end) };
	});
};

const itemCount = (item: SszType, limit: number, whole: Uint8Array): number => {
	if (whole.length === 0) return 0;
	const size = fixedSize(item);
	if (size === null && whole.length < offsetBytes)
		throw bad(`a list of ${whole.length} bytes`);
	const unit = size ?? offsetBytes;
	const span = size === null ? readOffset(whole, 0) : whole.length;
	if (span % unit !== 0 || span === 0)
		throw bad(`a list of ${span} bytes in items of ${unit}`);
	if (span / unit > limit) throw bad(`${span / unit} items, ${limit} allowed`);
	if (span > whole.length) throw bad(`first offset ${span} is outside`);
	return span / unit;
};

const repeat = (type: SszType, count: number): readonly SszType[] =>
	new Array<SszType>(count).fill(type);

/**
 * The direct parts of a vector, list or container, in order.
 * @throws bad-ssz when lengths or offsets are wrong; RangeError for a type without parts.
 */
export const sszParts = ({
	type,
	bytes: whole,
}: SszPart): readonly SszPart[] => {
	switch (type.kind) {
		case "vector":
			return split(repeat(type.item, type.length), whole);
		case "list":
			return split(
				repeat(type.item, itemCount(type.item, type.limit, whole)),
				whole,
			);
		case "container":
			return split(
				type.fields.map(([, field]) => field),
				whole,
			);
		default:
			throw new RangeError(`"type" ${type.kind} has no parts`);
	}
};

/**
 * The part found by walking container fields by name.
 * @throws bad-ssz when the bytes are not of the type; RangeError for a name the type does not have.
 */
export const sszAt = (part: SszPart, ...path: readonly string[]): SszPart => {
	let here = part;
	for (const name of path) {
		const { type } = here;
		const index =
			type.kind === "container"
				? type.fields.findIndex(([field]) => field === name)
				: -1;
		const found = index < 0 ? undefined : sszParts(here)[index];
		if (found === undefined) throw new RangeError(`"path" has no "${name}"`);
		here = found;
	}
	return here;
};

/** Has the type a field of this name? */
export const hasField = (type: SszType, name: string): boolean =>
	type.kind === "container" && type.fields.some(([field]) => field === name);

// Length, padding and range of a value without parts. @throws bad-ssz
const checkLeaf = ({ type, bytes: own }: SszPart): void => {
	const size = fixedSize(type);
	if (size !== null && own.length !== size)
		throw bad(`${own.length} bytes, ${size} expected`);
	const last = own[own.length - 1] ?? 0;
	if (type.kind === "boolean" && last > 1) throw bad(`boolean ${last}`);
	if (type.kind === "byteList" && own.length > type.limit)
		throw bad(`${own.length} bytes, ${type.limit} allowed`);
	if (
		type.kind === "bits" &&
		type.length % 8 !== 0 &&
		last >> (type.length % 8)
	)
		throw bad("bits beyond the end of a bit vector");
	if (type.kind === "bitList") {
		if (last === 0) throw bad("a bit list without its end mark");
		if (bitListLength(own) > type.limit)
			throw bad(`more than ${type.limit} bits`);
	}
};

const bitListLength = (own: Uint8Array): number =>
	8 * (own.length - 1) + (31 - Math.clz32(own[own.length - 1] ?? 1));

const isComposite = (type: SszType): boolean =>
	type.kind === "vector" || type.kind === "list" || type.kind === "container";

const littleEndian = (own: Uint8Array): bigint => {
	let value = 0n;
	for (let i = own.length - 1; i >= 0; i--)
		value = (value << 8n) | BigInt(own[i] ?? 0);
	return value;
};

/** Passes when the bytes are a serialization of the type, to its depth. @throws bad-ssz */
export const checkSsz = (part: SszPart): void => {
	if (isComposite(part.type)) for (const p of sszParts(part)) checkSsz(p);
	else checkLeaf(part);
};

/** The value in the beacon API's JSON: integers in decimal, bytes and bits in hex. @throws bad-ssz */
export const sszToJson = (part: SszPart): Json => {
	const { type, bytes: own } = part;
	if (type.kind === "container") {
		const parts = sszParts(part);
		return Object.fromEntries(
			type.fields.map(([name], i) => {
				const field = parts[i];
				return [name, field === undefined ? null : sszToJson(field)];
			}),
		);
	}
	if (isComposite(type)) return sszParts(part).map(sszToJson);
	checkLeaf(part);
	if (type.kind === "uint") return littleEndian(own).toString();
	if (type.kind === "boolean") return own[0] === 1;
	return toHex(own);
};

const wrong = (path: string, wanted: string): Fault =>
	new Fault("bad-field", `"${path}" is not ${wanted}`);

/**
 * The serialization of a value in the beacon API's JSON. Keys the type does not name are passed over.
 * @throws bad-field naming the field that is missing, misshapen or out of bounds.
 */
export const jsonToSsz = (
	type: SszType,
	raw: unknown,
	path: string,
): Uint8Array => {
	switch (type.kind) {
		case "uint": {
			if (typeof raw !== "string" || !/^(0|[1-9][0-9]{0,77})$/.test(raw))
				throw wrong(path, "a decimal integer");
			return leastFirst(BigInt(raw), type.bytes, path);
		}
		case "boolean":
			if (raw === true || raw === "true") return Uint8Array.of(1);
			if (raw === false || raw === "false") return Uint8Array.of(0);
			throw wrong(path, "true or false");
		case "vector":
		case "list": {
			const least = type.kind === "vector" ? type.length : 0;
			const most = type.kind === "vector" ? type.length : type.limit;
			if (!Array.isArray(raw) || raw.length < least || raw.length > most)
				throw wrong(path, `a list of ${least} to ${most}`);
			return join(
				raw.map((item: unknown, i) => ({
					type: type.item,
					bytes: jsonToSsz(type.item, item, `${path}[${i}]`),
				})),
			);
		}
		case "container": {
			if (typeof raw !== "object" || raw === null || Array.isArray(raw))
				throw wrong(path, "a record");
			const given = new Map<string, unknown>(Object.entries(raw));
			return join(
				type.fields.map(([name, field]) => ({
					type: field,
					bytes: jsonToSsz(
						field,
						given.get(name),
						path === "" ? name : `${path}.${name}`,
					),
				})),
			);
		}
		default: {
			if (!isHex(raw)) throw wrong(path, "hex");
			const own = fromHex(raw);
			try {
				checkLeaf({ type, bytes: own });
			} catch (thrown) {
				if (thrown instanceof Fault)
					throw wrong(path, `valid: ${thrown.detail}`);
				throw thrown;
			}
			return own;
		}
	}
};

const leastFirst = (
	value: bigint,
	length: number,
	path: string,
): Uint8Array => {
	const own = new Uint8Array(length);
	let rest = value;
	for (let i = 0; i < length; i++) {
		own[i] = Number(rest & 255n);
		rest >>= 8n;
	}
	if (rest !== 0n) throw wrong(path, `below 2^${8 * length}`);
	return own;
};

/** The serialization of a vector, list or container out of those of its parts. */
export const join = (parts: readonly SszPart[]): Uint8Array => {
	let at = 0;
	for (const part of parts) at += fixedSize(part.type) ?? offsetBytes;
	const heads: Uint8Array[] = [];
	const tails: Uint8Array[] = [];
	for (const part of parts) {
		if (fixedSize(part.type) !== null) {
			heads.push(part.bytes);
			continue;
		}
		heads.push(leastFirst(BigInt(at), offsetBytes, "offset"));
		tails.push(part.bytes);
		at += part.bytes.length;
	}
	return concat(...heads, ...tails);
};

/** The serialization of the type's default: zeros and empty lists. */
export const defaultOf = (type: SszType): Uint8Array => {
	const size = fixedSize(type);
	if (size !== null) return new Uint8Array(size);
	if (type.kind === "bitList") return Uint8Array.of(1);
	if (type.kind === "vector")
		return join(
			repeat(type.item, type.length).map((item) => ({
				type: item,
				bytes: defaultOf(item),
			})),
		);
	if (type.kind === "container")
		return join(
			type.fields.map(([, field]) => ({
				type: field,
				bytes: defaultOf(field),
			})),
		);
	return new Uint8Array(0);
};

// --- Merkleization

export const hashPair = (left: Uint8Array, right: Uint8Array): Uint8Array =>
	digests().sha256(concat(left, right));

const zeroRoots: Uint8Array[] = [new Uint8Array(32)];
const zeroRoot = (depth: number): Uint8Array => {
	for (let i = zeroRoots.length; i <= depth; i++) {
		const below = zeroRoots[i - 1] ?? new Uint8Array(32);
		zeroRoots.push(hashPair(below, below));
	}
	return zeroRoots[depth] ?? new Uint8Array(32);
};

const depthOf = (leaves: number): number => {
	let depth = 0;
	for (let width = 1; width < leaves; width *= 2) depth += 1;
	return depth;
};

/** The root over 32-byte leaves, as if filled up with zeros to `limit` leaves. */
export const merkleize = (
	leaves: readonly Uint8Array[],
	limit: number,
): Uint8Array => merkleizeChunks(concat(...leaves), limit);

// The leaves stand one after the other, so that a level is hashed in one call.
const merkleizeChunks = (leaves: Uint8Array, limit: number): Uint8Array => {
	if (leaves.length > 32 * limit)
		throw new RangeError(
			`"leaves" expected at most ${limit}, got ${leaves.length / 32}`,
		);
	const depth = depthOf(limit);
	if (leaves.length === 0) return zeroRoot(depth);
	let level = leaves;
	for (let height = 0; height < depth; height++) {
		if (level.length % 64 !== 0) level = concat(level, zeroRoot(height));
		level = digests().sha256Pairs(level);
	}
	return level;
};

/** The bytes, filled up with zeros to whole leaves. */
const chunks = (own: Uint8Array): Uint8Array => {
	const out = new Uint8Array(Math.ceil(own.length / 32) * 32);
	out.set(own);
	return out;
};

const mixIn = (root: Uint8Array, length: number): Uint8Array => {
	const tail = new Uint8Array(32);
	new DataView(tail.buffer).setBigUint64(0, BigInt(length), true);
	return hashPair(root, tail);
};

/** The roots of byte vectors of one length, one after the other: all their trees at once, level by level. */
const rootsOfBytes = (
	parts: readonly SszPart[],
	length: number,
): Uint8Array => {
	const depth = depthOf(chunkLimit(length));
	const width = 32 * 2 ** depth;
	let level = new Uint8Array(parts.length * width);
	for (const [i, part] of parts.entries()) level.set(part.bytes, i * width);
	for (let height = 0; height < depth; height++)
		level = new Uint8Array(digests().sha256Pairs(level));
	return level;
};

const chunkLimit = (byteCount: number): number =>
	Math.max(1, Math.ceil(byteCount / 32));

/** hash_tree_root of the value that the bytes serialize. @throws bad-ssz when they serialize none. */
export const hashTreeRoot = (part: SszPart): Uint8Array => {
	const { type, bytes: own } = part;
	if (!isComposite(type)) checkLeaf(part);
	switch (type.kind) {
		case "uint":
		case "boolean":
		case "bytes":
		case "bits":
			return merkleizeChunks(chunks(own), chunkLimit(own.length));
		case "byteList":
			return mixIn(
				merkleizeChunks(chunks(own), chunkLimit(type.limit)),
				own.length,
			);
		case "bitList": {
			const length = bitListLength(own);
			const unmarked = own.slice(0, Math.ceil(length / 8));
			const last = unmarked.length - 1;
			if (length % 8 !== 0)
				unmarked[last] = (unmarked[last] ?? 0) & ((1 << (length % 8)) - 1);
			return mixIn(
				merkleizeChunks(chunks(unmarked), chunkLimit(type.limit / 8)),
				length,
			);
		}
		case "vector":
		case "list": {
			const parts = sszParts(part);
			const most = type.kind === "vector" ? type.length : type.limit;
			const { item } = type;
			const basic = item.kind === "uint" || item.kind === "boolean";
			if (basic) for (const p of parts) checkLeaf(p);
			let root: Uint8Array;
			if (basic)
				root = merkleizeChunks(
					chunks(own),
					chunkLimit(most * (fixedSize(item) ?? 1)),
				);
			else if (item.kind === "bytes")
				root = merkleizeChunks(rootsOfBytes(parts, item.length), most);
			else root = merkleize(parts.map(hashTreeRoot), most);
			return type.kind === "vector" ? root : mixIn(root, parts.length);
		}
		case "container":
			return merkleize(sszParts(part).map(hashTreeRoot), type.fields.length);
	}
};
