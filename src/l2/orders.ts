// Orders on a layer 2 whose transactions are none of Ethereum's: what wallet, signer and receipt have to know of them, whatever
// the kind. The kind's own folder has the fields, the rule and the signature; the private key never leaves the signer.

import type { Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import type { OrderReading } from "../evidence/reading.ts";
import type { Rest } from "../evidence/rests.ts";
import type { Message } from "../protocol/message.ts";
import type { Purpose } from "../trust/freshness.ts";
import type { Grade, StateBasis } from "../trust/grade.ts";
import type { AnyVerified } from "../trust/verified.ts";
import type { RollupProfile } from "./profile.ts";

/** What all such orders have. */
export type LayerOrder = {
	readonly format: string;
	/** Chosen by who asked; the same id is the same order. */
	readonly id: string;
	/** Who asked; null: the person, in the wallet itself. */
	readonly origin: string | null;
	readonly chainId: number;
	/** Addresses on L1 that own both sides. */
	readonly from: Hex;
	readonly to: Hex;
	readonly valueWei: bigint;
	readonly nonce: number;
	/** Signed orders of this key that may still take effect, as they were sent. */
	readonly outstanding: readonly Hex[];
	/** When it was made, by this device's clock. */
	readonly madeMs: number;
	/** An order on L1 has one, and is none of these. */
	readonly gasLimit?: never;
};

/** Signed bytes, and what the layer calls them. */
export type SignedBytes = { readonly raw: Hex; readonly hash: Hex };

/** What a rule has read out of the facts of such an order. */
export type LayerReading = OrderReading & {
	readonly profile: RollupProfile;
	/** The batch after which the facts are proved. */
	readonly batch: number;
	/** Hash of the verifying key by which its proofs were checked. */
	readonly program: Hex;
};

/** The proved values that an order rests on, and the rule over them. */
export interface LayerFacts<O extends LayerOrder = LayerOrder> {
	/** In the order in which evidence concludes them. */
	readonly inOrder: readonly AnyVerified[];
	/** The sender's, as proved. */
	readonly nonce: number;
	readonly rests: readonly Rest[];
	/** The rule, without age. @throws its refusals */
	read(order: O): LayerReading;
	/** The rule, the profile's policy and the age at `nowMs`. @throws their refusals */
	check(
		order: O,
		nowMs: number,
		purpose: Extract<Purpose, "order" | "sign">,
	): LayerReading;
}

/** What shows that an order was taken. */
export interface LayerInclusion<O extends LayerOrder = LayerOrder> {
	readonly inOrder: readonly AnyVerified[];
	/** The root it is shown under, and the sender's nonce there. */
	readonly at: StateBasis & {
		readonly blockNumber: number;
		readonly blockHash: Hex;
		readonly grade: Grade;
	};
	readonly nonce: number;
	/**
	 * The block or batch that took it; null when the nonce has not passed the order's, or what is given does not reach so far.
	 * @throws order-evidence when it is of something else; proof-value when another order used its nonce
	 */
	takenIn(order: O): number | null;
}

/** A key as the layer writes it, by the names of its parts. */
export type LayerKey = { readonly ax: Hex; readonly ay: Hex };

/** What an order's receiver is known by there. */
export type LayerSides = {
	readonly fromIndex: number;
	readonly toIndex: number;
	readonly toKey: LayerKey;
};

/** Methods, so that kinds with orders of their own stand in one table; each is called with an order of its own format. */
export interface LayerOrders<O extends LayerOrder = LayerOrder> {
	readonly format: O["format"];
	readonly decode: Decode<O>;
	/** In the one spelling. */
	text(order: O): string;
	/** What those bytes sign. @throws order-evidence when it is not this order; bad-field */
	signedFor(order: O, raw: Hex): SignedBytes;
	/** @throws order-evidence when evidence concludes anything else */
	factsOf(conclusions: readonly AnyVerified[]): LayerFacts<O>;
	/** @throws evidence-step when they are something else */
	inclusionOf(conclusions: readonly AnyVerified[]): LayerInclusion<O>;
	sides(order: O): LayerSides;
	/** For a person who reads a receipt of it, a line each. */
	receiptLines(order: O, reading: LayerReading): readonly Message[];
	/** Under what an account's secret for this chain is derived from its private key. */
	keyInfo(chainId: number): string;
	/** Of 64 bytes that were derived so. */
	publicKey(seed: Uint8Array): LayerKey;
	/**
	 * The order as `seed`'s key signs it; the same order gives the same bytes each time.
	 * @throws order-evidence when the order's account has another key
	 */
	sign(order: O, seed: Uint8Array): SignedBytes;
}
