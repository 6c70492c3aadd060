// The state of a ZKsync chain at the end of a proved batch, as a basis for accounts. Rule zksync-state. L1 keeps a hash of the batch;
// the bytes behind it are anybody's claim until they have that hash.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import { zeroHash } from "../../review-parts.ts";
import { decodeStoredBatch, storedBatchBytes } from "./stored-batch.ts";
import type { ZksyncRoot, ZksyncState } from "./values.ts";

export const zksyncStateWitness = d.record({
	preimage: d.hexUpTo(storedBatchBytes[0]),
});

/**
 * The state that the batch's hash commits to. It is as old as the batch's beginning: its blocks are not older, and of how much
 * younger they are L1 keeps nothing.
 * @throws l2-preimage when the bytes have another hash, are of another batch, or name no root
 */
export const concludeZksyncState = (
	root: Verified<ZksyncRoot>,
	{ preimage }: { readonly preimage: Hex },
): Verified<ZksyncState> => {
	const { profile, batchNumber, storedHash, who, validity, finality } =
		premiseBy<ZksyncRoot>(root, "zksync-root").value;
	const found = keccakHex(fromHex(preimage));
	if (found !== storedHash)
		throw new Fault(
			"l2-preimage",
			`a batch with hash ${found}, ${storedHash} expected`,
		);
	const batch = decodeStoredBatch(preimage);
	if (batch.batchNumber !== BigInt(batchNumber))
		throw new Fault(
			"l2-preimage",
			`batch ${batch.batchNumber}, ${batchNumber} expected`,
		);
	if (zeroHash.test(batch.stateRoot))
		throw new Fault("l2-preimage", `batch ${batchNumber} names no root`);
	if (batch.timestampS > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-preimage", `its time is ${batch.timestampS}`);
	const openedAtS = Number(batch.timestampS);
	const value: ZksyncState = {
		chainId: profile.chainId,
		blockNumber: null,
		blockHash: null,
		stateRoot: batch.stateRoot,
		grade: { who, validity, finality, asOfS: openedAtS },
		batchNumber,
		openedAtS,
		l2LogsRoot: batch.l2LogsRoot,
		commitment: batch.commitment,
	};
	return conclude("zksync-state", [root], value, { preimage });
};
