// An order that calls a contract: made here alone, from verified values, by its signing rule. Sealed like an Order.

import type { Hex } from "../base/bytes.ts";
import { freeze } from "../base/immutable.ts";
import type {
	CallOrder as CallFields,
	Holding,
} from "../evidence/call-order.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { ListedAccess } from "../evidence/foreign-transaction.ts";
import type { Rest } from "../evidence/rests.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import type { Foretold } from "../protocol/foretold.ts";
import {
	type CallFacts,
	type CallRuleReading,
	callFactsInOrder,
	checkCallOrder,
} from "../receipt/call-rule.ts";
import { callRests } from "../receipt/rests.ts";
import { Verified } from "../trust/verified.ts";
import { nextNonce } from "./nonce.ts";
import type { FeeBounds } from "./order.ts";
import { sealedKind } from "./sealed.ts";

const { Sealed: ComposedCall, seal } = sealedKind<
	CallFields,
	CallFacts,
	CallRuleReading
>(freeze);

export { ComposedCall };
export type ComposedCall = InstanceType<typeof ComposedCall>;

export type CallOrderRequest = {
	/** The same id is the same order. */
	readonly id: string;
	readonly origin: string | null;
	readonly valueWei: bigint;
	readonly data: Hex;
	readonly accessList: readonly ListedAccess[];
	readonly holdings: readonly Holding[];
	readonly foretold: Foretold | null;
	readonly facts: CallFacts;
	/** What it may take: counted on proved state, with room. The rule bounds it. */
	readonly gasLimit: number;
	/** Every transaction this key signed here that is not final: ledger.ts, `outstandingOf`. */
	readonly outstanding: readonly Hex[];
	/** A claim: what to add for the block's producer. The rule bounds it. */
	readonly tipWei: bigint;
	/** What who asks allows at most; without it there is no bound but the rule's. */
	readonly most?: FeeBounds;
	readonly nowMs: number;
};

const within = (value: bigint, most: bigint | null | undefined): bigint =>
	most !== null && most !== undefined && most < value ? most : value;

/**
 * The order of a call that its rule allows: nonce, balance, base fee, the called contract and every slot proved at one block that is
 * young enough, simulated, and bounded.
 * @throws the refusals of `checkCallOrder`; TypeError for a fact that is not verified
 */
export const composeCall = (asked: CallOrderRequest): ComposedCall => {
	const { facts, tipWei, most } = asked;
	if (!callFactsInOrder(facts).every(Verified.is))
		throw new TypeError('"asked" holds something unverified');
	const sender = facts.sender.value;
	const header = facts.header.value;
	const capWei = within(
		2n * header.baseFeePerGasWei + tipWei,
		most?.feePerGasWei,
	);
	const fields: CallFields = {
		format: "sextant-call-1",
		id: asked.id,
		origin: asked.origin,
		chainId: header.chainId,
		from: sender.address,
		to: facts.contract.value.address,
		valueWei: asked.valueWei,
		data: asked.data,
		accessList: asked.accessList,
		nonce: nextNonce(
			sender.nonce,
			asked.outstanding.map((raw) => decodeSigned(raw).transaction.nonce),
		),
		gasLimit: Number(within(BigInt(asked.gasLimit), most?.gas)),
		maxFeePerGasWei: capWei,
		maxPriorityFeePerGasWei: within(within(tipWei, most?.tipPerGasWei), capWei),
		outstanding: [...asked.outstanding],
		madeMs: asked.nowMs,
		holdings: asked.holdings,
		foretold: asked.foretold,
	};
	const reading = checkCallOrder(fields, facts, asked.nowMs, "order");
	return seal(fields, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. @throws too-large */
export const evidenceOfCall = (order: ComposedCall): Evidence =>
	evidenceOf(...callFactsInOrder(order.facts));

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOfCall = ({ facts }: ComposedCall): readonly Rest[] =>
	callRests(facts);
