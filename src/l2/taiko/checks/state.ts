// The block of a Taiko rollup's newest checkpoint, as its header: rule taiko-state. L1 keeps the block's hash, which commits to all of
// it, and beside it number and state root as the prover named them; a header that says another number or root than the checkpoint
// shows that a false proof was taken.
// Source: taikoxyz/taiko-mono@b9c5bb2a, packages/protocol/docs/Derivation.md: no block is newer than its proposal.

import type { Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { checkHeader, headerOf } from "../../../state/header.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import type { TaikoBlock, TaikoRoot } from "./values.ts";

export const taikoStateWitness = d.record({ rlp: d.hexUpTo(65_536) });

/**
 * The block that the checkpoint names, as old as its own time.
 * @param rlp its header
 * @throws l2-preimage for another header, and when the checkpoint has another number or state root beside the hash, or the block is
 * younger than its proof; bad-rlp; evidence-step for any other premise
 */
export const concludeTaikoState = (
	root: Verified<TaikoRoot>,
	{ rlp }: { readonly rlp: Hex },
): Verified<TaikoBlock> => {
	const { profile, who, validity, finality, ...known } = premiseBy<TaikoRoot>(
		root,
		"taiko-root",
	).value;
	const fields = checkHeader(rlp, known.blockHash, "l2-preimage");
	if (fields.blockNumber !== known.l2BlockNumber)
		throw new Fault(
			"l2-preimage",
			`block ${fields.blockNumber} in the checkpoint of ${known.l2BlockNumber}`,
		);
	if (fields.stateRoot !== known.root)
		throw new Fault(
			"l2-preimage",
			`block ${fields.hash} has state root ${fields.stateRoot}, ${known.root} is in its checkpoint`,
		);
	if (fields.timestampS > known.finalizedAtS)
		throw new Fault(
			"l2-preimage",
			`block ${fields.hash} is of ${fields.timestampS}, after its proof`,
		);
	const value: TaikoBlock = headerOf(fields, profile.chainId, {
		who,
		validity,
		finality,
	});
	return conclude("taiko-state", [root], value, { rlp });
};
