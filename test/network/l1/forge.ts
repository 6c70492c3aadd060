// What a dishonest committee can make: headers, states and updates of any content, signed by any members. Every key is
// known here, so a test chooses how many sign. Nothing is fetched; the results are the containers that the beacon API
// serves (their coders are in @lodestar/types).

import "./preset.ts";
import { LeafNode, Tree } from "@chainsafe/persistent-merkle-tree";
import type { BeaconConfig } from "@lodestar/config";
import { BLOCK_BODY_EXECUTION_PAYLOAD_GINDEX } from "@lodestar/params";
import { type altair, type deneb, ssz } from "@lodestar/types";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import { type Facts, readFacts } from "./block.ts";
import type { Attested, Signed } from "./light.ts";
import { makeSyncAggregate } from "./produce.ts";
import { validators } from "./validators.ts";

const indexOf = new Map(
	validators.map(({ publicKey }, index) => [toHex(publicKey), index]),
);

/** The validators of a committee in its order. @throws Error for a committee of another network. */
export const committeeMembers = (
	committee: altair.SyncCommittee,
): readonly number[] =>
	committee.pubkeys.map((key) => {
		const index = indexOf.get(toHex(key));
		if (index === undefined) throw new Error("a key that is not ours");
		return index;
	});

/** The first `count` positions of a committee. */
export const firstPositions = (count: number): readonly number[] =>
	Array.from({ length: count }, (_, i) => i);

/**
 * A header of any content: the beacon header's body root is made so that its execution header, whatever it says, is proved
 * by its branch.
 */
export const forgeHeader = (
	beacon: Omit<deneb.LightClientHeader["beacon"], "bodyRoot">,
	execution: deneb.LightClientHeader["execution"],
): deneb.LightClientHeader => {
	const body = new Tree(
		ssz.electra.BeaconBlockBody.toView(
			ssz.electra.BeaconBlockBody.defaultValue(),
		).node,
	);
	const gindex = BigInt(BLOCK_BODY_EXECUTION_PAYLOAD_GINDEX);
	body.setNode(
		gindex,
		LeafNode.fromRoot(
			ssz.electra.ExecutionPayloadHeader.hashTreeRoot(execution),
		),
	);
	return {
		beacon: { ...beacon, bodyRoot: body.root },
		execution,
		executionBranch: body.getSingleProof(gindex),
	};
};

/** The root of a header, as signatures and finality mean it. */
export const headerRoot = (header: deneb.LightClientHeader): Hex =>
	toHex(ssz.phase0.BeaconBlockHeader.hashTreeRoot(header.beacon));

/** A state that says what light clients read, and nothing else. */
export const forgeState = (content: {
	readonly finalizedEpoch: number;
	readonly finalizedRoot: Hex;
	readonly currentSyncCommittee: altair.SyncCommittee;
	readonly nextSyncCommittee: altair.SyncCommittee;
}): { readonly stateRoot: Uint8Array; readonly facts: Facts } => {
	const value = ssz.electra.BeaconState.defaultValue();
	value.finalizedCheckpoint = {
		epoch: content.finalizedEpoch,
		root: fromHex(content.finalizedRoot, 32),
	};
	value.currentSyncCommittee = content.currentSyncCommittee;
	value.nextSyncCommittee = content.nextSyncCommittee;
	const state = ssz.electra.BeaconState.toViewDU(value);
	return { stateRoot: state.hashTreeRoot(), facts: readFacts(state) };
};

/** A block that never was: header and state of chosen content, consistent with each other. */
export const forgeAttested = (content: {
	readonly slot: number;
	readonly proposerIndex: number;
	readonly parentRoot: Hex;
	readonly execution: deneb.LightClientHeader["execution"];
	readonly finalizedEpoch: number;
	readonly finalizedRoot: Hex;
	readonly currentSyncCommittee: altair.SyncCommittee;
	readonly nextSyncCommittee: altair.SyncCommittee;
}): Attested => {
	const { stateRoot, facts } = forgeState(content);
	const header = forgeHeader(
		{
			slot: content.slot,
			proposerIndex: content.proposerIndex,
			parentRoot: fromHex(content.parentRoot, 32),
			stateRoot,
		},
		content.execution,
	);
	return { header, facts };
};

/** The signature of the members at `positions` of `committee` for that header in that slot. */
export const signHeader = (
	config: BeaconConfig,
	committee: altair.SyncCommittee,
	positions: readonly number[],
	header: deneb.LightClientHeader,
	signatureSlot: number,
): Signed => ({
	syncAggregate: makeSyncAggregate(
		config,
		committeeMembers(committee),
		positions,
		fromHex(headerRoot(header), 32),
		signatureSlot,
	),
	signatureSlot,
});
