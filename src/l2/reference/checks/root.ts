// The last root that the reference rollup proved to L1, with the batches that lead to it: their hashes chain up to the one
// that L1 keeps. L1 accepted a proof for each; none is checked here. Rule reference-root.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { provedSlot } from "../../proved.ts";
import { batchHash, batchWitness, genesisHash, mostBatches } from "./batch.ts";
import { batchHashSlot } from "./config.ts";
import type { ReferenceConfig, ReferenceRoot } from "./values.ts";

export const referenceRootWitness = d.record({
	/** The hash of the batch before the first of `batches`. */
	previous: d.hash,
	/** Up to the last proven one; none before the first proof. */
	batches: d.list(batchWitness, mostBatches),
});
export type ReferenceRootWitness = Decoded<typeof referenceRootWitness>;

const broken = (why: string): Fault => new Fault("l2-batch", why);

/** The hash that the chain ends in. @throws l2-batch when the numbers do not follow each other up to `last` */
export const endOf = (
	{ previous, batches }: ReferenceRootWitness,
	last: number,
): Hex => {
	let chained = previous;
	const first = last - batches.length + 1;
	for (const [i, batch] of batches.entries()) {
		if (batch.number !== first + i)
			throw broken(`batch ${batch.number} stands for ${first + i}`);
		chained = batchHash(chained, batch);
	}
	return chained;
};

/**
 * The last proven root, as L1 accepted it.
 * @param premises the config, and the slot with the hash of the last proven batch, at one L1 block
 * @param witness the batches up to the last proven one. Where they begin is not judged here: `start` says it, and the
 * recheck asks that it is the profile's anchor
 * @throws l2-batch when their hashes do not chain up to the one L1 keeps, or end in another root than L1 has;
 * evidence-step for other premises
 */
export const concludeReferenceRoot = (
	premises: readonly AnyVerified[],
	witness: ReferenceRootWitness,
): Verified<ReferenceRoot> => {
	const [first, second] = premises;
	if (premises.length !== 2)
		throw new Fault("evidence-step", `${premises.length} premises of a root`);
	const config = premiseBy<ReferenceConfig>(first, "reference-config").value;
	const { profile, at, lastProven, lastRoot } = config;
	const { value: kept } = provedSlot(
		second,
		profile.contracts.rollup.address,
		batchHashSlot(profile, lastProven),
	);
	if (kept.at.blockHash !== at.blockHash)
		throw new Fault("evidence-step", "the premises are of several blocks");

	const { previous, batches } = witness;
	const last = batches.at(-1);
	if ((last === undefined) !== (lastProven === 0))
		throw broken(`${batches.length} batches up to batch ${lastProven}`);
	const hashed = endOf(witness, lastProven);
	if (hashed !== wordHex(kept.word))
		throw broken(
			`batch ${lastProven} has the hash ${hashed}, L1 keeps ${wordHex(kept.word)}`,
		);
	if (last === undefined && previous !== genesisHash(lastRoot))
		throw broken(`L1 begins with ${previous}, not with the root ${lastRoot}`);
	if (last !== undefined && last.newRoot !== lastRoot)
		throw broken(
			`batch ${lastProven} ends in ${last.newRoot}, L1 has ${lastRoot}`,
		);

	const value: ReferenceRoot = {
		chainId: profile.chainId,
		blockNumber: lastProven,
		blockHash: hashed,
		stateRoot: lastRoot,
		grade: {
			who: "accepted",
			// Before the first proof there was none to accept: the contract began with this root.
			validity: last === undefined ? "none" : "l1-accepted",
			finality: at.grade.finality,
			asOfS: last?.committedAtS ?? at.grade.asOfS,
		},
		profile,
		at,
		start: { batch: lastProven - batches.length, batchHash: previous },
		batches,
		recheck: null,
	};
	return conclude("reference-root", premises, value, {
		previous,
		batches: batches.map((batch) => ({ ...batch })),
	});
};

/** The rules that conclude a root. */
export const referenceRules = ["reference-root", "recheck"] as const;
