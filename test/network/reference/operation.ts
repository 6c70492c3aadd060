// Operations: their fields, what is signed of them, how a refused one says which field is wrong.

import type { Signature } from "./eddsa.ts";
import { poseidon } from "./poseidon.ts";
import { fieldOrder } from "./scalar.ts";
import { leafCount } from "./tree.ts";

export const kinds = {
	none: 0,
	deposit: 1,
	transfer: 2,
	withdraw: 3,
	forced: 4,
} as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

export type Operation = {
	readonly kind: Kind;
	readonly from: number;
	readonly to: number;
	/** Wei. */
	readonly amount: bigint;
	readonly ax: bigint;
	readonly ay: bigint;
	/** An L1 address as a number. */
	readonly owner: bigint;
};

export type SignedOperation = {
	readonly operation: Operation;
	/** Of account `from`, before the operation. */
	readonly nonce: number;
	readonly signature: Signature;
};

export const nothingToDo: Operation = {
	kind: kinds.none,
	from: 0,
	to: 0,
	amount: 0n,
	ax: 0n,
	ay: 0n,
	owner: 0n,
};

export const amountEnd = 1n << 96n;
export const nonceEnd = 2 ** 32;
export const addressEnd = 1n << 160n;

/** The operation cannot be done, for what `field` says. */
export class Refusal extends Error {
	readonly field: string;
	constructor(field: string, words: string) {
		super(`"${field}": ${words}`);
		this.field = field;
	}
}

const unused: Readonly<Record<Kind, readonly (keyof Operation)[]>> = {
	[kinds.none]: ["from", "to", "amount", "ax", "ay", "owner"],
	[kinds.deposit]: ["from"],
	[kinds.transfer]: ["owner"],
	[kinds.withdraw]: ["to", "ax", "ay"],
	[kinds.forced]: ["to", "ax", "ay"],
};

/** What is true of an operation whatever the state is. @throws Refusal */
export const checkFields = (operation: Operation): void => {
	const { kind, from, to, amount, ax, ay, owner } = operation;
	for (const field of unused[kind])
		if (BigInt(operation[field]) !== 0n)
			throw new Refusal(field, "this kind of operation does not use it");
	for (const [field, index] of [
		["from", from],
		["to", to],
	] as const)
		if (!Number.isInteger(index) || index < 0 || index >= leafCount)
			throw new Refusal(field, `there is no account ${index}`);
	if (amount < 0n || amount >= amountEnd)
		throw new Refusal("amount", "it is not below 2^96");
	if (amount === 0n && kind !== kinds.none && kind !== kinds.forced)
		throw new Refusal("amount", "it is zero");
	for (const [field, value] of [
		["ax", ax],
		["ay", ay],
	] as const)
		if (value < 0n || value >= fieldOrder)
			throw new Refusal(field, "it is outside the field");
	if (owner < 0n || owner >= addressEnd)
		throw new Refusal("owner", "it is no address");
	if (kind === kinds.deposit && owner === 0n)
		throw new Refusal("owner", "it is nobody");
	if (kind === kinds.transfer && from === to)
		throw new Refusal("to", "it is the sender");
};

/** M, what the key of `from` signs; also the operation's id. */
export const messageOf = (
	chainId: number,
	{ kind, from, to, amount, ax, ay, owner }: Operation,
	nonce: number,
): bigint =>
	poseidon([
		BigInt(chainId),
		BigInt(kind),
		BigInt(from),
		BigInt(nonce),
		poseidon([BigInt(to), ax, ay, owner]),
		amount,
	]);

/** `dataHash` of operations in order. */
export const dataHashOf = (operations: readonly Operation[]): bigint =>
	operations.reduce(
		(hash, { kind, from, to, amount, ax, ay, owner }) =>
			poseidon([
				hash,
				BigInt(kind),
				BigInt(from),
				BigInt(to),
				amount,
				poseidon([ax, ay, owner]),
			]),
		0n,
	);

/** A withdrawal's leaf; zero when the operation takes nothing out. */
export const withdrawalLeaf = ({ kind, owner, amount }: Operation): bigint =>
	(kind === kinds.withdraw || kind === kinds.forced) && amount > 0n
		? poseidon([owner, amount])
		: 0n;
