// What a Scroll rollup's exit says, in English.

import type { Words } from "../../../protocol/message.ts";
import type { scrollCodes } from "../checks/codes.ts";

export const scrollEn: Words<typeof scrollCodes> = {
	"scroll.force.title": "Force the withdrawal",
	"scroll.force.what":
		"Puts a transaction of yours into {chain}'s queue on L1: it withdraws {what} to this same account on L1.",
	"scroll.force.token": "On L1 that is the token {token}.",
	"scroll.force.fee":
		"The ether sent with it pays the queue's fee. Anything left over comes back in the same transaction.",
	"scroll.relay.title-ether": "Take the ether",
	"scroll.relay.title-token": "Take the tokens",
	"scroll.relay.ether": "Pays {what} to your account.",
	"scroll.relay.token":
		"Pays {what} to your account, as the token {token} of L1.",
	"scroll.relay.proof":
		"It pays out message {nonce} of {chain} by its proof against the messages of batch {batch}, which L1 finalized.",
};
