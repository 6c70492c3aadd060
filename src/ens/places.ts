// Where ENS stands on each chain that has it. Source: docs.ens.domains/learn/deployments, read in November 2026, and the
// address that viem has for its chains; both name the same.

import type { Hex } from "../base/bytes.ts";

export type EnsPlaces = {
	/** Never changed: it is no proxy. */
	readonly registry: Hex;
	/**
	 * The entry that ENS keeps for its second version too: a proxy of the DAO's, which owns the root of all names in any case.
	 * Null where there is none.
	 */
	readonly universal: Hex | null;
};

const everywhere: EnsPlaces = {
	registry: "0x00000000000c2e074ec69a0dfb2997ba6c7d2e1e",
	universal: "0xeeeeeeee14d718c2b47d9923deab1335e144eeee",
};

const places: ReadonlyMap<number, EnsPlaces> = new Map([
	[1, everywhere],
	[11_155_111, everywhere],
]);

export const ensOn = (chainId: number): EnsPlaces | null =>
	places.get(chainId) ?? null;
