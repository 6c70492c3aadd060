// Contracts on L1 as profiles pin them: an account runs the known code, or nothing new may rest on it.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Account } from "../state/values.ts";
import type { Proxied } from "./profile.ts";

/**
 * The account is the one at `address` and runs the code with that hash.
 * @param what how it is called in words
 * @throws evidence-step for another account, not-anchored when it is not there yet, l2-unknown-code for other code
 */
export const checkCode = (
	account: Account,
	address: Hex,
	codeHash: Hex,
	what: string,
): void => {
	if (account.address !== address)
		throw new Fault("evidence-step", `${what}: account ${account.address}`);
	// final L1 is minutes behind: a rollup that was just deployed is not in it yet
	if (!account.exists)
		throw new Fault(
			"not-anchored",
			`${what} at ${address} is not there at block ${account.at.blockNumber}`,
		);
	if (account.codeHash !== codeHash)
		throw new Fault(
			"l2-unknown-code",
			`${what} at ${address} runs code ${account.codeHash}`,
		);
};

/** What is known of a contract: the code at its address, where it delegates to, and the code there. */
export type FoundProxy = {
	readonly codeHash: Hex;
	readonly implementation: Hex | null;
	readonly implementationCodeHash: Hex | null;
};

/** Is the contract the pinned proxy, and what it delegates to the pinned implementation? Each alone says nothing. */
export const isPinnedProxy = (
	found: FoundProxy,
	pinned: Pick<
		Proxied,
		"codeHash" | "implementation" | "implementationCodeHash"
	>,
): boolean =>
	found.codeHash === pinned.codeHash &&
	found.implementation === pinned.implementation &&
	found.implementationCodeHash === pinned.implementationCodeHash;
