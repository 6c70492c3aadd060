// The rollup's state and what an operation does to it. Nothing is changed in place.

import type { Point } from "./jubjub.ts";
import {
	amountEnd,
	checkFields,
	kinds,
	nonceEnd,
	type Operation,
	Refusal,
} from "./operation.ts";
import { poseidon } from "./poseidon.ts";
import { emptyTree, leafCount, type Tree } from "./tree.ts";

export type Account = {
	readonly ax: bigint;
	readonly ay: bigint;
	readonly owner: bigint;
	readonly balance: bigint;
	readonly nonce: number;
};

/** What stands at an index that nobody has. */
export const nobody: Account = {
	ax: 0n,
	ay: 0n,
	owner: 0n,
	balance: 0n,
	nonce: 0,
};

export const leafOf = ({ ax, ay, owner, balance, nonce }: Account): bigint =>
	poseidon([ax, ay, owner, balance, BigInt(nonce)]);

export type State = {
	readonly accounts: ReadonlyMap<number, Account>;
	readonly tree: Tree;
};

export const genesis: State = {
	accounts: new Map(),
	tree: emptyTree(leafOf(nobody)),
};

export const accountAt = (state: State, index: number): Account =>
	state.accounts.get(index) ?? nobody;

export const isHeldBy = (
	{ ax, ay, owner }: Account,
	key: Point,
	by: bigint,
): boolean => ax === key.x && ay === key.y && owner === by;

/** The account that a deposit for this key and owner goes to: theirs, or the first that nobody has. @throws Refusal when all are taken */
export const indexFor = (state: State, key: Point, owner: bigint): number => {
	for (const [index, account] of state.accounts)
		if (isHeldBy(account, key, owner)) return index;
	for (let index = 0; index < leafCount; index++)
		if (!state.accounts.has(index)) return index;
	throw new Refusal("to", "every account is taken");
};

const replace = (state: State, index: number, after: Account): State => ({
	accounts: new Map(state.accounts).set(index, after),
	tree: state.tree.with(index, leafOf(after)),
});

const plus = (account: Account, amount: bigint): Account => {
	const balance = account.balance + amount;
	if (balance >= amountEnd)
		throw new Refusal("amount", "the receiver's balance would reach 2^96");
	return { ...account, balance };
};

/** Takes `amount` off and counts the nonce. */
const minus = (account: Account, amount: bigint): Account => {
	if (amount > account.balance)
		throw new Refusal("amount", `the balance is ${account.balance}`);
	if (account.nonce + 1 >= nonceEnd)
		throw new Refusal("nonce", "the account has used all of them");
	return {
		...account,
		balance: account.balance - amount,
		nonce: account.nonce + 1,
	};
};

const known = (state: State, field: "from" | "to", index: number): Account => {
	const account = state.accounts.get(index);
	if (account === undefined)
		throw new Refusal(field, `nobody has account ${index}`);
	return account;
};

/** What a forced operation takes: everything, if the entry's owner is the account's. */
export const forcedAmount = (
	state: State,
	index: number,
	owner: bigint,
): bigint => {
	const account = accountAt(state, index);
	return account.owner === owner ? account.balance : 0n;
};

export type Done = {
	/** After what the operation did to `from`, before what it did to `to`. */
	readonly middle: State;
	readonly after: State;
};

/** What the operation does to `from`. */
const applyToSender = (state: State, operation: Operation): State => {
	const { kind, from, amount, owner } = operation;
	if (kind === kinds.transfer || kind === kinds.withdraw)
		return replace(state, from, minus(known(state, "from", from), amount));
	if (kind !== kinds.forced) return state;
	if (amount !== forcedAmount(state, from, owner))
		throw new Refusal("amount", "a forced operation takes all or nothing");
	if (amount === 0n) return state;
	return replace(state, from, { ...accountAt(state, from), balance: 0n });
};

/** What the operation does to `to`. */
const applyToReceiver = (state: State, operation: Operation): State => {
	const { kind, to, amount, ax, ay, owner } = operation;
	if (kind === kinds.transfer) {
		const receiver = known(state, "to", to);
		if (receiver.ax !== ax)
			throw new Refusal("ax", "it is not that of the receiver's key");
		if (receiver.ay !== ay)
			throw new Refusal("ay", "it is not that of the receiver's key");
		return replace(state, to, plus(receiver, amount));
	}
	if (kind !== kinds.deposit) return state;
	const found = state.accounts.get(to);
	if (found !== undefined && !isHeldBy(found, { x: ax, y: ay }, owner))
		throw new Refusal("to", "somebody else has that account");
	return replace(
		state,
		to,
		plus(found ?? { ...nobody, ax, ay, owner }, amount),
	);
};

/**
 * The states that the operation leads to. Signatures, nonces and the queue are looked at elsewhere.
 * @throws Refusal naming the field that does not fit
 */
export const applyOperation = (state: State, operation: Operation): Done => {
	checkFields(operation);
	const middle = applyToSender(state, operation);
	return { middle, after: applyToReceiver(middle, operation) };
};
