// A Safe that is an owner of another Safe: what of that has to be proved so that the one's yes counts in the other, and nothing else
// follows from it.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { plainSafeTx, type SafeTx, safeTxHash } from "../evidence/safe-tx.ts";
import type { SafeState } from "../state/safe.ts";
import { isSameState } from "../trust/grade.ts";

/** The transaction of another Safe that a Safe's agreement is of. */
export type OuterReading = {
	readonly state: SafeState;
	readonly tx: SafeTx;
	readonly nonce: number;
	/** What its owners agree to. */
	readonly hash: Hex;
};

/** Who decides in it beside its owners. */
export const decidersOf = ({
	modules,
	guard,
	moduleGuard,
}: SafeState): readonly (Hex | null)[] => [...modules, guard, moduleGuard];

/**
 * True when it returns: at one state, `inner` is an owner of `outer`, and that is all that either has of the other. As a module or a
 * guard it would need no yes; where each decides in the other, nobody could say who has to agree to what.
 * @throws safe-nesting; order-evidence where they are proved at different states
 */
export const checkNesting = (inner: SafeState, outer: SafeState): void => {
	if (
		!isSameState(inner.at, outer.at) ||
		inner.at.grade.who !== outer.at.grade.who
	)
		throw new Fault("order-evidence", "two Safes of different states");
	if (!outer.owners.includes(inner.address))
		throw new Fault(
			"safe-nesting",
			`${inner.address} is no owner of ${outer.address}`,
		);
	const inOuter = [...decidersOf(outer), outer.fallbackHandler];
	if (inOuter.includes(inner.address))
		throw new Fault(
			"safe-nesting",
			`${inner.address} is more than an owner of ${outer.address}`,
		);
	const inInner = [
		...inner.owners,
		...decidersOf(inner),
		inner.fallbackHandler,
	];
	if (inInner.includes(outer.address))
		throw new Fault(
			"safe-nesting",
			`${outer.address} decides in ${inner.address}, and that in it`,
		);
};

/**
 * What an agreement of `inner` in `outer` is of, where its bytes are checked already (`checkSafeTx`).
 * @throws as `checkNesting`; safe-self where it would call what decides in one of the two; safe-nonce where its number is used
 */
export const readOuter = (
	inner: SafeState,
	outer: SafeState,
	asked: Pick<SafeTx, "to" | "valueWei" | "data"> & { readonly nonce: number },
): OuterReading => {
	checkNesting(inner, outer);
	const { to, valueWei, data, nonce } = asked;
	if ([...decidersOf(outer), ...decidersOf(inner)].includes(to))
		throw new Fault("safe-self", `${to} decides in one of the two Safes`);
	if (nonce < outer.nonce)
		throw new Fault(
			"safe-nonce",
			`${nonce}, the Safe ${outer.address} is at ${outer.nonce}`,
		);
	const tx = plainSafeTx({ to, valueWei, data });
	const hash = safeTxHash(outer.at.chainId, outer.address, tx, nonce);
	return { state: outer, tx, nonce, hash };
};
