// Order: the only thing that is ever offered for a signature. Made here alone, from verified values, by the signing rule.
// It is sealed like a Verified and travels no more than one: the signer gets its text and its evidence, and starts anew.

import { freeze } from "../base/immutable.ts";
import {
	type Evidence,
	evidenceOf,
	evidenceText,
} from "../evidence/evidence.ts";
import type { Rest } from "../evidence/rests.ts";
import { type Transfer, transferText } from "../evidence/transfer.ts";
import {
	checkOrder,
	factsInOrder,
	type TransferFacts,
	type TransferReading,
	transferGas,
} from "../receipt/order-rule.ts";
import { transferRests } from "../receipt/rests.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Code, Header } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import {
	beginOrder,
	type FeeBounds,
	type OrderAsked,
	within,
} from "./place.ts";
import { sealedKind } from "./sealed.ts";

export type { FeeBounds, Rest };

const { Sealed: Order, seal } = sealedKind<
	Transfer,
	TransferFacts,
	TransferReading
>(freeze);

export { Order };
export type Order = InstanceType<typeof Order>;

export type TransferRequest = OrderAsked & {
	readonly valueWei: bigint;
	readonly sender: Verified<Account>;
	readonly recipient: Verified<Account>;
	/** The recipient's code where it has some; null when it has none or it was not fetched. */
	readonly code: Verified<Code> | null;
	/** The header both accounts are proved under. */
	readonly header: Verified<Header>;
};

/** Gas for a recipient with code: enough for the wallets and splitters in use; what is not used is not paid. */
const contractGas = 100_000;

/**
 * A transfer that the signing rule allows: nonce, balance, recipient and base fee proved at one block that is young
 * enough. Nonce and fees as `beginOrder` has them.
 * @throws order-evidence, order-delegated, order-nonce, order-fee, order-funds, order-stale, clock; TypeError for a fact
 * that is not verified
 */
export const composeTransfer = (asked: TransferRequest): Order => {
	const { sender, recipient, header, code } = asked;
	const facts: TransferFacts = { sender, recipient, header, code };
	const isPlain =
		!recipient.value.exists || recipient.value.codeHash === emptyCodeHash;
	const transfer: Transfer = {
		format: "sextant-order-1",
		...beginOrder(asked, facts, factsInOrder(facts)),
		to: recipient.value.address,
		valueWei: asked.valueWei,
		data: "0x",
		gasLimit: Number(
			within(BigInt(isPlain ? transferGas : contractGas), asked.most?.gas),
		),
	};
	const reading = checkOrder(transfer, facts, asked.nowMs, "order");
	return seal(transfer, facts, reading);
};

/** What the order rests on, for the signer and for the receipt. */
export const evidenceOfOrder = (order: Order): Evidence =>
	evidenceOf(...factsInOrder(order.facts));

/** The order as the signer takes it. @throws too-large */
export const offerOf = (
	order: Order,
): {
	readonly id: string;
	readonly order: string;
	readonly evidence: string;
} => ({
	id: order.transfer.id,
	order: transferText(order.transfer),
	evidence: evidenceText(evidenceOfOrder(order)),
});

/** Each fact the order rests on, as the approve screen lists it. */
export const restsOf = ({ facts }: Order): readonly Rest[] =>
	transferRests(facts);
