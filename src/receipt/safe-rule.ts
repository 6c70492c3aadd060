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
	type SafeNested,
	type SafeOuter,
	type SafeTx,
	safeApproval,
	safeTxHash,
} from "../evidence/safe-tx.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import type { SafeState } from "../state/safe.ts";
import type { Verified } from "../trust/verified.ts";
import {
	checkNesting,
	decidersOf,
	type OuterReading,
	readOuter,
} from "./safe-nesting.ts";

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
	/** What it is an agreement of in another Safe, of which it is an owner; null where it is none. */
	readonly outer: OuterReading | null;
	/** Whose owner the account is, where it is none of this Safe but of a Safe that is one; null where it is one itself. */
	readonly through: SafeState | null;
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
const checkTx = (state: SafeState, tx: SafeTx, nested?: SafeNested): void => {
	checkSafeTx(state.address, tx, nested);
	if (decidersOf(state).includes(tx.to))
		throw new Fault("safe-self", `${tx.to} decides in ${state.address}`);
};

const nestedOf = (
	chainId: number,
	outer: SafeOuter | undefined,
): SafeNested | undefined =>
	outer === undefined ? undefined : { chainId, outer };

/**
 * What the Safe agrees to in another one by a transaction whose bytes are checked; null where it does not.
 * @throws safe-unproved where nothing is proved of the other; order-evidence for another; as `readOuter`
 */
const outerOf = (
	inner: SafeState,
	tx: SafeTx,
	outer: SafeOuter | undefined,
	linked: Verified<SafeState> | undefined,
): OuterReading | null => {
	if (outer === undefined) return null;
	if (linked === undefined)
		throw new Fault("safe-unproved", `nothing is proved of the Safe ${tx.to}`);
	const { value } = linked;
	if (value.address !== tx.to)
		throw new Fault(
			"order-evidence",
			`${value.address} is proved, not ${tx.to}`,
		);
	return readOuter(inner, value, outer);
};

/**
 * By which Safe's word the account acts in one that it is no owner of; null where it is an owner itself.
 * @throws safe-owner, safe-nesting; order-evidence where a second Safe is proved for nothing
 */
const throughOf = (
	state: SafeState,
	from: Hex,
	linked: Verified<SafeState> | undefined,
): SafeState | null => {
	if (linked === undefined) {
		checkOwner(state, from);
		return null;
	}
	if (state.owners.includes(from))
		throw new Fault("order-evidence", "a second Safe is proved for nothing");
	checkOwner(linked.value, from);
	checkNesting(linked.value, state);
	return linked.value;
};

type SafeOrdered = Pick<
	CallOrder,
	"from" | "to" | "valueWei" | "data" | "chainId" | "agrees" | "outer"
>;

/**
 * An owner's agreement by a transaction of its own. The Safe keeps the hash and nobody sees of what: so that comes with the order,
 * and the hash is made of it again, for the proved Safe.
 * @throws safe-opaque where it does not come along, or the hash is of something else; safe-unproved, safe-terms, and as
 * `readSafeAgreement`
 */
const readSafeApproval = (
	{ from, to, valueWei, data, chainId, agrees, outer }: SafeOrdered,
	safe: Verified<SafeState> | undefined,
	linked: Verified<SafeState> | undefined,
): SafeReading => {
	if (agrees === undefined)
		throw new Fault("safe-opaque", `approveHash at ${to}`);
	if (safe === undefined)
		throw new Fault("safe-unproved", `nothing is proved of the Safe ${to}`);
	if (valueWei !== 0n)
		throw new Fault("safe-terms", `${valueWei} wei go into the Safe with it`);
	const reading = readSafeAgreement(
		{ ...agrees, safe: to, ...(outer === undefined ? {} : { outer }) },
		from,
		chainId,
		safe,
		linked,
	);
	if (data !== safeApproval(reading.hash))
		throw new Fault("safe-opaque", `${data} is not of ${reading.hash}`);
	return reading;
};

/**
 * What a Safe is to do by this order, or what its owner agrees to by it; null where the order calls no Safe.
 * @throws safe-unproved where the Safe is not among what is proved; safe-opaque for an agreement by a bare hash; safe-owner,
 * safe-terms, safe-delegate, safe-refund, safe-self, safe-nonce, safe-signature, safe-threshold, safe-nesting, safe-deep;
 * order-evidence for another Safe
 * @param linked a second Safe, proved at the same state: the one in which this one agrees to something, or the one that is an owner of
 * this and of which the account is one
 */
export const readSafeOrder = (
	order: SafeOrdered,
	safe: Verified<SafeState> | undefined,
	linked?: Verified<SafeState>,
): SafeReading | null => {
	const { from, to, valueWei, data, chainId, outer } = order;
	if (isSafeApproval(data)) return readSafeApproval(order, safe, linked);
	if (order.agrees !== undefined)
		throw new Fault("order-evidence", "it agrees to nothing of a Safe's");
	if (!isSafeExecution(data)) {
		if (safe !== undefined || linked !== undefined)
			throw new Fault("order-evidence", "a Safe is proved that is not called");
		if (outer !== undefined)
			throw new Fault("order-evidence", "no Safe agrees to anything by it");
		return null;
	}
	if (safe === undefined)
		throw new Fault("safe-unproved", `nothing is proved of the Safe ${to}`);
	const state = safe.value;
	if (state.address !== to)
		throw new Fault("order-evidence", `${state.address} is proved, not ${to}`);
	if (valueWei !== 0n)
		throw new Fault("safe-terms", `${valueWei} wei go into the Safe with it`);
	const through = throughOf(
		state,
		from,
		outer === undefined ? linked : undefined,
	);
	const { tx, signatures } = readSafeExecution(data);
	checkTx(state, tx, nestedOf(chainId, outer));
	const { nonce } = state;
	const hash = safeTxHash(chainId, to, tx, nonce);
	const agreed = checkSafeSignatures(state, hash, signatures, from);
	const into = outerOf(state, tx, outer, linked);
	return {
		...{ state, tx, nonce, hash, agreed, through },
		...{ isCarriedOut: true, outer: into },
	};
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
	/** What that agrees to in another Safe, where it does. */
	readonly outer?: SafeOuter;
};

/**
 * What an owner would agree to by a signature, at the Safe's count or a later one.
 * @param linked the Safe in which that agrees to something, where it does
 * @throws safe-owner, safe-self, safe-nonce for a count that is used; safe-unproved, safe-nesting, safe-deep; order-evidence for another
 * Safe
 */
export const readSafeAgreement = (
	asked: SafeAsked,
	account: Hex,
	chainId: number,
	{ value: state }: Verified<SafeState>,
	linked?: Verified<SafeState>,
): SafeReading => {
	const { safe, nonce, to, valueWei, data, outer } = asked;
	const { at } = state;
	if (state.address !== safe || at.chainId !== chainId || at.grade.who !== "l1")
		throw new Fault(
			"order-evidence",
			`${state.address} is proved on ${at.grade.who} of ${at.chainId}, not ${safe}`,
		);
	checkOwner(state, account);
	if (outer === undefined && linked !== undefined)
		throw new Fault("order-evidence", "a second Safe is proved for nothing");
	const tx = plainSafeTx({ to, valueWei, data });
	checkTx(state, tx, nestedOf(chainId, outer));
	if (nonce < state.nonce)
		throw new Fault("safe-nonce", `${nonce}, the Safe is at ${state.nonce}`);
	const hash = safeTxHash(chainId, safe, tx, nonce);
	const into = outerOf(state, tx, outer, linked);
	return {
		...{ state, tx, nonce, hash, agreed: [account], through: null },
		...{ isCarriedOut: false, outer: into },
	};
};
