// What the signer shows of a Safe: what it read and proved itself, in numbers that travel.

import type { SafeActs } from "../protocol/safe-views.ts";
import type { SafeReading } from "../receipt/safe-rule.ts";

export const safeActsOf = ({
	state: { at: _, approved: __, owners, modules, ...facts },
	tx: { to, valueWei, data },
	nonce,
	hash,
	agreed,
	isCarriedOut,
}: SafeReading): SafeActs => ({
	safe: { ...facts, owners: [...owners], modules: [...modules] },
	call: { to, valueWei: valueWei.toString(), data },
	nonce,
	hash,
	agreed: [...agreed],
	...(isCarriedOut ? {} : { isLater: true }),
});
