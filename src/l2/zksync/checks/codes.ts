// What is said of a ZKsync chain, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const zksyncCodes = {
	"zksync.alert.facets": {},
	"zksync.alert.elsewhere": {},
	"zksync.alert.zksync-os": {},
	"zksync.alert.admin": { now: "address" },
	"zksync.alert.manager": { now: "address" },
	"zksync.alert.timelock": {},
	"zksync.no-exit.says": {},
	"zksync.no-exit.finish": {},
	"zksync.no-exit.ask": {},
	"zksync.no-exit.wait": {},
	"zksync.no-exit.deadline": {},
	"zksync.no-exit.freeze": {},
	"zksync.no-exit.own": {},
	"zksync.trace.config.title": {},
	"zksync.trace.config.detail": { release: "text", version: "text" },
	"zksync.trace.root.title": {},
	"zksync.trace.root.proved": { batch: "text" },
	"zksync.trace.root.executed": { batch: "text" },
	"zksync.trace.state.title": {},
	"zksync.trace.state.detail": { batch: "text" },
	"zksync.trace.account.title": {},
	"zksync.trace.account.detail": {},
	"zksync.trace.slot.title": {},
	"zksync.trace.slot.detail": {},
	"zksync.trust": { l1: "message" },
	"zksync.trust.executed": { l1: "message" },
} as const;

export const zksyncMessage = messagesOf(zksyncCodes);
