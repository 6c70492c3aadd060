// A Scroll rollup's finalized state as a basis for accounts. Rule scroll-state. L1 names the state root alone, so of the
// header that an endpoint gives nothing else is concluded: its number, hash, parent and time are the word of whoever made the
// header up around that root. They stay in the witness, where they say at which block to ask for proofs.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { decodeHeader } from "../../../state/header.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import type { ScrollRoot, ScrollState } from "./values.ts";

export const scrollStateWitness = d.record({ rlp: d.hexUpTo(65_536) });

/**
 * The state with the finalized root. It is as old as its finalization, which L1 proves: the block was made before that, and
 * when, nobody has to say.
 * @param rlp a header with that state root, as an endpoint gave it
 * @throws l2-preimage when its state root is another; bad-rlp
 */
export const concludeScrollState = (
	root: Verified<ScrollRoot>,
	{ rlp }: { readonly rlp: Hex },
): Verified<ScrollState> => {
	const { profile, who, validity, finality, finalizedAtS, ...known } =
		premiseBy<ScrollRoot>(root, "scroll-root").value;
	const fields = decodeHeader(fromHex(rlp));
	if (fields.stateRoot !== known.root)
		throw new Fault(
			"l2-preimage",
			`block ${fields.hash} has state root ${fields.stateRoot}, ${known.root} expected`,
		);
	const value: ScrollState = {
		chainId: profile.chainId,
		blockNumber: null,
		blockHash: null,
		stateRoot: known.root,
		grade: { who, validity, finality, asOfS: finalizedAtS },
		batchIndex: known.batchIndex,
		withdrawRoot: known.withdrawRoot,
	};
	return conclude("scroll-state", [root], value, { rlp });
};
