// What an order rests on, fact by fact, in the same words wherever it is said: the engine says it of the facts it made the
// order from, the signer of those it has verified itself.

import type { L1Facts } from "../evidence/l1-order.ts";
import { type Rest, restAt } from "../evidence/rests.ts";
import { at } from "../l2/wording.ts";
import type { AnyVerified } from "../trust/verified.ts";
import type { CallFacts } from "./call-rule.ts";
import type { DelegationFacts } from "./delegation-rule.ts";
import type { ExitFacts } from "./exit-rule.ts";
import type { TransferFacts } from "./order-rule.ts";
import type { RollupFacts } from "./rollup-rule.ts";

/** A fact by its name; what is not there is nothing to rest on. */
type Named = readonly [string, AnyVerified | null | undefined];

const restsOf = ({ header }: L1Facts, named: readonly Named[]): Rest[] => {
	const rest = restAt(header.value);
	return named.flatMap(([what, on]) =>
		on === null || on === undefined ? [] : [rest(what, on)],
	);
};

const own = ({ sender }: L1Facts): Named => ["Your nonce and balance", sender];
const fee = ({ header }: L1Facts): Named => ["The base fee", header];

export const transferRests = (facts: TransferFacts): readonly Rest[] =>
	restsOf(facts, [
		own(facts),
		["The recipient", facts.recipient],
		fee(facts),
		["The recipient's code", facts.code],
	]);

/** The numbers of tokens stand beside the tokens themselves. */
export const callRests = (facts: CallFacts): readonly Rest[] =>
	restsOf(facts, [
		own(facts),
		["The contract", facts.contract],
		fee(facts),
		["Its code", facts.code],
		["The Safe", facts.safe],
		["The other Safe", facts.linked],
	]);

export const delegationRests = (facts: DelegationFacts): readonly Rest[] =>
	restsOf(facts, [
		own(facts),
		fee(facts),
		["What it runs now", facts.own],
		["What it would run", facts.delegate?.code],
	]);

export const exitRests = (facts: ExitFacts): readonly Rest[] =>
	restsOf(facts, [
		own(facts),
		fee(facts),
		["The contract", facts.contract],
		["The code behind it", facts.implementation?.account],
		["Its code", facts.code],
	]);

/** Where L1 names no block, the number of the rollup's block or batch that it names instead. */
const numberOf = ({ value }: RollupFacts["basis"]): number => {
	const number =
		value.blockNumber ?? at(value, "l2BlockNumber") ?? at(value, "batchIndex");
	return typeof number === "number" ? number : 0;
};

export const rollupRests = (facts: RollupFacts): readonly Rest[] => {
	const { sender, target, basis, code, slots } = facts;
	const rest = restAt({
		grade: basis.value.grade,
		blockNumber: numberOf(basis),
	});
	return [
		rest("Your nonce and balance", sender),
		rest("The recipient", target),
		rest("The root on Ethereum", basis),
		...(code === undefined ? [] : [rest("Its code", code)]),
		...slots.slice(0, 1).map((slot) => rest("The numbers of the fee", slot)),
	];
};
