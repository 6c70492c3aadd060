// How a chain without a way out of one's own is told of, by code.

import { messagesOf } from "../protocol/message.ts";

export const noExitCodes = {
	"no-exit.title": { chain: "title" },
	"no-exit.unknown": {},
	"no-exit.possible": {},
	"no-exit.impossible": {},
	"no-exit.not-known-now": {},
} as const;

export const noExitMessage = messagesOf(noExitCodes);
