// Many cells of extended blobs at once against their commitments, in two pairings.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/fulu/polynomial-commitments-sampling.md
// (verify_cell_kzg_proof_batch)

import {
	bigFromBytes,
	bigToBytes,
	concat,
	toHex,
	utf8,
} from "../base/bytes.ts";
import type { Bls12381 } from "../crypto/bls12-381.ts";
import { sha256 } from "../crypto/hash.ts";
import { noTerms } from "../crypto/pairing.ts";
import { numbers } from "./field.ts";
import {
	kzgField,
	type PreparedKzg,
	prepareKzgOpening,
	reverseBits,
	rootOfUnity,
} from "./kzg.ts";
import {
	fieldElementsPerBlob,
	fieldElementsPerCell,
	type KzgCellSetup,
} from "./kzg-setup.ts";

const { areCanonical, inverse, mod, power, words } = kzgField;

export const cellBytes = 32 * fieldElementsPerCell;
export const cellsPerExtBlob =
	(2 * fieldElementsPerBlob) / fieldElementsPerCell;
/** As many as 64 whole extended blobs have. */
export const mostCells = 64 * cellsPerExtBlob;

export type PreparedKzgCells = PreparedKzg;

/** The setup with its lines and tables computed. @throws bad-field */
export const prepareKzgCells = (
	curve: Bls12381,
	setup: KzgCellSetup,
): PreparedKzgCells => prepareKzgOpening(curve, setup.powersG1, setup.tau64G2);

export type Cell = {
	/** 48 bytes. */
	readonly commitment: Uint8Array;
	/** Below 128. */
	readonly index: number;
	/** 2048 bytes. */
	readonly cell: Uint8Array;
	/** 48 bytes. */
	readonly proof: Uint8Array;
};

const cellBits = Math.log2(fieldElementsPerCell);
const indexBits = Math.log2(cellsPerExtBlob);

/** The first place of a cell's coset. */
const shiftOf = (index: number): bigint =>
	power(
		rootOfUnity(2 * fieldElementsPerBlob),
		BigInt(reverseBits(index, indexBits)),
	);

// Radix-2, over values in natural order. `root` has the order of the length.
const transform = (
	values: readonly bigint[],
	root: bigint,
): readonly bigint[] => {
	if (values.length === 1) return values;
	const square = mod(root * root);
	const even = transform(
		values.filter((_, i) => i % 2 === 0),
		square,
	);
	const odd = transform(
		values.filter((_, i) => i % 2 === 1),
		square,
	);
	const half = values.length / 2;
	const out = new Array<bigint>(values.length);
	let twist = 1n;
	for (let i = 0; i < half; i++) {
		const turned = twist * (odd[i] ?? 0n);
		out[i] = mod((even[i] ?? 0n) + turned);
		out[i + half] = mod((even[i] ?? 0n) - turned);
		twist = mod(twist * root);
	}
	return out;
};

/** The polynomial of degree under 64 with a cell's values on its coset, lowest coefficient first. */
export const interpolateCell = (
	index: number,
	cell: Uint8Array,
): readonly bigint[] => {
	const values = numbers(cell);
	const natural = values.map((_, i) => values[reverseBits(i, cellBits)] ?? 0n);
	const root = inverse(rootOfUnity(fieldElementsPerCell));
	const back = inverse(shiftOf(index));
	let scale = inverse(BigInt(fieldElementsPerCell));
	return transform(natural, root).map((value) => {
		const coefficient = mod(value * scale);
		scale = mod(scale * back);
		return coefficient;
	});
};

const domain = utf8("RCKZGCBATCH__V1_");
const u64 = (value: number): Uint8Array => bigToBytes(BigInt(value), 8);

/**
 * Do all cells belong to their commitments? Yes for none. null when a length, an index, an element or a point is not one.
 */
export const verifyCellKzgProofBatch = (
	{ curve, equation }: PreparedKzgCells,
	cells: readonly Cell[],
): boolean | null => {
	if (cells.length === 0) return true;
	if (cells.length > mostCells) return null;
	for (const { commitment, index, cell, proof } of cells) {
		if (commitment.length !== 48 || proof.length !== 48) return null;
		if (cell.length !== cellBytes || !areCanonical(cell)) return null;
		if (!Number.isInteger(index) || index < 0 || index >= cellsPerExtBlob)
			return null;
	}
	// Each commitment once, by its first place.
	const places = new Map<string, number>();
	const commitments: Uint8Array[] = [];
	for (const { commitment } of cells) {
		const name = toHex(commitment);
		if (places.has(name)) continue;
		places.set(name, commitments.length);
		commitments.push(commitment);
	}
	const placeOf = ({ commitment }: Cell) => places.get(toHex(commitment)) ?? 0;
	const c = commitments.map((bytes) => curve.decodeG1(bytes));
	const w = cells.map(({ proof }) => curve.decodeG1(proof));
	const points = [...c, ...w].filter((point) => point !== null);
	if (points.length !== c.length + w.length) return null;
	const seed = sha256(
		concat(
			domain,
			u64(fieldElementsPerBlob),
			u64(fieldElementsPerCell),
			u64(commitments.length),
			u64(cells.length),
			...commitments,
			...cells.flatMap((one) => [
				u64(placeOf(one)),
				u64(one.index),
				one.cell,
				one.proof,
			]),
		),
	);
	const r = mod(bigFromBytes(seed));
	const weights = commitments.map(() => 0n);
	const interpolated = new Array<bigint>(fieldElementsPerCell).fill(0n);
	const powers: bigint[] = [];
	const shifted: bigint[] = [];
	let own = 1n;
	for (const one of cells) {
		const place = placeOf(one);
		weights[place] = mod((weights[place] ?? 0n) + own);
		for (const [i, part] of interpolateCell(one.index, one.cell).entries())
			interpolated[i] = mod((interpolated[i] ?? 0n) + own * part);
		powers.push(own);
		const shift = power(shiftOf(one.index), BigInt(fieldElementsPerCell));
		shifted.push(mod(own * shift));
		own = mod(own * r);
	}
	// e(sum r C - [sum r I] + sum r h^64 proof, G2) = e(sum r proof, tau^64 G2)
	return equation.check(
		[
			{
				scalars: words(interpolated.map((value) => -value)),
				points: concat(...points),
				pointScalars: words([...weights, ...shifted]),
			},
			{
				scalars: noTerms.scalars,
				points: concat(...points.slice(c.length)),
				pointScalars: words(powers),
			},
		],
		noTerms.points,
	);
};
