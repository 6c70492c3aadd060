// One endpoint of a layer 2 tried at what it will be asked for: the state at the newest root that Ethereum has, by the kind's own
// way of proving it. Only where Ethereum is followed already; before that nobody knows the root.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { hasOwnAccounts } from "../l2/checks.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Endpoint } from "../source/claim.ts";
import type { Clock, Fetch } from "../source/ports.ts";
import { inTime } from "./in-time.ts";
import type { L1Chain } from "./l1-chain.ts";
import { openRollupChain, type RollupChain } from "./rollup-chain.ts";

/** Of all that a trial may take. */
const mostAtRootMs = 8_000;

/** Asked about in place of an account. */
const nobody: Hex = `0x${"0".repeat(40)}`;

/**
 * Does it prove an account at the root's block? Null where that cannot be said: the root is not proved, or is too old to be
 * shown, which is no fault of the endpoint's. Throws nothing.
 */
export const provesAtRoot = async (
	rollup: Pick<RollupChain, "refresh" | "fault" | "reader">,
	signal: AbortSignal,
): Promise<boolean | null> => {
	await rollup.refresh();
	// what is missing may be Ethereum's proof as well as the endpoint's part
	if (rollup.fault() !== null) return null;
	try {
		const asked = [{ address: nobody, slots: [] }];
		await rollup.reader.read(asked, "latest", signal);
		return true;
	} catch (thrown) {
		const { code, kind } = asFault(thrown);
		// that Ethereum or the root is old is another matter
		const isItsOwn =
			code === "no-proof-window" ||
			kind === "disproved" ||
			kind === "malformed";
		return isItsOwn ? false : null;
	}
};

/** @returns as `provesAtRoot`. Throws nothing */
export type LayerTrial = (
	chainId: number,
	endpoint: Endpoint,
	fetch: Fetch,
	signal: AbortSignal,
) => Promise<boolean | null>;

export const openLayerTrial =
	(
		{ clock, kernel }: { readonly clock: Clock; readonly kernel: Kernel },
		/** Ethereum as it is followed; null while it is not. */
		l1: () => L1Chain | null,
		profileOf: (chainId: number) => RollupProfile | undefined,
	): LayerTrial =>
	async (chainId, endpoint, fetch, signal) => {
		const followed = l1();
		const profile = profileOf(chainId);
		if (followed === null || profile === undefined) return null;
		if (hasOwnAccounts(profile)) return null;
		const rollup = openRollupChain(
			profile,
			{ chainId, beacon: [], execution: [endpoint], relay: [] },
			followed,
			{ fetch, clock, kernel },
		);
		return inTime(
			clock,
			mostAtRootMs,
			"the root",
			(ends) => provesAtRoot(rollup, ends),
			signal,
		).catch(() => null);
	};
