// Safe accounts as screens draw them: what is proved of one, and what one is to do by its owners' word.

import {
	address,
	type Decoded,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	oneOf,
	record,
} from "../base/decode.ts";
import { amount } from "./amount.ts";

/** Safes on the list. */
export const mostSafes = 16;
/** Bytes of what a Safe's transaction calls with: more than this is not looked through by anybody. */
export const mostSafeData = 20_000;
/** As `state/safe-layout.ts` has them. */
const most = { owners: 40, modules: 8 } as const;

/** What is proved of a Safe. */
export const safeFacts = record({
	address,
	version: oneOf("1.3.0", "1.4.1", "1.5.0"),
	singleton: address,
	owners: list(address, most.owners, 1),
	/** So many of them have to agree. */
	threshold: int(1, most.owners),
	/** Of the transaction that is carried out next. */
	nonce: int(),
	/** Each can do anything with it, without asking an owner. */
	modules: list(address, most.modules),
	guard: nullable(address),
	moduleGuard: nullable(address),
	fallbackHandler: nullable(address),
});
export type SafeFacts = Decoded<typeof safeFacts>;

/** What a Safe is to do. */
export const safeCall = record({
	to: address,
	valueWei: amount,
	data: hexUpTo(mostSafeData),
});

/** The same with the Safe it is of, as the signer read and proved both. */
export const safeActs = record({
	safe: safeFacts,
	call: record({ to: address, valueWei: amount, data: hexUpTo(60_000) }),
	nonce: int(),
	/** What owners sign. */
	hash,
	/** Whose agreement there is, the account's own among them. */
	agreed: list(address, most.owners),
});
export type SafeActs = Decoded<typeof safeActs>;
