// The signing rule for a transfer on the reference rollup, in its one place: wallet/layer-order.ts seals an order by it, the
// signer checks it again by it, and the receipt is read by it. It is that of ARCHITECTURE.md, "Signing". It reads no clock.

import { Fault } from "../../../base/fault.ts";
import { checkNonces } from "../../../evidence/nonces.ts";
import { checkFunds, placeOnL1, takeFacts } from "../../../evidence/reading.ts";
import type { MessageOrText } from "../../../protocol/message.ts";
import type { Purpose } from "../../../trust/freshness.ts";
import { isSameState } from "../../../trust/grade.ts";
import {
	type AnyVerified,
	nearestBy,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import type { LayerReading } from "../../orders.ts";
import { checkPolicy } from "../../rollup.ts";
import { referenceMessage } from "./codes.ts";
import type { ReferenceProfile } from "./profile.ts";
import {
	amountBound,
	decodeOperation,
	isSameKey,
	isSameOperation,
	messageOf,
	operationOf,
	type ReferenceTransfer,
} from "./transfer.ts";
import type {
	ReferenceAccount,
	ReferenceConfig,
	ReferenceRoot,
} from "./values.ts";

/** The proved values a transfer rests on: both accounts under one root that was rechecked. */
export type ReferenceTransferFacts = {
	readonly sender: Verified<ReferenceAccount>;
	readonly recipient: Verified<ReferenceAccount>;
};

/** The facts in the order in which evidence concludes them. */
export const referenceFactsInOrder = (
	facts: ReferenceTransferFacts,
): readonly AnyVerified[] => [facts.sender, facts.recipient];

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const referenceFactsOf = (
	conclusions: readonly AnyVerified[],
): ReferenceTransferFacts => {
	const [sender, recipient, ...more] = conclusions;
	return takeFacts(more, () => ({
		sender: premiseBy<ReferenceAccount>(sender, "reference-account"),
		recipient: premiseBy<ReferenceAccount>(recipient, "reference-account"),
	}));
};

/** What the rule has read out of the facts; `mostLeavesWei` is the amount, for the rollup takes no fee. */
export type ReferenceReading = LayerReading & {
	readonly profile: ReferenceProfile;
};

/** The root an account is proved under, if it was rechecked. @throws order-evidence */
export const recheckedRootOf = (
	account: Verified<ReferenceAccount>,
): Verified<ReferenceRoot> => {
	const [root] = account.premises;
	if (root?.rule !== "recheck")
		throw new Fault(
			"order-evidence",
			`proved under ${root?.rule ?? "nothing"}, not under a recheck`,
		);
	return premiseBy<ReferenceRoot>(root, "recheck");
};

/** The rollup's counters on L1 at the block the root was read at. @throws order-evidence */
const configOf = (root: Verified<ReferenceRoot>): ReferenceConfig => {
	const found = nearestBy(root, "reference-config");
	if (found === undefined)
		throw new Fault("order-evidence", "no contract is behind the root");
	return premiseBy<ReferenceConfig>(found, "reference-config").value;
};

const checkBasis = (
	order: ReferenceTransfer,
	{ sender, recipient }: ReferenceTransferFacts,
): ReferenceRoot => {
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	const root = recheckedRootOf(sender).value;
	if (
		!isSameState(sender.value.at, recipient.value.at) ||
		!isSameState(recheckedRootOf(recipient).value, root)
	)
		throw wrong("the accounts are proved under two roots");
	if (sender.value.at.chainId !== order.chainId)
		throw wrong(`chain ${sender.value.at.chainId}, not ${order.chainId}`);
	const sides = [
		[sender.value, order.fromIndex, order.from, order.fromKey, "sender"],
		[recipient.value, order.toIndex, order.to, order.toKey, "recipient"],
	] as const;
	for (const [proved, index, owner, key, what] of sides) {
		if (!proved.exists) throw wrong(`the ${what} has no account`);
		if (proved.index !== index)
			throw wrong(`account ${proved.index} is proved, not the ${what}'s`);
		if (proved.owner !== owner)
			throw wrong(`${proved.owner} owns the account of the ${what}`);
		if (!isSameKey(proved, key))
			throw wrong(`the key of the ${what} is another`);
	}
	if (order.fromIndex === order.toIndex)
		throw wrong("sender and recipient are one account");
	return root;
};

/** @returns the most that this key's own operations under way can spend beside this order. @throws order-nonce */
const checkNonce = (order: ReferenceTransfer, provedNonce: number): bigint =>
	checkNonces({ ...order, what: "operation" }, provedNonce, (raw) => {
		const signed = decodeOperation(raw);
		const { key, operation } = signed;
		if (
			!isSameKey(key, order.fromKey) ||
			operation.chainId !== order.chainId ||
			operation.from !== order.fromIndex
		)
			throw new Fault(
				"order-nonce",
				`an operation of account ${operation.from} on chain ${operation.chainId}`,
			);
		return {
			nonce: operation.nonce,
			spendsWei: operation.amountWei,
			isOrder: isSameOperation(signed, order),
		};
	});

/** The profile's own warning is a text of the network file. */
const unknownsOf = ({
	warning,
}: ReferenceProfile): readonly MessageOrText[] => [
	referenceMessage("reference.unknown.operations"),
	referenceMessage("reference.unknown.recipient"),
	referenceMessage("reference.unknown.deposits"),
	...(warning === "" ? [] : [warning]),
];

/**
 * True when it returns: sender and recipient are two accounts of the order's rollup, proved under one root whose proofs were
 * checked again; index, owner and key of both are the order's; the nonce is the proved one or accounted for by this key's
 * own signed operations; the proved balance, less what those spend, covers the amount, and the recipient's can take it.
 * Says nothing of age: see `checkReferenceOrder`.
 * @throws order-evidence, l2-frozen, order-nonce, order-funds
 */
export const checkReferenceTransfer = (
	order: ReferenceTransfer,
	facts: ReferenceTransferFacts,
): ReferenceReading => {
	const root = checkBasis(order, facts);
	const { frozenAtS } = configOf(recheckedRootOf(facts.sender));
	if (frozenAtS !== 0)
		throw new Fault("l2-frozen", `since ${frozenAtS}, by L1's clock`);
	const sender = facts.sender.value;
	const spent = checkNonce(order, sender.nonce);
	const funds = checkFunds(order.valueWei, sender.balanceWei, spent);
	// The circuit takes no balance of 2^96 or more: such a transfer could never be in a batch.
	if (facts.recipient.value.balanceWei + order.valueWei >= amountBound)
		throw new Fault(
			"order-funds",
			"the recipient's balance would be too large",
		);
	return {
		...funds,
		...placeOnL1(facts.sender),
		profile: root.profile,
		batch: sender.at.blockNumber,
		program: root.profile.program.hash,
		asOfS: sender.at.grade.asOfS,
		unknowns: unknownsOf(root.profile),
	};
};

/**
 * `checkReferenceTransfer`, and besides: the root is one that the rollup's profile lets orders rest on, and young enough for
 * `purpose` at `nowMs`. Called when the order is made and again at the signature.
 * @throws as checkReferenceTransfer; l2-root-unproposed, not-anchored, not-rechecked, order-stale, clock
 */
export const checkReferenceOrder = (
	order: ReferenceTransfer,
	facts: ReferenceTransferFacts,
	nowMs: number,
	purpose: Extract<Purpose, "order" | "sign">,
): ReferenceReading => {
	const reading = checkReferenceTransfer(order, facts);
	checkPolicy(reading.profile, facts.sender.value.at, purpose, nowMs);
	return reading;
};

/** M of the order, as the rollup is asked about it. */
export const operationId = (order: ReferenceTransfer): bigint =>
	messageOf(operationOf(order));
