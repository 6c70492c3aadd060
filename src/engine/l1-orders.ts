// What orders need of Ethereum: a transfer made from proofs at one block, sent to every endpoint, and looked for until its
// receipt is proved final.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { evidenceOf, evidenceText } from "../evidence/evidence.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import type { L1Network } from "../l1/network.ts";
import { callFactsInOrder } from "../receipt/call-rule.ts";
import { delegationFactsInOrder } from "../receipt/delegation-rule.ts";
import { exitFactsInOrder } from "../receipt/exit-rule.ts";
import { isOnLayer } from "../receipt/orders.ts";
import { type Execution, sendToAll } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { TransactionInBlock } from "../state/mined.ts";
import type { Header } from "../state/values.ts";
import { mostSteps } from "../state/walk.ts";
import { evidenceOfCall } from "../wallet/call-order.ts";
import { evidenceOfDelegation } from "../wallet/delegation-order.ts";
import { evidenceOfExit } from "../wallet/exit-order.ts";
import {
	type Entry,
	isToBeSent,
	withDelivery,
	withNonceUsed,
	withoutInclusion,
	withReceipt,
} from "../wallet/ledger.ts";
import { composeTransfer, evidenceOfOrder } from "../wallet/order.ts";
import type {
	OrderContext,
	OrderHand,
	OrderRequest,
} from "../wallet/order-context.ts";
import { paidOf } from "../wallet/paid.ts";
import { composeCallOrder, type Simulate } from "./call-orders.ts";
import type { Calls } from "./calls.ts";
import { composeDelegating } from "./delegations.ts";
import { composeStep } from "./exit-orders.ts";
import { usualTip } from "./fees.ts";
import { type Reader, readOne } from "./reader.ts";

export type L1Parts = {
	readonly network: L1Network;
	readonly reader: Reader<Header>;
	readonly pool: Pool<Execution>;
	/** Over the same chain: steps of exits are tried before they are offered. */
	readonly calls: Calls;
	/** What a call would do; null: calls are refused, for nobody could say. */
	readonly simulate: Simulate | null;
};

/** A signed head is behind the nodes' own: what they refuse in that time may be in a block already, and that is no news. */
const newsAfterBlocks = 4;

/**
 * Offered to every node, and what became of that.
 * @param head the block in which its nonce is proved not to be used; null for what is sent for the first time
 */
export const deliver = async (
	{ pool }: Pick<L1Parts, "pool">,
	entry: Entry,
	hand: OrderHand,
	refusedAt: Map<Hex, number>,
	head: number | null,
): Promise<Entry> => {
	if (entry.signed === null) return entry;
	const { raw, hash } = entry.signed;
	const { taken, refused } = await sendToAll(pool, raw);
	const [first] = refused;
	const isRefused = taken.length === 0 && first !== undefined;
	if (!isRefused) refusedAt.delete(hash);
	else if (head !== null && !refusedAt.has(hash)) refusedAt.set(hash, head);
	const since = refusedAt.get(hash);
	const isLasting =
		head === null || (since !== undefined && head - since >= newsAfterBlocks);
	return hand.change(entry.order.id, (was) => {
		const isNews = taken.some((name) => !was.sentTo.includes(name));
		if (isNews) return taken.reduce(withDelivery, was);
		if (!isToBeSent(was)) return was;
		// its nonce stays unused, so a refusal by everybody says why it does not get in: its fee is too low by now, say
		if (isRefused)
			return !isLasting || was.fault?.code === first.code
				? was
				: { ...was, fault: first.toJson() };
		return was.fault === null ? was : { ...was, fault: null };
	});
};

/** Its receipt is proved: on disk, final where the block is. */
const withMined = async (
	{ reader }: L1Parts,
	entry: Entry,
	now: TransactionInBlock,
	hand: OrderHand,
): Promise<void> => {
	const { signed, order } = entry;
	if (signed === null || reader.receipt === null) return;
	hand.remember(now.receipt);
	const final = (await reader.basis("final")).value.blockNumber;
	const proved =
		final >= now.header.value.blockNumber
			? await reader.receipt(signed.hash, "final")
			: null;
	const best = proved ?? now;
	hand.remember(best.receipt);
	const paid = paidOf(
		best.header,
		best.transaction,
		best.receipt,
		best.gasBefore,
	);
	const after = withReceipt(hand.known(order.id), best.receipt, paid);
	const isSameBlock =
		after.inclusion?.blockHash === hand.known(order.id).inclusion?.blockHash;
	if (after.state === entry.state && isSameBlock) return;

	await hand.keepInclusion(order.id, evidenceText(evidenceOf(best.receipt)));
	await hand.change(order.id, (was) => withReceipt(was, best.receipt, paid));
};

/** One that is over, while blocks can still be shown in which its receipt may be: it is looked for, and nothing is sent. */
const lookBack = async (
	parts: L1Parts,
	entry: Entry,
	hand: OrderHand,
): Promise<void> => {
	const { reader } = parts;
	if (entry.signed === null || reader.receipt === null) return;
	const head = (await reader.basis("latest")).value.blockNumber;
	if (head - (entry.overAt ?? 0) > mostSteps) return;
	const now = await reader.receipt(entry.signed.hash, "latest");
	if (now !== null) await withMined(parts, entry, now, hand);
};

const followOne = async (
	parts: L1Parts,
	entry: Entry,
	hand: OrderHand,
	refusedAt: Map<Hex, number>,
): Promise<void> => {
	const { signed, order } = entry;
	const { reader } = parts;
	if (signed === null || reader.receipt === null) return;
	// the first sending waits for nothing: no endpoint's hint can hold it up
	const isSuperseded = hand.isSuperseded(order.id);
	if (entry.state === "signed" && !isSuperseded)
		await deliver(parts, entry, hand, refusedAt, null);
	const now = await reader.receipt(signed.hash, "latest");
	if (now !== null) {
		await withMined(parts, entry, now, hand);
		return;
	}
	const read = async (tag: "latest" | "final") =>
		(await readOne(reader, { address: order.from, slots: [] }, tag)).account;
	const sender = await read("latest");
	if (sender.value.nonce <= order.nonce) {
		// a block that had it is gone: it is sent again at the next look, with the nonce it has
		if (entry.state === "included")
			await hand.change(order.id, withoutInclusion);
		else if (!isSuperseded)
			await deliver(parts, entry, hand, refusedAt, sender.value.at.blockNumber);
		return;
	}
	// Used up: shown as that at once, and over for good where a final block says it.
	await hand.change(order.id, (was) => withNonceUsed(was, sender));
	const settled = await read("final");
	await hand.change(order.id, (was) => withNonceUsed(was, settled));
};

/** A plain transfer, sender and recipient read by proof at one block. */
const composePayment = async (
	parts: L1Parts,
	asked: OrderRequest,
	tipWei: bigint,
	outstanding: () => readonly Hex[],
	nowMs: () => number,
): ReturnType<OrderContext["compose"]> => {
	const same = asked.from === asked.to;
	const wanted = [
		{ address: asked.from, slots: [] },
		...(same ? [] : [{ address: asked.to, slots: [], code: true }]),
	];
	const { basis, reads } = await parts.reader.read(wanted, "latest");
	const sender = reads[0];
	const recipient = same ? sender : reads[1];
	if (sender === undefined || recipient === undefined)
		throw new Fault("internal", "two accounts were asked for");
	const order = composeTransfer({
		id: asked.id,
		origin: asked.origin,
		valueWei: asked.valueWei,
		sender: sender.account,
		recipient: recipient.account,
		code: recipient.code,
		header: basis,
		outstanding: outstanding(),
		tipWei,
		...(asked.fees === undefined ? {} : { capWei: asked.fees.capWei }),
		...(asked.most === undefined ? {} : { most: asked.most }),
		...(asked.replaces === undefined ? {} : { replaces: asked.replaces }),
		...(asked.older === undefined ? {} : { older: asked.older }),
		nowMs: nowMs(),
	});
	return {
		order,
		evidence: evidenceOfOrder(order),
		rests: [
			sender.account,
			recipient.account,
			basis,
			...(recipient.code === null ? [] : [recipient.code]),
		],
	};
};

export const l1OrderContext = (parts: L1Parts): OrderContext => {
	/** Since which head every node refuses it. */
	const refusedAt = new Map<Hex, number>();
	return {
		chainId: parts.reader.chainId,
		calls: parts.simulate !== null,
		mostAgeS: orderPolicy(parts.network).freshness.sign,
		compose: async (asked, outstanding, nowMs) => {
			const tipWei = asked.fees?.tipWei ?? (await usualTip(parts));
			const { exit } = asked;
			if (exit !== undefined) {
				const order = await composeStep(
					parts,
					{ ...asked, exit },
					tipWei,
					outstanding,
					nowMs,
				);
				return {
					order,
					evidence: evidenceOfExit(order),
					rests: exitFactsInOrder(order.facts),
				};
			}
			const { call, delegates } = asked;
			if (delegates === true) {
				const { reader } = parts;
				const order = await composeDelegating(
					reader,
					asked,
					tipWei,
					outstanding,
					nowMs,
				);
				return {
					order,
					evidence: evidenceOfDelegation(order),
					rests: delegationFactsInOrder(order.facts),
				};
			}
			if (call !== undefined) {
				const order = await composeCallOrder(
					parts,
					{ ...asked, call },
					tipWei,
					outstanding,
					nowMs,
				);
				return {
					order,
					evidence: evidenceOfCall(order),
					rests: callFactsInOrder(order.facts),
				};
			}
			return composePayment(parts, asked, tipWei, outstanding, nowMs);
		},
		follow: async (entry, hand) => {
			if (isOnLayer(entry.order)) return;
			if (entry.state === "over") await lookBack(parts, entry, hand);
			else await followOne(parts, entry, hand, refusedAt);
		},
	};
};
