// What the checks of a Taiko rollup and its watch say, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const taikoCodes = {
	"taiko.trace.config.title": {},
	"taiko.trace.config.detail": {},
	"taiko.trace.root.title": {},
	"taiko.trace.root.detail": { block: "text" },
	"taiko.trace.state.title": {},
	"taiko.trace.state.detail": { block: "text" },
	"taiko.trust": { l1: "message" },
	"taiko.upgrader.controller": { names: "text", owner: "address" },
	"taiko.upgrader.other": { names: "text", owner: "address" },
	"taiko.upgrader.unread": { names: "text" },
	"taiko.no-exit.says": {},
	"taiko.no-exit.possible.claim": {},
	"taiko.no-exit.possible.force": {},
	"taiko.no-exit.possible.calm": {},
	"taiko.no-exit.impossible.here": {},
	"taiko.no-exit.impossible.halt": {},
	"taiko.no-exit.impossible.state": {},
	"taiko.no-exit.impossible.upgrade": {},
} as const;

export const taikoMessage = messagesOf(taikoCodes);
