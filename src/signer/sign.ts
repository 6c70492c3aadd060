// The only user of a private key. It signs what its signing rule allows at this moment, a transfer on L1 or on the reference
// rollup or a step of an exit, from facts that were verified in this realm, and nothing else: no hash and no bytes come in from outside.

import { Fault } from "../base/fault.ts";
import { signMessage } from "../crypto/baby-jubjub.ts";
import { signHash } from "../crypto/secp256k1.ts";
import {
	joinSignature,
	type SignedTransaction,
	signingHash,
} from "../evidence/transaction.ts";
import { type Transfer, transactionOf } from "../evidence/transfer.ts";
import {
	checkReferenceOrder,
	operationId,
	type ReferenceFacts,
	referenceFactsInOrder,
} from "../l2/reference/checks/order-rule.ts";
import {
	isSameKey,
	joinOperation,
	operationOf,
	type ReferenceTransfer,
	type SignedOperation,
} from "../l2/reference/checks/transfer.ts";
import type { ExitOrder } from "../receipt/exit-order.ts";
import {
	checkExitOrder,
	type ExitFacts,
	exitFactsInOrder,
} from "../receipt/exit-rule.ts";
import type { RollupProfile } from "../receipt/networks.ts";
import {
	checkOrder,
	factsInOrder,
	type TransferFacts,
} from "../receipt/order-rule.ts";
import type { AnyL1Order } from "../receipt/orders.ts";
import { Verified } from "../trust/verified.ts";
import { rollupKeyOf, rollupSecret } from "./rollup-key.ts";
import type { Account } from "./vault.ts";

/** By RFC 6979, so that the same order gives the same bytes each time. @throws order-evidence for another's key */
const signL1 = (order: AnyL1Order, account: Account): SignedTransaction => {
	if (account.address !== order.from)
		throw new Fault("order-evidence", `${account.address} is not the sender`);
	const transaction = transactionOf(order);
	const signature = signHash(signingHash(transaction), account.privateKey);
	const signed = joinSignature(transaction, signature);
	if (signed.from !== order.from)
		throw new Fault("order-evidence", "the key is not the sender's");
	return signed;
};

/**
 * The signed transaction, its hash rebuilt from the order's typed fields.
 * @throws every refusal of `checkOrder` for "sign"; order-evidence when the account is not the sender; TypeError for facts
 * that are not verified
 */
export const signTransfer = (
	order: Transfer,
	facts: TransferFacts,
	account: Account,
	nowMs: number,
): SignedTransaction => {
	if (!factsInOrder(facts).every(Verified.is))
		throw new TypeError('"facts" holds something unverified');
	checkOrder(order, facts, nowMs, "sign");
	return signL1(order, account);
};

/**
 * The signed transaction of a step of an exit: its call rebuilt from the step's typed fields.
 * @throws every refusal of `checkExitOrder` for "sign"; order-evidence when the account is not the sender; TypeError for facts
 * that are not verified
 */
export const signExit = (
	order: ExitOrder,
	facts: ExitFacts,
	profiles: readonly RollupProfile[],
	account: Account,
	nowMs: number,
): SignedTransaction => {
	if (!exitFactsInOrder(facts).every(Verified.is))
		throw new TypeError('"facts" holds something unverified');
	checkExitOrder(order, facts, profiles, nowMs, "sign");
	return signL1(order, account);
};

/**
 * The signed operation of a transfer on the reference rollup: its message rebuilt from the order's typed fields, signed by
 * the account's key there. The same order gives the same bytes each time.
 * @throws every refusal of `checkReferenceOrder` for "sign"; order-evidence when the account does not own the sending account
 * of the rollup, or that account has another key; TypeError for facts that are not verified
 */
export const signReference = (
	order: ReferenceTransfer,
	facts: ReferenceFacts,
	account: Account,
	nowMs: number,
): SignedOperation => {
	if (!referenceFactsInOrder(facts).every(Verified.is))
		throw new TypeError('"facts" holds something unverified');
	checkReferenceOrder(order, facts, nowMs, "sign");
	if (account.address !== order.from)
		throw new Fault("order-evidence", `${account.address} is not the sender`);
	const secret = rollupSecret(account.privateKey, order.chainId);
	const key = rollupKeyOf(secret);
	// Anyone can open an account there in this owner's name, with a key of their own.
	if (!isSameKey(key, order.fromKey))
		throw new Fault(
			"order-evidence",
			`account ${order.fromIndex} has another key than this wallet's`,
		);
	const signature = signMessage(secret, operationId(order));
	return joinOperation(operationOf(order), key, signature);
};
