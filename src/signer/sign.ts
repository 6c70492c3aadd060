// The only user of a private key. It signs what its signing rule allows at this moment, a transfer on L1 or on a layer 2,
// a step of an exit, or a message that is read here, from facts that were verified in this realm, and nothing else: no hash comes
// in from outside.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { recoverAddress, signHash } from "../crypto/secp256k1.ts";
import type { DelegationOrder } from "../evidence/delegation-order.ts";
import {
	authorizationHash,
	joinSignature,
	type SignedTransaction,
	signingHash,
	type Transaction,
} from "../evidence/transaction.ts";
import { isSameTransaction, transactionOf } from "../evidence/transfer.ts";
import type {
	LayerKey,
	LayerOrder,
	LayerOrders,
	SignedBytes,
} from "../l2/orders.ts";
import type { MessageRequest } from "../message/request.ts";
import { callFactsInOrder, checkCallOrder } from "../receipt/call-rule.ts";
import {
	checkDelegationOrder,
	delegationFactsInOrder,
} from "../receipt/delegation-rule.ts";
import type { ExitOrderRecord } from "../receipt/exit-order.ts";
import {
	checkExitOrder,
	type ExitFacts,
	exitFactsInOrder,
} from "../receipt/exit-rule.ts";
import { checkMessage, type MessageFacts } from "../receipt/message-rule.ts";
import type { NetworkFile, RollupProfile } from "../receipt/networks.ts";
import { checkOrder, factsInOrder } from "../receipt/order-rule.ts";
import { type AnyL1Order, kindOfOrder } from "../receipt/orders.ts";
import {
	checkRollupOrder,
	rollupFactsInOrder,
} from "../receipt/rollup-rule.ts";
import { type AnyVerified, Verified } from "../trust/verified.ts";
import type { SigningAccount } from "./phrase.ts";

/** A rule by which orders of one kind are checked at a time. */
type Rule<O, F> = (
	order: O,
	facts: F,
	nowMs: number,
	purpose: "sign",
) => unknown;

/**
 * The order, where its rule lets it be signed now.
 * What it gives throws every refusal of the rule for "sign"; TypeError for facts that are not verified.
 */
const toSign =
	<O, F>(inOrder: (facts: F) => readonly AnyVerified[], rule: Rule<O, F>) =>
	(order: O, facts: F, nowMs: number): O => {
		if (!inOrder(facts).every(Verified.is))
			throw new TypeError('"facts" holds something unverified');
		rule(order, facts, nowMs, "sign");
		return order;
	};

export const transferToSign = toSign(factsInOrder, checkOrder);
export const callToSign = toSign(callFactsInOrder, checkCallOrder);
export const delegationToSign = toSign(
	delegationFactsInOrder,
	checkDelegationOrder,
);
export const rollupToSign = toSign(rollupFactsInOrder, checkRollupOrder);
/** By these profiles. */
export const exitToSign = (profiles: readonly RollupProfile[]) =>
	toSign(
		exitFactsInOrder,
		(order: ExitOrderRecord, facts: ExitFacts, ...when) =>
			checkExitOrder(order, facts, profiles, ...when),
	);

/** @throws order-evidence for another's key */
const checkSender = (
	{ from }: AnyL1Order,
	{ address }: SigningAccount,
): void => {
	if (address !== from)
		throw new Fault("order-evidence", `${address} is not the sender`);
};

const joined = (
	transaction: Transaction,
	{ privateKey }: SigningAccount,
): SignedTransaction =>
	joinSignature(transaction, signHash(signingHash(transaction), privateKey));

/** By RFC 6979, so that the same order gives the same bytes each time. @throws order-evidence for another's key */
const signL1 = (
	order: AnyL1Order,
	account: SigningAccount,
): SignedTransaction => {
	checkSender(order, account);
	const signed = joined(transactionOf(order), account);
	if (signed.from !== order.from)
		throw new Fault("order-evidence", "the key is not the sender's");
	return signed;
};

/** What signs an order where `toSign` gives it back. */
const signing =
	<O extends AnyL1Order, F>(
		toSign: (order: O, facts: F, nowMs: number) => O,
		sign: (order: O, account: SigningAccount) => SignedTransaction = signL1,
	) =>
	(
		order: O,
		facts: F,
		account: SigningAccount,
		nowMs: number,
	): SignedTransaction =>
		sign(toSign(order, facts, nowMs), account);

/**
 * The signed transaction, its hash rebuilt from the order's typed fields.
 * @throws every refusal of `checkOrder` for "sign"; order-evidence when the account is not the sender; TypeError for facts
 * that are not verified
 */
export const signTransfer = signing(transferToSign);

/** The signed transaction of a call, in the same way. @throws as `signTransfer`, by `checkCallOrder` */
export const signCall = signing(callToSign);

/** The signed transaction of an order on a layer 2, in the same way. @throws as `signTransfer`, by `checkRollupOrder` */
export const signRollup = signing(rollupToSign);

const signWithOwn = (
	order: DelegationOrder,
	account: SigningAccount,
): SignedTransaction => {
	checkSender(order, account);
	const { authorizations = [], ...transaction } = transactionOf(order);
	const signed = joined(
		{
			...transaction,
			authorizations: authorizations.map((one) => {
				const { r, s, yParity } = signHash(
					authorizationHash(one),
					account.privateKey,
				);
				return { ...one, r, s, yParity: BigInt(yParity) };
			}),
		},
		account,
	);
	if (!isSameTransaction(signed.from, signed.transaction, order))
		throw new Fault("order-evidence", "the key is not the sender's");
	return signed;
};

/**
 * The signed transaction that has the account run another's code, or none, with the account's own authorization in it. That is
 * signed nowhere else: for this chain, for the nonce after this transaction's own, and for the code that was proved.
 * @throws as `signTransfer`, by `checkDelegationOrder`
 */
export const signDelegation = signing(delegationToSign, signWithOwn);

/**
 * What signs a step of an exit, by these profiles: its call rebuilt from the step's typed fields.
 * What it gives throws as `signTransfer`, by `checkExitOrder`.
 */
export const signExit = (profiles: readonly RollupProfile[]) =>
	signing(exitToSign(profiles));

/**
 * The seed that an account has on one layer 2: 64 bytes that HKDF-SHA256 (RFC 5869, no salt) makes of the account's private key
 * under the text that the kind of layer names. Whoever has it has neither the account's key nor another layer's seed.
 */
const layerSeed = (privateKey: Uint8Array, info: string): Uint8Array =>
	hkdf(sha256, privateKey, undefined, utf8(info), 64);

/** The public key that an account signs with there. */
export const layerKeyOf = (
	orders: LayerOrders,
	{ privateKey }: SigningAccount,
	chainId: number,
): LayerKey => {
	const seed = layerSeed(privateKey, orders.keyInfo(chainId));
	try {
		return orders.publicKey(seed);
	} finally {
		seed.fill(0);
	}
};

/**
 * An order on a layer 2 whose transactions are none of Ethereum's, signed by the account's own key there: what is signed is
 * rebuilt from the order's typed fields. The same order gives the same bytes each time.
 * @param conclusions what its evidence concludes, verified in this realm
 * @throws every refusal of the rule of its kind for "sign"; order-evidence when the account does not own the sending account
 * of the layer, or that account has another key; TypeError for conclusions that are not verified
 */
export const signOnLayer = (
	order: LayerOrder,
	conclusions: readonly AnyVerified[],
	account: SigningAccount,
	nowMs: number,
): SignedBytes => {
	if (!conclusions.every(Verified.is))
		throw new TypeError('"conclusions" holds something unverified');
	const orders = kindOfOrder(order);
	orders.factsOf(conclusions).check(order, nowMs, "sign");
	if (account.address !== order.from)
		throw new Fault("order-evidence", `${account.address} is not the sender`);
	const seed = layerSeed(account.privateKey, orders.keyInfo(order.chainId));
	try {
		return orders.sign(order, seed);
	} finally {
		seed.fill(0);
	}
};

/**
 * The signature of a message: its hash rebuilt from its raw form, r and s and 27 or 28, as contracts and sites take it.
 * @throws every refusal of `checkMessage` for "sign"; order-evidence for another's key; TypeError for a head that is not verified
 */
export const signMessage = (
	request: MessageRequest,
	facts: MessageFacts,
	files: readonly NetworkFile[],
	account: SigningAccount,
	nowMs: number,
): Hex => {
	const { digest } = checkMessage(request, facts, files, nowMs, "sign");
	if (account.address !== request.account)
		throw new Fault("order-evidence", `${account.address} was not asked`);
	const hash = fromHex(digest);
	const signature = signHash(hash, account.privateKey);
	if (recoverAddress(hash, signature) !== request.account)
		throw new Fault("order-evidence", "the key is not the account's");
	const { r, s, yParity } = signature;
	return toHex(
		concat(bigToBytes(r, 32), bigToBytes(s, 32), Uint8Array.of(27 + yParity)),
	);
};
