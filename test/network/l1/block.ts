// One block of the consensus chain with what a light client may ask about it.

import "./preset.ts";
import { Tree } from "@chainsafe/persistent-merkle-tree";
import {
	BLOCK_BODY_EXECUTION_PAYLOAD_GINDEX,
	CURRENT_SYNC_COMMITTEE_GINDEX_ELECTRA,
	FINALIZED_ROOT_GINDEX_ELECTRA,
	ForkSeq,
	NEXT_SYNC_COMMITTEE_GINDEX_ELECTRA,
} from "@lodestar/params";
import {
	type CachedBeaconStateAllForks,
	type CachedBeaconStateElectra,
	executionPayloadToPayloadHeader,
} from "@lodestar/state-transition";
import { type altair, type deneb, type electra, ssz } from "@lodestar/types";
import { type Hex, toHex } from "../../../src/base/bytes.ts";
import type { BlobsBundle } from "./engine.ts";
import type { Payload } from "./payload.ts";

export type State = CachedBeaconStateElectra;
export type Branch = Uint8Array[];

const isElectra = (state: CachedBeaconStateAllForks): state is State =>
	state.config.getForkSeq(state.slot) === ForkSeq.electra;

/** @throws Error for a state of another fork. */
export const electraState = (state: CachedBeaconStateAllForks): State => {
	if (!isElectra(state)) throw new Error(`no Electra state at ${state.slot}`);
	return state;
};

/** What a state says to light clients, each part with its branch to the state root. */
export type Facts = {
	readonly finalizedEpoch: number;
	/** 32 zero bytes before anything is finalized. */
	readonly finalizedRoot: Uint8Array;
	readonly finalityBranch: Branch;
	readonly justifiedEpoch: number;
	readonly justifiedRoot: Uint8Array;
	readonly currentSyncCommittee: altair.SyncCommittee;
	readonly currentSyncCommitteeBranch: Branch;
	readonly nextSyncCommittee: altair.SyncCommittee;
	readonly nextSyncCommitteeBranch: Branch;
};

export type Block = {
	readonly root: Hex;
	readonly slot: number;
	readonly parentRoot: Hex;
	readonly message: electra.BeaconBlock;
	readonly signature: Uint8Array;
	readonly header: deneb.LightClientHeader;
	readonly executionHash: Hex;
	/** Dropped when nobody has to serve them any more. */
	blobs: BlobsBundle;
	readonly facts: Facts;
	/** The state after the block. Dropped once a later block is finalized: nothing is built on it any more. */
	state: State | undefined;
};

const prove = (tree: Tree, gindex: number): Branch =>
	tree.getSingleProof(BigInt(gindex));

const committees = new Map<string, altair.SyncCommittee>();

/** Committees live for a whole period: one copy of each, not one per block. */
const share = (committee: altair.SyncCommittee): altair.SyncCommittee => {
	const key = toHex(ssz.altair.SyncCommittee.hashTreeRoot(committee));
	const known = committees.get(key);
	if (known !== undefined) return known;
	committees.set(key, committee);
	return committee;
};

export type LightState = Pick<
	State,
	| "node"
	| "commit"
	| "finalizedCheckpoint"
	| "currentJustifiedCheckpoint"
	| "currentSyncCommittee"
	| "nextSyncCommittee"
>;

export const readFacts = (state: LightState): Facts => {
	state.commit();
	const tree = new Tree(state.node);
	return {
		finalizedEpoch: state.finalizedCheckpoint.epoch,
		finalizedRoot: state.finalizedCheckpoint.root,
		finalityBranch: prove(tree, FINALIZED_ROOT_GINDEX_ELECTRA),
		justifiedEpoch: state.currentJustifiedCheckpoint.epoch,
		justifiedRoot: state.currentJustifiedCheckpoint.root,
		currentSyncCommittee: share(state.currentSyncCommittee.toValue()),
		currentSyncCommitteeBranch: prove(
			tree,
			CURRENT_SYNC_COMMITTEE_GINDEX_ELECTRA,
		),
		nextSyncCommittee: share(state.nextSyncCommittee.toValue()),
		nextSyncCommitteeBranch: prove(tree, NEXT_SYNC_COMMITTEE_GINDEX_ELECTRA),
	};
};

export const payloadHeader = (
	payload: Payload,
): electra.ExecutionPayloadHeader => {
	const header = executionPayloadToPayloadHeader(ForkSeq.electra, payload);
	if (!("excessBlobGas" in header)) throw new Error("no Electra payload");
	return header;
};

/** The light client's header of a block: its beacon header, its execution header and the branch between them. */
export const lightHeader = (
	message: electra.BeaconBlock,
): deneb.LightClientHeader => {
	const body = ssz.electra.BeaconBlockBody.toView(message.body);
	return {
		beacon: {
			slot: message.slot,
			proposerIndex: message.proposerIndex,
			parentRoot: message.parentRoot,
			stateRoot: message.stateRoot,
			bodyRoot: body.hashTreeRoot(),
		},
		execution: payloadHeader(message.body.executionPayload),
		executionBranch: prove(
			new Tree(body.node),
			BLOCK_BODY_EXECUTION_PAYLOAD_GINDEX,
		),
	};
};

export const makeBlock = (
	signed: electra.SignedBeaconBlock,
	state: State,
	blobs: BlobsBundle,
): Block => {
	const { message, signature } = signed;
	const header = lightHeader(message);
	return {
		root: toHex(ssz.phase0.BeaconBlockHeader.hashTreeRoot(header.beacon)),
		slot: message.slot,
		parentRoot: toHex(message.parentRoot),
		message,
		signature,
		header,
		executionHash: toHex(message.body.executionPayload.blockHash),
		blobs,
		facts: readFacts(state),
		state,
	};
};
