// A PairingCurve that a WebAssembly module answers: bytes into its memory, sums, pairs, one verdict out. Which curve it is and
// how its points are written is the module's to know, and only lengths are known here. wasm/pairing/product.ts says what each
// function does.

import type {
	Equation,
	PairingCurve,
	PreparedEquation,
	Side,
	Terms,
} from "../pairing.ts";
import { mostBases, mostPairs, mostPoints, mostSides } from "../pairing.ts";
import { type Blocks, openBlocks } from "./blocks.ts";
import type { Wasm } from "./module.ts";

export type Shape = {
	/** What runs, for the screen of diagnostics. */
	readonly name: string;
	readonly g1Bytes: number;
	readonly g2Bytes: number;
};

const scalarBytes = 32;
/** Points that share the doublings of one sum of multiples. */
const pointsAtOnce = 64;
/** A side with more bases than these has tables for its points that are some thirty times smaller, and sums that take longer. */
const mostFixed = 32;
/** Pairs that share the squarings of one Miller loop. */
const pairsAtOnce = 64;

const kinds = { refused: 0, point: 1, infinity: 2 } as const;

type PreparedSide = {
	readonly block: number;
	/** Sets the sum to what is paired with the side's point of G2. */
	readonly setSum: (terms: Terms) => boolean;
	/** Takes the pair of the sum and the side's point into the value. */
	readonly addSum: () => void;
};

/** The least scalars, which need no multiplication, else undefined. */
const smallOf = (scalar: Uint8Array): 0 | 1 | undefined => {
	const last = scalar.at(-1);
	if (last !== 0 && last !== 1) return undefined;
	return scalar.subarray(0, -1).every((byte) => byte === 0) ? last : undefined;
};

/**
 * The curve that an instance answers, which has the memory for itself, and the blocks of that memory.
 * @throws wasm-shape when the instance is of another module
 */
export const productOf = (
	wasm: Wasm,
	{ name, g1Bytes, g2Bytes }: Shape,
): { readonly curve: PairingCurve; readonly blocks: Blocks } => {
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
	const writeSum = (): Uint8Array => {
		run.writeG1(bytesAt, sumAt);
		return wasm.read(bytesAt, g1Bytes);
	};

	/** Adds points times scalars to the sum. */
	const addCombination = (points: Uint8Array, scalars: Uint8Array): boolean => {
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

	/** A side's lines and its bases' multiples, in one block. */
	const prepareSide = ({ g2, bases }: Side): PreparedSide | null => {
		const count = bases.length / g1Bytes;
		if (count > mostBases) return null;
		const kind = readG2(g2);
		if (kind === kinds.refused) return null;
		const { size, makeTable, addUp } =
			count <= mostFixed
				? { size: sizes.fixed, makeTable: run.fixed, addUp: run.sumFixed }
				: {
						size: sizes.multiples,
						makeTable: run.multiples,
						addUp: run.sumMultiples,
					};
		const block = blocks.take(sizes.lines + count * size);
		const multiplesAt = block + sizes.lines;
		if (kind === kinds.point) run.lines(block, twistAt);
		const read = parts(bases, g1Bytes, (base, i) => {
			if (readG1(base) === kinds.refused) return false;
			makeTable(multiplesAt + i * size, pointAt);
			return true;
		});
		if (!read) {
			blocks.giveBack(block);
			return null;
		}
		const setSum = ({ scalars, points, pointScalars }: Terms): boolean => {
			if (scalars.length !== count * scalarBytes) return false;
			run.sumZero(sumAt);
			if (!addCombination(points, pointScalars)) return false;
			for (let first = 0; first < count; first += pointsAtOnce) {
				const some = Math.min(pointsAtOnce, count - first);
				for (let i = 0; i < some; i++) {
					const at = (first + i) * scalarBytes;
					wasm.write(bytesAt, scalars.subarray(at, at + scalarBytes));
					run.digits(digitsAt + i * sizes.digits, bytesAt);
				}
				addUp(sumAt, multiplesAt + first * size, digitsAt, some);
			}
			return true;
		};
		const addSum = (): void => {
			if (kind === kinds.point) pairs += run.pairFixed(pairAt(), sumAt, block);
		};
		return { block, setSum, addSum };
	};

	const prepare = (equation: Equation): PreparedEquation | null => {
		if (equation.sides.length > mostSides) return null;
		if (equation.constant.length > mostPairs * pairBytes) return null;
		begin();
		if (!addPairs(equation.constant)) return null;
		flushPairs();
		const constantAt = blocks.take(sizes.value);
		wasm.write(constantAt, wasm.read(valueAt, sizes.value));
		const taken = [constantAt];
		const close = (): void => {
			for (const at of taken.splice(0)) blocks.giveBack(at);
		};
		const sides: PreparedSide[] = [];
		try {
			for (const one of equation.sides) {
				const side = prepareSide(one);
				if (side === null) break;
				taken.push(side.block);
				sides.push(side);
			}
		} finally {
			if (sides.length < equation.sides.length) close();
		}
		if (sides.length < equation.sides.length) return null;
		return {
			check: (terms, free) => {
				if (taken.length === 0 || terms.length !== sides.length) return false;
				if (free.length > mostPairs * pairBytes) return false;
				begin();
				if (!addPairs(free)) return false;
				for (const [i, side] of sides.entries()) {
					const own = terms[i];
					if (own === undefined || !side.setSum(own)) return false;
					side.addSum();
				}
				flushPairs();
				return run.isOne(valueAt, constantAt) === 1;
			},
			combine: (index, terms) => {
				const side = taken.length === 0 ? undefined : sides[index];
				return side?.setSum(terms) === true ? writeSum() : null;
			},
			close,
		};
	};

	const combine = (
		points: Uint8Array,
		scalars: Uint8Array,
	): Uint8Array | null => {
		run.sumZero(sumAt);
		return addCombination(points, scalars) ? writeSum() : null;
	};

	const curve: PairingCurve = {
		name,
		add: (a, b) => {
			run.sumZero(sumAt);
			for (const point of [a, b]) {
				if (readG1(point, run.readOnCurve) === kinds.refused) return null;
				run.sumPoint(sumAt, pointAt);
			}
			return writeSum();
		},
		multiply: (point, scalar) =>
			point.length === g1Bytes && scalar.length === scalarBytes
				? combine(point, scalar)
				: null,
		combine,
		checkPairing: (bytes) => {
			begin();
			if (!addPairs(bytes)) return null;
			flushPairs();
			return run.isOne(valueAt, oneAt) === 1;
		},
		prepare,
	};
	return { curve, blocks };
};
