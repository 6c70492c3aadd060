// An order on a layer 2 whose accounts are Ethereum's: made here alone, from verified values, by its signing rule. Sealed like an Order.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Holding } from "../evidence/call-order.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { Rest } from "../evidence/rests.ts";
import type { RollupOrder } from "../evidence/rollup-order.ts";
import { mostBytesOf } from "../evidence/transaction.ts";
import { transactionOf } from "../evidence/transfer.ts";
import { profileId } from "../l2/checks.ts";
import type { FeeTerms } from "../l2/fees.ts";
import type { LeaveCall } from "../l2/kind.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Foretold } from "../protocol/foretold.ts";
import { rollupRests } from "../receipt/rests.ts";
import {
	checkRollupOrder,
	feeTermsOf,
	leaveOf,
	type RollupFacts,
	type RollupReading,
	rollupFactsInOrder,
} from "../receipt/rollup-rule.ts";
import { emptyCodeHash } from "../state/account.ts";
import { Verified } from "../trust/verified.ts";
import { type FeeBounds, feesWithin, placeAmong, within } from "./place.ts";
import { sealedKind } from "./sealed.ts";

const { Sealed: ComposedRollupOrder, seal } = sealedKind<
	RollupOrder,
	RollupFacts,
	RollupReading
>((reading) => Object.freeze({ ...reading }));

export { ComposedRollupOrder };
export type ComposedRollupOrder = InstanceType<typeof ComposedRollupOrder>;

export type RollupRequest = {
	readonly id: string;
	readonly origin: string | null;
	readonly valueWei: bigint;
	readonly data: Hex;
	readonly profile: RollupProfile;
	readonly facts: RollupFacts;
	/** Every transaction this key signed here that is not proved to be carried out. */
	readonly outstanding: readonly Hex[];
	readonly replaces?: readonly Hex[];
	/** What a site lets be paid at most. */
	readonly most?: FeeBounds;
	/** A claim: what to add for who makes the block. The rule bounds it. */
	readonly tipWei: bigint;
	/** A claim too, which counts where the root proves no header: the base fee. The rule bounds what is made of it. */
	readonly saidBaseFeeWei?: bigint | null;
	/** What a call may take: counted on proved state, with room. The rule bounds it. Missing: it was not counted. */
	readonly callGas?: number;
	/** What it would do, and the tokens that it may reach, whose slots are among the facts behind those of the fee. */
	readonly foretold?: Foretold;
	readonly holdings?: readonly Holding[];
	readonly nowMs: number;
};

/** Times the proved base fee, for what may be carried out days after it was signed. */
const patientTimes = 64n;

/** Times the proved base fee: it may have grown so much since the root. */
export const layerCap = (baseFeeWei: bigint, tipWei: bigint): bigint =>
	8n * baseFeeWei + tipWei;

/** Room for a base fee that grows, and for nothing more than the rule takes. */
const pricesOf = (
	{ baseFeeWei, mostCapWei, mostTipWei }: FeeTerms,
	{ tipWei, saidBaseFeeWei }: RollupRequest,
	isPatient: boolean,
) => {
	const tip = within(tipWei, mostTipWei);
	// it may wait for days, and then the price is what it is: what is above that is not paid
	if (isPatient && baseFeeWei !== null)
		return { tip, cap: within(patientTimes * baseFeeWei + tip, mostCapWei) };
	const cap = layerCap(baseFeeWei ?? saidBaseFeeWei ?? 0n, tip);
	// on a chain whose base fee is next to nothing the tip is the price
	const least = baseFeeWei === null ? 2n * tip : 0n;
	return { tip, cap: within(cap > least ? cap : least, mostCapWei) };
};

/** @throws as `placeAmong` */
const placeOf = (asked: RollupRequest, terms: FeeTerms, isPatient: boolean) => {
	const { facts, most } = asked;
	const { nonce, among, ...fees } = placeAmong(
		asked,
		facts.sender.value.nonce,
		pricesOf(terms, asked, isPatient),
	);
	return { nonce, ...feesWithin(fees, most), ...among };
};

/** As the order says it. */
const triedOf = ({
	foretold,
	holdings,
}: RollupRequest): Pick<RollupOrder, "foretold" | "holdings"> => ({
	...(holdings === undefined ? {} : { holdings: [...holdings] }),
	...(foretold === undefined ? {} : { foretold }),
});

/** Twice what it takes at the proved price: what is not used is not paid. */
export const roomForData = (dataGas: bigint): bigint => 2n * dataGas;

/** Gas for a recipient with code: enough for the wallets and splitters in use; what is not used is not paid. */
const contractGas = 150_000;

/** Gas for a call of a standard that was not tried: what tokens in use take leaves room; what is not used is not paid. */
export const untriedGas = 150_000;

/** @throws order-unforeseen for a call whose gas was not counted */
const gasOf = (
	{ data, facts, callGas }: RollupRequest,
	leaves: LeaveCall | null,
): number => {
	if (leaves !== null) return leaves.gas;
	const { exists, codeHash } = facts.target.value;
	if (data === "0x")
		return exists && codeHash !== emptyCodeHash ? contractGas : 21_000;
	if (callGas === undefined)
		throw new Fault("order-unforeseen", "the gas of the call was not counted");
	return callGas;
};

/**
 * The order, if the signing rule allows it on these facts: the first nonce from the proved one on that nothing of this key's own under
 * way has taken, whatever a node says.
 * @throws the refusals of `checkRollupOrder`; order-unforeseen for a call whose gas was not counted; order-nonce; TypeError for a fact that is not verified
 */
export const composeRollup = (asked: RollupRequest): ComposedRollupOrder => {
	const { facts, profile, id, origin, valueWei, data, nowMs } = asked;
	if (!rollupFactsInOrder(facts).every(Verified.is))
		throw new TypeError('"facts" holds something unverified');
	const tried = triedOf(asked);
	const terms = feeTermsOf(facts, tried);
	const { address: to } = facts.target.value;
	const from = facts.sender.value.address;
	const leaves = leaveOf(profile, { from, to, data });
	const bare: RollupOrder = {
		format: "sextant-l2-order-1",
		...{ id, origin, to, valueWei, data },
		chainId: profile.chainId,
		from,
		...placeOf(asked, terms, leaves !== null),
		gasLimit: gasOf(asked, leaves),
		...tried,
		profile: profileId(profile),
		madeMs: nowMs,
	};
	const dataGas = terms.dataGas(mostBytesOf(transactionOf(bare)));
	const gas = BigInt(bare.gasLimit) + roomForData(dataGas);
	const order = { ...bare, gasLimit: Number(within(gas, asked.most?.gas)) };
	const reading = checkRollupOrder(order, facts, nowMs, "order");
	return seal(order, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. */
export const evidenceOfRollup = ({ facts }: ComposedRollupOrder): Evidence =>
	evidenceOf(...rollupFactsInOrder(facts));

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOfRollup = ({
	facts,
}: ComposedRollupOrder): readonly Rest[] => rollupRests(facts);
