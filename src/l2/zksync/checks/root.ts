// The newest batch of a ZKsync chain whose validity proof L1 took, by the hash that L1 keeps of it. Rule zksync-root. A batch that is
// committed alone is no root: anybody whom the chain lets commit can write one. Source: Executor.sol of
// https://github.com/matter-labs/era-contracts at 5e7d0b40, proveBatchesSharedBridge, executeBatchesSharedBridge, _revertBatches.

import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { provedOnL1 } from "../../proved.ts";
import { numberedPlace } from "./diamond.ts";
import type { ZksyncProfile } from "./profile.ts";
import type { ZksyncConfig, ZksyncRoot } from "./values.ts";

/** What has to be proved on L1, at the block of the config, for `concludeZksyncRoot`. */
export const zksyncRootWanted = (
	{ diamond, slots }: ZksyncProfile,
	batchNumber: number,
): WantedAccount => ({
	address: diamond.address,
	slots: [numberedPlace(slots.storedBatchHashes, batchNumber)],
});

/**
 * The newest proved batch. What is proved can be taken back until it is executed, and another batch of that number come in its
 * place, so config and hash are of one block.
 * @param premises config, then the slot of `zksyncRootWanted` for the batch that it counts as proved last
 * @throws not-anchored where L1 keeps no hash for that batch, as while none is proved; evidence-step when the premises are others
 */
export const concludeZksyncRoot = (
	premises: readonly AnyVerified[],
): Verified<ZksyncRoot> => {
	const [first, ...rest] = premises;
	const { value: config } = premiseBy<ZksyncConfig>(first, "zksync-config");
	const { profile, at, batchesVerified, batchesExecuted } = config;
	const wanted = [zksyncRootWanted(profile, batchesVerified)];
	const [slot] = provedOnL1(rest, wanted, profile, "zksync-root");
	if (slot === undefined || slot.at.blockHash !== at.blockHash)
		throw new Fault("evidence-step", "the premises are of several blocks");
	if (slot.word === 0n)
		throw new Fault("not-anchored", `no hash of batch ${batchesVerified}`);
	const value: ZksyncRoot = {
		profile,
		at,
		batchNumber: batchesVerified,
		storedHash: wordHex(slot.word),
		finality: at.grade.finality,
		who: batchesVerified <= batchesExecuted ? "exit-final" : "accepted",
		validity: "l1-accepted",
	};
	return conclude("zksync-root", premises, value, null);
};
