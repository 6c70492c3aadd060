// What a transaction on Scroll pays: gas at its price, which the signature caps, and beside it what the chain takes for its place in a
// blob on L1 and for the proof, which no signature caps. The numbers of that stand in the L1GasPriceOracle predeploy; the formula is the
// one in force since the upgrade Galileo (on the main network since 2025-12-18), and the predeploy says itself whether it is.
// Source: scroll-tech/scroll-contracts, src/L2/predeploys/L1GasPriceOracle.sol (`_getL1FeeGalileo`, and the order of its variables
// after OwnableBase's one); scroll-tech/go-ethereum pull request 1251 for what counts as the size.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Slot } from "../../../state/values.ts";
import type { FeeTerms, LayerFees } from "../../fees.ts";
import type { ScrollProfile } from "./profile.ts";

const oracle: Hex = "0x5300000000000000000000000000000000000002";

const places = [
	1n, // base fee of L1
	5n, // blob base fee of L1
	6n, // what a byte takes of gas on L1, a thousand-millionth each
	7n, // what it takes of blob gas, likewise
	10n, // at so many bytes a transaction pays twice as much for each
	12n, // a bool in a slot of its own: is it Galileo?
] as const;

const precision = 1_000_000_000n;
const gwei = 1_000_000_000n;
/** No header of Scroll's is proved, but no block of it has a higher base fee. Source: scroll-tech/reth, MAX_L2_BASE_FEE. */
const mostBaseFeeWei = 10n * gwei;

const unknown = (why: string): Fault => new Fault("l2-fee-unknown", why);

type Numbers = {
	readonly perByte: bigint;
	readonly penaltyFactor: bigint;
};

/** @throws l2-fee-unknown; evidence-step for other slots */
const numbersIn = (slots: readonly Slot[]): Numbers => {
	if (slots.length !== places.length)
		throw new Fault("evidence-step", `${slots.length} slots of the fee`);
	const words = places.map((place, i) => {
		const slot = slots[i];
		if (slot?.address !== oracle || slot.key !== wordHex(place))
			throw new Fault("evidence-step", `slot ${place} of ${oracle}`);
		return slot.word;
	});
	const [baseFee, blobBaseFee, execScalar, blobScalar, penaltyFactor, galileo] =
		words;
	if (
		baseFee === undefined ||
		blobBaseFee === undefined ||
		execScalar === undefined ||
		blobScalar === undefined ||
		penaltyFactor === undefined
	)
		throw new Fault("evidence-step", "slots of the fee are missing");
	if (galileo !== 1n)
		throw unknown(`the price oracle is not Galileo's: ${galileo}`);
	// L1 has no base fee of zero, a chain without a scalar would post for nothing, and by a factor of zero nothing can be divided
	if (
		baseFee === 0n ||
		blobBaseFee === 0n ||
		penaltyFactor === 0n ||
		(execScalar === 0n && blobScalar === 0n)
	)
		throw unknown("the numbers of L1's fee are zero");
	return {
		perByte: execScalar * baseFee + blobScalar * blobBaseFee,
		penaltyFactor,
	};
};

/**
 * Of so many bytes: what counts is their size once they are compressed, which is never taken for more than they are; so this is a
 * bound, and needs no compressor.
 */
const mostFor = (
	{ perByte, penaltyFactor }: Numbers,
	bytes: number,
): bigint => {
	const size = BigInt(bytes);
	const base = perByte * size;
	return (base + (base * size) / penaltyFactor) / precision;
};

export const scrollFees: LayerFees<ScrollProfile> = {
	wanted: () => [{ address: oracle, slots: places.map(wordHex) }],
	terms: (_profile, slots): FeeTerms => {
		const numbers = numbersIn(slots);
		return {
			besideWei: ({ bytes }) => mostFor(numbers, bytes),
			dataGas: () => 0n,
			baseFeeWei: null,
			mostCapWei: mostBaseFeeWei + gwei,
			mostTipWei: gwei,
		};
	},
};
