// A chain that is only read, as the engine follows it: its newest state that L1 took over, and what an address has under it.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Immutable } from "../base/immutable.ts";
import {
	checkReadAge,
	type ReadBasis,
	type ReadLayer,
	type ReadProfile,
} from "../l2/read.ts";
import { runtimeOf } from "../l2/runtimes.ts";
import type { Endpoint } from "../source/claim.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";
import { type AskerPorts, onScreens, wayOut } from "./askers.ts";
import type { L1Chain } from "./l1-chain.ts";

export type ReadChain = Pick<ReadLayer, "standings"> & {
	/** Looks for a newer state under the newest final L1 header. Throws nothing: `fault` says what went wrong. */
	readonly refresh: () => Promise<void>;
	/** Why no state can be shown; null when all is well. */
	readonly fault: () => Fault | null;
	/**
	 * What an address has under the newest state.
	 * @throws why there is none, stale-head, clock, and as `ReadLayer.holdings`
	 */
	readonly holdings: (
		address: Hex,
		signal?: AbortSignal,
	) => Promise<readonly AnyVerified[]>;
};

/** @throws unknown-fork for a kind that is not read so, not-loaded */
export const openReadChain = async (
	profile: ReadProfile,
	endpoints: readonly Endpoint[],
	l1: Pick<L1Chain, "ahead" | "reader" | "checkTouch">,
	ports: AskerPorts,
): Promise<ReadChain> => {
	const runtime = await runtimeOf(profile.kind);
	const layer = runtime?.followRead?.(profile, {
		l1: l1.ahead.capture,
		clock: ports.clock,
		fetch: wayOut(ports, onScreens),
		endpoints,
	});
	if (layer === undefined)
		throw new Fault("unknown-fork", `chains of kind "${profile.kind}"`);
	let state: Verified<ReadBasis & Immutable> | null = null;
	let trouble: Fault | null = null;
	return {
		standings: layer.standings,
		refresh: async () => {
			try {
				if (await l1.ahead.isNeeded()) await layer.captureAhead();
				state = await layer.newest(await l1.reader.basis("final"));
				trouble = null;
			} catch (thrown) {
				trouble = asFault(thrown);
			}
		},
		fault: () => trouble,
		holdings: async (address, signal) => {
			if (state === null)
				throw trouble ?? new Fault("not-synced", "no state is proved yet");
			l1.checkTouch("answer");
			checkReadAge(profile, state.value, "answer", ports.clock.nowMs());
			return layer.holdings(state, address, signal);
		},
	};
};
