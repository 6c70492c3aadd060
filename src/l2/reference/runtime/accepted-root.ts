// The last root that L1 accepted of the reference rollup, with the batches that lead there from the profile's anchor.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import type { Capture } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Verified } from "../../../trust/verified.ts";
import { mostBatches } from "../checks/batch.ts";
import { batchHashSlot } from "../checks/config.ts";
import type { ReferenceNode } from "../checks/node.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import {
	concludeReferenceRoot,
	endOf,
	type ReferenceRootWitness,
} from "../checks/root.ts";
import type { ReferenceBatch, ReferenceRoot } from "../checks/values.ts";
import type { HeaderFacts } from "./header-facts.ts";
import type { BatchSpan, StatedBatches } from "./stated-batches.ts";

type RootSources = {
	readonly profile: ReferenceProfile;
	readonly l1: Capture;
	readonly l2: Pool<ReferenceNode>;
};

/** What an L1 endpoint says is the hash of a batch: where a chain could begin, and whether a node could know better. */
const statedHash = async (
	{ profile, l1 }: RootSources,
	batch: number,
	signal: AbortSignal | undefined,
): Promise<Hex> => {
	const key = batchHashSlot(profile, batch);
	const wanted = [{ address: profile.contracts.rollup.address, slots: [key] }];
	const [claim] = await l1.capture(wanted, signal);
	const slot = claim?.storageProof.find((one) => one.key === key);
	return wordHex(slot?.value ?? 0n);
};

const fits = (
	witness: ReferenceRootWitness,
	last: number,
	kept: Hex,
): boolean => {
	try {
		return endOf(witness, last) === kept;
	} catch (thrown) {
		if (asFault(thrown).code === "l2-batch") return false;
		throw thrown;
	}
};

/** The batches of this span by this node that have the hash; null when it gives none that do. */
const fittingSpan = async (
	stated: StatedBatches,
	member: Member<ReferenceNode>,
	span: BatchSpan,
	{ previous, kept }: { readonly previous: Hex; readonly kept: Hex },
	signal: AbortSignal | undefined,
): Promise<ReferenceRootWitness | null> => {
	const witnessIf = (
		batches: readonly ReferenceBatch[],
	): ReferenceRootWitness | null => {
		const witness = { previous, batches };
		return fits(witness, span[1], kept) ? witness : null;
	};
	return (
		witnessIf(await stated.span(member, span, signal)) ??
		witnessIf(await stated.freshSpan(member, span, signal))
	);
};

/** The batches from the anchor; where those do not lead here, or are too many, the last alone. */
const witnessOf = (
	sources: RootSources,
	stated: StatedBatches,
	last: number,
	kept: Hex,
	signal: AbortSignal | undefined,
): Promise<ReferenceRootWitness> => {
	const { anchor } = sources.profile;
	return sources.l2.first(async (member) => {
		const lie = new Fault(
			"l2-batch",
			`the batches up to ${last} do not have the hash ${kept}`,
			member.name,
		);
		const previous = anchor.batchHash;
		const count = last - anchor.batch;
		if (count > 0 && count <= mostBatches) {
			const span = [anchor.batch + 1, last] as const;
			const ends = { previous, kept };
			const witness = await fittingSpan(stated, member, span, ends, signal);
			if (witness !== null) return witness;
			// The node is wrong, unless this L1 has another history than the profile.
			if ((await statedHash(sources, anchor.batch, signal)) === previous)
				throw lie;
		}
		const batches = await stated.freshSpan(member, [last, last], signal);
		const before = await statedHash(sources, last - 1, signal);
		const witness = { previous: before, batches };
		if (!fits(witness, last, kept)) throw lie;
		return witness;
	});
};

/** @throws not-anchored while L1 is behind the profile's anchor; l2-batch; what the endpoints fail with */
export const acceptedRoot = async (
	sources: RootSources,
	stated: StatedBatches,
	{ config, kept }: HeaderFacts,
	signal: AbortSignal | undefined,
): Promise<Verified<ReferenceRoot>> => {
	const { anchor } = sources.profile;
	const { lastProven } = config.value;
	if (lastProven < anchor.batch)
		throw new Fault(
			"not-anchored",
			`batch ${lastProven} is proven, the profile's anchor is ${anchor.batch}`,
		);
	const hash = wordHex(kept.value.word);
	const witness =
		lastProven === 0
			? { previous: hash, batches: [] }
			: await witnessOf(sources, stated, lastProven, hash, signal);
	stated.keepOnly([anchor.batch + 1, lastProven]);
	return concludeReferenceRoot([config, kept], witness);
};
