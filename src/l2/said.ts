// What a layer 2's sequencer says that an account has now, by its signature alone: newer than every root on L1, and not proved.

import type { Hex } from "../base/bytes.ts";
import type { Attested } from "../trust/attested.ts";

/** The state that the sequencer signed. */
export type SaidState = {
	readonly chainId: number;
	readonly blockNumber: number;
	readonly blockHash: Hex;
	readonly stateRoot: Hex;
	/** When the block was made, as the sequencer says. Unix seconds. */
	readonly timestampS: number;
};

export type SaidBalance = SaidState & {
	readonly address: Hex;
	readonly balanceWei: bigint;
};

/**
 * Asks the relays for the newest block that the sequencer signed, and a node for the account in it.
 * @throws not-synced while L1 has not shown whose signature counts; not-followed where nobody is asked; sequencer-signature, said-old,
 * and what the endpoints fail with
 */
export type SaidSearch = (
	address: Hex,
	signal?: AbortSignal,
) => Promise<Attested<SaidBalance>>;
