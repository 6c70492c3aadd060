// What is told while no screen is open, and what the screens of how alive a rollup is say beside its facts, by code.

import { messagesOf } from "../protocol/message.ts";

export const alertCodes = {
	"alert.click.title": { chain: "title" },
	"alert.click.text": { label: "message" },
	"alert.left.title": { chain: "title" },
	"alert.rehearsed.title": { chain: "title" },
	"alert.arrived.text": {},
	"alert.received.title": { chain: "title" },
	"alert.received.text": {},
	"alert.final.title": { chain: "title" },
	"alert.final-failed.title": { chain: "title" },
	"alert.final.text": {},
	"alert.exit-stuck.title": { chain: "title" },
	"alert.rehearsal-stuck.title": { chain: "title" },
	"alert.stuck.text": {},
	"alert.stalled.title": { chain: "title" },
	"alert.frozen.title": { chain: "title" },
	"alert.deadline.title": { chain: "title" },
	"alert.upgrade-announced.title": { chain: "title" },
	"alert.too-many-announced.title": { chain: "title" },
	"alert.upgraded.title": { chain: "title" },
	"alert.other-code.title": { chain: "title" },
	"alert.absent.title": { chain: "title" },
	"alert.not-before.text": { says: "message", from: "moment" },
	"liveness.look-failed": { why: "text" },
	"liveness.more": { count: "count" },
} as const;

export const alertMessage = messagesOf(alertCodes);
