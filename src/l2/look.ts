// One look at L1: words and accounts by where they are, all of one block, out of a verified reading or out of what endpoints
// state. A look of claims tells what to ask for next and nothing else. Knows no rollup.

import type { Hex } from "../base/bytes.ts";
import { Fault, type FaultCode } from "../base/fault.ts";
import type { AccountClaim } from "../source/execution.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { WantedAccount } from "../state/capture.ts";
import { bitsOf, lowAddress } from "../state/storage-layout.ts";
import type { Account, Slot } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";

/** Accounts and slots verified under one block, in any order. */
export type FactReading = {
	readonly basis: Verified<StateBasis>;
	readonly reads: readonly {
		readonly account: Verified<Account>;
		readonly slots: readonly Verified<Slot>[];
	}[];
};

export type SeenAccount = Pick<Account, "nonce" | "codeHash" | "exists">;

export type Look = {
	/** Null where it was not read. */
	readonly word: (address: Hex, key: Hex) => bigint | null;
	readonly account: (address: Hex) => SeenAccount | null;
};

const lookIn = (
	accounts: ReadonlyMap<string, SeenAccount>,
	words: ReadonlyMap<string, bigint>,
): Look => ({
	word: (address, key) => words.get(`${address}/${key}`) ?? null,
	account: (address) => accounts.get(address) ?? null,
});

/** @throws no-proof-window when not all of it is of the basis' block */
export const lookOf = ({ basis, reads }: FactReading): Look => {
	const accounts = new Map<string, SeenAccount>();
	const words = new Map<string, bigint>();
	const { blockHash } = basis.value;
	for (const { account, slots } of reads) {
		for (const { value } of [account, ...slots])
			if (value.at.blockHash !== blockHash)
				throw new Fault("no-proof-window", "captured at several blocks");
		accounts.set(account.value.address, account.value);
		for (const { value } of slots)
			words.set(`${value.address}/${value.key}`, value.word);
	}
	return lookIn(accounts, words);
};

/**
 * What one endpoint states, unproved.
 * @param claims in the order of `wanted`, as capturing gives them
 */
export const lookOfClaims = (
	wanted: readonly WantedAccount[],
	claims: readonly AccountClaim[],
): Look => {
	const accounts = new Map<string, SeenAccount>();
	const words = new Map<string, bigint>();
	for (const [i, { address }] of wanted.entries()) {
		const claim = claims[i];
		if (claim === undefined) continue;
		const { nonce, codeHash, storageProof } = claim;
		accounts.set(address, { nonce, codeHash, exists: true });
		for (const { key, value } of storageProof)
			words.set(`${address}/${key}`, value);
	}
	return lookIn(accounts, words);
};

/** The address in 20 bytes from bit `from` on; null for zero, which is nobody. */
export const addressIn = (word: bigint | null, from = 0): Hex | null => {
	if (word === null || bitsOf(word, from, 160) === 0n) return null;
	return lowAddress(word, from);
};

/** A count or a time; null for what was not read and for what no count reaches. */
export const numberIn = (word: bigint | null): number | null =>
	word === null || word > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(word);

/** The same of a word that was proved: what no count reaches has that code. */
export const countOr =
	(code: FaultCode) =>
	(word: bigint, what: string): number => {
		const count = numberIn(word);
		if (count === null) throw new Fault(code, `${what} is ${word}`);
		return count;
	};

/** A time that is zero while there is none. */
export const timeIn = (word: bigint | null): number | null => {
	const time = numberIn(word);
	return time === 0 ? null : time;
};

/** No code: whoever has the key acts for it. */
export const isKey = ({ exists, codeHash }: SeenAccount): boolean =>
	!exists || codeHash === emptyCodeHash || /^0x0*$/.test(codeHash);
