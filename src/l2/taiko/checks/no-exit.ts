// What is known of leaving Taiko without its operators, while this wallet does not lead anybody there.
// A forced inclusion is a blob: a version and a size of 32 bytes each, then a deflated RLP list of one block with its transactions, and
// one that decodes to anything else is taken as an empty block. This wallet signs no transaction that carries a blob, and the message
// that a forced withdrawal leaves can be relayed only once listed provers have proved its block, so no way is offered by it.
// Source: taikoxyz/taiko-mono@b9c5bb2a, packages/protocol: docs/Derivation.md, contracts/layer1/core/impl/Inbox.sol
// (saveForcedInclusion, propose, _checkProver), contracts/layer1/mainnet/MainnetInbox.sol, script/layer1/proposals/Proposal0019.md;
// l2beat/l2beat@0160a028, packages/config/src/projects/taiko (quota, DAO, Security Council).

import type { NoExitWords } from "../../kind.ts";
import { taikoMessage as say } from "./codes.ts";

export const taikoNoExit: NoExitWords = {
	says: say("taiko.no-exit.says"),
	possible: [
		say("taiko.no-exit.possible.claim"),
		say("taiko.no-exit.possible.force"),
		say("taiko.no-exit.possible.calm"),
	],
	impossible: [
		say("taiko.no-exit.impossible.here"),
		say("taiko.no-exit.impossible.halt"),
		say("taiko.no-exit.impossible.state"),
		say("taiko.no-exit.impossible.upgrade"),
	],
};
