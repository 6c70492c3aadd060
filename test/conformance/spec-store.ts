// The store of the consensus specs as they write it, with the forced update and the moving safety threshold that Sextant
// does without: here alone. The checks are those of src/l1.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/altair/light-client/sync-protocol.md

import { equalBytes } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { validateBootstrap, validateUpdate } from "../../src/l1/check.ts";
import type { L1Network } from "../../src/l1/network.ts";
import { isBetterUpdate } from "../../src/l1/rank.ts";
import {
	isFinalityUpdate,
	isSyncCommitteeUpdate,
	type LightClientBootstrap,
	type LightClientHeader,
	type LightClientUpdate,
	periodAtSlot,
	presetOf,
	type SyncCommittee,
	signersOf,
	slotsPerPeriod,
} from "../../src/l1/spec.ts";

export type SpecStore = {
	readonly network: L1Network;
	readonly finalizedHeader: LightClientHeader;
	readonly currentSyncCommittee: SyncCommittee;
	/** Null for the spec's SyncCommittee(). */
	readonly nextSyncCommittee: SyncCommittee | null;
	readonly bestValidUpdate: LightClientUpdate | null;
	readonly optimisticHeader: LightClientHeader;
	readonly previousMaxActiveParticipants: number;
	readonly currentMaxActiveParticipants: number;
};

/** initialize_light_client_store */
export const initializeStore = (
	network: L1Network,
	trustedRoot: `0x${string}`,
	bootstrap: LightClientBootstrap,
): SpecStore => {
	validateBootstrap(network, trustedRoot, bootstrap);
	return {
		network,
		finalizedHeader: bootstrap.header,
		currentSyncCommittee: bootstrap.currentSyncCommittee,
		nextSyncCommittee: null,
		bestValidUpdate: null,
		optimisticHeader: bootstrap.header,
		previousMaxActiveParticipants: 0,
		currentMaxActiveParticipants: 0,
	};
};

const assert = (condition: boolean, detail: string): void => {
	if (!condition) throw new Fault("wrong-period", detail);
};

/** validate_light_client_update: the store's assertions here, all others in src/l1/check.ts. */
export const validate = async (
	store: SpecStore,
	update: LightClientUpdate,
	currentSlot: number,
	kernel: Kernel,
): Promise<void> => {
	const period = (slot: number) => periodAtSlot(store.network, slot);
	const storePeriod = period(store.finalizedHeader.slot);
	const signaturePeriod = period(update.signatureSlot);
	assert(
		signaturePeriod === storePeriod ||
			(store.nextSyncCommittee !== null && signaturePeriod === storePeriod + 1),
		`signed in ${signaturePeriod}, the store is at ${storePeriod}`,
	);
	const attestedPeriod = period(update.attestedHeader.slot);
	const hasNext =
		store.nextSyncCommittee === null &&
		isSyncCommitteeUpdate(update) &&
		attestedPeriod === storePeriod;
	assert(
		update.attestedHeader.slot > store.finalizedHeader.slot || hasNext,
		"the update is not relevant",
	);
	if (
		isSyncCommitteeUpdate(update) &&
		attestedPeriod === storePeriod &&
		store.nextSyncCommittee !== null
	)
		assert(
			update.nextSyncCommittee !== null &&
				equalBytes(
					update.nextSyncCommittee.part.bytes,
					store.nextSyncCommittee.part.bytes,
				),
			"another next committee",
		);
	const committee =
		signaturePeriod === storePeriod
			? store.currentSyncCommittee
			: (store.nextSyncCommittee ?? store.currentSyncCommittee);
	await validateUpdate(
		store.network,
		{
			period: signaturePeriod,
			pubkeys: committee.pubkeys,
			aggregatePubkey: committee.aggregatePubkey,
		},
		update,
		{ leastSigners: 1, currentSlot },
		kernel,
	);
};

// What isSyncCommitteeUpdate is false of carries SyncCommittee().
const nextOf = (update: LightClientUpdate): SyncCommittee | null =>
	isSyncCommitteeUpdate(update) ? update.nextSyncCommittee : null;

/** apply_light_client_update, with the header that counts as finalized. */
const apply = (
	store: SpecStore,
	update: LightClientUpdate,
	finalized: LightClientHeader,
): SpecStore => {
	const period = (slot: number) => periodAtSlot(store.network, slot);
	const storePeriod = period(store.finalizedHeader.slot);
	const finalizedPeriod = period(finalized.slot);
	let next = store;
	if (store.nextSyncCommittee === null) {
		assert(finalizedPeriod === storePeriod, "a period is skipped");
		next = { ...next, nextSyncCommittee: nextOf(update) };
	} else if (finalizedPeriod === storePeriod + 1)
		next = {
			...next,
			currentSyncCommittee: store.nextSyncCommittee,
			nextSyncCommittee: nextOf(update),
			previousMaxActiveParticipants: store.currentMaxActiveParticipants,
			currentMaxActiveParticipants: 0,
		};
	if (finalized.slot > store.finalizedHeader.slot)
		next = {
			...next,
			finalizedHeader: finalized,
			optimisticHeader:
				finalized.slot > store.optimisticHeader.slot
					? finalized
					: store.optimisticHeader,
		};
	return next;
};

/** process_light_client_update */
export const processUpdate = async (
	before: SpecStore,
	update: LightClientUpdate,
	currentSlot: number,
	kernel: Kernel,
): Promise<SpecStore> => {
	await validate(before, update, currentSlot, kernel);
	const period = (slot: number) => periodAtSlot(before.network, slot);
	const signers = signersOf(update);
	let store = before;
	if (
		store.bestValidUpdate === null ||
		isBetterUpdate(store.network, update, store.bestValidUpdate)
	)
		store = { ...store, bestValidUpdate: update };
	store = {
		...store,
		currentMaxActiveParticipants: Math.max(
			store.currentMaxActiveParticipants,
			signers,
		),
	};
	const safetyThreshold = Math.floor(
		Math.max(
			store.previousMaxActiveParticipants,
			store.currentMaxActiveParticipants,
		) / 2,
	);
	if (
		signers > safetyThreshold &&
		update.attestedHeader.slot > store.optimisticHeader.slot
	)
		store = { ...store, optimisticHeader: update.attestedHeader };
	const { finalizedHeader } = update;
	if (finalizedHeader === null) return store;
	const hasFinalizedNext =
		store.nextSyncCommittee === null &&
		isSyncCommitteeUpdate(update) &&
		isFinalityUpdate(update) &&
		period(finalizedHeader.slot) === period(update.attestedHeader.slot);
	const supermajority =
		signers * 3 >= presetOf(store.network).committeeSize * 2;
	if (
		supermajority &&
		(finalizedHeader.slot > store.finalizedHeader.slot || hasFinalizedNext)
	)
		store = {
			...apply(store, update, finalizedHeader),
			bestValidUpdate: null,
		};
	return store;
};

/** process_light_client_store_force_update; UPDATE_TIMEOUT is a period. */
export const forceUpdate = (
	store: SpecStore,
	currentSlot: number,
): SpecStore => {
	const best = store.bestValidUpdate;
	const timeout = slotsPerPeriod(store.network);
	if (currentSlot <= store.finalizedHeader.slot + timeout || best === null)
		return store;
	const finalized =
		best.finalizedHeader !== null &&
		best.finalizedHeader.slot > store.finalizedHeader.slot
			? best.finalizedHeader
			: best.attestedHeader;
	return { ...apply(store, best, finalized), bestValidUpdate: null };
};
