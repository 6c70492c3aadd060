// The reference rollup, live: its last proven root out of L1, the batches that lead there, each batch's validity proof and
// data, accounts under the root. Every conclusion is made by the rules of checks/ and by the recheck that is handed in; here
// is only the search, and what was found is kept so that nothing is asked for or checked twice.

import { Fault } from "../../../base/fault.ts";
import type { BlobSource } from "../../../source/blobs.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Capture } from "../../../state/capture.ts";
import type { Header } from "../../../state/values.ts";
import { servedBy } from "../../../trust/served.ts";
import type { Verified } from "../../../trust/verified.ts";
import { concludeReferenceAccount } from "../checks/account.ts";
import type {
	AccountQuestion,
	ReferenceAccountClaim,
	ReferenceNode,
} from "../checks/node.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type {
	ReferenceAccount,
	ReferenceConfig,
	ReferenceRoot,
} from "../checks/values.ts";
import { acceptedRoot } from "./accepted-root.ts";
import { BatchData, type DataNews } from "./batch-data.ts";
import {
	BatchProofs,
	type ProofSources,
	type RootNews,
} from "./batch-proofs.ts";
import { HeaderFactsCapture } from "./header-facts.ts";
import { StatedBatches } from "./stated-batches.ts";

export type ReferenceParts = ProofSources & {
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	/** Null where no beacon node is asked for blobs. */
	readonly blobs: BlobSource | null;
};

export type ReferenceNews = RootNews &
	DataNews & {
		readonly config: Verified<ReferenceConfig>;
		/** What was found wrong on the way, with who gave it. */
		readonly notes: readonly Fault[];
	};

export type ReferenceRollup = {
	readonly profile: ReferenceProfile;
	/** Captures on L1, ahead, what `newest` will need under a later header. To be called for each new L1 block. */
	readonly captureAhead: (signal?: AbortSignal) => Promise<void>;
	/**
	 * The rollup's last proven root under a verified L1 header, as final as that.
	 * @throws no-proof-window, not-anchored while it is not provable yet; l2-unknown-code when a contract on L1 changed;
	 * l2-batch, what the endpoints fail with
	 */
	readonly newest: (
		l1: Verified<Header>,
		signal?: AbortSignal,
	) => Promise<ReferenceNews>;
	/**
	 * An account under a root; null when every node says that nobody has that owner or key. That nobody has is not proved:
	 * an index can be proved empty, an owner cannot.
	 * @throws l2-account, l2-other-account when the nodes' proofs are none; what they fail with
	 */
	readonly account: (
		root: Verified<ReferenceRoot>,
		who: AccountQuestion,
		signal?: AbortSignal,
	) => Promise<Verified<ReferenceAccount> | null>;
};

/** @throws l2-other-account */
const checkAsked = (
	who: AccountQuestion,
	claim: ReferenceAccountClaim,
): void => {
	const isIt =
		"index" in who
			? claim.index === who.index
			: (!("owner" in who) || claim.owner === who.owner.toLowerCase()) &&
				(who.key === undefined ||
					(BigInt(claim.ax) === BigInt(who.key[0]) &&
						BigInt(claim.ay) === BigInt(who.key[1])));
	if (!isIt)
		throw new Fault(
			"l2-other-account",
			`${JSON.stringify(who)} was asked for, account ${claim.index} of ${claim.owner} was given`,
		);
};

/** As the `ReferenceRollup` has it. */
const accountUnder = async (
	l2: Pool<ReferenceNode>,
	root: Verified<ReferenceRoot>,
	who: AccountQuestion,
	signal: AbortSignal | undefined,
): Promise<Verified<ReferenceAccount> | null> => {
	let nobody = 0;
	const asked = l2.active().length;
	try {
		return await l2.first(async ({ name, client }) => {
			const { blockNumber } = root.value;
			const { value } = await client.account(who, blockNumber, signal);
			if (value === null) {
				nobody++;
				throw new Fault("not-anchored", "knows no such account", name);
			}
			checkAsked(who, value);
			return servedBy(concludeReferenceAccount(root, value), name);
		});
	} catch (thrown) {
		if (asked > 0 && nobody === asked) return null;
		throw thrown;
	}
};

export const openReference = (parts: ReferenceParts): ReferenceRollup => {
	const { profile, l1, l2, blobs } = parts;
	const capture = new HeaderFactsCapture(profile, l1);
	const stated = new StatedBatches();
	const proofs = new BatchProofs(parts, stated);
	const data = new BatchData(l2, blobs);
	return {
		profile,
		captureAhead: (signal) => capture.captureAhead(signal),
		newest: async (header, signal) => {
			const notes: Fault[] = [];
			const headerFacts = await capture.at(header, signal);
			const accepted = await acceptedRoot(parts, stated, headerFacts, signal);
			const checked = await proofs.recheck(header, accepted, notes, signal);
			const read = await data.under(accepted, signal);
			return { config: headerFacts.config, ...checked, ...read, notes };
		},
		account: (root, who, signal) => accountUnder(l2, root, who, signal),
	};
};
