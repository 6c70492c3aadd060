// How old is too old, per purpose. All in seconds; the clock comes from outside.

import { Fault } from "../base/fault.ts";

export type Purpose = "show" | "answer" | "order" | "sign";

/** Bounds for a chain, from its profile. A rollup's roots are routinely an hour old, Ethereum's heads seconds. */
export type FreshnessPolicy = { readonly [purpose in Purpose]: number };

/** A clock this far behind a signed header is wrong; this far ahead without a newer header is unproven. */
export const maxClockBehindS = 10;

export const ageS = (asOfS: number, nowMs: number): number =>
	Math.floor(nowMs / 1000) - asOfS;

/** The class a screen draws by: is it young enough for this purpose? What is from the future is not. */
export const isFresh = (
	asOfS: number,
	nowMs: number,
	purpose: Purpose,
	policy: FreshnessPolicy,
): boolean => {
	const age = ageS(asOfS, nowMs);
	return age >= -maxClockBehindS && age <= policy[purpose];
};

/** @throws order-stale (order, sign) or stale-head (show, answer) when older than the policy allows; clock when from the future. */
export const checkFresh = (
	asOfS: number,
	nowMs: number,
	purpose: Purpose,
	policy: FreshnessPolicy,
): void => {
	const age = ageS(asOfS, nowMs);
	if (age < -maxClockBehindS)
		throw new Fault("clock", `the state is ${-age} s ahead of this clock`);
	if (age > policy[purpose])
		throw new Fault(
			purpose === "order" || purpose === "sign" ? "order-stale" : "stale-head",
			`${age} s old, at most ${policy[purpose]} s for "${purpose}"`,
		);
};
