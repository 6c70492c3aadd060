// What is kept of a validity proof that failed here although L1 accepted it. Once kept, no order is made on the rollup until
// its profile is another: a record in the store, under the profile's name by hash, that anyone can check offline.

import * as d from "../../../base/decode.ts";
import { canonical, json } from "../../../evidence/canonical.ts";
import { evidence, evidenceOf, mostChars } from "../../../evidence/evidence.ts";
import {
	type ProofFailureView,
	proofFailureView,
} from "../../../protocol/views.ts";
import type { Store } from "../../../source/ports.ts";
import { batchHash } from "../checks/batch.ts";
import { type ReferenceProfile, referenceIdentity } from "../checks/profile.ts";
import type { ReferenceFailure } from "./batch-proofs.ts";

const proofFailureFile = d.record({
	format: d.oneOf("sextant-halt-1"),
	rollup: d.text(60),
	chainId: d.int(1),
	halt: proofFailureView,
	/** The proof that L1 was given for the batch. */
	proof: d.hex(256),
	/** That L1 holds the root as proven, and the transaction that gave it the proof. */
	evidence,
});

export type ProofFailure = {
	readonly view: ProofFailureView;
	/** The record as it lies in the store: what is exported. */
	readonly file: string;
};

const placeOf = (profile: ReferenceProfile): string =>
	`halt.${referenceIdentity(profile)}`;

/** What was kept under this profile; null when no proof failed under it. @throws storage, bad-json, bad-field when it is damaged */
export const readProofFailure = async (
	store: Store,
	profile: ReferenceProfile,
): Promise<ProofFailure | null> => {
	const file = await store.get("evidence", placeOf(profile));
	if (file === undefined) return null;
	const { halt: proofFailure } = proofFailureFile(
		d.parseJson(file, 2 * mostChars),
		"halt",
	);
	return { view: proofFailure, file };
};

/** Keeps it; on disk when it resolves. What was kept first stays. */
export const keepProofFailure = async (
	store: Store,
	profile: ReferenceProfile,
	{ fault, root, batch, proof, transaction }: ReferenceFailure,
	nowMs: number,
): Promise<ProofFailure> => {
	const before = await readProofFailure(store, profile);
	if (before !== null) return before;
	const { batches, start, stateRoot } = root.value;
	let hash = start.batchHash;
	let newRoot = stateRoot;
	for (const one of batches) {
		if (one.number > batch) break;
		hash = batchHash(hash, one);
		newRoot = one.newRoot;
	}
	const view: ProofFailureView = {
		fault: fault.toJson(),
		batch,
		batchHash: hash,
		root: newRoot,
		foundMs: nowMs,
	};
	const file = canonical(
		json(
			{
				format: "sextant-halt-1",
				rollup: profile.name,
				chainId: profile.chainId,
				halt: view,
				program: profile.program.hash,
				proof,
				evidence: evidenceOf(root, transaction),
			},
			"halt",
		),
	);
	await store.put("evidence", placeOf(profile), file);
	return { view, file };
};
