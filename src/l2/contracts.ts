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

/** Is it the pinned code? Without a hash the address says what it is. */
const isPinnedCode = (found: Hex | null, pinned: Hex | undefined): boolean =>
	pinned === undefined || found === pinned;

/** What is known of a contract: the code at its address, where it delegates to, and the code there. */
export type FoundProxy = {
	readonly codeHash: Hex;
	readonly implementation: Hex | null;
	readonly implementationCodeHash: Hex | null;
};

/** EIP-7702: what an account with a key delegates to, in the place of code. */
const delegation = /^0xef0100/;
/**
 * Code that is nothing but a delegation to an address in it: EIP-1167 and its shorter kin, EIP-7511, ERC-3448 and clones with
 * immutable arguments, the last two with data behind.
 */
const clones: readonly RegExp[] = [
	/^0x363d3d373d3d3d363d(73[0-9a-f]{40}|[67][0-9a-f][0-9a-f]{2,40})5af4/,
	/^0x3d3d3d3d363d3d37363d(73[0-9a-f]{40})5af4/,
	/^0x365f5f375f5f365f(73[0-9a-f]{40})5af4/,
	/^0x363d3d3761[0-9a-f]{4}603[0-9a-f]36393661[0-9a-f]{4}013d73[0-9a-f]{40}5af4/,
	/^0x36602c57343d527f[0-9a-f]{64}[0-9a-f]{0,80}73[0-9a-f]{40}5af4/,
];

/**
 * What an address holds stays what it is: there is code, which since EIP-6780 nobody can take away, and it is no delegation,
 * no clone, and not itself a proxy that keeps in EIP-1967's place what it delegates to.
 * @param behind the word in that place
 * @param what how it is called in words
 * @throws l2-unknown-code
 */
export const checkStays = (code: Hex, behind: bigint, what: string): void => {
	const refuse = (why: string): Fault =>
		new Fault("l2-unknown-code", `${what} is known by its address, and ${why}`);
	if (code === "0x") throw refuse("has no code");
	if (delegation.test(code)) throw refuse("holds a delegation");
	if (clones.some((clone) => clone.test(code))) throw refuse("is a clone");
	if (behind !== 0n) throw refuse("is itself a proxy");
};

/** Is the contract the pinned proxy, and what it delegates to the pinned implementation? Each alone says nothing. */
export const isPinnedProxy = (
	found: FoundProxy,
	pinned: Pick<Proxied, "implementation"> & {
		readonly codeHash?: Hex | undefined;
		readonly implementationCodeHash?: Hex | undefined;
	},
): boolean =>
	isPinnedCode(found.codeHash, pinned.codeHash) &&
	found.implementation === pinned.implementation &&
	isPinnedCode(found.implementationCodeHash, pinned.implementationCodeHash);
