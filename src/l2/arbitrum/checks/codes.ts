// What the checks of an Arbitrum chain and its watch say, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const arbitrumCodes = {
	"arbitrum.trace.config.title": {},
	"arbitrum.trace.config.open": {},
	"arbitrum.trace.config.listed": {},
	"arbitrum.trace.root.title": {},
	"arbitrum.trace.root.confirmed": {},
	"arbitrum.trace.root.fast": {},
	"arbitrum.trace.root.unchallenged": { after: "text" },
	"arbitrum.trace.root.listed": { after: "text" },
	"arbitrum.trace.root.disputed": {},
	"arbitrum.trace.root.young": {},
	"arbitrum.trace.root.unfinished": {},
	"arbitrum.trace.state.title": {},
	"arbitrum.trace.state.accepted": { block: "text" },
	"arbitrum.trace.state.proposed": { block: "text" },
	"arbitrum.trust.listed": { l1: "message" },
	"arbitrum.trust.committee": { l1: "message" },
	"arbitrum.notice.user-logic": {},
	"arbitrum.notice.rivals": {},
	"arbitrum.no-exit.says": {},
	"arbitrum.no-exit.force": {},
	"arbitrum.no-exit.outbox": {},
	"arbitrum.no-exit.calm": {},
	"arbitrum.no-exit.wait": {},
	"arbitrum.no-exit.validators": {},
	"arbitrum.no-exit.listed": {},
	"arbitrum.no-exit.committee": {},
} as const;

export const arbitrumMessage = messagesOf(arbitrumCodes);
