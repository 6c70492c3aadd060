// What the signer shows of a Safe: what it read and proved itself, in numbers that travel.

import type { SafeActs, SafeFacts } from "../protocol/safe-views.ts";
import type { SafeReading } from "../receipt/safe-rule.ts";

const factsOf = ({
	at: _,
	approved: __,
	owners,
	modules,
	...facts
}: SafeReading["state"]): SafeFacts => ({
	...facts,
	owners: [...owners],
	modules: [...modules],
});

const callOf = ({ to, valueWei, data }: SafeReading["tx"]) => ({
	...{ to, data },
	valueWei: valueWei.toString(),
});

export const safeActsOf = ({
	state,
	tx,
	nonce,
	hash,
	agreed,
	isCarriedOut,
	outer,
	through,
}: SafeReading): SafeActs => ({
	safe: factsOf(state),
	call: callOf(tx),
	nonce,
	hash,
	agreed: [...agreed],
	...(isCarriedOut ? {} : { isLater: true }),
	...(outer === null
		? {}
		: {
				outer: {
					safe: factsOf(outer.state),
					call: callOf(outer.tx),
					nonce: outer.nonce,
					hash: outer.hash,
				},
			}),
	...(through === null ? {} : { through: factsOf(through) }),
});
