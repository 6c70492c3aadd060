// The accounts as the engine knows them: the signer's, with the names, the order and the hiding that a person gave them. None of
// it is a secret, and none of it decides what is signed.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { isPlainName } from "../base/symbol.ts";
import { type AccountLabel, mostLabel } from "../protocol/account-labels.ts";
import type { Settings } from "./settings.ts";

type AccountSettings = Pick<
	Settings,
	"accounts" | "watched" | "labels" | "account"
>;

/** Every account once: those that were arranged in their order, then the others as the signer lists them. */
export const labelsOf = ({
	accounts,
	labels = [],
}: AccountSettings): readonly AccountLabel[] => {
	const known = labels.filter(({ address }) => accounts.includes(address));
	const others = accounts.filter(
		(address) => !known.some((one) => one.address === address),
	);
	return [
		...known,
		...others.map((address) => ({ address, name: null, hidden: false })),
	];
};

/**
 * What sites may see of them, the chosen one first: none that the person hid.
 */
export const accountsForSites = (now: AccountSettings): readonly Hex[] => {
	const { account } = now;
	const seen = labelsOf(now)
		.filter(({ hidden }) => !hidden)
		.map(({ address }) => address);
	return account === null
		? seen
		: [account, ...seen.filter((other) => other !== account)];
};

export const isKept = (
	{ accounts, watched = [] }: AccountSettings,
	nextAccounts: readonly Hex[],
	nextWatched: readonly Hex[],
): boolean =>
	accounts.join() === nextAccounts.join() &&
	watched.join() === nextWatched.join();

/** With the signer's accounts: the chosen one stays chosen while it is among them. What a person called others is forgotten. */
export const withAccounts = (
	was: Settings,
	accounts: readonly Hex[],
	watched: readonly Hex[],
): Settings => {
	const labels = (was.labels ?? []).filter(({ address }) =>
		accounts.includes(address),
	);
	const seen = labelsOf({ ...was, accounts: [...accounts], labels }).filter(
		({ hidden }) => !hidden,
	);
	const stays = was.account !== null && accounts.includes(was.account);
	const account = stays
		? was.account
		: (seen[0]?.address ?? accounts[0] ?? null);
	return {
		...was,
		accounts: [...accounts],
		watched: [...watched],
		// the chosen one is always seen
		labels: labels.map((one) =>
			one.address === account ? { ...one, hidden: false } : one,
		),
		account,
	};
};

/**
 * With other names, in another order.
 * @throws bad-params for a name that cannot be read as it is written, an account twice, one that is not here, and when the chosen
 * one is hidden
 */
export const withLabels = (
	was: Settings,
	labels: readonly AccountLabel[],
): Settings => {
	const seen = new Set<Hex>();
	for (const { address, name, hidden } of labels) {
		if (seen.has(address) || !was.accounts.includes(address))
			throw new Fault("bad-params", `${address} is no account, or twice`);
		if (name !== null && (name === "" || !isPlainName(name, mostLabel)))
			throw new Fault("bad-params", "a name with what cannot be seen");
		if (hidden && address === was.account)
			throw new Fault("bad-params", "the chosen account cannot be hidden");
		seen.add(address);
	}
	return { ...was, labels: [...labels] };
};
