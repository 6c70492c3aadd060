// The values the light client concludes. Types only.

import type { Hex } from "../base/bytes.ts";
import type { Finality } from "../trust/grade.ts";
import type { L1Network } from "./network.ts";

/** A root, and the rules of the network it belongs to. */
type Rooted = { readonly network: L1Network; readonly root: Hex };

/** A block root the user accepted as final. */
export type Checkpoint = Rooted;

/** Of a sync committee. `pubkeys` is all keys in order, 48 bytes each. */
export type CommitteeKeys = {
	readonly pubkeys: Hex;
	readonly aggregatePubkey: Hex;
};

/** A sync committee, proved against a signed state. */
export type Committee = Rooted & CommitteeKeys & { readonly period: number };

/** What a beacon header says of its execution block. From Gloas on only the hash is there: all else is null. */
export type ExecutionFacts = {
	readonly blockHash: Hex;
	readonly payload: {
		readonly parentHash: Hex;
		readonly stateRoot: Hex;
		readonly receiptsRoot: Hex;
		readonly blockNumber: number;
		readonly gasLimit: number;
		readonly gasUsed: number;
		readonly timestampS: number;
		readonly baseFeePerGasWei: bigint;
	} | null;
};

/**
 * A beacon header that at least two thirds of a proved committee signed, or that such a header's state finalizes. The
 * checkpoint's own header is final by the user's word: 0 of 0 signed it, in its own slot.
 */
export type Head = Rooted & {
	readonly finality: Finality;
	readonly slot: number;
	readonly stateRoot: Hex;
	readonly parentRoot: Hex;
	/** Unix seconds at which its slot began. */
	readonly timeS: number;
	readonly signatureSlot: number;
	readonly signed: number;
	readonly of: number;
	readonly execution: ExecutionFacts;
};
