// The light client's store: verified values only, and pure steps from one store to the next. It reads no clock and asks
// nobody. Source of the rules: apply_light_client_update and process_light_client_update of
// https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/altair/light-client/sync-protocol.md
// DIFFERS FROM SPEC: nothing enters without two thirds of the committee, so there is no forced update and no moving
// safety threshold; the optimistic head is the one signed last, not the one of the highest slot (ARCHITECTURE.md, "L1").

import { Fault } from "../base/fault.ts";
import type { Verified } from "../trust/verified.ts";
import type { CheckedUpdate } from "./conclusion.ts";
import { type Conflict, checkNotAgainst, findConflict } from "./conflict.ts";
import type { L1Network } from "./network.ts";
import { periodAtSlot } from "./spec.ts";
import type { Checkpoint, Committee, Head } from "./values.ts";

export type LightStore = {
	readonly network: L1Network;
	readonly checkpoint: Verified<Checkpoint>;
	readonly finalized: Verified<Head>;
	/** Signed last of all heads newer than the finalized one; the finalized one where there is none. */
	readonly optimistic: Verified<Head>;
	/** Ascending by period, from the finalized header's on. */
	readonly committees: readonly Verified<Committee>[];
	/** Heads newer than the finalized one, newest last, kept to notice a second one for the same signature slot. */
	readonly recent: readonly Verified<Head>[];
	/** Once set, the store stays as it is: only a new checkpoint helps. */
	readonly conflict: Conflict | null;
};

const mostRecent = 1024;

export const openStore = (
	checkpoint: Verified<Checkpoint>,
	finalized: Verified<Head>,
	committees: readonly Verified<Committee>[],
): LightStore => ({
	network: checkpoint.value.network,
	checkpoint,
	finalized,
	optimistic: finalized,
	committees: keepCommittees(finalized.value, committees),
	recent: [],
	conflict: null,
});

const keepCommittees = (
	finalized: Head,
	committees: readonly Verified<Committee>[],
): readonly Verified<Committee>[] => {
	const least = periodAtSlot(finalized.network, finalized.slot);
	return committees
		.filter((committee) => committee.value.period >= least)
		.toSorted((a, b) => a.value.period - b.value.period);
};

/** The proved committee of a period, if the store has it. */
export const committeeOf = (
	store: LightStore,
	period: number,
): Verified<Committee> | undefined =>
	store.committees.find((committee) => committee.value.period === period);

/** The committee that signs in a slot. @throws not-synced when it is not proved yet, wrong-period when it is long past */
export const signingCommittee = (
	store: LightStore,
	signatureSlot: number,
): Verified<Committee> => {
	const period = periodAtSlot(store.network, signatureSlot);
	const found = committeeOf(store, period);
	if (found !== undefined) return found;
	const newest = store.committees.at(-1)?.value.period ?? -1;
	// Also one of those that a handover passes over.
	const oldest = store.committees.at(0)?.value.period ?? -1;
	if (period > oldest)
		throw new Fault(
			"not-synced",
			`committee ${period} is not proved, ${newest} is the newest`,
		);
	throw new Fault("wrong-period", `period ${period} is before our final one`);
};

/**
 * The store with a committee that a handover leads to; the same store when it has it.
 * @throws against-final when it has another for that period
 */
export const applyHandover = (
	store: LightStore,
	next: Verified<Committee>,
): LightStore => {
	if (store.conflict !== null) return store;
	const known = committeeOf(store, next.value.period);
	if (known !== undefined) {
		if (known.value.root === next.value.root) return store;
		throw new Fault(
			"against-final",
			`committee ${next.value.period} is ${known.value.root}, not ${next.value.root}`,
		);
	}
	return {
		...store,
		committees: keepCommittees(store.finalized.value, [
			...store.committees,
			next,
		]),
	};
};

const headsOf = (checked: CheckedUpdate): readonly Verified<Head>[] =>
	[checked.attested, checked.finalized].filter((head) => head !== null);

/**
 * The store with everything in it that the updates of one round prove, all at once: two that contradict each other are
 * found before either can become final.
 * @returns the same store when nothing is new; one with `conflict` set when the updates contradict each other
 */
export const applyRound = (
	store: LightStore,
	round: readonly CheckedUpdate[],
): LightStore => {
	if (store.conflict !== null) return store;
	const conflict =
		findConflict(store.finalized.value, store.recent, round.flatMap(headsOf)) ??
		findTwoCommittees(round);
	if (conflict !== null) return { ...store, conflict };
	return round.reduce(applyUpdate, store);
};

// Two next committees for one period: finality updates on different branches, whatever their slots.
const findTwoCommittees = (
	round: readonly CheckedUpdate[],
): Conflict | null => {
	for (const [i, one] of round.entries())
		for (const other of round.slice(0, i)) {
			const a = one.nextCommittee?.value;
			const b = other.nextCommittee?.value;
			if (a === undefined || b === undefined) continue;
			if (a.period !== b.period || a.root === b.root) continue;
			if (one.finalized !== null && other.finalized !== null)
				return { first: other.finalized, second: one.finalized };
		}
	return null;
};

/** Does the update stand against what is final here? @throws against-final */
export const checkAgainstFinal = (
	store: LightStore,
	checked: CheckedUpdate,
): void => {
	for (const head of headsOf(checked))
		checkNotAgainst(store.finalized.value, head.value);
	const next = checked.nextCommittee?.value;
	const known = next && committeeOf(store, next.period)?.value;
	if (next && known && known.root !== next.root)
		throw new Fault(
			"against-final",
			`committee ${next.period} is ${known.root}, not ${next.root}`,
		);
};

const applyUpdate = (store: LightStore, checked: CheckedUpdate): LightStore => {
	const { attested, nextCommittee } = checked;
	const newlyFinal =
		checked.finalized !== null &&
		checked.finalized.value.slot > store.finalized.value.slot;
	const finalized =
		newlyFinal && checked.finalized !== null
			? checked.finalized
			: store.finalized;
	const isNew = (head: Verified<Head>) =>
		head.value.slot > finalized.value.slot;
	const known = (head: Verified<Head>) =>
		store.recent.some(
			({ value }) =>
				value.root === head.value.root &&
				value.signatureSlot === head.value.signatureSlot,
		);
	const adds = attested !== null && isNew(attested) && !known(attested);
	const addsCommittee =
		nextCommittee !== null &&
		committeeOf(store, nextCommittee.value.period) === undefined;
	if (!newlyFinal && !adds && !addsCommittee) return store;

	const recent = [...store.recent, ...(adds ? [attested] : [])]
		.filter(isNew)
		.toSorted((a, b) => a.value.signatureSlot - b.value.signatureSlot)
		.slice(-mostRecent);
	return {
		...store,
		finalized,
		recent,
		optimistic: recent.at(-1) ?? finalized,
		committees: keepCommittees(finalized.value, [
			...store.committees,
			...(addsCommittee ? [nextCommittee] : []),
		]),
	};
};
