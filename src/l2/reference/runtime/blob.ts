// Where the data of a batch is read: from a node of the rollup, or from a beacon node that still has the blob. What is
// found is only where to look; reference-data checks it.

import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { versionedHash } from "../../../proof/kzg.ts";
import type { BlobClaim, BlobSource } from "../../../source/blobs.ts";
import type { Pool } from "../../../source/pool.ts";
import { servedBy } from "../../../trust/served.ts";
import type { Verified } from "../../../trust/verified.ts";
import { batchOf, checkBlob, concludeReferenceData } from "../checks/data.ts";
import type { BatchClaim, ReferenceNode } from "../checks/node.ts";
import { blobOf, operationsIn } from "../checks/operation.ts";
import type { ReferenceData, ReferenceRoot } from "../checks/values.ts";

/** The blob as a node of the rollup states it, if it has all of it. */
export const blobIn = ({ blob }: BatchClaim): BlobClaim | null => {
	if (blob === null) return null;
	const { data, commitment, proof } = blob;
	return data === null || commitment === null || proof === null
		? null
		: { data, commitment, proof };
};

const named = (commitment: Hex): Hex =>
	toHex(versionedHash(fromHex(commitment, 48)));

/**
 * The data of one of the root's batches from a blob that somebody gave.
 * @throws blob-commitment when the blob is not the one that L1 was given; blob-data when it is, and does not hold what the
 * batch's proof is about: then whoever gave it is not to blame
 */
export const dataFrom = (
	root: Verified<ReferenceRoot>,
	number: number,
	{ data, commitment, proof }: BlobClaim,
): Verified<ReferenceData> => {
	const { blobHash } = batchOf(root.value, number);
	const blob = fromHex(data);
	let operations: ReturnType<typeof operationsIn> | null = null;
	try {
		operations = operationsIn(blob, root.value.profile.operationsPerBatch);
	} catch (thrown) {
		if (asFault(thrown).code !== "blob-data") throw thrown;
	}
	if (operations === null || toHex(blobOf(operations)) !== data) {
		checkBlob(number, blobHash, blob, commitment, proof);
		throw new Fault("blob-data", `the blob of batch ${number} holds no batch`);
	}
	const witness = { batch: number, operations, commitment, proof };
	return concludeReferenceData(root, witness);
};

/**
 * The data of a batch from whoever has it, nodes of the rollup first.
 * @throws blob-data when the true blob does not hold what the batch's proof is about; data-missing when nobody gives it
 */
export const readData = async (
	root: Verified<ReferenceRoot>,
	number: number,
	l2: Pool<ReferenceNode>,
	blobs: BlobSource | null,
	signal?: AbortSignal,
): Promise<Verified<ReferenceData>> => {
	const faults: Fault[] = [];
	const { blobHash, committedAtS } = batchOf(root.value, number);
	/** What one member's answer gives; null when it has nothing. @throws blob-data, cancelled */
	const tried = async (
		pool: Pool<unknown>,
		name: string,
		ask: () => Promise<BlobClaim | null>,
	): Promise<Verified<ReferenceData> | null> => {
		try {
			const claim = await ask();
			if (claim === null) return null;
			return servedBy(dataFrom(root, number, claim), name);
		} catch (thrown) {
			const fault = asFault(thrown, name);
			// Of the operator's doing, not of this member's.
			if (fault.code === "blob-data")
				throw new Fault("blob-data", fault.detail);
			if (isOurs(fault)) throw fault;
			faults.push(pool.blame(name, fault));
			return null;
		}
	};
	for (const { name, client } of l2.active()) {
		const found = await tried(l2, name, async () => {
			const { value } = await client.batch(number, signal);
			return value === null ? null : blobIn(value);
		});
		if (found !== null) return found;
	}
	for (const { name, client } of blobs?.pool.active() ?? []) {
		if (blobs === null) break;
		const found = await tried(blobs.pool, name, async () => {
			const slot = blobs.slotAt(committedAtS);
			const { value } = await client.blobs(slot, signal);
			return (
				value.find(({ commitment }) => named(commitment) === blobHash) ?? null
			);
		});
		if (found !== null) return found;
	}
	const [why] = faults;
	throw new Fault(
		"data-missing",
		`batch ${number}: ${why?.message ?? "nobody has its blob"}`,
	);
};
