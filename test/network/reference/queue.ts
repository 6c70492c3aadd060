// The forced queue: entries as L1 keeps them, their hash chain, and the operation that takes an entry.

import { kinds, nothingToDo, type Operation } from "./operation.ts";
import { poseidon } from "./poseidon.ts";
import { forcedAmount, indexFor, type State } from "./state.ts";

export type Entry =
	| {
			readonly kind: typeof kinds.deposit;
			readonly ax: bigint;
			readonly ay: bigint;
			readonly owner: bigint;
			readonly amount: bigint;
	  }
	| {
			readonly kind: typeof kinds.forced;
			readonly from: number;
			readonly owner: bigint;
	  };

export const entryHash = (entry: Entry): bigint =>
	entry.kind === kinds.deposit
		? poseidon([
				BigInt(entry.kind),
				entry.ax,
				entry.ay,
				entry.owner,
				entry.amount,
			])
		: poseidon([BigInt(entry.kind), BigInt(entry.from), 0n, entry.owner, 0n]);

/** q(n + 1) of q(n). */
export const nextQueueHash = (before: bigint, entry: Entry): bigint =>
	poseidon([before, entryHash(entry)]);

/** The operation that takes the entry in this state. @throws Refusal when the tree is full */
export const operationFor = (state: State, entry: Entry): Operation => {
	if (entry.kind === kinds.forced)
		return {
			...nothingToDo,
			kind: kinds.forced,
			from: entry.from,
			amount: forcedAmount(state, entry.from, entry.owner),
			owner: entry.owner,
		};
	const { ax, ay, owner, amount } = entry;
	const to = indexFor(state, { x: ax, y: ay }, owner);
	return { kind: kinds.deposit, from: 0, to, amount, ax, ay, owner };
};

/** Whether an operation of a batch takes this entry. */
export const takes = (operation: Operation, entry: Entry): boolean => {
	if (operation.kind !== entry.kind || operation.owner !== entry.owner)
		return false;
	return entry.kind === kinds.forced
		? operation.from === entry.from
		: operation.ax === entry.ax &&
				operation.ay === entry.ay &&
				operation.amount === entry.amount;
};
