// A Linea rollup's finalized state as a basis for accounts. Rule linea-state. L1 names the root of the state's tree with the number and
// the time of its block; the block's hash and header are nowhere on L1, so nothing is concluded of them.

import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import type { LineaRoot, LineaState } from "./values.ts";

/** The state with the finalized root, as old as its block. @throws evidence-step for any other premise */
export const concludeLineaState = (
	root: Verified<LineaRoot>,
): Verified<LineaState> => {
	const { profile, who, validity, finality, ...known } = premiseBy<LineaRoot>(
		root,
		"linea-root",
	).value;
	const value: LineaState = {
		chainId: profile.chainId,
		blockNumber: null,
		blockHash: null,
		stateRoot: known.root,
		grade: { who, validity, finality, asOfS: known.blockTimeS },
		l2BlockNumber: known.l2BlockNumber,
	};
	return conclude("linea-state", [root], value, null);
};
