// What a site sees of the wallet at this moment: the one rule by which it is answered, told of changes, and let ask for orders.
// While the wallet is locked that is nothing of the person, for a site that was connected as for any other.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Page } from "./presence.ts";
import { type Site, sees } from "./sites.ts";

export type SiteState = {
	readonly accounts: readonly Hex[];
	readonly chainId: number;
};

export type SiteStateTools = {
	readonly isUnlocked: () => boolean;
	/** The accounts of this wallet, the chosen one first. */
	readonly accounts: () => readonly Hex[];
	/**
	 * The chain a site is on: the one it switched to, if the network in use has it, else the network's L1.
	 * @throws not-followed before a network is chosen
	 */
	readonly chain: (switchedTo: number | null) => number;
};

/**
 * A page that is open keeps the chain it was told before the lock: it knows it, and a change would tell of the lock alone.
 * @throws not-followed
 */
export const seenBy = (
	site: Site,
	page: Page,
	tools: SiteStateTools,
): SiteState =>
	tools.isUnlocked()
		? {
				accounts: tools.accounts().filter((account) => sees(site, account)),
				chainId: tools.chain(site.chainId),
			}
		: { accounts: [], chainId: page.chainId ?? tools.chain(null) };

/** Asked before anything of the person leaves, and again when it is there: reads may wait for minutes. @throws locked */
export const checkUnlocked = ({
	isUnlocked,
}: Pick<SiteStateTools, "isUnlocked">): void => {
	if (!isUnlocked()) throw new Fault("locked", "a site is told nothing before");
};

/** What only a connected site is told. @throws locked, not-permitted */
export const checkConnected = (
	seen: SiteState,
	tools: SiteStateTools,
): void => {
	checkUnlocked(tools);
	if (seen.accounts.length === 0)
		throw new Fault("not-permitted", "not connected: ask eth_requestAccounts");
};
