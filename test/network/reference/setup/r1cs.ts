// Reads the constraints that circom writes. Format: https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md

import { order } from "./field.ts";

export type Term = { readonly wire: number; readonly value: bigint };
/** ⟨a, w⟩ · ⟨b, w⟩ = ⟨c, w⟩ for the witness w. */
export type Constraint = {
	readonly a: readonly Term[];
	readonly b: readonly Term[];
	readonly c: readonly Term[];
};
/** Wire 0 is the constant 1, then come the public wires. */
export type R1cs = {
	readonly wires: number;
	readonly publicWires: number;
	readonly constraints: readonly Constraint[];
};

const magic = 0x73633172; // "r1cs"
const elementBytes = 32;

/** A little-endian number of 32 bytes. */
export const readElement = (view: DataView, at: number): bigint => {
	let value = 0n;
	for (let i = 3; i >= 0; i--)
		value = (value << 64n) | view.getBigUint64(at + 8 * i, true);
	return value;
};

/** Where each section of a file of iden3's binary form begins, and how long it is. */
const sectionsOf = (view: DataView): ReadonlyMap<number, number> => {
	const found = new Map<number, number>();
	let at = 12;
	for (let i = view.getUint32(8, true); i > 0; i--) {
		found.set(view.getUint32(at, true), at + 12);
		at += 12 + Number(view.getBigUint64(at + 4, true));
	}
	return found;
};

/** @throws Error when it is not the R1CS of a circuit over F */
export const readR1cs = (bytes: Uint8Array): R1cs => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.getUint32(0, true) !== magic) throw new Error("no R1CS file");
	const sections = sectionsOf(view);
	const header = sections.get(1);
	const body = sections.get(2);
	if (header === undefined || body === undefined)
		throw new Error("an R1CS file without header or constraints");
	if (view.getUint32(header, true) !== elementBytes)
		throw new Error("an R1CS over another field");
	if (readElement(view, header + 4) !== order)
		throw new Error("an R1CS over another field");
	const counts = header + 4 + elementBytes;
	const wires = view.getUint32(counts, true);
	const publicWires =
		view.getUint32(counts + 4, true) + view.getUint32(counts + 8, true);
	const constraintCount = view.getUint32(counts + 24, true);

	let at = body;
	const readTerms = (): Term[] => {
		const terms: Term[] = [];
		const count = view.getUint32(at, true);
		at += 4;
		for (let i = 0; i < count; i++) {
			terms.push({
				wire: view.getUint32(at, true),
				value: readElement(view, at + 4),
			});
			at += 4 + elementBytes;
		}
		return terms;
	};
	const constraints: Constraint[] = [];
	for (let i = 0; i < constraintCount; i++)
		constraints.push({ a: readTerms(), b: readTerms(), c: readTerms() });
	return { wires, publicWires, constraints };
};
