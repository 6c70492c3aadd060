// Keys for the BLS module: decoded there, remembered here, and summed there. A key that is remembered is x and y, 96 bytes;
// only valid keys are.

import { type Hex, toHex } from "../../base/bytes.ts";
import { keyBytes } from "../noble.ts";
import type { Wasm } from "./module.ts";

export const plainKeyBytes = 96;
/** As the module bounds them. */
export const mostRow = 512;
const randomBytesAKey = 28;
/** Keys decoded between two pauses: some ten milliseconds. */
const keysASlice = 256;

// Places behind the module's `heap`; those before are the questions'.
const bitsAt = 1472;
const keysAt = 2048;
/** Behind 512 keys of 48 bytes; the same as 96 bytes each are written over it. */
const randomAt = keysAt + mostRow * keyBytes;
const rowAt = 64 * 1024;

/** Keys as points, in the form of the module that decoded them: good for that one alone. */
export type DecodedKeys = { readonly count: number; readonly row: Uint8Array };

type Key = Uint8Array;
/** Valid keys by their names. */
type KnownKeys = ReadonlyMap<Hex, Key>;

export type KeyDecoder = {
	/** The keys as x and y; null when one is not valid. Those of `ahead` are known beforehand. */
	readonly decode: (
		keys: readonly Key[],
		ahead?: KnownKeys,
	) => readonly Key[] | null;
	/** The same of many, with pauses between. */
	readonly decodeSlowly: (
		keys: readonly Key[],
		pause: (() => Promise<void>) | undefined,
	) => Promise<readonly Key[] | null>;
	/** As many of the keys as can be decoded together: many at once are less work. */
	readonly decodeAhead: (keys: readonly Key[]) => KnownKeys;
	/** One row of 1 to 512 keys of 48 bytes each; null when one is not valid. Nothing is remembered. */
	readonly decodeRow: (pubkeys: Uint8Array) => DecodedKeys | null;
	/** The running sum becomes that of these keys, given as x and y, less those. False when they are not on the curve. */
	readonly setSum: (keys: readonly Key[], less?: readonly Key[]) => boolean;
	/** The running sum becomes that of the keys whose bit is set; false where lengths do not fit. */
	readonly setSumOf: (keys: DecodedKeys, bits: Uint8Array) => boolean;
	/** The running sum as 48 bytes; null when it is infinity. */
	readonly readSum: () => Uint8Array | null;
};

/** So many bytes at a time; a rest that is shorter is left out. */
export const cut = (bytes: Uint8Array, length: number): Uint8Array[] =>
	Array.from({ length: Math.floor(bytes.length / length) }, (_, i) =>
		bytes.subarray(i * length, (i + 1) * length),
	);

const everyone = new Uint8Array(mostRow / 8).fill(255);

/** What the module offers for keys, and the places in its memory. */
const openKeyModule = (wasm: Wasm, random: (bytes: Uint8Array) => void) => {
	const rowBytes = wasm.func("rowBytes", 1);
	const decodeInModule = wasm.func("decodeKeys", 4);
	const importKeys = wasm.func("importKeys", 3);
	const exportKeys = wasm.act("exportKeys", 3);
	const clearSum = wasm.act("clearSum", 0);
	const negateSum = wasm.act("negateSum", 0);
	const addKeys = wasm.act("addKeys", 4);
	const compressSum = wasm.func("compressSum", 1);
	const heap = wasm.global("heap");
	const [row, keysPlace] = [heap + rowAt, heap + keysAt];

	const writeAll = (keys: readonly Key[], length: number): void => {
		const window = wasm.window(keysPlace, keys.length * length);
		keys.forEach((key, i) => {
			window.set(key, i * length);
		});
	};

	/** Are the keys of 48 bytes at `keysAt` valid? Then they are the row. */
	const isRow = (count: number): boolean => {
		const dice = new Uint8Array(count * randomBytesAKey);
		random(dice);
		wasm.write(heap + randomAt, dice);
		return decodeInModule(row, keysPlace, count, heap + randomAt) === 1;
	};

	return {
		wasm,
		row,
		keysPlace,
		/** Where the bits lie that choose keys of the row. */
		bitsPlace: heap + bitsAt,
		writeAll,
		isRow,
		rowBytes,
		importKeys,
		exportKeys,
		clearSum,
		negateSum,
		addKeys,
		compressSum,
	};
};
type KeyModule = ReturnType<typeof openKeyModule>;

type FoundKeys = {
	readonly names: readonly Hex[];
	readonly plain: Key[];
	/** The places of those that are not known. */
	readonly missing: readonly number[];
};

/** Valid keys by their names; the oldest goes when there are too many. */
const openKept = (mostKept: number) => {
	const kept = new Map<Hex, Key>();

	const keep = (name: Hex, key: Key): void => {
		if (mostKept <= 0) return;
		if (kept.size >= mostKept) {
			const oldest = kept.keys().next();
			if (!oldest.done) kept.delete(oldest.value);
		}
		kept.set(name, key);
	};

	return { get: (name: Hex) => kept.get(name), keep };
};

/** Keys decoded in the module; those that were valid are remembered, up to so many. */
const decodingWith = (
	{ wasm, row, keysPlace, writeAll, isRow, exportKeys }: KeyModule,
	mostKept: number,
): Pick<KeyDecoder, "decode" | "decodeSlowly" | "decodeAhead"> => {
	const kept = openKept(mostKept);
	const find = (keys: readonly Key[], ahead?: KnownKeys): FoundKeys => {
		const names = keys.map(toHex);
		const missing: number[] = [];
		const plain = names.map((name, i) => {
			const known = kept.get(name) ?? ahead?.get(name);
			if (known === undefined) missing.push(i);
			return known ?? new Uint8Array(0);
		});
		return { names, plain, missing };
	};
	/** Decodes up to 512 of those that are missing. */
	const fill = (
		keys: readonly Key[],
		{ names, plain, missing }: FoundKeys,
		from: number,
		count: number,
	): boolean => {
		const places = missing.slice(from, from + count);
		const compressed = places.flatMap((i) => keys[i] ?? []);
		if (compressed.some((key) => key.length !== keyBytes)) return false;
		writeAll(compressed, keyBytes);
		if (!isRow(places.length)) return false;
		exportKeys(keysPlace, row, places.length);
		const decoded = wasm.read(keysPlace, places.length * plainKeyBytes);
		cut(decoded, plainKeyBytes).forEach((key, n) => {
			const i = places[n] ?? 0;
			// A copy, so that the row does not live as long as its last key.
			plain[i] = key.slice();
			kept.keep(names[i] ?? "0x", plain[i] ?? key);
		});
		return true;
	};

	return {
		decode: (keys, ahead) => {
			const found = find(keys, ahead);
			for (let from = 0; from < found.missing.length; from += mostRow)
				if (!fill(keys, found, from, mostRow)) return null;
			return found.plain;
		},

		decodeSlowly: async (keys, pause) => {
			const found = find(keys);
			for (let from = 0; from < found.missing.length; from += keysASlice) {
				if (from > 0) await pause?.();
				if (!fill(keys, found, from, keysASlice)) return null;
			}
			return found.plain;
		},

		decodeAhead: (keys) => {
			const unlike = [
				...new Map(keys.map((key) => [toHex(key), key])).values(),
			];
			const found = find(unlike);
			const known = new Map<Hex, Key>();
			for (let from = 0; from < found.missing.length; from += mostRow)
				if (fill(unlike, found, from, mostRow))
					for (const i of found.missing.slice(from, from + mostRow))
						known.set(
							found.names[i] ?? "0x",
							found.plain[i] ?? new Uint8Array(0),
						);
			return known;
		},
	};
};

/** The running sum of keys in the module. */
const summingWith = ({
	wasm,
	row,
	keysPlace,
	bitsPlace,
	writeAll,
	rowBytes,
	importKeys,
	clearSum,
	negateSum,
	addKeys,
	compressSum,
}: KeyModule): Pick<KeyDecoder, "setSum" | "setSumOf" | "readSum"> => {
	const addUp = (keys: readonly Key[]): boolean => {
		for (let from = 0; from < keys.length; from += mostRow) {
			const part = keys.slice(from, from + mostRow);
			writeAll(part, plainKeyBytes);
			if (importKeys(row, keysPlace, part.length) !== 1) return false;
			wasm.write(bitsPlace, everyone);
			addKeys(row, part.length, bitsPlace, 1);
		}
		return true;
	};

	return {
		setSum: (keys, less = []) => {
			clearSum();
			if (!addUp(less)) return false;
			negateSum();
			return addUp(keys);
		},

		setSumOf: (keys, bits) => {
			if (keys.count > mostRow || keys.row.length !== rowBytes(keys.count))
				return false;
			if (bits.length !== Math.ceil(keys.count / 8)) return false;
			wasm.write(row, keys.row);
			wasm.write(bitsPlace, bits);
			clearSum();
			addKeys(row, keys.count, bitsPlace, 1);
			return true;
		},

		readSum: () =>
			compressSum(keysPlace) === 1 ? wasm.read(keysPlace, keyBytes) : null,
	};
};

/** @param mostKept how many keys are remembered */
export const openKeyDecoder = (
	wasm: Wasm,
	random: (bytes: Uint8Array) => void,
	mostKept: number,
): KeyDecoder => {
	const keys = openKeyModule(wasm, random);
	return {
		...decodingWith(keys, mostKept),
		...summingWith(keys),
		decodeRow: (pubkeys) => {
			const { row, keysPlace, isRow, rowBytes } = keys;
			const count = pubkeys.length / keyBytes;
			if (!Number.isInteger(count) || count === 0 || count > mostRow)
				return null;
			wasm.write(keysPlace, pubkeys);
			if (!isRow(count)) return null;
			return { count, row: wasm.read(row, rowBytes(count)) };
		},
	};
};
