// What is said of ways out before one is begun, by code, where it is of no one kind.

import { messagesOf } from "../protocol/message.ts";

export const offerCodes = {
	/** A way that has its name as a text. */
	"way.named": { title: "text" },
	/** An exit by a way that this release does not know. */
	"way.unknown": { way: "text" },
	"rehearsal.same-steps": {},
} as const;

export const offerMessage = messagesOf(offerCodes);
