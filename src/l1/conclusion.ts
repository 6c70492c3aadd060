// The conclusions of the light client: each is a function of verified premises and of bytes, and its witness holds those
// bytes, so that the same function can draw it again. The network is the checkpoint's, never the witness's.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { join, sszAt } from "../base/ssz.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { conclude, type Verified } from "../trust/verified.ts";
import {
	checkHeader,
	executionFacts,
	twoThirds,
	validateBootstrap,
	validateUpdate,
} from "./check.ts";
import type { ForkName, L1Network } from "./network.ts";
import {
	decodeBootstrap,
	decodeHeader,
	decodeUpdate,
	type EncodedObject,
	isFinalityUpdate,
	isSyncCommitteeUpdate,
	type LightClientHeader,
	type LightClientUpdate,
	periodAtSlot,
	presetOf,
	rootHex,
	type SyncCommittee,
	signersOf,
	timeAtSlot,
	typesOf,
	type UpdateKind,
} from "./spec.ts";
import type { Checkpoint, Committee, Head } from "./values.ts";

const witnessOf = (
	encoded: EncodedObject,
	more: { readonly [key: string]: Json } = {},
): Json => ({ fork: encoded.fork, ssz: toHex(encoded.ssz), ...more });

/**
 * The user, or a quorum the user chose, takes this block root for final: the one conclusion without a premise.
 * @throws RangeError when the root is not 32 bytes
 */
export const acceptCheckpoint = (
	network: L1Network,
	root: Hex,
): Verified<Checkpoint> => {
	if (!/^0x[0-9a-f]{64}$/.test(root))
		throw new RangeError('"root" is not 32 bytes in lower-case hex');
	return conclude(
		"checkpoint",
		[],
		{ network, root },
		{
			network: network.name,
			root,
		},
	);
};

/** A checkpoint at a head that is already verified as final: what a later start may begin from. */
export const anchorAt = (head: Verified<Head>): Verified<Checkpoint> => {
	if (head.value.finality !== "final")
		throw new RangeError('"head" is not final');
	return acceptCheckpoint(head.value.network, head.value.root);
};

/**
 * Null for a header that names no execution block. The payload of a slot carries that slot's time: a header under which it
 * does not is one of another network, where slots have other times. A checkpoint's header has no signature that would tell.
 * @throws other-chain
 */
const headOf = (
	network: L1Network,
	header: LightClientHeader,
	rest: Pick<Head, "finality" | "signatureSlot" | "signed" | "of">,
): Head | null => {
	const execution = executionFacts(network, header);
	if (execution === null) return null;
	const timeS = timeAtSlot(network, header.slot);
	const { payload } = execution;
	if (payload !== null && payload.timestampS !== timeS)
		throw new Fault(
			"other-chain",
			`a payload of ${payload.timestampS} in slot ${header.slot}, which begins at ${timeS} on ${network.name}`,
		);
	return {
		network,
		slot: header.slot,
		root: toHex(header.root),
		stateRoot: toHex(header.stateRoot),
		parentRoot: toHex(header.parentRoot),
		timeS,
		execution,
		...rest,
	};
};

const committeeOf = (
	network: L1Network,
	period: number,
	committee: SyncCommittee,
): Committee => ({
	network,
	period,
	pubkeys: toHex(committee.pubkeys),
	aggregatePubkey: toHex(committee.aggregatePubkey),
	root: rootHex(committee.part),
});

/**
 * The header of the checkpoint as a final head. Nobody's signature is behind it but the user's word: 0 of 0.
 * @throws bootstrap-root, execution-branch, update-shape, other-chain, bad-ssz; unknown-fork also for a header before Capella
 */
export const checkCheckpointHeader = (
	checkpoint: Verified<Checkpoint>,
	encoded: EncodedObject,
): Verified<Head> => {
	const { network, root } = checkpoint.value;
	const header = decodeHeader(network, encoded);
	checkHeader(network, encoded.fork, header);
	if (toHex(header.root) !== root)
		throw new Fault("bootstrap-root", `expected ${root}`);
	const head = headOf(network, header, {
		finality: "final",
		signatureSlot: header.slot,
		signed: 0,
		of: 0,
	});
	if (head === null)
		throw new Fault(
			"unknown-fork",
			"a header before Capella names no execution block",
		);
	return conclude(
		"lc-head",
		[checkpoint],
		head,
		witnessOf(encoded, { is: "checkpoint" }),
	);
};

/** The committee that the checkpoint's state commits to. @throws bootstrap-root, committee-branch, execution-branch, update-shape, bad-ssz, unknown-fork */
export const checkBootstrapCommittee = (
	checkpoint: Verified<Checkpoint>,
	encoded: EncodedObject,
): Verified<Committee> => {
	const { network, root } = checkpoint.value;
	const bootstrap = decodeBootstrap(network, encoded);
	validateBootstrap(network, root, bootstrap);
	const committee = committeeOf(
		network,
		periodAtSlot(network, bootstrap.header.slot),
		bootstrap.currentSyncCommittee,
	);
	return conclude("lc-bootstrap", [checkpoint], committee, witnessOf(encoded));
};

/** Both conclusions of a bootstrap. @throws as its two parts */
export const checkBootstrap = (
	checkpoint: Verified<Checkpoint>,
	encoded: EncodedObject,
): {
	readonly committee: Verified<Committee>;
	readonly head: Verified<Head>;
} => {
	const committee = checkBootstrapCommittee(checkpoint, encoded);
	const { part } = decodeBootstrap(checkpoint.value.network, encoded);
	const header = {
		fork: encoded.fork,
		ssz: sszAt(part, "header").bytes,
	};
	return { committee, head: checkCheckpointHeader(checkpoint, header) };
};

/** What an update proves under the committee that signed it. */
export type CheckedUpdate = {
	readonly update: LightClientUpdate;
	/** Null before Capella, when a header names no execution block. */
	readonly attested: Verified<Head> | null;
	/** Null where the update finalizes nothing, or genesis. */
	readonly finalized: Verified<Head> | null;
	/** Null unless the update finalizes a header of the attested header's period. */
	readonly nextCommittee: Verified<Committee> | null;
};

export type CheckContext = {
	readonly kernel: Kernel;
	/** The slot by this device's clock; null where a check is run again later. */
	readonly currentSlot: number | null;
};

const validated = async (
	committee: Verified<Committee>,
	kind: UpdateKind,
	encoded: EncodedObject,
	{ kernel, currentSlot }: CheckContext,
): Promise<LightClientUpdate> => {
	const { network, period } = committee.value;
	const update = decodeUpdate(network, kind, encoded);
	const signers = {
		period,
		pubkeys: fromHex(committee.value.pubkeys),
		aggregatePubkey: fromHex(committee.value.aggregatePubkey),
	};
	const rules = { leastSigners: twoThirds(network), currentSlot };
	await validateUpdate(network, signers, update, rules, kernel);
	return update;
};

// An update without its committee: all that a head needs as its witness, and 25 kB shorter.
const withoutCommittee = (
	network: L1Network,
	fork: ForkName,
	update: LightClientUpdate,
): { readonly kind: UpdateKind; readonly encoded: EncodedObject } => {
	const kind = isFinalityUpdate(update) ? "finality" : "optimistic";
	const type = typesOf(network, fork)[kind];
	const fields = type.kind === "container" ? type.fields : [];
	const parts = fields.map(([name]) => sszAt(update.part, name));
	return { kind, encoded: { fork, ssz: join(parts) } };
};

const concludeHead = (
	committee: Verified<Committee>,
	update: LightClientUpdate,
	is: "attested" | "finalized",
): Verified<Head> | null => {
	const { network } = committee.value;
	const header =
		is === "attested" ? update.attestedHeader : update.finalizedHeader;
	if (header === null) return null;
	if (is === "finalized" && (!isFinalityUpdate(update) || header.slot === 0))
		return null;
	const head = headOf(network, header, {
		finality: is === "attested" ? "optimistic" : "final",
		signatureSlot: update.signatureSlot,
		signed: signersOf(update),
		of: presetOf(network).committeeSize,
	});
	if (head === null) return null;
	const { kind, encoded } = withoutCommittee(network, update.fork, update);
	return conclude(
		"lc-head",
		[committee],
		head,
		witnessOf(encoded, { kind, is }),
	);
};

const concludeCommittee = (
	committee: Verified<Committee>,
	update: LightClientUpdate,
): Verified<Committee> | null => {
	const { network } = committee.value;
	const { nextSyncCommittee, finalizedHeader, attestedHeader } = update;
	if (nextSyncCommittee === null || finalizedHeader === null) return null;
	if (!isSyncCommitteeUpdate(update) || !isFinalityUpdate(update)) return null;
	// As the spec's store does: only a committee that a final header's period has settled.
	const period = periodAtSlot(network, attestedHeader.slot);
	if (periodAtSlot(network, finalizedHeader.slot) !== period) return null;
	return conclude(
		"lc-committee",
		[committee],
		committeeOf(network, period + 1, nextSyncCommittee),
		witnessOf({ fork: update.fork, ssz: update.part.bytes }),
	);
};

/**
 * Everything that one update proves; the signature is verified once.
 * @param committee of the period of the update's signature slot
 * @throws too-few-signers, execution-branch, update-shape, future-header, update-order, wrong-period, finality-branch,
 * committee-branch, committee-signature, other-chain, unknown-fork, bad-ssz
 */
export const checkUpdate = async (
	committee: Verified<Committee>,
	kind: UpdateKind,
	encoded: EncodedObject,
	asking: CheckContext,
): Promise<CheckedUpdate> => {
	const update = await validated(committee, kind, encoded, asking);
	return {
		update,
		attested: concludeHead(committee, update, "attested"),
		finalized: concludeHead(committee, update, "finalized"),
		nextCommittee: concludeCommittee(committee, update),
	};
};

/** One head of an update, for evidence: `checkUpdate` for a single conclusion. @throws as checkUpdate, evidence-step */
export const checkHead = async (
	committee: Verified<Committee>,
	kind: UpdateKind,
	is: "attested" | "finalized",
	encoded: EncodedObject,
	asking: CheckContext,
): Promise<Verified<Head>> => {
	const update = await validated(committee, kind, encoded, asking);
	const head = concludeHead(committee, update, is);
	if (head === null)
		throw new Fault("evidence-step", `the update has no ${is} head`);
	return head;
};

/** The next committee of an update, for evidence. @throws as checkUpdate, evidence-step */
export const checkNextCommittee = async (
	committee: Verified<Committee>,
	encoded: EncodedObject,
	asking: CheckContext,
): Promise<Verified<Committee>> => {
	const update = await validated(committee, "update", encoded, asking);
	const next = concludeCommittee(committee, update);
	if (next === null)
		throw new Fault("evidence-step", "the update settles no next committee");
	return next;
};

/** Is the committee's aggregate key the sum of its keys? Slow; once per committee, in idle time. @throws committee-aggregate */
export const checkAggregate = async (
	committee: Verified<Committee>,
	kernel: Kernel,
): Promise<void> => {
	const { pubkeys, aggregatePubkey, period } = committee.value;
	if (
		!(await kernel.checkAggregateKey(
			fromHex(pubkeys),
			fromHex(aggregatePubkey),
		))
	)
		throw new Fault("committee-aggregate", `of period ${period}`);
};
