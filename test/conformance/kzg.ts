// Topic kzg: point proofs, blob proofs and cell proofs of Ethereum's data availability, sidecars, blob transactions in
// their network form, the ceremony's setup, and the way of a rollup's batches out of their blobs. Which form a case is of is told by its fields.

import {
	bigFromBytes,
	bigToBytes,
	concat,
	equalBytes,
	fromHex,
	isHex,
} from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { decodeRlp } from "../../src/base/rlp.ts";
import { blsP, blsR } from "../../src/crypto/bls12-381.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { nobleBls12381 } from "../../src/crypto/noble-bls12-381.ts";
import {
	type PreparedKzg,
	pointEvaluation,
	prepareKzg,
	verifyBlobKzgProof,
	verifyKzgProof,
	versionedHash,
} from "../../src/proof/kzg.ts";
import {
	type PreparedKzgCells,
	prepareKzgCells,
	verifyCellKzgProofBatch,
} from "../../src/proof/kzg-cells.ts";
import {
	decodeKzgSetup,
	type KzgCellSetup,
	mainnetKzgSetup,
} from "../../src/proof/kzg-setup.ts";
import { isValidBranch } from "../../src/proof/ssz-branch.ts";
import { chance } from "./chance.ts";
import { batchCaseOf } from "./kzg-batch.ts";
import { openBlsCurves } from "./snark-curves.ts";
import { damage, type Layout, type Parts } from "./snark-damage.ts";
import { isRecord, textOf, treeOf } from "./text.ts";
import type { CaseResult, RunOptions, Topic, VectorFile } from "./topic.ts";

// The setup has thousands of points: noble alone reads it.
const curve = nobleBls12381;
const moduli = { modulus: blsP, order: blsR };

/** true, false, or null for an input that must not be answered at all. */
type Answer = boolean | null;

type Case = {
	readonly parts: Parts;
	readonly layout: Layout;
	readonly ask: (parts: Parts) => Answer;
};

// Text that is no whole-byte hex is bytes that no length fits.
const bytesOf = (raw: unknown): Uint8Array => {
	if (typeof raw !== "string") throw new TypeError("bytes expected");
	const text = raw.startsWith("0x") ? raw : `0x${raw}`;
	return isHex(text) ? fromHex(text) : new Uint8Array(1);
};

const part = (parts: Parts, name: string): Uint8Array => {
	const found = parts[name];
	if (found === undefined) throw new TypeError(`no part "${name}"`);
	return found;
};

const listOf = (raw: unknown): readonly unknown[] => {
	if (!Array.isArray(raw)) throw new TypeError("a list expected");
	return raw;
};

// --- point proofs

const isInfinity = (compressed: Uint8Array): boolean => compressed[0] === 0xc0;

const pointCase = (
	input: { readonly [key: string]: unknown },
	prepared: PreparedKzg,
): Case => {
	const all = {
		commitment: bytesOf(input.commitment),
		y: bytesOf(input.y),
		z: bytesOf(input.z),
		proof: bytesOf(input.proof),
	};
	// A constant polynomial has its value everywhere, so its proof (infinity) says nothing of z.
	const { z, ...others } = all;
	const parts: Parts = isInfinity(all.proof) ? others : all;
	const evaluate = pointEvaluation(prepared);
	return {
		parts,
		layout: { y: 0, z: 0 },
		ask: (own) => {
			const commitment = part(own, "commitment");
			const at = own.z ?? z;
			const y = part(own, "y");
			const proof = part(own, "proof");
			const answer = verifyKzgProof(prepared, commitment, at, y, proof);
			const output = evaluate(
				concat(versionedHash(commitment), at, y, commitment, proof),
			);
			if ((output !== null) !== (answer === true))
				throw new TypeError("the precompile answers otherwise");
			return answer;
		},
	};
};

// --- blobs

const blobCase = (
	blobs: readonly Uint8Array[],
	commitments: readonly Uint8Array[],
	proofs: readonly Uint8Array[],
	prepared: PreparedKzg,
): Case => ({
	parts: Object.fromEntries([
		...blobs.map((bytes, i) => [`blob${i}`, bytes]),
		...commitments.map((bytes, i) => [`commitment${i}`, bytes]),
		...proofs.map((bytes, i) => [`proof${i}`, bytes]),
	]) as Parts,
	layout: Object.fromEntries(blobs.map((_, i) => [`blob${i}`, 0])),
	ask: (own) => {
		if (blobs.length !== commitments.length || blobs.length !== proofs.length)
			return null;
		const answers = blobs.map((_, i) =>
			verifyBlobKzgProof(
				prepared,
				part(own, `blob${i}`),
				part(own, `commitment${i}`),
				part(own, `proof${i}`),
			),
		);
		return answers.includes(null) ? null : !answers.includes(false);
	},
});

// --- cells

const cellCase = (
	input: { readonly [key: string]: unknown },
	prepared: PreparedKzgCells,
): Case => {
	const names = ["commitments", "cells", "proofs"] as const;
	const lists = names.map((name) => listOf(input[name]).map(bytesOf));
	const indices = listOf(input.cell_indices).map(Number);
	const count = indices.length;
	return {
		parts: Object.fromEntries(
			names.flatMap((name, at) =>
				(lists[at] ?? []).map((bytes, i) => [`${name}${i}`, bytes]),
			),
		) as Parts,
		layout: Object.fromEntries(indices.map((_, i) => [`cells${i}`, 0])),
		ask: (own) =>
			lists.some((list) => list.length !== count)
				? null
				: verifyCellKzgProofBatch(
						prepared,
						indices.map((index, i) => ({
							index,
							commitment: part(own, `commitments${i}`),
							cell: part(own, `cells${i}`),
							proof: part(own, `proofs${i}`),
						})),
					),
	};
};

// --- running

const answerOf = (raw: unknown): Answer => {
	if (raw === true || raw === "true") return true;
	if (raw === false || raw === "false") return false;
	if (raw === null || raw === "null" || raw === "~") return null;
	throw new TypeError("an output of no known kind");
};

const runCase = (
	name: string,
	one: Case,
	expected: Answer,
	options: RunOptions,
): CaseResult => {
	const got = one.ask(one.parts);
	if (got !== expected)
		throw new TypeError(`${String(got)}, ${String(expected)} expected`);
	if (expected !== true || Object.keys(one.parts).length === 0)
		return { name, outcome: "passed" };
	const luck = chance(options.seed, name);
	for (let i = 0; i < options.mutations; i++) {
		const { what, parts } = damage(one.parts, one.layout, luck, moduli);
		if (one.ask(parts) === true) throw new TypeError(`accepted with ${what}`);
	}
	return { name, outcome: "passed", refused: options.mutations };
};

type Tools = {
	readonly points: PreparedKzg;
	readonly cells: PreparedKzgCells | null;
};

const caseOfInput = (
	input: { readonly [key: string]: unknown },
	tools: Tools,
): Case | string => {
	const { points, cells } = tools;
	if ("commitment" in input && "z" in input && "y" in input)
		return pointCase(input, points);
	if ("cell_indices" in input && "commitments" in input)
		return cells === null
			? "cell proofs, and no setup among the files"
			: cellCase(input, cells);
	if ("blob" in input && "commitment" in input && "proof" in input)
		return blobCase(
			[bytesOf(input.blob)],
			[bytesOf(input.commitment)],
			[bytesOf(input.proof)],
			points,
		);
	if ("blobs" in input && "commitments" in input && "proofs" in input)
		return blobCase(
			listOf(input.blobs).map(bytesOf),
			listOf(input.commitments).map(bytesOf),
			listOf(input.proofs).map(bytesOf),
			points,
		);
	return "a function of who makes blobs, not of who verifies them";
};

const isSetup = (text: string): boolean =>
	/^4096\s+65\s+[0-9a-f]{96}\s/.test(text);

const setupOf = (files: readonly VectorFile[]): KzgCellSetup | null => {
	for (const file of files) {
		if (treeOf(file) !== undefined) continue;
		const text = textOf(file);
		if (isSetup(text)) return decodeKzgSetup(curve, text);
	}
	return null;
};

const isSidecar = (raw: unknown): raw is { readonly [key: string]: unknown } =>
	isRecord(raw) && "blob" in raw && "kzg_commitment" in raw;

const runSidecar = (
	name: string,
	sidecar: { readonly [key: string]: unknown },
	tools: Tools,
	options: RunOptions,
): CaseResult => {
	const commitment = bytesOf(sidecar.kzg_commitment);
	const blob = blobCase(
		[bytesOf(sidecar.blob)],
		[commitment],
		[bytesOf(sidecar.kzg_proof)],
		tools.points,
	);
	const branch = sidecar.kzg_commitment_inclusion_proof;
	const header = sidecar.signed_block_header;
	if (branch === undefined || !isRecord(header)) {
		return runCase(name, blob, true, options);
	}
	if (!isRecord(header.message)) throw new TypeError("no message");
	const siblings = listOf(branch).map(bytesOf);
	return runCase(
		name,
		{
			parts: {
				...blob.parts,
				index: bigToBytes(BigInt(String(sidecar.index)), 2),
				branch: concat(...siblings),
				body: bytesOf(header.message.body_root),
			},
			layout: { ...blob.layout, branch: 0 },
			ask: (own) => isIncluded(own) && blob.ask(own),
		},
		true,
		options,
	);
};

// The commitment is an item of the list blob_kzg_commitments of the block's body, since Deneb.
// https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/deneb/p2p-interface.md#verify_blob_sidecar_inclusion_proof
const firstCommitment = 27 * 2 * 4096;

const isIncluded = (own: Parts): boolean => {
	const commitment = part(own, "commitment0");
	const branch = part(own, "branch");
	const place = part(own, "index");
	const index = Number(bigFromBytes(place));
	if (commitment.length !== 48 || branch.length % 32 !== 0) return false;
	if (place.length !== 2 || index >= 4096) return false;
	return isValidBranch(
		sha256(concat(commitment, new Uint8Array(16))),
		Array.from({ length: branch.length / 32 }, (_, i) =>
			branch.subarray(32 * i, 32 * i + 32),
		),
		firstCommitment + index,
		part(own, "body"),
	);
};

// 0x03, then the transaction's fields, blobs, commitments and proofs. The transaction signs the commitments' hashes.
const runTransaction = (
	name: string,
	bytes: Uint8Array,
	tools: Tools,
	options: RunOptions,
): CaseResult | null => {
	if (bytes[0] !== 3) return null;
	const whole = decodeRlp(bytes.subarray(1));
	if (!Array.isArray(whole) || whole.length !== 4) return null;
	const [fields, blobs, commitments, proofs] = whole.map((item) =>
		Array.isArray(item) ? item.filter((one) => one instanceof Uint8Array) : [],
	);
	const raw: unknown = Array.isArray(whole[0]) ? whole[0][10] : undefined;
	if (!fields || !blobs || !commitments || !proofs) return null;
	const hashes = Array.isArray(raw) ? raw : [];
	const isNamed =
		hashes.length === commitments.length &&
		commitments.every(
			(own, i) =>
				hashes[i] instanceof Uint8Array &&
				equalBytes(hashes[i], versionedHash(own)),
		);
	if (!isNamed) throw new TypeError("the versioned hashes are others");
	return runCase(
		name,
		blobCase(blobs, commitments, proofs, tools.points),
		true,
		options,
	);
};

const runFile = function* (
	file: VectorFile,
	tools: Tools,
	setup: KzgCellSetup | null,
	options: RunOptions,
): Iterable<CaseResult> {
	const name = file.path;
	const tree = treeOf(file);
	if (isRecord(tree) && isRecord(tree.input) && "output" in tree) {
		const one = caseOfInput(tree.input, tools);
		yield typeof one === "string"
			? { name, outcome: "unsupported", reason: one }
			: runCase(name, one, answerOf(tree.output), options);
		return;
	}
	const sidecars = isRecord(tree) ? tree.data : tree;
	if (Array.isArray(sidecars) && sidecars.some(isSidecar)) {
		for (const [i, sidecar] of sidecars.filter(isSidecar).entries())
			yield runSidecar(`${name} ${i}`, sidecar, tools, options);
		return;
	}
	if (tree !== undefined || name.endsWith(".md")) return;
	const text = textOf(file).trim();
	if (isSetup(text)) {
		const built = mainnetKzgSetup(curve).tauG2;
		if (setup === null || !equalBytes(setup.tauG2, built))
			throw new TypeError("the setup built in is another");
		yield { name, outcome: "passed" };
		return;
	}
	const batch = batchCaseOf(name, file.bytes(), text, tools.points);
	if (batch !== null) {
		yield runCase(batch.name, batch, true, options);
		return;
	}
	const hex = text.startsWith("0x") ? text : `0x${text}`;
	if (!isHex(hex) || !hex.startsWith("0x03")) return;
	const result = runTransaction(name, fromHex(hex), tools, options);
	if (result !== null) yield result;
};

export const kzg: Topic = {
	name: "kzg",
	run: async function* (files, options) {
		const setup = setupOf(files);
		const all = await openBlsCurves();
		const tools: Tools = {
			points: prepareKzg(all, mainnetKzgSetup(all)),
			cells: setup === null ? null : prepareKzgCells(all, setup),
		};
		for (const file of files)
			try {
				yield* runFile(file, tools, setup, options);
			} catch (thrown) {
				yield {
					name: file.path,
					outcome: "failed",
					reason: asFault(thrown).message,
				};
			}
	},
};
