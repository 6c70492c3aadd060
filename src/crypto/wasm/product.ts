// A PairingCurve that a WebAssembly module answers: bytes into its memory, sums, pairs, one verdict out.

import {
	type Equation,
	mostBases,
	mostPairs,
	mostSides,
	type PairingCurve,
	type PreparedEquation,
	type Side,
	type Terms,
} from "../pairing.ts";
import type { Blocks } from "./blocks.ts";
import type { Wasm } from "./module.ts";
import {
	type Board,
	kinds,
	openBoard,
	type Shape,
	scalarBytes,
} from "./product-board.ts";

type PreparedSide = {
	readonly block: number;
	/** Sets the sum to what is paired with the side's point of G2. */
	readonly setSum: (terms: Terms) => boolean;
	/** Takes the pair of the sum and the side's point into the value. */
	readonly addSum: () => void;
};

/** A side's lines and its bases' tables, in one block. */
const prepareSide = (
	board: Board,
	g1Bytes: number,
	{ g2, bases }: Side,
): PreparedSide | null => {
	const count = bases.length / g1Bytes;
	if (count > mostBases) return null;
	const kind = board.readG2(g2);
	if (kind === kinds.refused) return null;
	const tables = board.tablesFor(count);
	const block = board.blocks.take(board.linesBytes + count * tables.size);
	const tablesAt = block + board.linesBytes;
	if (kind === kinds.point) board.writeLines(block);
	const read = board.parts(bases, g1Bytes, (base, i) => {
		if (board.readG1(base) === kinds.refused) return false;
		tables.write(tablesAt + i * tables.size);
		return true;
	});
	if (!read) {
		board.blocks.giveBack(block);
		return null;
	}
	return {
		block,
		setSum: ({ scalars, points, pointScalars }) => {
			if (scalars.length !== count * scalarBytes) return false;
			board.clearSum();
			if (!board.addMultiples(points, pointScalars)) return false;
			tables.add(tablesAt, scalars);
			return true;
		},
		addSum: () => {
			if (kind === kinds.point) board.addSum(block);
		},
	};
};

/**
 * The curve that an instance answers, which has the memory for itself, and the blocks of that memory.
 * @throws wasm-shape when the instance is of another module
 */
export const productOf = (
	wasm: Wasm,
	shape: Shape,
): { readonly curve: PairingCurve; readonly blocks: Blocks } => {
	const { name, g1Bytes, g2Bytes } = shape;
	const pairBytes = g1Bytes + g2Bytes;
	const board = openBoard(wasm, shape);
	const { blocks } = board;

	const prepare = (equation: Equation): PreparedEquation | null => {
		if (equation.sides.length > mostSides) return null;
		if (equation.constant.length > mostPairs * pairBytes) return null;
		board.clearPairs();
		if (!board.addPairs(equation.constant)) return null;
		const constant = board.keepValue();
		const taken = [constant];
		const close = (): void => {
			for (const at of taken.splice(0)) blocks.giveBack(at);
		};
		const sides: PreparedSide[] = [];
		try {
			for (const one of equation.sides) {
				const side = prepareSide(board, g1Bytes, one);
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
				board.clearPairs();
				if (!board.addPairs(free)) return false;
				for (const [i, side] of sides.entries()) {
					const own = terms[i];
					if (own === undefined || !side.setSum(own)) return false;
					side.addSum();
				}
				return board.isOne(constant);
			},
			combine: (index, terms) => {
				const side = taken.length === 0 ? undefined : sides[index];
				return side?.setSum(terms) === true ? board.writeSum() : null;
			},
			close,
		};
	};

	const combine = (
		points: Uint8Array,
		scalars: Uint8Array,
	): Uint8Array | null => {
		board.clearSum();
		return board.addMultiples(points, scalars) ? board.writeSum() : null;
	};

	const curve: PairingCurve = {
		name,
		add: (a, b) => {
			board.clearSum();
			return board.addPoint(a) && board.addPoint(b) ? board.writeSum() : null;
		},
		multiply: (point, scalar) =>
			point.length === g1Bytes && scalar.length === scalarBytes
				? combine(point, scalar)
				: null,
		combine,
		checkPairing: (pairs) => {
			board.clearPairs();
			return board.addPairs(pairs) ? board.isOne() : null;
		},
		prepare,
	};
	return { curve, blocks };
};
