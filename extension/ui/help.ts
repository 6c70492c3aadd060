// Where a person gets on from a fault, in one click: the screen on which what helps is done. What no screen here can put right has
// none; test/ui/help.test.ts says of each of those why.

import type { FaultCode } from "../../src/base/faults.ts";
import { isPopup, openPage } from "./host.ts";
import { go } from "./route.ts";

export const helpPlaces = [
	"endpoints",
	"network",
	"checkpoint",
	"accounts",
	"activity",
	"token",
	"home",
	"delegation",
	"sites",
] as const;
export type HelpPlace = (typeof helpPlaces)[number];

const at: { readonly [place in HelpPlace]?: readonly FaultCode[] } = {
	// somebody's bytes, or nobody's: another endpoint helps
	endpoints: [
		...["bad-json", "bad-ssz", "bad-rlp", "bad-field", "too-large"],
		...["bootstrap-root", "committee-branch", "finality-branch"],
		...["execution-branch", "update-order", "update-shape"],
		...["committee-signature", "committee-aggregate", "wrong-period"],
		...["against-final", "other-chain", "header-hash", "parent-hash"],
		...["mpt-node", "mpt-missing", "mpt-unused", "mpt-canonical"],
		...["proof-value", "code-hash", "transactions-root", "receipts-root"],
		...["l2-preimage", "l2-game", "sequencer-signature", "l2-batch"],
		...["l2-account", "l2-other-account", "blob-commitment", "blob-data"],
		...["l2-no-tree-proofs"],
		...["exit-evidence", "evidence-step", "evidence-binding"],
		...[
			"no-proof-window",
			"data-missing",
			"blob-unproven",
			"not-followed",
			"not-anchored",
		],
		...["unreachable", "too-slow", "http-status", "rpc-error"],
		...["host-denied", "too-few-providers", "stale-head", "order-behind"],
	] as readonly FaultCode[],
	checkpoint: ["checkpoint-age", "checkpoint-quorum", "conflict"],
	network: [
		...(["unknown-fork", "l2-unknown-code", "unknown-chain"] as const),
		...(["network-refused", "l2-profile", "l2-settled-elsewhere"] as const),
	],
	home: ["order-waits", "signing-stopped", "locked", "network-unconfirmed"],
	activity: [
		"too-many-orders",
		"order-nonce",
		"receipt-missing",
		"l2-root-gone",
	],
	accounts: [
		...(["account-unknown", "account-watch", "account-last"] as const),
		...(["account-known", "too-many-accounts", "secret-goes"] as const),
		...(["no-vault", "has-vault", "too-many-passkeys", "safe-owner"] as const),
	],
	delegation: ["order-delegated"],
	token: ["too-many-tokens"],
	sites: ["site-blocked", "asked-lately", "not-permitted"],
};

/** The screen that helps with it; null where none does. */
export const helpFor = (code: FaultCode): HelpPlace | null =>
	helpPlaces.find((place) => at[place]?.includes(code) === true) ?? null;

/** Is the person there already, or where setting up leads them through it anyway? */
export const isThere = (
	place: HelpPlace,
	path: string,
	hash: string,
): boolean =>
	path.endsWith("onboarding.html") ||
	(path.endsWith("popup.html") &&
		(hash.slice(1).split("/")[0] || "home") === place);

/** Opens it: in this window where its screens are, else in a tab. What the browser asks about hosts closes a small window. */
export const goHelp = (place: HelpPlace): void => {
	if (place === "checkpoint" || place === "network")
		void openPage(`onboarding.html#${place}`);
	else if (
		!location.pathname.endsWith("popup.html") ||
		(place === "endpoints" && isPopup())
	)
		void openPage(`popup.html#${place}`);
	else go(place);
};
