// The newest checkpoint of a Taiko rollup. Rule taiko-root. The inbox saves it in the signal service in the transaction in which it
// takes the proofs of a range of proposals, under the number of the range's last block; the same transaction writes the block's hash
// into the inbox. Both have to agree: what the owner set after an incident without a proof has no checkpoint, and is no root here.
// Source: taikoxyz/taiko-mono@b9c5bb2a, packages/protocol/contracts: layer1/core/impl/Inbox.sol (prove, init2),
// shared/signal/SignalService.sol (saveCheckpoint) and SignalService_Layout.sol.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import {
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { checkNear, provedOnL1, weakestOf } from "../../proved.ts";
import type { TaikoProfile } from "./profile.ts";
import type { TaikoConfig, TaikoRoot } from "./values.ts";

/** The contract counts blocks in 48 bits. */
export const taikoRootWitness = d.record({
	l2BlockNumber: d.int(1, 2 ** 48 - 1),
});

/** Where the signal service keeps a block's hash and, behind it, its state root. */
export const checkpointSlots = (
	{
		slots,
		checkpointVersion,
	}: Pick<TaikoProfile, "slots" | "checkpointVersion">,
	l2BlockNumber: number,
): readonly [blockHash: Hex, stateRoot: Hex] => {
	const first = mappingSlot(
		wordHex(l2BlockNumber),
		mappingSlot(wordHex(checkpointVersion), slots.checkpoints),
	);
	return [first, nextSlot(first)];
};

/** What has to be proved on L1 for `concludeTaikoRoot`, in the order it takes it. */
export const taikoRootWanted = (
	profile: TaikoProfile,
	l2BlockNumber: number,
): readonly WantedAccount[] => [
	{
		address: profile.contracts.signalService.address,
		slots: checkpointSlots(profile, l2BlockNumber),
	},
];

/**
 * The checkpoint of the newest finalized block.
 * @param premises config, then the slots of `taikoRootWanted`, which never change once the block is finalized
 * @param witness the number that its block says it has: L1 keeps checkpoints by it
 * @throws not-anchored when there is no checkpoint of that number where it is proved; l2-preimage when that is another block's;
 * evidence-step when the premises are not those wanted, of another chain, of several blocks, or proved more than 15 minutes apart
 */
export const concludeTaikoRoot = (
	premises: readonly AnyVerified[],
	witness: Decoded<typeof taikoRootWitness>,
): Verified<TaikoRoot> => {
	const { l2BlockNumber } = witness;
	const [first, ...rest] = premises;
	const { value: config } = premiseBy<TaikoConfig>(first, "taiko-config");
	const { profile, at, core, finalizedBlockHash } = config;
	const wanted = taikoRootWanted(profile, l2BlockNumber);
	const [hash, root] = provedOnL1(rest, wanted, profile, "taiko-root");
	if (hash === undefined || root === undefined)
		throw new Fault("evidence-step", "no checkpoint");
	checkNear([at.grade.asOfS, hash.at.grade.asOfS]);
	if (hash.at.blockHash !== root.at.blockHash)
		throw new Fault("evidence-step", "the checkpoint is of several blocks");
	if (hash.word === 0n || root.word === 0n)
		throw new Fault(
			"not-anchored",
			`no checkpoint of block ${l2BlockNumber} at block ${hash.at.blockNumber}`,
		);
	if (wordHex(hash.word) !== finalizedBlockHash)
		throw new Fault(
			"l2-preimage",
			`the checkpoint of block ${l2BlockNumber} is of ${wordHex(hash.word)}, ${finalizedBlockHash} is finalized`,
		);
	const value: TaikoRoot = {
		profile,
		l2BlockNumber,
		blockHash: finalizedBlockHash,
		root: wordHex(root.word),
		proposal: core.finalizedProposal,
		proposalsWaiting: core.nextProposal - core.finalizedProposal - 1,
		finalizedAtS: core.finalizedAtS,
		finality: weakestOf([at, hash.at]),
		who: "accepted",
		validity: "l1-accepted",
	};
	return conclude("taiko-root", premises, value, witness);
};
