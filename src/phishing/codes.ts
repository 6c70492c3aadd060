// What is said of a site that one should be wary of, by code.

import { messagesOf } from "../protocol/message.ts";

export const phishingCodes = {
	"site-warning.listed": { name: "text", from: "text" },
	"site-warning.alike": { site: "text" },
} as const;

export const phishingMessage = messagesOf(phishingCodes);
