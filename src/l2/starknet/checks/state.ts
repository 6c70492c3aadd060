// The state that L1 took over, with its block's time and the roots of contracts and classes: all of it stands in the block's header,
// which L1's hash commits to. Rule starknet-state.

import { Fault } from "../../../base/fault.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import { globalRoot, type StarknetBlock, starknetBlockHash } from "./block.ts";
import type { StarknetRoot, StarknetState } from "./values.ts";

/**
 * @param block a header, as an endpoint gave it
 * @throws l2-preimage when L1's hash or root is that of another; unknown-fork for a version whose blocks are hashed otherwise
 */
export const concludeStarknetState = (
	root: Verified<StarknetRoot>,
	block: StarknetBlock,
): Verified<StarknetState> => {
	const { profile, who, validity, finality, ...known } =
		premiseBy<StarknetRoot>(root, "starknet-root").value;
	const { contractsRoot, classesRoot } = block;
	const hash = starknetBlockHash(block);
	if (hash !== known.blockHash)
		throw new Fault(
			"l2-preimage",
			`a header with the hash ${hash}, ${known.blockHash} expected`,
		);
	if (
		globalRoot(contractsRoot, classesRoot) !== known.globalRoot ||
		block.number !== known.blockNumber
	)
		throw new Fault(
			"l2-preimage",
			`block ${block.number} has another root or number than L1 keeps`,
		);
	const value: StarknetState = {
		chain: profile.name,
		blockNumber: block.number,
		blockHash: hash,
		grade: { who, validity, finality, asOfS: block.timestampS },
		profile,
		globalRoot: known.globalRoot,
		contractsRoot,
		classesRoot,
	};
	return conclude("starknet-state", [root], value, { ...block });
};
