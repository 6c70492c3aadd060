// How a new order on L1 begins: who asks for it, where it stands and what it pays for that. Its nonce and its fees are fresh ones, or those
// that take the place of an earlier order.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { raisedFee } from "../evidence/l1-order.ts";
import { decodeSigned, noncesTaken } from "../evidence/transaction.ts";
import type { Account, Header } from "../state/values.ts";
import { type AnyVerified, Verified } from "../trust/verified.ts";
import { nextNonce } from "./nonce.ts";

/** The most that may be signed of each, as a site stated it; null where it stated nothing. */
export type FeeBounds = {
	readonly gas: bigint | null;
	readonly feePerGasWei: bigint | null;
	readonly tipPerGasWei: bigint | null;
};

/** A transaction of an older type, with one price for gas: the one asked for, or null for one that the wallet chooses. */
export type OlderType = {
	readonly type: 0 | 1;
	readonly priceWei: bigint | null;
};

type PlaceRequest = {
	/** Every transaction this key signed here that is not final: ledger.ts, `outstandingOf`. */
	readonly outstanding: readonly Hex[];
	/** Those of them that it takes the place of. */
	readonly replaces?: readonly Hex[];
	/** A claim: what to add for the block's producer. The rule bounds it. */
	readonly tipWei: bigint;
	/** The cap that the person chose, beside that tip: neither is changed, so the rule takes both or refuses. */
	readonly capWei?: bigint;
	/** Of an older type: with one price. */
	readonly older?: OlderType;
	/** What who asks allows at most; without it there is no bound but the rule's. */
	readonly most?: FeeBounds;
};

/** What every order on L1 is asked for with, beside its place. */
export type OrderAsked = PlaceRequest & {
	/** Chosen by who asks; the same id is the same order. */
	readonly id: string;
	/** The site that asks; null: the person, in the wallet itself. */
	readonly origin: string | null;
	readonly nowMs: number;
};

export const within = (
	value: bigint,
	most: bigint | null | undefined,
): bigint =>
	most !== null && most !== undefined && most < value ? most : value;

const larger = (one: bigint, other: bigint): bigint =>
	one > other ? one : other;

/** All of that price is paid, so one that the wallet chooses has less room than a cap: two full blocks in a row do not reach it. */
const onePrice = (
	{ type, priceWei }: OlderType,
	tipWei: bigint,
	baseFeePerGasWei: bigint,
) => {
	const price = priceWei ?? (baseFeePerGasWei * 5n) / 4n + tipWei;
	return { type, maxFeePerGasWei: price, maxPriorityFeePerGasWei: price };
};

/** Nothing is under way there but what the order takes the place of. @throws order-nonce */
export const checkNonceFree = (
	provedNonce: number,
	outstanding: readonly Hex[],
	replaces: readonly Hex[],
): void => {
	const beside = outstanding
		.map(decodeSigned)
		.filter(({ hash }) => !replaces.includes(hash));
	if (noncesTaken(beside, provedNonce).includes(provedNonce))
		throw new Fault("order-nonce", `nonce ${provedNonce} is under way`);
};

/**
 * The first nonce that neither the chain nor a transaction under way has taken. One that takes another's place has its nonce, and both
 * fees a tenth higher at least.
 * @param fees what it would pay without that
 * @throws order-nonce where what it replaces is not under way, or not at one nonce
 */
export const placeAmong = (
	{ outstanding, replaces }: Pick<PlaceRequest, "outstanding" | "replaces">,
	provedNonce: number,
	fees: { readonly cap: bigint; readonly tip: bigint },
) => {
	const known = outstanding.map(decodeSigned);
	const replaced = known.filter(({ hash }) => replaces?.includes(hash));
	const [first] = replaced;
	let { cap, tip } = fees;
	for (const { transaction } of replaced) {
		tip = larger(tip, raisedFee(transaction.maxPriorityFeePerGasWei));
		cap = larger(cap, raisedFee(transaction.maxFeePerGasWei));
	}
	if (replaced.length > 0) cap = larger(cap, tip);
	if (
		replaces !== undefined &&
		(first === undefined ||
			replaced.length !== replaces.length ||
			replaced.some(
				({ transaction }) => transaction.nonce !== first.transaction.nonce,
			))
	)
		throw new Fault("order-nonce", "what it replaces is not under way");
	return {
		nonce:
			first?.transaction.nonce ??
			nextNonce(provedNonce, noncesTaken(known, provedNonce)),
		...{ cap, tip },
		/** As the order says it. */
		among: {
			outstanding: [...outstanding],
			...(replaces === undefined ? {} : { replaces: [...replaces] }),
		},
	};
};

/** What is signed for a unit of gas: no more than who asks allows, and a tip that its cap covers. */
export const feesWithin = (
	{ cap, tip }: { readonly cap: bigint; readonly tip: bigint },
	most: FeeBounds | undefined,
) => {
	const maxFeePerGasWei = within(cap, most?.feePerGasWei);
	return {
		maxFeePerGasWei,
		maxPriorityFeePerGasWei: within(
			within(tip, most?.tipPerGasWei),
			maxFeePerGasWei,
		),
	};
};

/**
 * The place of an order on L1, with a cap of twice the proved base fee and the tip, which six full blocks in a row do not reach; less
 * where who asks allows less, and what the person chose where they did.
 * @throws as `placeAmong`
 */
const placeOfOrder = (
	asked: PlaceRequest,
	provedNonce: number,
	baseFeePerGasWei: bigint,
) => {
	const { tipWei, capWei, most, older } = asked;
	const { nonce, cap, tip, among } = placeAmong(asked, provedNonce, {
		cap: capWei ?? 2n * baseFeePerGasWei + tipWei,
		tip: tipWei,
	});
	const fees = feesWithin({ cap, tip }, most);
	const prices =
		older === undefined ? null : onePrice(older, tipWei, baseFeePerGasWei);
	return {
		nonce,
		...fees,
		...(capWei === undefined ? {} : { maxPriorityFeePerGasWei: tip }),
		...prices,
		...among,
	};
};

/**
 * What every order on L1 says of itself, whatever it does: who asks, on which chain and from which account, in which place.
 * @param inOrder all that the order rests on
 * @throws TypeError for a fact that is not verified; order-nonce where what it replaces is not under way, or not at one nonce
 */
export const beginOrder = (
	asked: OrderAsked,
	{
		sender: { value: sender },
		header: { value: header },
	}: { readonly sender: Verified<Account>; readonly header: Verified<Header> },
	inOrder: readonly AnyVerified[],
) => {
	if (!inOrder.every(Verified.is))
		throw new TypeError('"asked" holds something unverified');
	return {
		id: asked.id,
		origin: asked.origin,
		chainId: header.chainId,
		from: sender.address,
		...placeOfOrder(asked, sender.nonce, header.baseFeePerGasWei),
		madeMs: asked.nowMs,
	};
};
