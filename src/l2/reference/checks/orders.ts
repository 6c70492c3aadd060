// Orders on the reference rollup, for the table of kinds: transfers between accounts of its tree.

import { Fault } from "../../../base/fault.ts";
import { restAt } from "../../../evidence/rests.ts";
import { coinOf } from "../../../l1/network.ts";
import { amountOf } from "../../../protocol/message.ts";
import type { LayerFacts, LayerInclusion, LayerOrders } from "../../orders.ts";
import { referenceMessage } from "./codes.ts";
import {
	batchWith,
	type Inclusion,
	inclusionInOrder,
	inclusionOf,
} from "./inclusion.ts";
import {
	checkReferenceOrder,
	checkReferenceTransfer,
	type ReferenceTransferFacts,
	recheckedRootOf,
	referenceFactsInOrder,
	referenceFactsOf,
} from "./order-rule.ts";
import { rollupKeyFrom, rollupKeyInfo, signOperation } from "./signature.ts";
import {
	decodeOperation,
	isSameOperation,
	type ReferenceTransfer,
	referenceText,
	referenceTransfer,
} from "./transfer.ts";

/** Facts with their rule. */
export const factsFrom = (
	facts: ReferenceTransferFacts,
): LayerFacts<ReferenceTransfer> => {
	const { sender, recipient } = facts;
	const rest = restAt(sender.value.at);
	return {
		inOrder: referenceFactsInOrder(facts),
		nonce: sender.value.nonce,
		rests: [
			rest("Your nonce and balance", sender),
			rest("The recipient's account and key", recipient),
			rest("The root, rechecked", recheckedRootOf(sender)),
		],
		read: (order) => checkReferenceTransfer(order, facts),
		check: (order, nowMs, purpose) =>
			checkReferenceOrder(order, facts, nowMs, purpose),
	};
};

export const inclusionFrom = (
	inclusion: Inclusion,
): LayerInclusion<ReferenceTransfer> => ({
	inOrder: inclusionInOrder(inclusion),
	at: inclusion.account.value.at,
	nonce: inclusion.account.value.nonce,
	takenIn: (order) => batchWith(order, inclusion),
});

export const referenceOrders: LayerOrders<ReferenceTransfer> = {
	format: "sextant-rollup-order-1",
	decode: referenceTransfer,
	text: referenceText,
	signedFor: (order, raw) => {
		const signed = decodeOperation(raw);
		if (isSameOperation(signed, order)) return signed;
		throw new Fault("order-evidence", `${signed.hash} is another operation`);
	},
	factsOf: (conclusions) => factsFrom(referenceFactsOf(conclusions)),
	inclusionOf: (conclusions) => inclusionFrom(inclusionOf(conclusions)),
	sides: ({ fromIndex, toIndex, toKey }) => ({ fromIndex, toIndex, toKey }),
	receiptLines: (order, { profile, batch, program }) => {
		const { from, to, chainId, nonce, valueWei, toIndex, toKey } = order;
		return [
			referenceMessage("reference.receipt.signed", {
				from,
				what: amountOf(valueWei, coinOf(profile)),
				to,
				chain: profile.title,
				chainId,
				nonce,
			}),
			referenceMessage("reference.receipt.account", {
				account: toIndex,
				ax: toKey.ax,
				ay: toKey.ay,
			}),
			referenceMessage("reference.receipt.state", { batch, program }),
			referenceMessage("reference.receipt.deposits"),
		];
	},
	keyInfo: rollupKeyInfo,
	publicKey: rollupKeyFrom,
	sign: signOperation,
};
