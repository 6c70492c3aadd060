// What a person has to be told about a rollup's contracts: changed code, announced upgrades, games that no longer count. Plain
// data, each with what it says by code.

import type { Hex } from "../base/bytes.ts";
import type { Message } from "../protocol/message.ts";

export type ContractAlertKind =
	| "upgraded" // a proxy delegates to code that the profile does not know
	| "other-code" // an address runs other code
	| "absent" // nothing is there
	| "other-game"
	| "games-retired"
	| "game-blacklisted"
	| "rival-roots" // two roots that cannot both hold, and no judgement yet
	| "upgrade-announced"
	| "too-many-announced"
	| "upgrade-done";

export type ContractAlert = {
	readonly kind: ContractAlertKind;
	readonly says: Message;
	/** The contract it is about. */
	readonly address: Hex;
	/** Since or from when, Unix seconds; null where L1 does not tell. */
	readonly atS: number | null;
};

export const note = (
	kind: ContractAlertKind,
	says: Message,
	address: Hex,
	atS: number | null = null,
): ContractAlert => ({ kind, says, address, atS });
