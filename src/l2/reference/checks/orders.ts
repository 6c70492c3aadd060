// Orders on the reference rollup, for the table of kinds: transfers between accounts of its tree.

import { Fault } from "../../../base/fault.ts";
import { formatUnits } from "../../../base/units.ts";
import { restAt } from "../../../evidence/rests.ts";
import { coinOf } from "../../../l1/network.ts";
import type { LayerFacts, LayerInclusion, LayerOrders } from "../../orders.ts";
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
		const { symbol, decimals } = coinOf(profile);
		return [
			`${order.from} signed ${formatUnits(order.valueWei, decimals)} ${symbol} to ${order.to} on ${profile.title}, chain ${order.chainId}, nonce ${order.nonce}`,
			`into account ${order.toIndex}, whose key is ${order.toKey.ax} ${order.toKey.ay}`,
			`allowed by the state after batch ${batch}, its validity proofs checked again under the program ${program}`,
			"that catches a forged root, not a forged deposit: deposits rest on L1's committee",
		];
	},
	keyInfo: rollupKeyInfo,
	publicKey: rollupKeyFrom,
	sign: signOperation,
};
