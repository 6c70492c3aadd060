// What is said of whom something is sent to, by code.

import { messagesOf } from "../protocol/message.ts";

export const recipientCodes = {
	"recipient.nobody": {},
	"recipient.ends-alike": { other: "address" },
	"recipient.nearly": { other: "address", count: "count" },
	"recipient.dust": {},
	"recipient.token": {},
	"recipient.no-code": {},
	"recipient.own": {},
	"recipient.named": { name: "text" },
	"recipient.sent": { count: "count" },
	"recipient.first": {},
} as const;

export const recipientMessage = messagesOf(recipientCodes);
