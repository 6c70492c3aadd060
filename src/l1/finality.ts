// What one beacon endpoint calls final: its newest finalized checkpoint, and the block root of an epoch. Claims: who believes them
// is decided by whoever asks several.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { askBeacon, type BeaconPorts } from "../source/beacon.ts";
import { bounds } from "../source/bounds.ts";
import type { Endpoint } from "../source/claim.ts";
import type { L1Network } from "./network.ts";
import { presetOf } from "./spec.ts";

const finalityAnswer = d.record({
	data: d.record({ finalized: d.record({ epoch: d.decimal, root: d.hash }) }),
});
const rootAnswer = d.record({
	data: d.record({ root: d.hash }),
	finalized: d.optional(d.flag),
});

const ask = async (
	ports: BeaconPorts,
	provider: Endpoint,
	path: string,
	signal: AbortSignal | undefined,
): Promise<unknown> => {
	const { value } = await askBeacon(ports, provider, {
		path,
		maxBytes: bounds.beaconSmall,
		form: "json",
		...(signal === undefined ? {} : { signal }),
	});
	if (value.form !== "json")
		throw new Fault("bad-json", "SSZ where JSON was asked", provider.name);
	return value.json;
};

export type FinalizedEpoch = { readonly epoch: number; readonly root: Hex };

/** The newest checkpoint that the endpoint calls final; null where nothing but genesis is, which stands under a root of zeros. */
export const askFinalized = async (
	ports: BeaconPorts,
	provider: Endpoint,
	signal: AbortSignal | undefined,
): Promise<FinalizedEpoch | null> => {
	const path = "/eth/v1/beacon/states/head/finality_checkpoints";
	const answer = await ask(ports, provider, path, signal);
	const { finalized } = finalityAnswer(answer, "").data;
	return finalized.epoch === 0 ? null : finalized;
};

/**
 * The root of the epoch's checkpoint block there: that of its first slot or, where that was missed, the last before it.
 * @returns "not-final" when the endpoint says that the block is not final, "no-block" when it has none
 */
export const askEpochRoot = async (
	ports: BeaconPorts,
	network: L1Network,
	provider: Endpoint,
	epoch: number,
	signal: AbortSignal | undefined,
): Promise<Hex | "not-final" | "no-block"> => {
	const { slotsPerEpoch } = presetOf(network);
	const first = epoch * slotsPerEpoch;
	for (let slot = first; slot >= 0 && slot > first - slotsPerEpoch; slot--) {
		try {
			const path = `/eth/v1/beacon/blocks/${slot}/root`;
			const answer = rootAnswer(await ask(ports, provider, path, signal), "");
			return answer.finalized === false ? "not-final" : answer.data.root;
		} catch (thrown) {
			const missed =
				thrown instanceof Fault &&
				thrown.code === "http-status" &&
				thrown.detail.startsWith("404");
			if (!missed) throw thrown;
		}
	}
	return "no-block";
};
