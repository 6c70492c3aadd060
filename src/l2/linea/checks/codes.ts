// What the checks of a Linea rollup say, by code: the steps of a trace, and that there is no way out by force.

import { messagesOf } from "../../../protocol/message.ts";

export const lineaCodes = {
	"linea.no-exit.says": {},
	"linea.no-exit.possible.claim": {},
	"linea.no-exit.possible.message": {},
	"linea.no-exit.possible.operator": {},
	"linea.no-exit.possible.calm": {},
	"linea.no-exit.impossible.force": {},
	"linea.no-exit.impossible.state": {},
	"linea.no-exit.impossible.upgrade": {},
	"linea.trace.config.title": {},
	"linea.trace.config.detail": {},
	"linea.trace.config.paused": {},
	"linea.trace.root.title": {},
	"linea.trace.root.detail": { block: "text" },
	"linea.trace.state.title": {},
	"linea.trace.state.detail": { who: "text" },
	"linea.trace.account.title": {},
	"linea.trace.account.present": { address: "text" },
	"linea.trace.account.absent": { address: "text" },
	"linea.trace.slot.title": {},
	"linea.trace.slot.detail": { address: "text" },
} as const;

export const lineaMessage = messagesOf(lineaCodes);
