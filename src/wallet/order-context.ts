// What orders need of the chain they are for, and what they give it: the shape that each kind of chain fills in, Ethereum and a
// layer 2 alike.

import type { Hex } from "../base/bytes.ts";
import type { SafeAgreed } from "../evidence/call-order.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { ListedAccess } from "../evidence/foreign-transaction.ts";
import type { ExitStep } from "../l2/exit-step.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { AnyVerified } from "../trust/verified.ts";
import type { ComposedCall } from "./call-order.ts";
import type { ComposedDelegation } from "./delegation-order.ts";
import type { ExitOrder } from "./exit-order.ts";
import type { ComposedLayerOrder } from "./layer-order.ts";
import type { Entry } from "./ledger.ts";
import type { FeeBounds, Order } from "./order.ts";
import type { OlderType } from "./place.ts";
import type { ComposedRollupOrder } from "./rollup-order.ts";

/** What a contract is called with. */
export type CallAsked = {
	readonly data: Hex;
	readonly accessList: readonly ListedAccess[];
	/** The data creates a contract: `to` of the order is where it will be, and what is asked for has none. */
	readonly creates?: true;
	/** What was asked for, where the person's own amount stands in the data instead. */
	readonly own?: { readonly asked: Hex; readonly amount: bigint };
	/** The data agrees to a Safe's transaction by its hash: what that is. */
	readonly agrees?: SafeAgreed;
	/** What a Safe does or agrees to by it is an agreement in another Safe: what that is of. */
	readonly outer?: SafeAgreed;
};

export type OrderRequest = {
	readonly id: string;
	readonly origin: string | null;
	readonly from: Hex;
	readonly to: Hex;
	readonly valueWei: bigint;
	/** Hashes of the person's own transactions at one nonce that it is to take the place of, all of them. */
	readonly replaces?: readonly Hex[];
	/** What a site lets be paid for gas at most. */
	readonly most?: FeeBounds;
	/** What the person chose to pay for a unit of gas; missing: what is usual. */
	readonly fees?: { readonly capWei: bigint; readonly tipWei: bigint };
	/** Missing: type 2. */
	readonly older?: OlderType;
	/** A call of the contract at `to`; without it the order is a plain transfer. */
	readonly call?: CallAsked;
	/** The account is to run the code at `to`, or none where that is the zero address. */
	readonly delegates?: true;
	/** A step of an exit from a rollup; `to` and `valueWei` are those of its call. */
	readonly exit?: { readonly profile: RollupProfile; readonly step: ExitStep };
	/** Does whoever asked still want it? Asked before it is kept: what nobody wants any more is on no list and with no signer. */
	readonly isWanted?: () => boolean;
};

/** How one order is changed on its way. */
export type OrderHand = {
	/** On disk before it resolves. @throws order-unknown and what the step throws */
	readonly change: (id: string, step: (was: Entry) => Entry) => Promise<Entry>;
	/** @throws order-unknown */
	readonly known: (id: string) => Entry;
	/** What its inclusion rests on, for the trail. */
	readonly remember: (verified: AnyVerified) => void;
	/** Does another signature of one's own take its place? Then it is looked for and not sent. */
	readonly isSuperseded: (id: string) => boolean;
	/** The evidence that it is on its chain, null where that holds no more; on disk when it resolves. */
	readonly keepInclusion: (
		id: string,
		evidence: string | null,
	) => Promise<void>;
};

/** What orders need of the chain they are for: one for each kind of chain. */
export type OrderContext = {
	readonly chainId: number;
	/** Are orders made of calls here? Where not, or missing, none is. */
	readonly calls?: boolean;
	/** Seconds after which the proofs of an order are too old for a signature. */
	readonly mostAgeS: number;
	/** The same of an order by which the coin leaves a layer 2 for its signer; missing where there is none. */
	readonly mostLeaveAgeS?: number;
	/**
	 * An order from proofs, by the signing rule. What is outstanding and the time are asked for once the proofs are there.
	 * @throws every refusal of the rule
	 */
	readonly compose: (
		asked: OrderRequest,
		outstanding: () => readonly Hex[],
		nowMs: () => number,
	) => Promise<{
		readonly order:
			| Order
			| ComposedCall
			| ComposedDelegation
			| ExitOrder
			| ComposedRollupOrder
			| ComposedLayerOrder;
		readonly evidence: Evidence;
		readonly rests: readonly AnyVerified[];
	}>;
	/**
	 * So many of an account may be under way beside a new one: on a layer 2 all of them are until the next root. What takes another's
	 * place adds none that counts beside, and has room above. Missing: as many as an order reckons with.
	 */
	readonly mostUnderWay?: number;
	/** Can what is final there be taken back, with the root that showed it? Then it is followed on. */
	readonly isTakenBack?: true;
	/** One step of following an order that is under way: sent, sent again or looked for. */
	readonly follow: (entry: Entry, hand: OrderHand) => Promise<void>;
};
