// The rollup's block under a proposed output root: its header's bytes, whose hash and state root the output root commits
// to. Rule op-state. What it concludes is a basis for accounts, and for walking back to the blocks before.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { decodeHeader, headerOf } from "../../../state/header.ts";
import { conclude, type Verified } from "../../../trust/verified.ts";
import { outputRoot } from "./payload.ts";
import { type OpRoot, proposedOnly } from "./root.ts";
import type { RollupBlock } from "./values.ts";

export const stateWitness = d.record({
	rlp: d.hexUpTo(65_536),
	messagePasserStorageRoot: d.hash,
});

/**
 * The block that the root commits to, as its header.
 * @throws l2-root-unproposed for a root that is claimed only, before anything else is looked at; l2-preimage when the
 * root does not commit to this block; bad-rlp
 */
export const concludeState = (
	root: Verified<OpRoot>,
	{
		rlp,
		messagePasserStorageRoot,
	}: { readonly rlp: Hex; readonly messagePasserStorageRoot: Hex },
): Verified<RollupBlock> => {
	const proposed = proposedOnly(root);
	const bytes = fromHex(rlp);
	const blockHash = keccakHex(bytes);
	const fields = decodeHeader(bytes);
	const output = outputRoot({
		stateRoot: fields.stateRoot,
		messagePasserStorageRoot,
		blockHash,
	});
	if (output !== proposed.root)
		throw new Fault(
			"l2-preimage",
			`block ${blockHash} has output root ${output}, ${proposed.root} expected`,
		);
	if (fields.blockNumber !== proposed.l2BlockNumber)
		throw new Fault(
			"l2-preimage",
			`block ${fields.blockNumber} for the root of ${proposed.l2BlockNumber}`,
		);
	const { who, validity, finality, profile } = proposed;
	const grade = { who, validity, finality };
	const value: RollupBlock = {
		...headerOf(fields, profile.chainId, grade),
		outputRoot: output,
		messagePasserStorageRoot,
	};
	return conclude("op-state", [root], value, { rlp, messagePasserStorageRoot });
};
