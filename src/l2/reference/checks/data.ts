// What a batch of the reference rollup did: its operations, out of the blob that L1 was given. The blob is built again from
// the operations, so nothing else can be in it. Rule reference-data.

import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { nobleBls12381 } from "../../../crypto/noble-bls12-381.ts";
import {
	type PreparedKzg,
	prepareKzg,
	verifyBlobKzgProof,
	versionedHash,
} from "../../../proof/kzg.ts";
import { mainnetKzgSetup } from "../../../proof/kzg-setup.ts";
import { basisOf } from "../../../state/account.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import {
	blobOf,
	dataHashOf,
	operationWitness,
	spellOperation,
} from "./operation.ts";
import { referenceRules } from "./root.ts";
import type {
	ReferenceBatch,
	ReferenceData,
	ReferenceOperation,
	ReferenceRoot,
} from "./values.ts";

export const referenceDataWitness = d.record({
	batch: d.int(1),
	operations: d.list(operationWitness, 64),
	commitment: d.hex(48),
	proof: d.hex(48),
});

let prepared: PreparedKzg | undefined;
const kzg = (): PreparedKzg => {
	prepared ??= prepareKzg(nobleBls12381, mainnetKzgSetup(nobleBls12381));
	return prepared;
};

/** The batch of that number among those that lead to the root. @throws evidence-step when it is none of them */
export const batchOf = (
	{ batches }: ReferenceRoot,
	number: number,
): ReferenceBatch => {
	const batch = batches.find((one) => one.number === number);
	if (batch === undefined)
		throw new Fault("evidence-step", `batch ${number} is none of the root's`);
	return batch;
};

/** The blob is the one that L1 was given for the batch. @throws blob-commitment */
export const checkBlob = (
	batch: number,
	blobHash: Hex,
	blob: Uint8Array,
	commitment: Hex,
	proof: Hex,
): void => {
	const point = fromHex(commitment, 48);
	const named = toHex(versionedHash(point));
	if (named !== blobHash)
		throw new Fault(
			"blob-commitment",
			`batch ${batch} has the blob ${blobHash}, the commitment is of ${named}`,
		);
	if (verifyBlobKzgProof(kzg(), blob, point, fromHex(proof, 48)) !== true)
		throw new Fault(
			"blob-commitment",
			`the blob of batch ${batch} is not that of its commitment`,
		);
};

/**
 * The operations of one of the root's batches.
 * @throws blob-commitment when the blob of these operations is not the one L1 was given; blob-data when it is, and the
 * batch's proof is about others
 */
export const concludeReferenceData = (
	root: Verified<ReferenceRoot>,
	witness: {
		readonly batch: number;
		readonly operations: readonly ReferenceOperation[];
		readonly commitment: Hex;
		readonly proof: Hex;
	},
): Verified<ReferenceData> => {
	const { value } = premiseBy<ReferenceRoot>(root, ...referenceRules);
	const { operations, commitment, proof } = witness;
	const { number, blobHash, dataHash } = batchOf(value, witness.batch);
	checkBlob(number, blobHash, blobOf(operations), commitment, proof);
	const found = dataHashOf(operations);
	if (
		operations.length !== value.profile.operationsPerBatch ||
		found !== dataHash
	)
		throw new Fault(
			"blob-data",
			`batch ${number}: ${operations.length} operations with the hash ${found}, proved is ${dataHash}`,
		);
	const data: ReferenceData = {
		at: basisOf(value),
		batch: number,
		blobHash,
		dataHash,
		operations,
	};
	return conclude("reference-data", [root], data, {
		batch: number,
		operations: operations.map(spellOperation),
		commitment,
		proof,
	});
};
