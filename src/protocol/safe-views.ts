// Safe accounts as screens draw them: what is proved of one, and what one is to do by its owners' word.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";

/** Safes on the list. */
export const mostSafes = 16;
/** Bytes of what a Safe's transaction calls with: more than this is not looked through by anybody. */
export const mostSafeData = 20_000;
/** As `state/safe-layout.ts` has them. */
const most = { owners: 40, modules: 8 } as const;

/** What is proved of a Safe. */
export const safeFacts = d.record({
	address: d.address,
	version: d.oneOf("1.3.0", "1.4.1", "1.5.0"),
	singleton: d.address,
	owners: d.list(d.address, most.owners, 1),
	/** So many of them have to agree. */
	threshold: d.int(1, most.owners),
	/** Of the transaction that is carried out next. */
	nonce: d.int(),
	/** Each can do anything with it, without asking an owner. */
	modules: d.list(d.address, most.modules),
	guard: d.nullable(d.address),
	moduleGuard: d.nullable(d.address),
	fallbackHandler: d.nullable(d.address),
});
export type SafeFacts = Decoded<typeof safeFacts>;

/** What a Safe is to do. */
export const safeCall = d.record({
	to: d.address,
	valueWei: amount,
	data: d.hexUpTo(mostSafeData),
});

/** The same with the Safe it is of, as the signer read and proved both. */
export const safeActs = d.record({
	safe: safeFacts,
	call: d.record({ to: d.address, valueWei: amount, data: d.hexUpTo(60_000) }),
	nonce: d.int(),
	/** What owners sign. */
	hash: d.hash,
	/** Whose agreement there is, the account's own among them. */
	agreed: d.list(d.address, most.owners),
});
export type SafeActs = Decoded<typeof safeActs>;
