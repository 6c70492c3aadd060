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

/**
 * Contracts that Safe's own makers gave it to answer calls by: none of them calls anything as the Safe. Source:
 * https://github.com/safe-global/safe-smart-account/blob/main/CHANGELOG.md, "Handler contracts"
 */
const knownHandlers: readonly string[] = [
	"0xf48f2b2d2a534e402487b3ee7c18c33aec0fe5e4",
	"0x017062a1de2fe6b99be3d9d37841fed19f573804",
	"0x1ac114c2099afaf5261731655dc6c306bfcd4dbd",
	"0x3d8e605b02032a941cfe26897ca94d77a5bc24b3",
	"0xfd0732dc9e303f09fcef3a7388ad10a83459ec99",
	"0xedcf620325e82e3b9836eaaefdc4283e99dd7562",
	"0x3efcbb83a4a7afcb4f68d501e2c2203a38be77f4",
	"0x54e86d004d71a8d2112ec75face57d730b0433f3",
];

export const isKnownHandler = (handler: string): boolean =>
	knownHandlers.includes(handler);

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

/** A transaction of another Safe, which one that is its owner agrees to. */
export const outerActs = d.record({
	safe: safeFacts,
	call: safeCall,
	nonce: d.int(),
	/** What its owners agree to. */
	hash: d.hash,
});
export type OuterActs = Decoded<typeof outerActs>;

/** The same with the Safe it is of, as the signer read and proved both. */
export const safeActs = d.record({
	safe: safeFacts,
	call: d.record({ to: d.address, valueWei: amount, data: d.hexUpTo(60_000) }),
	nonce: d.int(),
	/** What owners sign. */
	hash: d.hash,
	/** Whose agreement there is, the account's own among them. */
	agreed: d.list(d.address, most.owners),
	/** Nothing of it is done now: an owner agrees that it may be. */
	isLater: d.optional(d.oneOf(true)),
	/** It is no more than an agreement in another Safe, to this. */
	outer: d.optional(outerActs),
	/** The account is no owner of it but of this Safe, which is one. */
	through: d.optional(safeFacts),
});
export type SafeActs = Decoded<typeof safeActs>;
