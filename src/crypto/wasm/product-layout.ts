// Where points, one sum in G1 and one list of pairs lie in a module's memory while a question is answered. Which curve it is
// and how its points are written is the module's to know, and only lengths are known here. wasm/pairing/product.ts says what
// each function does.

import { mostPoints } from "../pairing.ts";
import { openBlocks } from "./blocks.ts";
import type { Wasm } from "./module.ts";

export type PairingShape = {
	/** What runs, for the screen of diagnostics. */
	readonly name: string;
	readonly g1Bytes: number;
	readonly g2Bytes: number;
};

export const scalarBytes = 32;
/** Points that share the doublings of one sum of multiples. */
const pointsAtOnce = 64;
/** More bases than these have tables that are some thirty times smaller, and sums that take longer. */
const mostFixed = 32;
/** Pairs that share the squarings of one Miller loop. */
const pairsAtOnce = 64;

export const kinds = { refused: 0, point: 1, infinity: 2 } as const;

/** The least scalars, which need no multiplication, else undefined. */
const smallOf = (scalar: Uint8Array): 0 | 1 | undefined => {
	const last = scalar.at(-1);
	if (last !== 0 && last !== 1) return undefined;
	return scalar.subarray(0, -1).every((byte) => byte === 0) ? last : undefined;
};

/** Each part of `size` bytes until `each` says no. False then, and for a length that `size` does not divide. */
const parts = (
	bytes: Uint8Array,
	size: number,
	each: (part: Uint8Array, index: number) => boolean,
): boolean => {
	if (bytes.length % size !== 0) return false;
	for (let at = 0; at < bytes.length; at += size)
		if (!each(bytes.subarray(at, at + size), at / size)) return false;
	return true;
};

/** What the module offers, and the places in its memory that every question uses. */
const openLayout = (wasm: Wasm, { g1Bytes, g2Bytes }: PairingShape) => {
	const sizeOf = (of: string): number => wasm.func(`${of}Size`, 0)();
	const sizes = {
		point: sizeOf("point"),
		sum: sizeOf("sum"),
		twist: sizeOf("twist"),
		multiples: sizeOf("multiples"),
		fixed: sizeOf("fixed"),
		digits: sizeOf("digits"),
		lines: sizeOf("lines"),
		pair: sizeOf("pair"),
		value: sizeOf("value"),
	};
	const run = {
		grow: wasm.func("grow", 1),
		readG1: wasm.func("readG1", 2),
		readOnCurve: wasm.func("readOnCurve", 2),
		readG2: wasm.func("readG2", 2),
		writeG1: wasm.act("writeG1", 2),
		multiples: wasm.act("multiples", 2),
		fixed: wasm.act("fixed", 2),
		digits: wasm.act("digits", 2),
		sumZero: wasm.act("sumZero", 1),
		sumPoint: wasm.act("sumPoint", 2),
		sumMultiples: wasm.act("sumMultiples", 4),
		sumFixed: wasm.act("sumFixed", 4),
		lines: wasm.act("lines", 2),
		pairFree: wasm.act("pairFree", 3),
		pairFixed: wasm.func("pairFixed", 3),
		valueOne: wasm.act("valueOne", 1),
		valueTimes: wasm.act("valueTimes", 3),
		isOne: wasm.func("isOne", 2),
	};
	const blocks = openBlocks(
		wasm.global("heap"),
		wasm.size(),
		(pages) => run.grow(pages) === 1,
	);
	const pairBytes = g1Bytes + g2Bytes;
	const bytesAt = blocks.take(pairBytes);
	const pointAt = blocks.take(sizes.point);
	const sumAt = blocks.take(sizes.sum);
	const twistAt = blocks.take(sizes.twist);
	const oneAt = blocks.take(sizes.value);
	const valueAt = blocks.take(sizes.value);
	const tablesAt = blocks.take(pointsAtOnce * sizes.multiples);
	const digitsAt = blocks.take(pointsAtOnce * sizes.digits);
	const pairsAt = blocks.take(pairsAtOnce * sizes.pair);
	run.valueOne(oneAt);

	return {
		wasm,
		g1Bytes,
		g2Bytes,
		sizes,
		run,
		blocks,
		bytesAt,
		pointAt,
		sumAt,
		twistAt,
		oneAt,
		valueAt,
		tablesAt,
		digitsAt,
		pairsAt,
	};
};
type Layout = ReturnType<typeof openLayout>;

/** Reads a point into its place, and says what it is. */
const readersOf = (layout: Layout) => {
	const { wasm, run, g1Bytes, g2Bytes, bytesAt, pointAt, twistAt } = layout;
	const readG1 = (bytes: Uint8Array, read = run.readG1): number => {
		if (bytes.length !== g1Bytes) return kinds.refused;
		wasm.write(bytesAt, bytes);
		return read(pointAt, bytesAt);
	};

	const readG2 = (bytes: Uint8Array): number => {
		if (bytes.length !== g2Bytes) return kinds.refused;
		wasm.write(bytesAt, bytes);
		return run.readG2(twistAt, bytesAt);
	};

	return { readG1, readG2 };
};
type Readers = ReturnType<typeof readersOf>;

/** The one sum in G1. */
const sumIn = (layout: Layout, { readG1 }: Readers) => {
	const { wasm, run, sizes, g1Bytes } = layout;
	const { bytesAt, pointAt, sumAt, tablesAt, digitsAt } = layout;
	const writeSum = (): Uint8Array => {
		run.writeG1(bytesAt, sumAt);
		return wasm.read(bytesAt, g1Bytes);
	};

	/** Adds points times scalars to the sum. */
	const addMultiples = (points: Uint8Array, scalars: Uint8Array): boolean => {
		const count = points.length / g1Bytes;
		if (count > mostPoints || scalars.length !== count * scalarBytes)
			return false;
		let waiting = 0;
		const flush = (): void => {
			if (waiting > 0) run.sumMultiples(sumAt, tablesAt, digitsAt, waiting);
			waiting = 0;
		};
		const done = parts(points, g1Bytes, (point, i) => {
			const kind = readG1(point);
			if (kind === kinds.refused) return false;
			const scalar = scalars.subarray(i * scalarBytes, (i + 1) * scalarBytes);
			const small = smallOf(scalar);
			if (kind === kinds.infinity || small === 0) return true;
			if (small === 1) {
				run.sumPoint(sumAt, pointAt);
				return true;
			}
			wasm.write(bytesAt, scalar);
			run.digits(digitsAt + waiting * sizes.digits, bytesAt);
			run.multiples(tablesAt + waiting * sizes.multiples, pointAt);
			waiting++;
			if (waiting === pointsAtOnce) flush();
			return true;
		});
		flush();
		return done;
	};

	return {
		clearSum: (): void => run.sumZero(sumAt),
		/** Adds a point of the curve; false when it is none. */
		addPoint: (bytes: Uint8Array): boolean => {
			if (readG1(bytes, run.readOnCurve) === kinds.refused) return false;
			run.sumPoint(sumAt, pointAt);
			return true;
		},
		addMultiples,
		writeSum,
	};
};

/** The one list of pairs, on its way into a Miller value. */
const pairsIn = (layout: Layout, { readG1, readG2 }: Readers) => {
	const { wasm, run, sizes, blocks, g1Bytes, g2Bytes } = layout;
	const { pointAt, sumAt, twistAt, oneAt, valueAt, pairsAt } = layout;
	const pairBytes = g1Bytes + g2Bytes;
	/** Pairs on their way into the value. */
	let pairs = 0;

	const begin = (): void => {
		run.valueOne(valueAt);
		pairs = 0;
	};

	const flushPairs = (): void => {
		if (pairs > 0) run.valueTimes(valueAt, pairsAt, pairs);
		pairs = 0;
	};

	const pairAt = (): number => {
		if (pairs === pairsAtOnce) flushPairs();
		return pairsAt + pairs * sizes.pair;
	};

	const addPair = (bytes: Uint8Array): boolean => {
		const g1 = readG1(bytes.subarray(0, g1Bytes));
		if (g1 === kinds.refused) return false;
		const g2 = readG2(bytes.subarray(g1Bytes));
		if (g2 === kinds.refused) return false;
		if (g1 === kinds.infinity || g2 === kinds.infinity) return true;
		run.pairFree(pairAt(), pointAt, twistAt);
		pairs++;
		return true;
	};

	const addPairs = (bytes: Uint8Array): boolean =>
		parts(bytes, pairBytes, addPair);

	return {
		clearPairs: begin,
		addPairs,
		/** Adds the pair of the sum and the point whose lines lie there. */
		addSum: (lines: number): void => {
			// Making room may begin the list anew, so it comes before the count is read.
			const at = pairAt();
			pairs += run.pairFixed(at, sumAt, lines);
		},
		/** The Miller value of the pairs, at the address of a copy in a new block. */
		keepValue: (): number => {
			flushPairs();
			const at = blocks.take(sizes.value);
			wasm.write(at, wasm.read(valueAt, sizes.value));
			return at;
		},
		/** Whether the pairs' product, times a value that was kept, is one. The pairs are used up. */
		isOne: (kept?: number): boolean => {
			flushPairs();
			return run.isOne(valueAt, kept ?? oneAt) === 1;
		},
	};
};

/** How the tables of so many points that stay are made, and what is summed from them. */
const tablesIn = (layout: Layout, points: number) => {
	const { wasm, run, sizes, bytesAt, pointAt, sumAt, digitsAt } = layout;
	const isFew = points <= mostFixed;
	const size = isFew ? sizes.fixed : sizes.multiples;
	const make = isFew ? run.fixed : run.multiples;
	const addUp = isFew ? run.sumFixed : run.sumMultiples;
	return {
		/** Bytes of a point's table. */
		size,
		/** Writes the table of the point that was read. */
		write: (to: number): void => make(to, pointAt),
		/** Adds multiples of the points whose tables lie in a row from `from`. */
		add: (from: number, scalars: Uint8Array): void => {
			for (let first = 0; first < points; first += pointsAtOnce) {
				const some = Math.min(pointsAtOnce, points - first);
				for (let i = 0; i < some; i++) {
					const at = (first + i) * scalarBytes;
					wasm.write(bytesAt, scalars.subarray(at, at + scalarBytes));
					run.digits(digitsAt + i * sizes.digits, bytesAt);
				}
				addUp(sumAt, from + first * size, digitsAt, some);
			}
		},
	};
};

/** @throws wasm-shape when the instance is of another module */
export const openMemoryLayout = (wasm: Wasm, shape: PairingShape) => {
	const layout = openLayout(wasm, shape);
	const { run, blocks, sizes, twistAt } = layout;
	const readers = readersOf(layout);
	return {
		blocks,
		/** Bytes of a point's lines. */
		linesBytes: sizes.lines,
		parts,
		tablesFor: (points: number) => tablesIn(layout, points),

		/** Each reads a point into its place, where `writeLines` and tables find it, and says what it is. */
		...readers,
		writeLines: (to: number): void => run.lines(to, twistAt),

		...sumIn(layout, readers),
		...pairsIn(layout, readers),
	};
};

export type MemoryLayout = ReturnType<typeof openMemoryLayout>;
