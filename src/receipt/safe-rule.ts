// What the signing rules ask of a Safe: that it is proved, that the account is one of its owners, that what it is to do is a plain
// call, and that as many owners agreed as have to. Read here out of the bytes themselves; nobody is believed about a Safe.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { CallOrder } from "../evidence/call-order.ts";
import { checkSafeSignatures } from "../evidence/safe-signatures.ts";
import {
	checkSafeTx,
	isSafeApproval,
	isSafeExecution,
	plainSafeTx,
	readSafeExecution,
	type SafeCall,
	type SafeTx,
	safeApproval,
	safeTxHash,
} from "../evidence/safe-tx.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import type { SafeState } from "../state/safe.ts";
import type { Verified } from "../trust/verified.ts";

/** What a Safe is to do, and by whose word. */
export type SafeReading = {
	readonly state: SafeState;
	readonly tx: SafeTx;
	readonly nonce: number;
	/** What its owners sign. */
	readonly hash: Hex;
	/** Owners whose agreement holds, with the account itself. */
	readonly agreed: readonly Hex[];
	/** It is done by this order. Else an owner agrees that it may be. */
	readonly isCarriedOut: boolean;
};

/** @throws safe-owner */
const checkOwner = ({ address, owners }: SafeState, account: Hex): void => {
	if (!owners.includes(account))
		throw new Fault("safe-owner", `${account} is no owner of ${address}`);
};

/**
 * `checkSafeTx` for a Safe that is proved: what else decides in it is not called by it either, for that is told there who may act
 * without the owners, and a module can act at once.
 * @throws as `checkSafeTx`
 */
const checkTx = (
	{ address, modules, guard, moduleGuard }: SafeState,
	tx: SafeTx,
): void => {
	checkSafeTx(address, tx);
	if ([...modules, guard, moduleGuard].includes(tx.to))
		throw new Fault("safe-self", `${tx.to} decides in ${address}`);
};

type SafeOrdered = Pick<
	CallOrder,
	"from" | "to" | "valueWei" | "data" | "chainId" | "agrees"
>;

/**
 * An owner's agreement by a transaction of its own. The Safe keeps the hash and nobody sees of what: so that comes with the order,
 * and the hash is made of it again, for the proved Safe.
 * @throws safe-opaque where it does not come along, or the hash is of something else; safe-unproved, safe-terms, and as
 * `readSafeAgreement`
 */
const readSafeApproval = (
	{ from, to, valueWei, data, chainId, agrees }: SafeOrdered,
	safe: Verified<SafeState> | undefined,
): SafeReading => {
	if (agrees === undefined)
		throw new Fault("safe-opaque", `approveHash at ${to}`);
	if (safe === undefined)
		throw new Fault("safe-unproved", `nothing is proved of the Safe ${to}`);
	if (valueWei !== 0n)
		throw new Fault("safe-terms", `${valueWei} wei go into the Safe with it`);
	const reading = readSafeAgreement(
		{ ...agrees, safe: to },
		from,
		chainId,
		safe,
	);
	if (data !== safeApproval(reading.hash))
		throw new Fault("safe-opaque", `${data} is not of ${reading.hash}`);
	return reading;
};

/**
 * What a Safe is to do by this order, or what its owner agrees to by it; null where the order calls no Safe.
 * @throws safe-unproved where the Safe is not among what is proved; safe-opaque for an agreement by a bare hash; safe-owner,
 * safe-terms, safe-delegate, safe-refund, safe-self, safe-nonce, safe-signature, safe-threshold; order-evidence for another Safe
 */
export const readSafeOrder = (
	order: SafeOrdered,
	safe: Verified<SafeState> | undefined,
): SafeReading | null => {
	const { from, to, valueWei, data, chainId } = order;
	if (isSafeApproval(data)) return readSafeApproval(order, safe);
	if (order.agrees !== undefined)
		throw new Fault("order-evidence", "it agrees to nothing of a Safe's");
	if (!isSafeExecution(data)) {
		if (safe !== undefined)
			throw new Fault("order-evidence", "a Safe is proved that is not called");
		return null;
	}
	if (safe === undefined)
		throw new Fault("safe-unproved", `nothing is proved of the Safe ${to}`);
	const state = safe.value;
	if (state.address !== to)
		throw new Fault("order-evidence", `${state.address} is proved, not ${to}`);
	if (valueWei !== 0n)
		throw new Fault("safe-terms", `${valueWei} wei go into the Safe with it`);
	checkOwner(state, from);
	const { tx, signatures } = readSafeExecution(data);
	checkTx(state, tx);
	const { nonce } = state;
	const hash = safeTxHash(chainId, to, tx, nonce);
	const agreed = checkSafeSignatures(state, hash, signatures, from);
	return { state, tx, nonce, hash, agreed, isCarriedOut: true };
};

/**
 * Nothing of that Safe is under way from the account, other than at this order's own place: the word of who sends a transaction
 * holds for every number of the Safe, so both might be carried out.
 * @param provedNonce of the account: what is below it is done, and the Safe's proved number counts it
 * @throws safe-under-way
 */
export const checkNoneUnderWay = (
	{ to, nonce, outstanding }: Pick<CallOrder, "to" | "nonce" | "outstanding">,
	provedNonce: number,
): void => {
	for (const { transaction, hash } of outstanding.map(decodeSigned)) {
		const isLeft =
			transaction.nonce >= provedNonce && transaction.nonce !== nonce;
		if (isLeft && transaction.to === to && isSafeExecution(transaction.data))
			throw new Fault("safe-under-way", `${hash} carries out one of ${to}`);
	}
};

/** What an owner is asked to agree to. */
export type SafeAsked = SafeCall & {
	readonly safe: Hex;
	readonly nonce: number;
};

/**
 * What an owner would agree to by a signature, at the Safe's count or a later one.
 * @throws safe-owner, safe-self, safe-nonce for a count that is used; order-evidence for another Safe
 */
export const readSafeAgreement = (
	asked: SafeAsked,
	account: Hex,
	chainId: number,
	{ value: state }: Verified<SafeState>,
): SafeReading => {
	const { safe, nonce, to, valueWei, data } = asked;
	const { at } = state;
	if (state.address !== safe || at.chainId !== chainId || at.grade.who !== "l1")
		throw new Fault(
			"order-evidence",
			`${state.address} is proved on ${at.grade.who} of ${at.chainId}, not ${safe}`,
		);
	checkOwner(state, account);
	const tx = plainSafeTx({ to, valueWei, data });
	checkTx(state, tx);
	if (nonce < state.nonce)
		throw new Fault("safe-nonce", `${nonce}, the Safe is at ${state.nonce}`);
	const hash = safeTxHash(chainId, safe, tx, nonce);
	const agreed = [account];
	return { state, tx, nonce, hash, agreed, isCarriedOut: false };
};
