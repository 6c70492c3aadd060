// What is said of Starknet, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const starknetCodes = {
	"starknet.trace.config.title": {},
	"starknet.trace.config.detail": {},
	"starknet.trace.root.title": {},
	"starknet.trace.root.detail": { block: "text" },
	"starknet.trace.state.title": {},
	"starknet.trace.state.detail": { block: "text" },
	"starknet.trace.account.title": {},
	"starknet.trace.account.present": { class: "text" },
	"starknet.trace.account.absent": {},
	"starknet.trace.balance.title": {},
	"starknet.trace.balance.detail": { symbol: "text" },
	"starknet.could-be-wrong": { l1: "message" },
	"starknet.account.class": { class: "hash" },
	"starknet.account.nonce": { nonce: "text" },
	"starknet.account.absent": {},
	"starknet.governor": { at: "address", says: "text" },
	"starknet.upgrader.at-once": {},
	"starknet.upgrader.at-once.named": { by: "messages" },
	"starknet.upgrader.waits": { wait: "duration" },
	"starknet.upgrader.waits.named": { wait: "duration", by: "messages" },
	"starknet.no-exit.says": {},
	"starknet.no-exit.possible-1": {},
	"starknet.no-exit.possible-2": {},
	"starknet.no-exit.calm": {},
	"starknet.no-exit.impossible-1": {},
	"starknet.no-exit.impossible-2": {},
} as const;

export const starknetMessage = messagesOf(starknetCodes);
