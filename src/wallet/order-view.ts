// An order of the ledger as the screens draw it.

import { mostOf } from "../evidence/transaction.ts";
import { transactionOf } from "../evidence/transfer.ts";
import { exitTitle } from "../l2/checks.ts";
import type { OrderView } from "../protocol/views.ts";
import {
	isCall,
	isDelegation,
	isExit,
	isOnLayer,
	isOnRollup,
	kindOfOrder,
} from "../receipt/orders.ts";
import type { Entry } from "./ledger.ts";
import { replacementFees } from "./replace.ts";

const paidView = ({
	inclusion,
}: Entry): Pick<OrderView, "feeWei" | "includedS"> =>
	inclusion?.feeWei === undefined || inclusion.atS === undefined
		? {}
		: { feeWei: inclusion.feeWei, includedS: inclusion.atS };

/** What is known of it in what its layer 2 wrote to L1. */
const postedOf = ({
	posted,
	sought,
}: Entry): Pick<NonNullable<OrderView["onRollup"]>, "posted" | "unread"> =>
	posted !== undefined
		? { posted: { blockNumber: posted.blockNumber, hash: posted.hash } }
		: sought?.unread === undefined
			? {}
			: { unread: sought.unread };

/** The order as the screens draw it. @param all the others there are: one at its nonce may be dearer to replace */
export const viewOf = (entry: Entry, all: readonly Entry[] = []): OrderView => {
	const { order } = entry;
	const fees = replacementFees(entry, all);
	const amounts = isOnLayer(order)
		? {
				data: "0x" as const,
				gasLimit: 0,
				maxFeePerGasWei: "0",
				maxPriorityFeePerGasWei: "0",
				mostLeavesWei: order.valueWei.toString(),
				rollup: {
					...kindOfOrder(order).sides(order),
					claimed: entry.claimed ?? null,
				},
			}
		: {
				data: order.data,
				gasLimit: order.gasLimit,
				maxFeePerGasWei: order.maxFeePerGasWei.toString(),
				maxPriorityFeePerGasWei: order.maxPriorityFeePerGasWei.toString(),
				mostLeavesWei: mostOf(transactionOf(order)).toString(),
				rollup: null,
			};
	return {
		id: order.id,
		state: entry.state,
		origin: order.origin,
		chainId: order.chainId,
		from: order.from,
		to: order.to,
		valueWei: order.valueWei.toString(),
		nonce: order.nonce,
		mostFeeWei: entry.mostFeeWei,
		...amounts,
		...(isOnRollup(order)
			? {
					onRollup: {
						isClaimed: entry.claimed === "made",
						heldBackWei: entry.heldBackWei ?? "0",
						...(entry.leaves === undefined ? {} : { leaves: entry.leaves }),
						...postedOf(entry),
					},
				}
			: {}),
		exit: isExit(order)
			? {
					chainId: order.rollup,
					step: order.step.kind,
					title: exitTitle(order.step),
				}
			: null,
		...(isCall(order) && order.creates === true
			? { creates: order.creates }
			: {}),
		...(isDelegation(order) ? { delegates: true as const } : {}),
		...(isOnLayer(order) || order.replaces === undefined
			? {}
			: { replaces: order.replaces }),
		...(fees === null
			? {}
			: {
					replaceable: {
						faster: fees.faster?.toString() ?? null,
						cancel: fees.cancel?.toString() ?? null,
					},
				}),
		recipient: entry.recipient,
		rests: entry.rests,
		unknowns: entry.unknowns,
		hash: entry.signed?.hash ?? null,
		succeeded: entry.inclusion?.succeeded ?? null,
		blockNumber: entry.inclusion?.blockNumber ?? null,
		...paidView(entry),
		fault: entry.fault,
		madeMs: order.madeMs,
	};
};
