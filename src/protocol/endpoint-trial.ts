// What one endpoint did when it was tried out: in words, and unchecked. It says whom to ask, and nothing of any account.

import {
	type Decoded,
	int,
	list,
	nullable,
	oneOf,
	record,
	text,
} from "../base/decode.ts";
import { endpointRoles, mostEndpointUrl } from "../base/room.ts";
import { message } from "./message.ts";

export const endpointToTry = record({
	chainId: int(1),
	role: oneOf(...endpointRoles),
	url: text(mostEndpointUrl),
});
export type EndpointToTry = Decoded<typeof endpointToTry>;

export const endpointTrial = record({
	/** Serves what is asked of its role; serves a part of it; is of no use for it. */
	verdict: oneOf("good", "limited", "bad"),
	says: message,
	more: list(message, 8),
	/** How long its first answer took, in milliseconds; null where none came. */
	answeredMs: nullable(int()),
});
export type EndpointTrial = Decoded<typeof endpointTrial>;
