// What accounts are called on screen, and what each comes from, in words.

import type { Hex } from "../../../src/base/bytes.ts";
import type { AccountLabel } from "../../../src/protocol/account-labels.ts";
import type { HeldAccount } from "../../../src/protocol/accounts.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { say } from "../say/say.ts";
import type { KeyStatus } from "../wallet.tsx";

type Labelled = Pick<WalletView, "accounts" | "labels">;

/** In the order the person gave them. */
export const labelsOf = ({
	accounts,
	labels,
}: Labelled): readonly AccountLabel[] =>
	labels ?? accounts.map((address) => ({ address, name: null, hidden: false }));

/** The name the person gave it, or its place in the wallet. */
export const accountName = (view: Labelled, address: Hex): string => {
	const place = view.accounts.indexOf(address);
	return (
		labelsOf(view).find((one) => one.address === address)?.name ??
		(place < 0 ? say().accounts.account : say().accounts.account2(place + 1))
	);
};

type KnownAccounts = Pick<KeyStatus, "held">;

export const heldBy = (
	{ held }: KnownAccounts,
	address: Hex,
): HeldAccount | undefined => held.find((one) => one.address === address);

export const isWatched = (
	status: KnownAccounts,
	address: Hex | null,
): boolean => address !== null && heldBy(status, address)?.kind === "watch";

/** The phrases, in the order they came. */
export const phrasesOf = ({ held }: KnownAccounts): readonly Hex[] => [
	...new Set(
		held.flatMap((one) => (one.kind === "phrase" ? [one.secret] : [])),
	),
];

export const phraseName = (status: KnownAccounts, id: Hex): string => {
	const phrases = phrasesOf(status);
	return phrases.length < 2
		? say().accounts.yourRecoveryPhrase
		: say().accounts.phrase(phrases.indexOf(id) + 1);
};

/** What it comes from, for its row. */
export const kindWords = (status: KnownAccounts, address: Hex): string => {
	const held = heldBy(status, address);
	switch (held?.kind) {
		case "phrase":
			return say().accounts.fromNumber(
				phraseName(status, held.secret),
				held.index + 1,
			);
		case "key":
			return say().accounts.importedPrivateKey;
		case "watch":
			return say().accounts.watchOnlyNoKeyHere;
		case "device":
			return say().device.kind(held.way);
		default:
			return "";
	}
};

/** The same, or that it is a Safe, which is the engine's word: not for the approval, whose words are the signer's. */
export const listedKindWords = (
	status: KnownAccounts,
	{ safes }: Pick<WalletView, "safes">,
	address: Hex,
): string =>
	safes?.includes(address) === true
		? say().safe.title
		: kindWords(status, address);

/** Moves one up (-1) or down (1) among those in the list. */
export const moved = (
	labels: readonly AccountLabel[],
	address: Hex,
	by: -1 | 1,
): readonly AccountLabel[] => {
	const at = labels.findIndex((one) => one.address === address);
	const one = labels[at];
	const other = labels[at + by];
	if (one === undefined || other === undefined) return labels;
	return labels.map((label, i) =>
		i === at ? other : i === at + by ? one : label,
	);
};
