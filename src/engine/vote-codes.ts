// What one provider of checkpoints says that did not agree, by code: a part of a sentence that begins with its name.

import { messagesOf } from "../protocol/message.ts";

export const voteCodes = {
	"vote.other": { root: "hash" },
	"vote.no-answer": { what: "message" },
	"vote.not-final": { epoch: "number" },
	"vote.not-final.nothing": {},
	"vote.newest": { epoch: "number" },
	"vote.newest.nothing": {},
	"vote.differs": {},
	"vote.no-block": {},
} as const;

export const voteCode = messagesOf(voteCodes);
