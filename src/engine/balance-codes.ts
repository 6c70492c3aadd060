// What is said beside a balance that is not proved, by code.

import { messagesOf } from "../protocol/message.ts";

export const balanceCodes = {
	"balance.trouble-from": { what: "message", source: "text" },
	"balance.not-yet": {},
	"balance.reorg": {},
	"balance.token.checking": {},
	"balance.token.unchecked": {},
} as const;

export const balanceMessage = messagesOf(balanceCodes);
