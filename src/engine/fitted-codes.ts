// What is left out of a view because no page could draw it, by code.

import { messagesOf } from "../protocol/message.ts";

export const fittedCodes = {
	"view.not-shown": {},
	"view.left-out": { what: "message", times: "count", why: "text" },
	"view.piece.balance": { chain: "number" },
	"view.piece.chain": {},
	"view.piece.exit": {},
	"view.piece.liveness": {},
	"view.piece.kept": {},
	"view.piece.order": {},
	"view.piece.message": {},
	"view.piece.batch": {},
	"view.piece.request": {},
	"view.piece.silent": {},
	"view.piece.network": {},
	"view.piece.account": {},
	"view.piece.one-account": {},
	"view.piece.sync": {},
	"view.piece.stopped": {},
	"view.piece.endpoint": {},
	"view.piece.waiting": {},
	"view.piece.arrival": {},
} as const;

export const fittedMessage = messagesOf(fittedCodes);
