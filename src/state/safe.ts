// A Safe as proved slots show it: its code, its owners, how many have to agree, its count of transactions, and what else may act
// for it. Both lists are walked from their beginning to their end; what does not fit together is no Safe that can be spoken of.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { isSameState } from "../trust/grade.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import {
	approvedSlot,
	isSafeProxy,
	moduleSlot,
	mostSafeModules,
	mostSafeOwners,
	ownerSlot,
	type SafeVersion,
	safeSlots,
	safeVersionOf,
	sentinel,
} from "./safe-layout.ts";
import { lowAddress } from "./storage-layout.ts";
import type { Account, OfAccount, Slot } from "./values.ts";

export type SafeState = OfAccount & {
	/** What its proxy runs. */
	readonly singleton: Hex;
	readonly version: SafeVersion;
	/** In the order of its own list. */
	readonly owners: readonly Hex[];
	/** So many of them have to agree. */
	readonly threshold: number;
	/** Of the transaction that it carries out next. */
	readonly nonce: number;
	/** Each can do anything with it, and asks no owner. */
	readonly modules: readonly Hex[];
	/** Is asked about every transaction, and can stop each. */
	readonly guard: Hex | null;
	/** The same for what modules do. */
	readonly moduleGuard: Hex | null;
	/** Answers for it where it is called with anything else. */
	readonly fallbackHandler: Hex | null;
	/** Where it was asked for of a transaction's hash: which owners agreed to it by transactions of their own. */
	readonly approved?: SafeApproved;
};

export type SafeApproved = {
	readonly hash: Hex;
	readonly owners: readonly Hex[];
};

const strange = (why: string): Fault => new Fault("safe-layout", why);
const nobody: Hex = `0x${"0".repeat(40)}`;

/** A word that is an address and nothing beside. @throws safe-layout */
const addressIn = (word: bigint, what: string): Hex => {
	if (word >> 160n !== 0n) throw strange(`${what} is no address`);
	return lowAddress(word);
};

/** One that may be missing. @throws safe-layout */
const maybeIn = (word: bigint, what: string): Hex | null => {
	const found = addressIn(word, what);
	return found === nobody ? null : found;
};

/** A number that people count to. @throws safe-layout */
const countIn = (word: bigint, what: string): number => {
	if (word > BigInt(Number.MAX_SAFE_INTEGER))
		throw strange(`${what} is ${word}`);
	return Number(word);
};

/** Slots in the order in which they are wanted, each taken once. */
class Slots {
	readonly #slots: readonly Verified<Slot>[];
	readonly #account: Account;
	#next = 0;

	constructor(account: Account, slots: readonly Verified<Slot>[]) {
		this.#account = account;
		this.#slots = slots;
	}

	/** @throws evidence-step for another slot, of another account or of another state */
	take(key: Hex): bigint {
		const slot = this.#slots[this.#next++]?.value;
		const { address, at } = this.#account;
		if (
			slot === undefined ||
			slot.key !== key ||
			slot.address !== address ||
			!isSameState(slot.at, at)
		)
			throw new Fault("evidence-step", `the slot ${key} of ${address} is due`);
		return slot.word;
	}

	/** @throws evidence-step when there are more */
	end(): void {
		if (this.#next !== this.#slots.length)
			throw new Fault("evidence-step", "more slots than a Safe is read from");
	}
}

/** A list from the sentinel back to it, each once. @throws safe-layout, safe-large */
const listIn = (
	slots: Slots,
	slotOf: (after: Hex) => Hex,
	most: number,
	what: string,
): readonly Hex[] => {
	const found: Hex[] = [];
	let last = sentinel;
	for (;;) {
		const next = addressIn(slots.take(slotOf(last)), `one of the ${what}`);
		if (next === sentinel) return found;
		if (next === nobody) throw strange(`the list of ${what} has no end`);
		if (found.includes(next)) throw strange(`${next} is twice in the ${what}`);
		if (found.length === most)
			throw new Fault("safe-large", `more than ${most} ${what}`);
		found.push(next);
		last = next;
	}
};

/** Any word but zero says that the owner agreed. */
const approvedIn = (
	slots: Slots,
	owners: readonly Hex[],
	hash: Hex,
): SafeApproved => ({
	hash,
	owners: owners.filter(
		(owner) => slots.take(approvedSlot(owner, hash)) !== 0n,
	),
});

/**
 * The Safe at that address. Rule safe.
 * @param slots those of `safeKeys`, in that order
 * @param approving a transaction's hash, of which it is asked who agreed to it by a transaction of his own
 * @throws safe-unknown for code that is none of a known Safe, safe-layout for slots that do not fit together, safe-large;
 * evidence-step for other slots, or of another state
 */
export const concludeSafe = (
	account: Verified<Account>,
	singleton: Verified<Account>,
	slots: readonly Verified<Slot>[],
	approving: Hex | null = null,
): Verified<SafeState> => {
	const { address, codeHash, at } = account.value;
	if (!isSafeProxy(codeHash))
		throw new Fault("safe-unknown", `the code of ${address} is ${codeHash}`);
	const words = new Slots(account.value, slots);
	const runs = addressIn(words.take(safeSlots.singleton), "the singleton");
	if (singleton.value.address !== runs || !isSameState(singleton.value.at, at))
		throw new Fault("evidence-step", `${address} runs ${runs}`);
	const version = safeVersionOf(singleton.value.codeHash);
	if (version === null)
		throw new Fault(
			"safe-unknown",
			`${runs} runs code ${singleton.value.codeHash}`,
		);
	const count = words.take(safeSlots.ownerCount);
	const threshold = words.take(safeSlots.threshold);
	const nonce = countIn(words.take(safeSlots.nonce), "its nonce");
	const handler = words.take(safeSlots.fallbackHandler);
	const guard = words.take(safeSlots.guard);
	const moduleGuard = words.take(safeSlots.moduleGuard);
	const owners = listIn(words, ownerSlot, mostSafeOwners, "owners");
	const modules = listIn(words, moduleSlot, mostSafeModules, "modules");
	const approved =
		approving === null
			? {}
			: { approved: approvedIn(words, owners, approving) };
	words.end();
	if (count !== BigInt(owners.length))
		throw strange(`it counts ${count} owners and lists ${owners.length}`);
	if (threshold < 1n || threshold > count)
		throw strange(`${threshold} of ${count} owners have to agree`);
	const state: SafeState = {
		...{ at, address, singleton: runs, version, owners, modules, nonce },
		threshold: Number(threshold),
		guard: maybeIn(guard, "its guard"),
		// before 1.5.0 the slot means nothing
		moduleGuard:
			version === "1.5.0" ? maybeIn(moduleGuard, "its module guard") : null,
		fallbackHandler: maybeIn(handler, "its handler"),
		...approved,
	};
	const witness = approving === null ? {} : { approving };
	return conclude("safe", [account, singleton, ...slots], state, witness);
};

/** The same out of the premises of a step. @throws as `concludeSafe` */
export const safeOfPremises = (
	[account, singleton, ...slots]: readonly AnyVerified[],
	approving: Hex | null = null,
): Verified<SafeState> =>
	concludeSafe(
		premiseBy<Account>(account, "mpt-account"),
		premiseBy<Account>(singleton, "mpt-account"),
		slots.map((slot) => premiseBy<Slot>(slot, "mpt-slot")),
		approving,
	);
