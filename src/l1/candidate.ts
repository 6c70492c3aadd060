// Updates as endpoints gave them, before anything is believed: which of them say something new, in what order they are
// tried, and what is proved of them. It asks no endpoint and blames none; it says who was wrong and why.

import { equalBytes, toHex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { maxClockBehindS } from "../trust/freshness.ts";
import { servedBy } from "../trust/served.ts";
import { type CheckedUpdate, checkUpdate } from "./conclusion.ts";
import type { L1Network } from "./network.ts";
import { isBetterUpdate } from "./rank.ts";
import {
	decodeUpdate,
	type EncodedObject,
	type LightClientUpdate,
	timeAtSlot,
	type UpdateKind,
} from "./spec.ts";
import {
	checkAgainstFinal,
	type LightStore,
	signingCommittee,
} from "./store.ts";

export type UpdateCandidate = {
	readonly endpoint: string;
	readonly kind: UpdateKind;
	readonly encoded: EncodedObject;
	readonly update: LightClientUpdate;
};

/** @throws bad-ssz, unknown-fork */
export const readCandidate = (
	network: L1Network,
	endpoint: string,
	kind: UpdateKind,
	encoded: EncodedObject,
): UpdateCandidate => ({
	endpoint,
	kind,
	encoded,
	update: decodeUpdate(network, kind, encoded),
});

/** Each answer once, the best first. */
export const rankCandidates = (
	network: L1Network,
	candidates: readonly UpdateCandidate[],
): readonly UpdateCandidate[] =>
	candidates
		.filter(
			(one, i) =>
				!candidates
					.slice(0, i)
					.some((other) => equalBytes(one.encoded.ssz, other.encoded.ssz)),
		)
		.toSorted((a, b) =>
			isBetterUpdate(network, a.update, b.update)
				? -1
				: isBetterUpdate(network, b.update, a.update)
					? 1
					: 0,
		);

/** Is everything that the candidate's headers say in the store already, or older than what is final there? */
export const saysNothingNew = (
	store: LightStore,
	{ update }: UpdateCandidate,
): boolean => {
	const { attestedHeader, finalizedHeader, signatureSlot } = update;
	const final = store.finalized.value;
	const attestedRoot = toHex(attestedHeader.root);
	const attestedIsOld =
		attestedHeader.slot < final.slot ||
		attestedRoot === final.root ||
		store.recent.some(
			({ value }) =>
				value.root === attestedRoot && value.signatureSlot === signatureSlot,
		);
	const finalizedIsOld =
		finalizedHeader === null ||
		finalizedHeader.slot < final.slot ||
		toHex(finalizedHeader.root) === final.root;
	return attestedIsOld && finalizedIsOld;
};

/**
 * Signed for a time that this clock has not reached? Two thirds signed it, so it is the clock that is wrong.
 * @throws clock beyond the tolerance, future-header within it
 */
export const checkSignedTime = (
	network: L1Network,
	signatureSlot: number,
	nowMs: number,
): void => {
	const aheadS = timeAtSlot(network, signatureSlot) - nowMs / 1000;
	if (aheadS > maxClockBehindS)
		throw new Fault(
			"clock",
			`two thirds signed for a time ${Math.ceil(aheadS)} s ahead of this clock`,
		);
	if (aheadS > 0)
		throw new Fault("future-header", `its slot begins in ${aheadS} s`);
};

export type CandidateResults = {
	readonly proved: readonly CheckedUpdate[];
	/** What was wrong with whose answer. Faults that are nobody's (not known yet, the clock) are among them. */
	readonly wrong: readonly {
		readonly candidate: UpdateCandidate;
		readonly fault: Fault;
	}[];
	/** The latest slot for which two thirds signed anything here, whatever came of it. */
	readonly signedSlot: number;
};

const claimsOf = ({ kind, update }: UpdateCandidate): string =>
	[
		toHex(update.attestedHeader.root),
		update.signatureSlot,
		update.finalizedHeader === null ? "" : toHex(update.finalizedHeader.root),
		...(update.nextSyncCommittee === null
			? []
			: [kind, toHex(update.nextSyncCommittee.aggregatePubkey)]),
	].join(" ");

/**
 * Verifies the candidates in their order under the store's committees. One that claims what another has proved is passed
 * over: it could only differ in its signers.
 */
export const proveCandidates = async (
	store: LightStore,
	candidates: readonly UpdateCandidate[],
	kernel: Kernel,
	nowMs: number,
): Promise<CandidateResults> => {
	const proved: CheckedUpdate[] = [];
	const wrong: { candidate: UpdateCandidate; fault: Fault }[] = [];
	const settled = new Set<string>();
	let signedSlot = 0;
	for (const candidate of candidates) {
		const claims = claimsOf(candidate);
		if (settled.has(claims)) continue;
		const { update, kind, encoded, endpoint } = candidate;
		try {
			const committee = signingCommittee(store, update.signatureSlot);
			const checked = await checkUpdate(committee, kind, encoded, {
				kernel,
				currentSlot: null,
			});
			signedSlot = Math.max(signedSlot, update.signatureSlot);
			checkSignedTime(store.network, update.signatureSlot, nowMs);
			checkAgainstFinal(store, checked);
			const { attested, finalized, nextCommittee } = checked;
			for (const one of [attested, finalized, nextCommittee])
				if (one !== null) servedBy(one, endpoint);
			proved.push(checked);
			settled.add(claims);
		} catch (thrown) {
			wrong.push({ candidate, fault: asFault(thrown, endpoint) });
		}
	}
	return { proved, wrong, signedSlot };
};
