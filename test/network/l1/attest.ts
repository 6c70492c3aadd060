// The attesters' votes that a block carries.

import "./preset.ts";
import { BitArray } from "@chainsafe/ssz";
import type { BeaconConfig } from "@lodestar/config";
import {
	DOMAIN_BEACON_ATTESTER,
	MAX_ATTESTATIONS_ELECTRA,
	MAX_COMMITTEES_PER_SLOT,
	SLOTS_PER_EPOCH,
} from "@lodestar/params";
import {
	computeSigningRoot,
	getBlockRootAtSlot,
} from "@lodestar/state-transition";
import { type electra, ssz } from "@lodestar/types";
import { fromHex } from "../../../src/base/bytes.ts";
import type { Block, State } from "./block.ts";
import { aggregateSign } from "./validators.ts";

/** Bits of that length, set at `positions`. */
export const bitsOf = (
	length: number,
	positions: Iterable<number>,
): BitArray => {
	const bits = BitArray.fromBitLen(length);
	for (const position of positions) bits.set(position, true);
	return bits;
};

/** One attestation of all committees of `slot` for `parent` as head, or none when nobody votes. */
const attest = (
	config: BeaconConfig,
	pre: State,
	parent: Block,
	slot: number,
	share: number,
): electra.Attestation[] => {
	const epoch = Math.floor(slot / SLOTS_PER_EPOCH);
	const epochStart = epoch * SLOTS_PER_EPOCH;
	const committees =
		pre.epochCtx.getShufflingAtEpoch(epoch).committees[slot % SLOTS_PER_EPOCH];
	if (committees === undefined) return [];
	// A committee of which nobody votes is left out; in the others, the first members vote.
	const voters = [...committees.entries()]
		.map(([index, members]) => ({
			index,
			size: members.length,
			voting: Array.from(members).slice(0, Math.round(members.length * share)),
		}))
		.filter(({ voting }) => voting.length > 0);
	if (voters.length === 0) return [];
	const aggregationBits = voters.flatMap(({ size, voting }) =>
		Array.from({ length: size }, (_, i) => i < voting.length),
	);
	const beaconBlockRoot = fromHex(parent.root);
	const source =
		epoch === pre.epochCtx.epoch
			? pre.currentJustifiedCheckpoint
			: pre.previousJustifiedCheckpoint;
	const data = {
		slot,
		index: 0,
		beaconBlockRoot,
		source: { epoch: source.epoch, root: source.root },
		target: {
			epoch,
			root:
				epochStart >= parent.slot
					? beaconBlockRoot
					: getBlockRootAtSlot(pre, epochStart),
		},
	};
	const domain = config.getDomain(pre.slot, DOMAIN_BEACON_ATTESTER, slot);
	return [
		{
			aggregationBits: BitArray.fromBoolArray(aggregationBits),
			committeeBits: bitsOf(
				MAX_COMMITTEES_PER_SLOT,
				voters.map(({ index }) => index),
			),
			data,
			signature: aggregateSign(
				voters.flatMap(({ voting }) => voting),
				computeSigningRoot(ssz.phase0.AttestationData, data, domain),
			),
		},
	];
};

/** The votes of the slots since the parent that a block may still carry, newest first. */
export const collectAttestations = (
	config: BeaconConfig,
	pre: State,
	parent: Block,
	share: number,
): electra.Attestation[] => {
	const oldest = Math.max(
		parent.slot,
		(pre.epochCtx.epoch - 1) * SLOTS_PER_EPOCH,
		pre.slot - MAX_ATTESTATIONS_ELECTRA,
		0,
	);
	const found: electra.Attestation[] = [];
	for (let slot = pre.slot - 1; slot >= oldest; slot--)
		found.push(...attest(config, pre, parent, slot, share));
	return found;
};
