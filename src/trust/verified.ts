// Verified<T>: a value, the rule that concluded it, and the verified values it rests on. Nothing outside this file
// can make one except through `conclude`, which only the checking rooms import (test/architecture.test.ts).

import { Fault } from "../base/fault.ts";
import { freeze, type Immutable, type Json } from "../base/immutable.ts";

/** Every rule by which something may be concluded. The receipt checker runs each again from its witness. */
export type Rule = OwnRule | LayerRule;

/** Those of L1, of state, of code and of proofs: of no kind of layer 2 alone. */
export type OwnRule =
	| "checkpoint" // the user accepted this block root: the only rule without a premise
	| "lc-bootstrap" // the committee the checkpoint's state commits to
	| "lc-committee" // the next committee, signed for by the one before
	| "lc-handover" // a later committee, by a pinned program's proof of the whole walk to it
	| "lc-head" // a beacon header signed by two thirds, optimistic or final
	| "el-header" // the execution header a beacon head commits to
	| "el-parent" // its parent, by hash
	| "el-history" // an earlier block, by the hash that its chain's state keeps of it
	| "mpt-account" // an account under a state root, present or absent
	| "mpt-slot" // a storage slot under an account
	| "code" // an account's code, by hash
	| "safe" // a Safe account, by its code and its slots
	| "transaction" // a transaction of a block, by its whole trie
	| "receipt" // a receipt of a block, by its whole trie
	| "evm-call" // what a call gives over proved state: the engine's own word, which no evidence carries
	| "evm-simulation" // what a transaction would do over proved state: likewise
	| "verifier" // the contracts that check a rollup's proofs, as L1 routes to them now
	| "recheck"; // a layer 2's root, with the validity proof of every batch since the anchor checked again here

/**
 * The rules of a kind of layer 2, whose folder names and runs them: its L1 contracts as the profile knows them, a root that they
 * hold with who stands behind it, the state under that root, what a batch did, an account where accounts are none of Ethereum's;
 * and, where its accounts are Ethereum's and the tree that holds them is not, what that tree proves (state/premises.ts); what an
 * address has of a token, where addresses are none of Ethereum's.
 */
export type LayerRule = `${string}-${
	| "config"
	| "root"
	| "state"
	| "data"
	| "account"
	| "balance"
	| "tree-account"
	| "tree-slot"}`;

/** What a premise or conclusion is, whatever its value. */
export type AnyVerified = Verified<Immutable>;

// The key to the constructor stays in this module.
const key: unique symbol = Symbol("conclude");

export class Verified<out T extends Immutable> {
	readonly #sealed = true;
	readonly rule: Rule;
	readonly premises: readonly AnyVerified[];
	readonly value: T;
	/** The bytes the rule was run on, as JSON with hex: enough to run it again from the premises. */
	readonly witness: Json;

	constructor(
		access: typeof key,
		rule: Rule,
		premises: readonly AnyVerified[],
		value: T,
		witness: Json,
	) {
		if (access !== key)
			throw new TypeError("a Verified is concluded, not constructed");
		this.rule = rule;
		this.premises = Object.freeze([...premises]);
		this.value = freeze(value);
		this.witness = freeze(witness);
		Object.freeze(this);
	}

	/** True only for what this module made: a cast, a copy and an object literal are not. */
	static is(x: unknown): x is AnyVerified {
		return typeof x === "object" && x !== null && #sealed in x && x.#sealed;
	}
}

/**
 * Seals a conclusion. Call it only after the check of `rule` has passed on `premises` and `witness`.
 * @returns the value frozen, with its chain of reasons.
 * @throws TypeError when a premise was not itself concluded, or when a rule other than `checkpoint` has none.
 */
export const conclude = <T extends Immutable>(
	rule: Rule,
	premises: readonly AnyVerified[],
	value: T,
	witness: Json,
): Verified<T> => {
	if (!premises.every(Verified.is))
		throw new TypeError(`"premises" of ${rule} holds something unverified`);
	if ((premises.length === 0) !== (rule === "checkpoint"))
		throw new TypeError(`"premises" of ${rule}: ${premises.length} given`);
	return new Verified(key, rule, premises, value, witness);
};

/**
 * The premise as what its rule concludes. A rule concludes one type of value only, so the caller's T is a promise about
 * `rules` that the replay of evidence relies on.
 * @throws evidence-step when it is missing or was concluded by another rule.
 */
export const premiseBy = <T extends Immutable>(
	premise: AnyVerified | undefined,
	...rules: readonly Rule[]
): Verified<T> => {
	if (premise === undefined || !rules.includes(premise.rule))
		throw new Fault(
			"evidence-step",
			`a premise by ${rules.join(" or ")} expected, got ${premise?.rule ?? "none"}`,
		);
	return premise as Verified<T>;
};

/** This conclusion, or the nearest one by `rule` on the line of first premises behind it. */
export const nearestBy = (
	conclusion: AnyVerified,
	rule: Rule,
): AnyVerified | undefined => {
	let part: AnyVerified | undefined = conclusion;
	while (part !== undefined && part.rule !== rule) part = part.premises[0];
	return part;
};
