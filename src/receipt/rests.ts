// What an order rests on, fact by fact, in the same words wherever it is said: the engine says it of the facts it made the
// order from, the signer of those it has verified itself.

import { type Rest, restAt } from "../evidence/rests.ts";
import type { CallFacts } from "./call-rule.ts";
import type { DelegationFacts } from "./delegation-rule.ts";
import type { ExitFacts } from "./exit-rule.ts";
import type { TransferFacts } from "./order-rule.ts";

export const transferRests = (facts: TransferFacts): readonly Rest[] => {
	const rest = restAt(facts.header.value);
	return [
		rest("Your nonce and balance", facts.sender),
		rest("The recipient", facts.recipient),
		rest("The base fee", facts.header),
		...(facts.code === null ? [] : [rest("The recipient's code", facts.code)]),
	];
};

/** The numbers of tokens stand beside the tokens themselves. */
export const callRests = (facts: CallFacts): readonly Rest[] => {
	const rest = restAt(facts.header.value);
	return [
		rest("Your nonce and balance", facts.sender),
		rest("The contract", facts.contract),
		rest("The base fee", facts.header),
		...(facts.code === null ? [] : [rest("Its code", facts.code)]),
	];
};

export const delegationRests = (facts: DelegationFacts): readonly Rest[] => {
	const rest = restAt(facts.header.value);
	return [
		rest("Your nonce and balance", facts.sender),
		rest("The base fee", facts.header),
		...(facts.own === null ? [] : [rest("What it runs now", facts.own)]),
		...(facts.delegate === null
			? []
			: [rest("What it would run", facts.delegate.code)]),
	];
};

export const exitRests = (facts: ExitFacts): readonly Rest[] => {
	const rest = restAt(facts.header.value);
	return [
		rest("Your nonce and balance", facts.sender),
		rest("The base fee", facts.header),
		rest("The contract", facts.contract),
		...(facts.implementation === null
			? []
			: [rest("The code behind it", facts.implementation.account)]),
		...(facts.code === null ? [] : [rest("Its code", facts.code)]),
	];
};
