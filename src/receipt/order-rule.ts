// The signing rule, in its one place: wallet/order.ts makes an order by it, the signer checks it again by it before it
// signs, and the receipt is read by it. It is that of ARCHITECTURE.md, "Signing", for a transfer of ether on L1. It reads no
// clock.

import { Fault } from "../base/fault.ts";
import { delegateIn } from "../evidence/delegation-order.ts";
import * as rule from "../evidence/l1-order.ts";
import { takeFacts } from "../evidence/reading.ts";
import type { Transfer } from "../evidence/transfer.ts";
import { unknownMessage } from "../evidence/unknown-codes.ts";
import type { Message } from "../protocol/message.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Code } from "../state/values.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";

/** Intrinsic gas of a transfer; all that one to an account without code can use. */
export const transferGas = 21_000;

/** The proved values a transfer rests on. */
export type TransferFacts = rule.L1Facts & {
	readonly recipient: Verified<Account>;
	/** The recipient's code, when it has some and it is known. */
	readonly code: Verified<Code> | null;
};

/** The facts in the order in which evidence concludes them. */
export const factsInOrder = (facts: TransferFacts): readonly AnyVerified[] => [
	facts.sender,
	facts.recipient,
	facts.header,
	...(facts.code === null ? [] : [facts.code]),
];

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const factsOf = (conclusions: readonly AnyVerified[]): TransferFacts => {
	const [sender, recipient, header, code, ...more] = conclusions;
	return takeFacts(more, () => ({
		...rule.l1FactsOf(sender, header),
		recipient: premiseBy<Account>(recipient, "mpt-account"),
		code: code === undefined ? null : premiseBy<Code>(code, "code"),
	}));
};

/** What the rule has read out of the facts; every number in it is proved or follows from the order itself. */
export type TransferReading = rule.L1Reading & {
	readonly recipient: "account" | "contract" | "new" | "delegated";
};

const checkBasis = (
	order: Transfer,
	facts: TransferFacts,
	policy: rule.OrderPolicy,
): void => {
	const { recipient, code } = facts;
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	if (recipient.value.address !== order.to)
		throw wrong(`${recipient.value.address} is proved, not the recipient`);
	if (
		code !== null &&
		(code.value.address !== order.to ||
			code.value.codeHash !== recipient.value.codeHash)
	)
		throw wrong("the code is not the recipient's");
	const beside = code === null ? [recipient] : [recipient, code];
	rule.checkPremises(order, facts, beside, policy);
};

const recipientOf = (facts: TransferFacts): TransferReading["recipient"] => {
	const { exists, codeHash } = facts.recipient.value;
	if (!exists) return "new";
	if (codeHash === emptyCodeHash) return "account";
	const bytes = facts.code?.value.bytes ?? "0x";
	return delegateIn(bytes) === null ? "contract" : "delegated";
};

/**
 * A plain transfer needs exactly 21000. With code at the recipient 21000 always fails, for nothing is left to run it
 * with; the limit is then bounded, so that what its code can burn is, and its effects are named as unknown.
 */
const checkGas = (
	order: Transfer,
	recipient: TransferReading["recipient"],
	policy: rule.OrderPolicy,
): void => {
	const plain = recipient === "account" || recipient === "new";
	const [least, most] = plain
		? [transferGas, transferGas]
		: [transferGas + 1, policy.mostContractGas];
	if (order.gasLimit < least || order.gasLimit > most)
		throw new Fault(
			"order-fee",
			`gas limit ${order.gasLimit}, from ${least} to ${most} for this recipient`,
		);
};

const unknownsOf = (
	order: Transfer,
	recipient: TransferReading["recipient"],
): readonly Message[] => {
	const unknowns: Message[] = [];
	if (recipient === "contract" || recipient === "delegated")
		unknowns.push(unknownMessage("unknown.recipient-code"));
	if (/^0x0{36}/.test(order.to))
		unknowns.push(unknownMessage("unknown.recipient-reserved"));
	return unknowns;
};

/**
 * True when it returns: sender, recipient and header are proved at one block of the order's chain on ground that the
 * policy takes; the nonce is the proved one or accounted for by this key's own signed transactions; the sender has no
 * code; the proved balance, less the most those can spend, covers value and highest fee; the fee cap is within bounds.
 * Says nothing of age: see `checkOrder`.
 * @throws order-evidence, order-delegated, order-nonce, order-fee, order-funds
 */
export const checkTransfer = (
	order: Transfer,
	facts: TransferFacts,
	policy: rule.OrderPolicy,
): TransferReading => {
	checkBasis(order, facts, policy);
	const recipient = recipientOf(facts);
	checkGas(order, recipient, policy);
	const read = rule.checkSpending(order, facts, policy);
	return {
		...read,
		recipient,
		unknowns: [...read.unknowns, ...unknownsOf(order, recipient)],
	};
};

/** `checkTransfer`, at a time. @throws as checkTransfer; order-stale, clock */
export const checkOrder = rule.inTime(checkTransfer);
