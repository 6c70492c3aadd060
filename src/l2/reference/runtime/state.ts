// What the escape from the reference rollup remembers between two looks: plain data, every word of it derived again from
// proved storage at the next look. Amounts are words of hex, as in the files of evidence.

import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type ReferenceAccountWitness,
	referenceAccountWitness,
} from "../checks/account.ts";

/** An account with its path under the last proven root. */
const account = d.record({
	index: d.int(0, 0xffff_ffff),
	ax: d.hash,
	ay: d.hash,
	owner: d.address,
	balance: d.hash,
	nonce: d.int(0, 0xffff_ffff),
	siblings: d.list(d.hash, 32),
});
export type KeptAccount = Decoded<typeof account>;

/** @throws bad-field */
export const witnessOf = (kept: KeptAccount): ReferenceAccountWitness =>
	referenceAccountWitness(kept, "account");
export const keptOf = ({
	balance,
	...rest
}: ReferenceAccountWitness): KeptAccount => ({
	...rest,
	balance: wordHex(balance),
});

/** Entries of the queue that are ours and wait. */
export const mostDeposits = 8;

export const escapeState = d.record({
	/** The L1 block of the last look. */
	block: d.int(),
	timeS: d.int(),
	/** The last proven batch when the journey began: what was forced is in a later one. */
	since: d.int(),
	lastProven: d.int(),
	lastRoot: d.hash,
	queueLength: d.int(),
	queueProven: d.int(),
	/** Zero while it is not frozen. */
	frozenAtS: d.int(),
	/** When the oldest entry came that no proven batch took; null when none waits. */
	oldestS: d.nullable(d.int()),
	/** Which account of the rollup is ours; null while nothing shows it. */
	index: d.nullable(d.int(0, 0xffff_ffff)),
	/** Further accounts of this owner; null when nobody can say. */
	others: d.nullable(d.int()),
	/** Null while no evidence belongs to the last proven root. */
	account: d.nullable(account),
	/** Why it does not; null when it does. */
	missing: d.nullable(d.text(300)),
	/** Our forced withdrawal in the queue; null when there is none. */
	entry: d.nullable(d.record({ number: d.int(), queuedS: d.int() })),
	/** The operator took it: what a proven batch withdrew for us. */
	taken: d.nullable(
		d.record({
			batch: d.int(1),
			position: d.int(0, 63),
			amount: d.hash,
			siblings: d.list(d.hash, 8),
			isPaid: d.flag,
		}),
	),
	/** The operator took it when the account had nothing. */
	isEmptied: d.flag,
	isEscaped: d.flag,
	/** Deposits of ours that no proven batch took. */
	deposits: d.list(
		d.record({
			entry: d.int(),
			ax: d.hash,
			ay: d.hash,
			amount: d.hash,
			isReclaimed: d.flag,
		}),
		mostDeposits,
	),
	/** All that was paid out was so under a final block too. */
	isFinal: d.flag,
});
export type EscapeState = Decoded<typeof escapeState>;

/** What the account has under the last proven root, in wei; null while no evidence shows it. */
export const balanceOf = ({ account: kept }: EscapeState): bigint | null =>
	kept === null ? null : BigInt(kept.balance);

/** Is it known that no account under the last proven root is this owner's? */
export const hasNone = ({ index, others }: EscapeState): boolean =>
	index === null && others === 0;

/** Is there something left that L1 could still pay, or that has to be waited for? */
export const isSettled = (state: EscapeState): boolean => {
	const { taken, isEscaped, deposits, frozenAtS } = state;
	if (taken !== null && !taken.isPaid) return false;
	if (frozenAtS === 0) return taken !== null;
	const nothingThere = hasNone(state) || balanceOf(state) === 0n;
	const reclaimed = deposits.every(({ isReclaimed }) => isReclaimed);
	return (isEscaped || nothingThere) && reclaimed;
};

/** Was anything paid out at all? */
export const isPaid = ({ taken, isEscaped, deposits }: EscapeState): boolean =>
	isEscaped ||
	taken?.isPaid === true ||
	deposits.some(({ isReclaimed }) => isReclaimed);
