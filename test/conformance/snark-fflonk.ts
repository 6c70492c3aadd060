// FFLONK keys and proofs as ZKsync's prover writes them: JSON whose numbers of 64 bits stand four to a field element, the
// lowest first, more than a JSON number holds.

import { bigToBytes, concat } from "../../src/base/bytes.ts";
import { bn254R } from "../../src/crypto/bn254.ts";
import type { FflonkKey } from "../../src/proof/fflonk.ts";
import { field } from "../../src/proof/plonk-field.ts";
import { isRecord } from "./text.ts";

const text = (source: string): unknown =>
	JSON.parse(source.replaceAll(/(?<=[[,:\s])\d+(?=[,\]\s}])/g, '"$&"'));

const list = (raw: unknown): readonly unknown[] => {
	if (!Array.isArray(raw)) throw new TypeError("a list expected");
	return raw;
};

const numberOf = (raw: unknown): bigint => {
	if (typeof raw !== "string" || !/^\d{1,20}$/.test(raw))
		throw new TypeError("a number of 64 bits expected");
	return BigInt(raw);
};

const element = (raw: unknown): bigint =>
	list(raw).reduceRight(
		(sum: bigint, limb) => (sum << 64n) + numberOf(limb),
		0n,
	);
const word = (raw: unknown): Uint8Array => bigToBytes(element(raw), 32);

const record = (raw: unknown): { readonly [key: string]: unknown } => {
	if (!isRecord(raw)) throw new TypeError("a record expected");
	return raw;
};

const g1 = (raw: unknown): Uint8Array => {
	const { x, y } = record(raw);
	return concat(word(x), word(y));
};

const g2 = (raw: unknown): Uint8Array => {
	const point = record(raw);
	const [x, y] = [record(point.x), record(point.y)];
	return concat(word(x.c1), word(x.c0), word(y.c1), word(y.c0));
};

export const isProverKey = (tree: unknown): boolean =>
	isRecord(tree) && "c0" in tree && "g2_elements" in tree;

export const isProverProof = (tree: unknown): boolean =>
	isRecord(tree) && "commitments" in tree && "lagrange_basis_inverses" in tree;

/** The key in the prover's form. The field's generator is 7 there. */
export const proverKey = (source: string): FflonkKey => {
	const tree = record(text(source));
	const size = numberOf(tree.n) + 1n;
	const [k1, k2] = list(tree.non_residues).map(element);
	const [one, secret] = list(tree.g2_elements).map(g2);
	if (k1 === undefined || k2 === undefined || !one || !secret)
		throw new TypeError("a key of two cosets and two points expected");
	return {
		domain: { size, omega: field.power(7n, (bn254R - 1n) / size) },
		k1,
		k2,
		setup: g1(tree.c0),
		g2: [one, secret],
	};
};

export type ProverProof = {
	/** In the contract's form. */
	readonly proof: Uint8Array;
	readonly input: Uint8Array;
};

/** The proof in the contract's form; null when it has another shape than the contract's. */
export const proverProof = (source: string): ProverProof | null => {
	const tree = record(text(source));
	const evaluations = list(tree.evaluations);
	const commitments = list(tree.commitments);
	const inputs = list(tree.inputs);
	if (evaluations.length !== 15 || commitments.length !== 4) return null;
	if (inputs.length !== 1) return null;
	// The contract takes the inverses' product for all of them.
	const inverse = field.product(
		...list(tree.lagrange_basis_inverses).map(element),
	);
	return {
		proof: concat(
			...commitments.map(g1),
			...evaluations.map(word),
			bigToBytes(inverse, 32),
		),
		input: word(inputs[0]),
	};
};
