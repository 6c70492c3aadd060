// What any way out says of the order at one of its stages, by code.

import { messagesOf } from "../protocol/message.ts";

export const stageCodes = {
	"stage.on-its-way.transaction": {},
	"stage.on-its-way.proof": {},
	"stage.on-its-way.proposal": {},
	"stage.undone.transaction": { block: "number" },
	"stage.undone.proof": { block: "number" },
	"stage.undone.proposal": { block: "number" },
	"stage.unknown": {},
	/** One after the other, where one message is taken. */
	"stage.several": { all: "messages" },
	"stage.last.lost": {},
	"stage.last.over": {},
	"stage.last.failed": {},
} as const;

export const stageMessage = messagesOf(stageCodes);
