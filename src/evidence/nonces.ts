// What a key has signed and not seen carried out, as every order reckons with it: by it each nonce up to the order's own is
// accounted for, and what it can still spend is not spent twice. How it is signed, and on which chain, is not known here.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { mostOutstanding } from "./transfer.ts";

/** Something signed earlier, reduced to what counts. */
export type Outstanding = {
	readonly nonce: number;
	/** All that it uses up, its own among them, where they are more. */
	readonly uses?: readonly number[];
	/** The most that can leave the account by it. */
	readonly spendsWei: bigint;
	/** Is it the very thing that the order is for? */
	readonly isOrder: boolean;
	/** Does the order take its place, by its own word and the chain's rule? */
	readonly isReplaced?: boolean;
};

/** How it is called in words: "transaction", "operation". */
export type NonceOrder = {
	readonly nonce: number;
	readonly outstanding: readonly Hex[];
	readonly what: string;
};

/**
 * The nonce is the proved one, or every nonce between is accounted for by this key's own signatures.
 * @param read one of the order's outstanding, decoded; it throws for one that is not of the order's account and chain
 * @returns the most that those which can still take effect can spend together, beside this order: of two at one nonce, the dearer one
 * @throws order-nonce
 */
export const checkNonces = (
	{ nonce: own, outstanding, what }: NonceOrder,
	provedNonce: number,
	read: (raw: Hex) => Outstanding,
): bigint => {
	const wrong = (why: string): Fault => new Fault("order-nonce", why);
	if (outstanding.length > mostOutstanding)
		throw wrong(`${outstanding.length} ${what}s are under way`);
	const known = outstanding.map((raw) => {
		try {
			return read(raw);
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw wrong("not decoded");
			throw thrown.code === "order-nonce" ? thrown : wrong(thrown.message);
		}
	});
	if (own < provedNonce)
		throw wrong(`nonce ${own} is used, the next is ${provedNonce}`);
	// what lies below the proved one was carried out whole or never will be: it accounts for nothing above
	const usesOf = ({ nonce, uses = [nonce] }: Outstanding): readonly number[] =>
		nonce < provedNonce ? [] : uses;
	const uses = known.flatMap(usesOf);
	if (own - provedNonce > uses.length)
		throw wrong(`nonces from ${provedNonce} on are not accounted for`);
	const taken = new Set(uses);
	for (let nonce = provedNonce; nonce < own; nonce++)
		if (!taken.has(nonce)) throw wrong(`nonce ${nonce} is not accounted for`);
	if (
		known.some(
			(one) =>
				usesOf(one).includes(own) && !one.isOrder && one.isReplaced !== true,
		)
	)
		throw wrong(`nonce ${own} is signed for another ${what}`);

	const most = new Map<number, bigint>();
	for (const { nonce, spendsWei } of known) {
		if (nonce < provedNonce || nonce === own) continue;
		const before = most.get(nonce) ?? 0n;
		most.set(nonce, spendsWei > before ? spendsWei : before);
	}
	let sum = 0n;
	for (const spends of most.values()) sum += spends;
	return sum;
};
