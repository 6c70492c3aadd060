// What a transaction on an Arbitrum chain pays: all of it as gas, also what its data costs on L1, so that gas limit and cap bound the
// whole of it. What the data takes follows from ArbOS' price of a unit of L1 data, which stands in ArbOS' own storage.
// Source: OffchainLabs/nitro, arbos/storage/storage.go (where values lie), arbos/arbosState/arbosstate.go (subspace 0 is L1's
// pricing), arbos/l1pricing/l1pricing.go (the eighth value is the price per unit; 16 units a byte, 140 bytes beside each).

import { concat, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccak256 } from "../../../crypto/hash.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { boundsOver, type LayerFees } from "../../fees.ts";
import type { ArbitrumProfile } from "./profile.ts";

/** The account that ArbOS keeps its state in. */
const arbosState: Hex = "0xa4b05fffffffffffffffffffffffffffffffffff";

/** A value of a subspace: the hash of all of the key but its last byte, less its own last byte, which is the key's. */
const placeIn = (subspace: number, value: number): Hex => {
	const space = keccak256(Uint8Array.of(subspace));
	const key = fromHex(wordHex(value));
	const page = keccak256(concat(space, key.subarray(0, 31)));
	return toHex(concat(page.subarray(0, 31), key.subarray(31)));
};

export const priceSlot = placeIn(0, 7);

const unitsPerByte = 16n;
const bytesBeside = 140n;

const unknown = (why: string): Fault => new Fault("l2-fee-unknown", why);

export const arbitrumFees: LayerFees<ArbitrumProfile> = {
	wanted: () => [{ address: arbosState, slots: [priceSlot] }],
	terms: (_profile, slots, baseFeeWei) => {
		const [slot, ...more] = slots;
		if (
			slot?.address !== arbosState ||
			slot.key !== priceSlot ||
			more.length > 0
		)
			throw new Fault("evidence-step", "not the price of L1's data");
		if (baseFeeWei === null || baseFeeWei === 0n)
			throw unknown("no base fee is proved");
		if (slot.word === 0n) throw unknown("L1's data has no price");
		const { word: priceWei } = slot;
		return {
			...boundsOver(baseFeeWei),
			besideWei: () => 0n,
			dataGas: (bytes) => {
				const wei = priceWei * unitsPerByte * (BigInt(bytes) + bytesBeside);
				return (wei + baseFeeWei - 1n) / baseFeeWei;
			},
		};
	},
};
