// A Scroll rollup's block with the finalized state root, as its header. Rule scroll-state. What it concludes is a basis for
// accounts and for nothing else: L1 names the state root alone, so a header's parent hash, number and time are the word of
// whoever made the header up around that root.

import { fromHex, type Hex } from "../base/bytes.ts";
import { hexUpTo, record } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { decodeHeader, headerOf } from "../state/header.ts";
import { conclude, premiseBy, type Verified } from "../trust/verified.ts";
import type { ScrollBlock, ScrollRoot } from "./values.ts";

export const scrollStateWitness = record({ rlp: hexUpTo(65_536) });

/**
 * The header, whose state root is the finalized one and whose hash is that of its bytes. The state is taken to be as old as
 * the header says, and never younger than its finalization, which L1 proves: a header that was made up can make the state
 * look older than it is, not younger than L1 saw it.
 * @throws l2-preimage when its state root is another; bad-rlp
 */
export const concludeScrollState = (
	root: Verified<ScrollRoot>,
	{ rlp }: { readonly rlp: Hex },
): Verified<ScrollBlock> => {
	const { profile, who, validity, finality, finalizedAtS, ...known } =
		premiseBy<ScrollRoot>(root, "scroll-root").value;
	const fields = decodeHeader(fromHex(rlp));
	if (fields.stateRoot !== known.root)
		throw new Fault(
			"l2-preimage",
			`block ${fields.hash} has state root ${fields.stateRoot}, ${known.root} expected`,
		);
	const header = headerOf(fields, profile.chainId, { who, validity, finality });
	const value: ScrollBlock = {
		...header,
		grade: {
			...header.grade,
			asOfS: Math.min(header.grade.asOfS, finalizedAtS),
		},
		batchIndex: known.batchIndex,
		withdrawRoot: known.withdrawRoot,
	};
	return conclude("scroll-state", [root], value, { rlp });
};
