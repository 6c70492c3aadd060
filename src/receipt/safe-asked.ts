// What a site asks an owner to agree to for a Safe. Nothing is proved of that Safe, so what it does is held to what can be read: the same
// that the rule of the wallet's own screens asks, and lists of calls by the contracts that are known for them.

import { Fault } from "../base/fault.ts";
import { readCall } from "../evidence/known-calls.ts";
import { isMultiSend, readMultiSend } from "../evidence/multi-send.ts";
import {
	checkSafeTx,
	plainSafeTx,
	type SafeCall,
	type SafeNested,
} from "../evidence/safe-tx.ts";
import type { MessageMeaning } from "../protocol/message-views.ts";

type SafeMeaning = Extract<MessageMeaning, { readonly kind: "safe" }>;

/** What the Safe would call. @throws safe-delegate, safe-terms, safe-self, too-large */
const callsOf = ({
	safe,
	to,
	valueWei,
	data,
	isDelegated,
}: SafeMeaning): readonly SafeCall[] => {
	if (!isDelegated) return [{ to, valueWei: BigInt(valueWei), data }];
	if (!isMultiSend(to))
		throw new Fault("safe-delegate", `it runs the code at ${to}`);
	if (valueWei !== "0")
		throw new Fault("safe-terms", `${valueWei} wei that go nowhere`);
	return readMultiSend(safe, data);
};

const shown = ({ to, valueWei, data }: SafeCall) => {
	const call = readCall(to, data);
	return {
		...{ to, valueWei: valueWei.toString(), data },
		sends:
			call.kind === "transfer"
				? { to: call.to, amount: call.amount.toString() }
				: null,
	};
};

/**
 * The meaning with each call that the Safe would make.
 * @param nested what it agrees to in another Safe, where the wallet's own screen says it
 * @throws safe-refund where it pays who sends it; safe-delegate for foreign code; safe-self, safe-opaque, safe-unproved for what
 * hands over this Safe or acts in another; safe-terms, too-large
 */
export const readSafeAsked = (
	meaning: SafeMeaning,
	nested?: SafeNested,
): SafeMeaning => {
	const { safe, refunds } = meaning;
	if (refunds) throw new Fault("safe-refund", `out of ${safe}`);
	const calls = callsOf(meaning);
	for (const call of calls) checkSafeTx(safe, plainSafeTx(call), nested);
	return { ...meaning, calls: calls.map(shown) };
};
