// What the rehearsal on the reference rollup remembers between two looks: the seed of its account's key, its deposit in the
// queue, and where that account is, as the escape knows it. Plain data; all but the seed is derived again at the next look.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { wording } from "../../../protocol/message.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { rehearsalKey } from "../checks/exit.ts";
import type { AccountOwner } from "./evidence.ts";
import { escapeState } from "./state.ts";

export const rehearsalState = d.record({
	seed: d.hash,
	/** Our deposit in the queue; null while none is proved to be. */
	deposit: d.nullable(d.record({ number: d.int(), queuedS: d.int() })),
	/** Why no account may be opened now; null when it may, or when it is there. Version 0.1.0 kept sentences. */
	noRoom: d.nullable(wording(400)),
	/**
	 * It came in a file, so somebody else may know the seed: nothing is deposited for its account from here. Absent where the seed
	 * was drawn here.
	 */
	isFromFile: d.optional(d.flag),
	/** Of the small account alone. */
	place: escapeState,
});
export type RehearsalState = Decoded<typeof rehearsalState>;

/** The small account: by owner, and by the key that comes out of the seed. */
export const whoOf = (
	owner: Hex,
	seed: Hex,
): AccountOwner & { readonly key: NonNullable<AccountOwner["key"]> } => {
	const { ax, ay } = rehearsalKey(seed);
	return { owner, key: { ax: wordHex(ax), ay: wordHex(ay) } };
};
