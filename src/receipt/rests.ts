// What an order rests on, fact by fact, in the same words wherever it is said: the engine says it of the facts it made the
// order from, the signer of those it has verified itself.

import type { Hex } from "../base/bytes.ts";
import { stepId } from "../evidence/evidence.ts";
import {
	type ReferenceFacts,
	recheckedRootOf,
} from "../l2/reference/checks/order-rule.ts";
import type { Grade } from "../trust/grade.ts";
import type { AnyVerified } from "../trust/verified.ts";
import type { ExitFacts } from "./exit-rule.ts";
import type { TransferFacts } from "./order-rule.ts";

export type Rest = {
	readonly what: string;
	/** The id of the step that concluded it. */
	readonly trailId: Hex;
	readonly grade: Grade;
	readonly blockNumber: number;
};

const saying =
	({
		grade,
		blockNumber,
	}: {
		readonly grade: Grade;
		readonly blockNumber: number;
	}) =>
	(what: string, on: AnyVerified): Rest => ({
		what,
		trailId: stepId(on),
		grade,
		blockNumber,
	});

export const transferRests = (facts: TransferFacts): readonly Rest[] => {
	const rest = saying(facts.header.value);
	return [
		rest("Your nonce and balance", facts.sender),
		rest("The recipient", facts.recipient),
		rest("The base fee", facts.header),
		...(facts.code === null ? [] : [rest("The recipient's code", facts.code)]),
	];
};

export const exitRests = (facts: ExitFacts): readonly Rest[] => {
	const rest = saying(facts.header.value);
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

export const referenceRests = ({
	sender,
	recipient,
}: ReferenceFacts): readonly Rest[] => {
	const rest = saying(sender.value.at);
	return [
		rest("Your nonce and balance", sender),
		rest("The recipient's account and key", recipient),
		rest("The root, rechecked", recheckedRootOf(sender)),
	];
};
