// The only user of a private key. It signs a transfer that the signing rule allows at this moment, from facts that were
// verified in this realm, and nothing else: no hash and no bytes come in from outside.

import { Fault } from "../base/fault.ts";
import { signHash } from "../crypto/secp256k1.ts";
import {
	checkOrder,
	factsInOrder,
	type TransferFacts,
} from "../receipt/order-rule.ts";
import {
	joinSignature,
	type SignedTransaction,
	signingHash,
} from "../receipt/transaction.ts";
import { type Transfer, transactionOf } from "../receipt/transfer.ts";
import { Verified } from "../trust/verified.ts";
import type { Account } from "./vault.ts";

/**
 * The signed transaction: its hash rebuilt from the order's typed fields, its signature by RFC 6979, so that the same
 * order gives the same bytes each time.
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
	if (account.address !== order.from)
		throw new Fault("order-evidence", `${account.address} is not the sender`);
	const transaction = transactionOf(order);
	const signature = signHash(signingHash(transaction), account.privateKey);
	const signed = joinSignature(transaction, signature);
	if (signed.from !== order.from)
		throw new Fault("order-evidence", "the key is not the sender's");
	return signed;
};
