// What the signer asks of the background: to keep the unlock key in session memory until a time, and to give it back. And of who
// started it a file of the package, for it reads none itself.

import * as d from "../../src/base/decode.ts";
import { method } from "../../src/protocol/channel.ts";

export const session = {
	/** Null when there is none or its time is over. */
	"session.get": method(d.nothing, d.nullable(d.text(500))),
	"session.set": method(
		d.record({ key: d.text(500), lockAtMs: d.int() }),
		d.nothing,
	),
	"session.clear": method(d.nothing, d.nothing),
} as const;

export const registry = {
	/** The descriptors of the registry, packed as they ship: the signer knows them by their digest. */
	"registry.file": method(d.nothing, d.hexUpTo(100_000)),
} as const;
