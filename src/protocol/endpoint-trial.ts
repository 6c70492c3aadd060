// What one endpoint did when it was tried out: in words, and unchecked. It says whom to ask, and nothing of any account.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { endpointRoles, mostEndpointUrl } from "../base/room.ts";
import { message } from "./message.ts";

export const endpointToTry = d.record({
	chainId: d.int(1),
	role: d.oneOf(...endpointRoles),
	url: d.text(mostEndpointUrl),
});
export type EndpointToTry = Decoded<typeof endpointToTry>;

export const endpointTrial = d.record({
	/** Serves what is asked of its role; serves a part of it; is of no use for it. */
	verdict: d.oneOf("good", "limited", "bad"),
	says: message,
	more: d.list(message, 8),
	/** How long its first answer took, in milliseconds; null where none came. */
	answeredMs: d.nullable(d.int()),
});
export type EndpointTrial = Decoded<typeof endpointTrial>;
