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
	kinds,
	type MemoryLayout,
	openMemoryLayout,
	type PairingShape,
	scalarBytes,
} from "./product-layout.ts";

type PreparedSide = {
	readonly block: number;
	/** Sets the sum to what is paired with the side's point of G2. */
	readonly setSum: (terms: Terms) => boolean;
	/** Takes the pair of the sum and the side's point into the value. */
	readonly addSum: () => void;
};

/** A side's lines and its bases' tables, in one block. */
const prepareSide = (
	layout: MemoryLayout,
	g1Bytes: number,
	{ g2, bases }: Side,
): PreparedSide | null => {
	const count = bases.length / g1Bytes;
	if (count > mostBases) return null;
	const kind = layout.readG2(g2);
	if (kind === kinds.refused) return null;
	const tables = layout.tablesFor(count);
	const block = layout.blocks.take(layout.linesBytes + count * tables.size);
	const tablesAt = block + layout.linesBytes;
	if (kind === kinds.point) layout.writeLines(block);
	const read = layout.parts(bases, g1Bytes, (base, i) => {
		if (layout.readG1(base) === kinds.refused) return false;
		tables.write(tablesAt + i * tables.size);
		return true;
	});
	if (!read) {
		layout.blocks.giveBack(block);
		return null;
	}
	return {
		block,
		setSum: ({ scalars, points, pointScalars }) => {
			if (scalars.length !== count * scalarBytes) return false;
			layout.clearSum();
			if (!layout.addMultiples(points, pointScalars)) return false;
			tables.add(tablesAt, scalars);
			return true;
		},
		addSum: () => {
			if (kind === kinds.point) layout.addSum(block);
		},
	};
};

/**
 * The curve that an instance answers, which has the memory for itself, and the blocks of that memory.
 * @throws wasm-shape when the instance is of another module
 */
export const productOf = (
	wasm: Wasm,
	shape: PairingShape,
): { readonly curve: PairingCurve; readonly blocks: Blocks } => {
	const { name, g1Bytes, g2Bytes } = shape;
	const pairBytes = g1Bytes + g2Bytes;
	const layout = openMemoryLayout(wasm, shape);
	const { blocks } = layout;

	const prepare = (equation: Equation): PreparedEquation | null => {
		if (equation.sides.length > mostSides) return null;
		if (equation.constant.length > mostPairs * pairBytes) return null;
		layout.clearPairs();
		if (!layout.addPairs(equation.constant)) return null;
		const constant = layout.keepValue();
		const taken = [constant];
		const close = (): void => {
			for (const at of taken.splice(0)) blocks.giveBack(at);
		};
		const sides: PreparedSide[] = [];
		try {
			for (const one of equation.sides) {
				const side = prepareSide(layout, g1Bytes, one);
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
				layout.clearPairs();
				if (!layout.addPairs(free)) return false;
				for (const [i, side] of sides.entries()) {
					const own = terms[i];
					if (own === undefined || !side.setSum(own)) return false;
					side.addSum();
				}
				return layout.isOne(constant);
			},
			combine: (index, terms) => {
				const side = taken.length === 0 ? undefined : sides[index];
				return side?.setSum(terms) === true ? layout.writeSum() : null;
			},
			close,
		};
	};

	const combine = (
		points: Uint8Array,
		scalars: Uint8Array,
	): Uint8Array | null => {
		layout.clearSum();
		return layout.addMultiples(points, scalars) ? layout.writeSum() : null;
	};

	const curve: PairingCurve = {
		name,
		add: (a, b) => {
			layout.clearSum();
			const added = layout.addPoint(a) && layout.addPoint(b);
			return added ? layout.writeSum() : null;
		},
		multiply: (point, scalar) =>
			point.length === g1Bytes && scalar.length === scalarBytes
				? combine(point, scalar)
				: null,
		combine,
		checkPairing: (pairs) => {
			layout.clearPairs();
			return layout.addPairs(pairs) ? layout.isOne() : null;
		},
		prepare,
	};
	return { curve, blocks };
};
