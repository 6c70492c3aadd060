// What orders need of a reference rollup: a transfer made from two accounts under one rechecked root, given to
// every node, and followed until a batch of a rechecked root is shown to have taken it. What a node says meanwhile is a claim.

import type { Hex } from "../../../base/bytes.ts";
import { bigToBytes, toHex } from "../../../base/bytes.ts";
import { asFault, Fault, type FaultJson, isOurs } from "../../../base/fault.ts";
import { evidenceOf, evidenceText } from "../../../evidence/evidence.ts";
import type { AnyOrder } from "../../../receipt/orders.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Verified } from "../../../trust/verified.ts";
import { evidenceOnLayer } from "../../../wallet/layer-order.ts";
import {
	type Entry,
	isToBeSent,
	withClaim,
	withDelivery,
	withProven,
} from "../../../wallet/ledger.ts";
import type { OrderContext, OrderHand } from "../../../wallet/order-context.ts";
import {
	batchWith,
	type Inclusion,
	inclusionInOrder,
} from "../checks/inclusion.ts";
import type {
	ReferenceNode,
	OperationSubmission as Sendable,
} from "../checks/node.ts";
import { referenceOrders } from "../checks/orders.ts";
import {
	decodeOperation,
	type ReferenceTransfer,
	type SignedOperation,
} from "../checks/transfer.ts";
import type { ReferenceAccount, ReferenceData } from "../checks/values.ts";
import { composeReference } from "./compose.ts";

export type ReferenceOrderParts = {
	readonly chainId: number;
	/** Seconds, of the profile. */
	readonly mostAgeS: number;
	readonly pool: Pool<ReferenceNode>;
	/** The account that this wallet's key spends from. @throws l2-no-account, locked, and why no root can be rested on */
	readonly own: (owner: Hex) => Promise<Verified<ReferenceAccount>>;
	/** The account of an L1 address, under the same root. @throws l2-no-account */
	readonly of: (
		owner: Hex,
		beside: Verified<ReferenceAccount>,
	) => Promise<Verified<ReferenceAccount>>;
	/** An account by its place, under the newest rechecked root. */
	readonly at: (index: number) => Promise<Verified<ReferenceAccount>>;
	/** What a batch did, proved under the root of an account. @throws data-missing and what speaks against it */
	readonly data: (
		beside: Verified<ReferenceAccount>,
		batch: number,
	) => Promise<Verified<ReferenceData>>;
};

const word = (value: bigint): Hex => toHex(bigToBytes(value, 32));

/** A transfer as the node takes it. */
const sendable = ({ operation, signature }: SignedOperation): Sendable => ({
	kind: 2,
	from: operation.from,
	to: operation.to,
	amountWei: operation.amountWei,
	ax: operation.toKey.ax,
	ay: operation.toKey.ay,
	owner: `0x${"0".repeat(40)}`,
	nonce: operation.nonce,
	signature: {
		r8x: word(signature.r8x),
		r8y: word(signature.r8y),
		s: word(signature.s),
	},
});

/** Gives it to all nodes, and hears how far they say it is. */
const deliver = async (
	{ pool }: ReferenceOrderParts,
	entry: Entry,
	hand: OrderHand,
): Promise<void> => {
	if (entry.signed === null) return;
	const { raw, hash } = entry.signed;
	const refused: FaultJson[] = [];
	const signed = sendable(decodeOperation(raw));
	const heard = await pool.all(async ({ name, client }) => {
		try {
			const { value } = await client.operation(hash);
			// a node that knows it is not given it again
			if (value !== null) return { name, state: value.state };
			await client.send(signed);
			return { name, state: null };
		} catch (thrown) {
			const fault = asFault(thrown, name);
			refused.push(fault.toJson());
			throw fault;
		}
	});
	const [first = null] = refused;
	await hand.change(entry.order.id, (was) => {
		const taken = heard
			.filter(({ name }) => !was.sentTo.includes(name))
			.reduce((now, { name }) => withDelivery(now, name), was);
		const claimed = heard
			.flatMap(({ state }) => (state === null ? [] : [state]))
			.reduce(withClaim, taken);
		return claimed.sentTo.length === 0 && first !== null
			? { ...claimed, fault: first }
			: claimed;
	});
};

/** The oldest batch that can have taken an order: the one after the batch it was made on. */
const firstBatch = ({ rests }: Entry): number =>
	Math.min(...rests.map(({ blockNumber }) => blockNumber)) + 1;

/** The account and what the batches since did: backwards, as far as it takes to find the order. */
const inclusionOf = async (
	parts: ReferenceOrderParts,
	entry: Entry,
	order: ReferenceTransfer,
	account: Verified<ReferenceAccount>,
): Promise<Inclusion> => {
	const data: Verified<ReferenceData>[] = [];
	const newest = account.value.at.blockNumber;
	for (let batch = newest; batch >= firstBatch(entry); batch--) {
		data.unshift(await parts.data(account, batch));
		if (isShown(order, { account, data })) break;
	}
	return { account, data };
};

/** Batches for which the data is still looked for that shows what became of an order that is over. */
const mostLookedBack = 16;

const isShown = (order: ReferenceTransfer, inclusion: Inclusion): boolean => {
	try {
		return batchWith(order, inclusion) !== null;
	} catch (thrown) {
		// another operation is shown in its place: that is an answer too
		if (thrown instanceof Fault && thrown.code === "proof-value") return true;
		throw thrown;
	}
};

const followOne = async (
	parts: ReferenceOrderParts,
	entry: Entry,
	order: ReferenceTransfer,
	hand: OrderHand,
): Promise<void> => {
	// the first sending waits for no root
	if (entry.state === "signed") await deliver(parts, entry, hand);
	const account = await parts.at(order.fromIndex);
	const isOver = entry.state === "over";
	if (
		isOver &&
		account.value.at.blockNumber - (entry.overAt ?? 0) > mostLookedBack
	)
		return;
	if (account.value.nonce <= order.nonce) {
		if (entry.state !== "signed" && !isOver) await deliver(parts, entry, hand);
		return;
	}
	const shown = await inclusionOf(parts, entry, order, account).catch(
		(thrown: unknown): Inclusion => {
			const fault = asFault(thrown);
			if (isOurs(fault)) throw fault;
			// the nonce is used all the same; which operation used it is not known until the data is there
			return { account, data: [] };
		},
	);
	const after = withProven(hand.known(order.id), inclusionInOrder(shown));
	if (after.state === "final") {
		for (const verified of inclusionInOrder(shown)) hand.remember(verified);
		await hand.keepInclusion(
			order.id,
			evidenceText(evidenceOf(...inclusionInOrder(shown))),
		);
	}
	await hand.change(order.id, (was) =>
		isToBeSent(was) || was.state === "over"
			? withProven(was, inclusionInOrder(shown))
			: was,
	);
};

const isTransfer = (order: AnyOrder): order is ReferenceTransfer =>
	order.format === referenceOrders.format;

export const referenceOrderContext = (
	parts: ReferenceOrderParts,
): OrderContext => ({
	chainId: parts.chainId,
	mostAgeS: parts.mostAgeS,
	compose: async (asked, outstanding, nowMs) => {
		const sender = await parts.own(asked.from);
		const recipient = await parts.of(asked.to, sender);
		const order = composeReference({
			id: asked.id,
			origin: asked.origin,
			valueWei: asked.valueWei,
			sender,
			recipient,
			outstanding: outstanding(),
			nowMs: nowMs(),
		});
		const [root] = sender.premises;
		return {
			order,
			evidence: evidenceOnLayer(order),
			rests: [sender, recipient, ...(root === undefined ? [] : [root])],
		};
	},
	follow: async (entry, hand) => {
		const isOpen = isToBeSent(entry) || entry.state === "over";
		if (isTransfer(entry.order) && isOpen)
			await followOne(parts, entry, entry.order, hand);
	},
});
