// What a transaction on a layer 2 pays whose accounts and transactions are Ethereum's: the shape that each kind fills in. Every
// number is one that the layer's own state proves, under the root that the sender is proved under too.

import type { WantedAccount } from "../state/capture.ts";
import type { Slot } from "../state/values.ts";
import type { RollupProfile } from "./profile.ts";

/** What a transaction is weighed by: its bytes once it is signed, at most, and its gas limit. */
export type Weighed = { readonly bytes: number; readonly gasLimit: number };

/** What a fee is made of, at the proved block. Amounts are wei. */
export type FeeTerms = {
	/** Beside gas at its price: what the chain takes and no signature caps, at the proved numbers. Zero where it takes nothing so. */
	readonly besideWei: (weighed: Weighed) => bigint;
	/** Gas beside what Ethereum counts, for so many bytes: a gas limit has to have room for it, and caps it with all the rest. */
	readonly dataGas: (bytes: number) => bigint;
	/** Null where no header is proved. */
	readonly baseFeeWei: bigint | null;
	/** What may be signed for a unit of gas at most, and what of it for who makes the block. */
	readonly mostCapWei: bigint;
	readonly mostTipWei: bigint;
};

/** Methods, so that kinds with profiles of their own stand in one table. */
export interface LayerFees<P extends RollupProfile = RollupProfile> {
	/** Contracts of the layer in whose slots the numbers stand, proved at the sender's block. */
	wanted(profile: P): readonly WantedAccount[];
	/**
	 * @param slots those, in that order
	 * @throws l2-fee-unknown where a number cannot be what it is taken for: a wrong slot proves a zero
	 */
	terms(
		profile: P,
		slots: readonly Slot[],
		baseFeeWei: bigint | null,
	): FeeTerms;
}

const gwei = 1_000_000_000n;

/**
 * Bounds over a proved base fee. A root is hours old, and a base fee can grow many times over in that while; what nobody needs is
 * not paid, and the person sees the most.
 */
export const boundsOver = (
	baseFeeWei: bigint,
): Pick<FeeTerms, "baseFeeWei" | "mostCapWei" | "mostTipWei"> => ({
	baseFeeWei,
	mostCapWei: 64n * baseFeeWei + gwei,
	mostTipWei: gwei,
});
