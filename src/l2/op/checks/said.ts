// What the sequencer of an OP rollup says now: the newest payload that it signed, by the key that L1 names, and an account in the state
// that the payload names. Nothing here is proved but whose key it is.
// Source: OP Stack specs, protocol/rollup-node-p2p.md (block gossip), protocol/system-config.md (unsafeBlockSigner)

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { checkAccount } from "../../../state/account.ts";
import { Attested } from "../../../trust/attested.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { SaidBalance, SaidState } from "../../said.ts";
import { checkPayload } from "./payload.ts";
import type { OpContracts } from "./values.ts";

/** What is older is no word on now: a relay may stand still, or hand out what suits it. */
const mostOldS = 120;
/** Clocks differ by so much. */
const mostAheadS = 15;

/**
 * The state of the newest block, as the sequencer signed it for this chain.
 * @param config of the rollup on L1, by which its key is proved
 * @param at `above`: the block of the newest proved root; what is not above it says nothing new
 * @throws sequencer-signature, bad-ssz, said-old
 */
export const attestState = (
	config: Verified<OpContracts>,
	{ payload, signature }: { readonly payload: Hex; readonly signature: Hex },
	{ nowMs, above }: { readonly nowMs: number; readonly above: number },
): Attested<SaidState> => {
	const { profile, sequencer } = config.value;
	const { chainId } = profile;
	const { blockNumber, blockHash, stateRoot, timestampS } = checkPayload(
		chainId,
		sequencer,
		payload,
		signature,
	);
	const oldS = Math.floor(nowMs / 1000) - timestampS;
	if (oldS > mostOldS || oldS < -mostAheadS)
		throw new Fault(
			"said-old",
			`block ${blockNumber} is ${oldS} s old, at most ${mostOldS}`,
		);
	if (blockNumber <= above)
		throw new Fault(
			"said-old",
			`block ${blockNumber}, and ${above} is on L1 already`,
		);
	return new Attested(
		{ chainId, blockNumber, blockHash, stateRoot, timestampS },
		sequencer,
	);
};

/**
 * What the account has in that state.
 * @throws mpt-node, mpt-missing, mpt-unused, mpt-canonical, bad-rlp for a proof that does not lead from that state to the account
 */
export const attestBalance = (
	{ value, key }: Attested<SaidState>,
	address: Hex,
	proof: readonly Hex[],
): Attested<SaidBalance> => {
	const { balanceWei } = checkAccount(value.stateRoot, address, proof);
	return new Attested({ ...value, address, balanceWei }, key);
};
