// What is known of leaving an Arbitrum chain without its operator, where a profile does not name the contracts for it.
// Source: OffchainLabs/nitro-contracts@67487333, src/bridge/Inbox.sol (sendL2Message), SequencerInbox.sol (forceInclusion),
// Outbox.sol (executeTransaction), src/rollup/RollupUserLogic.sol.

import type { NoExitWords } from "../../kind.ts";
import { arbitrumMessage as say } from "./codes.ts";
import type { ArbitrumProfile } from "./profile.ts";

export const arbitrumNoExit = ({
	data,
	chainId,
}: ArbitrumProfile): NoExitWords => ({
	says: say("arbitrum.no-exit.says"),
	possible: [
		say("arbitrum.no-exit.force"),
		say("arbitrum.no-exit.outbox"),
		say("arbitrum.no-exit.calm"),
	],
	impossible: [
		say("arbitrum.no-exit.wait"),
		// Whether others may assert is a fact of L1, and in the proof trace; of One alone it is known that they may.
		say(
			chainId === openChain
				? "arbitrum.no-exit.validators"
				: "arbitrum.no-exit.listed",
		),
		...(data === "committee" ? [say("arbitrum.no-exit.committee")] : []),
	],
});

/** Arbitrum One, where BoLD began without a list of validators. */
const openChain = 42_161;
