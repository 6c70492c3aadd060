// What the signer asks of the background: to keep the unlock key in session memory until a time, and to give it back.

import { int, nothing, nullable, record, text } from "../../src/base/decode.ts";
import { method } from "../../src/protocol/channel.ts";

export const session = {
	/** Null when there is none or its time is over. */
	"session.get": method(nothing, nullable(text(500))),
	"session.set": method(record({ key: text(500), lockAtMs: int() }), nothing),
	"session.clear": method(nothing, nothing),
} as const;
