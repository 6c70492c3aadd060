// Block production: a valid block for a slot on a given parent, signed by whoever is told to sign.

import "./preset.ts";
import type { BeaconConfig } from "@lodestar/config";
import {
	DOMAIN_BEACON_PROPOSER,
	DOMAIN_RANDAO,
	DOMAIN_SYNC_COMMITTEE,
	SLOTS_PER_EPOCH,
	SYNC_COMMITTEE_SIZE,
} from "@lodestar/params";
import {
	computeSigningRoot,
	DataAvailabilityStatus,
	ExecutionPayloadStatus,
	processSlots,
	stateTransition,
} from "@lodestar/state-transition";
import { type altair, type electra, ssz } from "@lodestar/types";
import { fromHex, utf8 } from "../../../src/base/bytes.ts";
import { bitsOf, collectAttestations } from "./attest.ts";
import { type Block, electraState, makeBlock, type State } from "./block.ts";
import type { BuiltPayload } from "./engine.ts";
import { decodeRequests } from "./payload.ts";
import { aggregateSign, validator } from "./validators.ts";

/** Who does its duty. */
export type Duties = {
	/** Positions of the sync committee that sign, each from 0 to 31. */
	readonly syncPositions: readonly number[];
	/** The share of each committee's attesters that vote, from 0 to 1. */
	readonly attesting: number;
};

/** Gives the payload of the block to be built on `parent`; `pre` is the parent's state at the block's slot. */
export type PayloadSource = (
	pre: State,
	parent: Block,
) => Promise<BuiltPayload>;

/** The sync committee's word for `root` at `signatureSlot`, by the members at `positions` of the committee of `state`. */
export const makeSyncAggregate = (
	config: BeaconConfig,
	members: ArrayLike<number>,
	positions: readonly number[],
	root: Uint8Array,
	signatureSlot: number,
): altair.SyncAggregate => {
	const indices = positions.map((position) => {
		const index = members[position];
		if (index === undefined)
			throw new RangeError(`"positions": the committee has no ${position}`);
		return index;
	});
	const domain = config.getDomain(
		signatureSlot,
		DOMAIN_SYNC_COMMITTEE,
		Math.max(signatureSlot, 1) - 1,
	);
	return {
		syncCommitteeBits: bitsOf(SYNC_COMMITTEE_SIZE, positions),
		syncCommitteeSignature: aggregateSign(
			indices,
			computeSigningRoot(ssz.Root, root, domain),
		),
	};
};

const checks = {
	executionPayloadStatus: ExecutionPayloadStatus.valid,
	dataAvailabilityStatus: DataAvailabilityStatus.Available,
};

/**
 * Builds and signs the block of `slot` on `parent`. The state transition has accepted it; with `verify` it has done so once
 * more from the serialized block, every signature and root checked.
 */
export const produceBlock = async (options: {
	readonly config: BeaconConfig;
	readonly parent: Block;
	readonly slot: number;
	readonly duties: Duties;
	readonly payloadSource: PayloadSource;
	readonly graffiti: string;
	readonly verify: boolean;
}): Promise<Block> => {
	const { config, parent, slot, duties } = options;
	if (parent.state === undefined)
		throw new Error(`the state of block ${parent.root} is gone`);
	const pre = electraState(processSlots(parent.state, slot));
	const built = await options.payloadSource(pre, parent);
	const proposerIndex = pre.epochCtx.getBeaconProposer(slot);
	const { secretKey } = validator(proposerIndex);
	const epoch = Math.floor(slot / SLOTS_PER_EPOCH);
	const graffiti = new Uint8Array(32);
	graffiti.set(utf8(options.graffiti).subarray(0, 32));
	const body: electra.BeaconBlockBody = {
		...ssz.electra.BeaconBlockBody.defaultValue(),
		randaoReveal: secretKey
			.sign(
				computeSigningRoot(
					ssz.Epoch,
					epoch,
					config.getDomain(slot, DOMAIN_RANDAO, slot),
				),
			)
			.toBytes(),
		eth1Data: pre.eth1Data.toValue(),
		graffiti,
		attestations: collectAttestations(config, pre, parent, duties.attesting),
		syncAggregate: makeSyncAggregate(
			config,
			pre.epochCtx.currentSyncCommitteeIndexed.validatorIndices,
			duties.syncPositions,
			fromHex(parent.root),
			slot,
		),
		executionPayload: built.payload,
		blobKzgCommitments: built.blobs.commitments.map((hex) => fromHex(hex)),
		executionRequests: decodeRequests(built.requests),
	};
	const message: electra.BeaconBlock = {
		slot,
		proposerIndex,
		parentRoot: fromHex(parent.root),
		stateRoot: new Uint8Array(32),
		body,
	};
	const state = electraState(
		stateTransition(
			parent.state,
			{ message, signature: new Uint8Array(96) },
			{
				...checks,
				verifyStateRoot: false,
				verifyProposer: false,
				verifySignatures: false,
			},
		),
	);
	message.stateRoot = state.hashTreeRoot();
	const signed: electra.SignedBeaconBlock = {
		message,
		signature: secretKey
			.sign(
				computeSigningRoot(
					ssz.electra.BeaconBlock,
					message,
					config.getDomain(slot, DOMAIN_BEACON_PROPOSER, slot),
				),
			)
			.toBytes(),
	};
	if (options.verify)
		stateTransition(
			parent.state,
			ssz.electra.SignedBeaconBlock.deserialize(
				ssz.electra.SignedBeaconBlock.serialize(signed),
			),
			{
				...checks,
				verifyStateRoot: true,
				verifyProposer: true,
				verifySignatures: true,
			},
		);
	return makeBlock(signed, state, built.blobs);
};
