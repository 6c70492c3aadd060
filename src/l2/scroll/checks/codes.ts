// What the checks of a Scroll rollup say of the steps of its exit, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const scrollCodes = {
	"scroll.force.title": {},
	"scroll.force.what": { what: "amount", chain: "title" },
	"scroll.force.token": { token: "address" },
	"scroll.force.fee": {},
	"scroll.relay.title-ether": {},
	"scroll.relay.title-token": {},
	"scroll.relay.ether": { what: "amount" },
	"scroll.relay.token": { what: "amount", token: "address" },
	"scroll.relay.proof": {
		nonce: "number",
		chain: "title",
		batch: "number",
	},
} as const;

export const scrollMessage = messagesOf(scrollCodes);
