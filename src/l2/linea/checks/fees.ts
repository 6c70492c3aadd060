// What a transaction on Linea pays: gas at its price and nothing beside, so that gas limit and cap bound the whole of it. What its data
// costs on L1 is in the price that the sequencer asks for (linea_estimateGas), and that price stands in no state and no header that L1
// commits to: it is the node's word, bounded here, and the person sees the most.
// Source: docs.linea.build, "Gas fees": the base fee is 7 wei, the rest is the priority fee.

import { Fault } from "../../../base/fault.ts";
import type { LayerFees } from "../../fees.ts";
import type { LineaProfile } from "./profile.ts";

/** A hundred times what is usual. */
const mostWei = 10_000_000_000n;

export const lineaFees: LayerFees<LineaProfile> = {
	wanted: () => [],
	terms: (_profile, slots) => {
		if (slots.length > 0)
			throw new Fault("evidence-step", "slots that no fee is made of");
		return {
			besideWei: () => 0n,
			dataGas: () => 0n,
			baseFeeWei: null,
			mostCapWei: mostWei,
			mostTipWei: mostWei,
		};
	},
};
