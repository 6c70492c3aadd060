// What is said of chains from which nobody can leave on his own, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const watchedCodes = {
	"watched.calm": {},
	"watched.zksync.says": {},
	"watched.zksync.possible-1": {},
	"watched.zksync.possible-2": {},
	"watched.zksync.impossible-1": {},
	"watched.zksync.impossible-2": {},
	"watched.zksync.impossible-3": {},
	"watched.linea.says": {},
	"watched.linea.possible-1": {},
	"watched.linea.possible-2": {},
	"watched.linea.possible-3": {},
	"watched.linea.impossible-1": {},
	"watched.linea.impossible-2": {},
	"watched.starknet.says": {},
	"watched.starknet.possible-1": {},
	"watched.starknet.possible-2": {},
	"watched.starknet.impossible-1": {},
	"watched.starknet.impossible-2": {},
	"watched.taiko.says": {},
	"watched.taiko.possible-1": {},
	"watched.taiko.possible-2": {},
	"watched.taiko.impossible-1": {},
	"watched.taiko.impossible-2": {},
	"watched.polygon-pos.says": {},
	"watched.polygon-pos.possible-1": {},
	"watched.polygon-pos.impossible-1": {},
	"watched.polygon-pos.impossible-2": {},
	"watched.polygon-zkevm.says": {},
	"watched.polygon-zkevm.possible-1": {},
	"watched.polygon-zkevm.impossible-1": {},
	"watched.polygon-zkevm.impossible-2": {},
	"watched.other.says": {},
	"watched.other.impossible-1": {},
} as const;

export const watchedMessage = messagesOf(watchedCodes);
