// The signing rule for a step of an exit, in its one place: wallet/exit-order.ts makes an order by it, the signer checks it
// again by it, and the receipt is read by it. Such a step pays the account that signs it, or nobody, through contracts of the
// profile (ARCHITECTURE.md, "When an operator stops or lies"). An unknown code hash does not close the way out; it is read out
// of the proofs and said. It reads no clock.

import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import * as rule from "../evidence/l1-order.ts";
import { takeFacts } from "../evidence/reading.ts";
import { unknownMessage } from "../evidence/unknown-codes.ts";
import { exitCall, profileId } from "../l2/checks.ts";
import { isPinnedProxy } from "../l2/contracts.ts";
import type { ExitCall } from "../l2/exit-step.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Code, Slot } from "../state/values.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import type { ExitOrderRecord } from "./exit-order.ts";

/** The proved values a step rests on, all at one block. */
export type ExitFacts = rule.L1Facts & {
	/** The contract that is called. */
	readonly contract: Verified<Account>;
	/** Of a proxy: where it says what it delegates to, and that contract. */
	readonly implementation: {
		readonly slot: Verified<Slot>;
		readonly account: Verified<Account>;
	} | null;
	/** Of one of many that a contract of the profile made: its own code. */
	readonly code: Verified<Code> | null;
};

/** The facts in the order in which evidence concludes them. */
export const exitFactsInOrder = (facts: ExitFacts): readonly AnyVerified[] => [
	facts.sender,
	facts.header,
	facts.contract,
	...(facts.implementation === null
		? []
		: [facts.implementation.slot, facts.implementation.account]),
	...(facts.code === null ? [] : [facts.code]),
];

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const exitFactsOf = (conclusions: readonly AnyVerified[]): ExitFacts => {
	const [sender, header, contract, fourth, fifth, ...more] = conclusions;
	return takeFacts(more, () => ({
		...rule.l1FactsOf(sender, header),
		contract: premiseBy<Account>(contract, "mpt-account"),
		implementation:
			fifth === undefined
				? null
				: {
						slot: premiseBy<Slot>(fourth, "mpt-slot"),
						account: premiseBy<Account>(fifth, "mpt-account"),
					},
		code:
			fifth === undefined && fourth !== undefined
				? premiseBy<Code>(fourth, "code")
				: null,
	}));
};

/** What the rule has read out of the facts. */
export type ExitReading = rule.L1Reading & {
	readonly profile: RollupProfile;
	readonly call: ExitCall;
	/** Does everything that runs have the code that the profile names? */
	readonly isCodeKnown: boolean;
	/** Of the code that runs: behind a proxy, the implementation's. */
	readonly codeHash: Hex;
};

const changed = unknownMessage("unknown.contract-code");
const simulated = unknownMessage("unknown.step");

const isSlotOf = (
	slot: Slot,
	{ address }: Account,
	contract: ExitCall["contract"],
): boolean =>
	contract.how === "proxied" &&
	slot.address === address &&
	slot.key === contract.slot;

/** @throws order-evidence when the facts are not those of this contract */
const codeOf = (
	call: ExitCall,
	{ contract, implementation, code }: ExitFacts,
): { readonly isKnown: boolean; readonly codeHash: Hex } => {
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	const { address, codeHash, exists } = contract.value;
	if (address !== call.to)
		throw wrong(`${address} is proved, not the contract`);
	// a call to an account without code succeeds, and does nothing but take the value
	if (!exists || codeHash === emptyCodeHash)
		throw wrong(`there is no code at ${address}`);
	switch (call.contract.how) {
		case "plain":
			if (implementation !== null || code !== null)
				throw wrong("more is proved than a plain contract has");
			return { isKnown: codeHash === call.contract.codeHash, codeHash };
		case "proxied": {
			if (implementation === null || code !== null)
				throw wrong("the implementation is not proved");
			const { slot, account } = implementation;
			if (!isSlotOf(slot.value, contract.value, call.contract))
				throw wrong(`slot ${slot.value.key} of ${slot.value.address}`);
			if (slot.value.word !== BigInt(account.value.address))
				throw wrong(`${account.value.address} is not the implementation`);
			if (!account.value.exists || account.value.codeHash === emptyCodeHash)
				throw wrong("there is no code behind the proxy");
			const pinned = call.contract;
			const mayRun = [pinned, ...(pinned.earlier ?? [])];
			return {
				isKnown: mayRun.some((one) =>
					isPinnedProxy(
						{
							codeHash,
							implementation: account.value.address,
							implementationCodeHash: account.value.codeHash,
						},
						{ ...one, codeHash: pinned.codeHash },
					),
				),
				codeHash: account.value.codeHash,
			};
		}
		case "clone": {
			if (code === null || implementation !== null)
				throw wrong("the contract's code is not proved");
			if (code.value.address !== address || code.value.codeHash !== codeHash)
				throw wrong("the code is not the contract's");
			// what cannot be known by its own code could be anything: there is no way around this one
			call.contract.check(fromHex(code.value.bytes));
			return { isKnown: true, codeHash };
		}
	}
};

/**
 * True when it returns: the step is of the profile, its call is the order's transaction byte for byte and pays the sender or
 * nobody; the contract, and what it delegates to, are proved at the sender's block; nonce, fee, gas and funds are as for every
 * order. Says nothing of age: see `checkExitOrder`.
 * @param profiles those this realm takes: a step of any other is refused
 * @throws order-evidence, exit-recipient, order-delegated, order-nonce, order-fee, order-funds, unverifiable-method,
 * unknown-chain, and what the check of a clone's code throws
 */
export const checkExit = (
	order: ExitOrderRecord,
	facts: ExitFacts,
	profiles: readonly RollupProfile[],
	policy: rule.OrderPolicy,
): ExitReading => {
	const profile = profiles.find(({ chainId }) => chainId === order.rollup);
	if (profile === undefined || profile.l1ChainId !== order.chainId)
		throw new Fault("unknown-chain", `rollup ${order.rollup}`);
	if (profileId(profile) !== order.profile)
		throw new Fault("order-evidence", "it was made by another profile");
	if (order.origin !== null)
		throw new Fault("order-evidence", `a site asks for it: ${order.origin}`);
	const call = exitCall(profile, order.from, order.step);
	if (
		order.to !== call.to ||
		order.valueWei !== call.valueWei ||
		order.data !== call.data
	)
		throw new Fault("order-evidence", "the transaction is not the step's");
	if (order.gasLimit > call.mostGas)
		throw new Fault(
			"order-fee",
			`gas limit ${order.gasLimit}, at most ${call.mostGas} for this step`,
		);
	const { contract, implementation, code } = facts;
	const beside = [
		contract,
		...(implementation === null
			? []
			: [implementation.slot, implementation.account]),
		...(code === null ? [] : [code]),
	];
	rule.checkPremises(order, facts, beside, policy);
	const { isKnown, codeHash } = codeOf(call, facts);
	const read = rule.checkSpending(order, facts, policy);
	return {
		...read,
		profile,
		call,
		isCodeKnown: isKnown,
		codeHash,
		unknowns: [...read.unknowns, simulated, ...(isKnown ? [] : [changed])],
	};
};

/** `checkExit`, at a time. @throws as checkExit; order-stale, clock */
export const checkExitOrder = (
	order: ExitOrderRecord,
	facts: ExitFacts,
	profiles: readonly RollupProfile[],
	...when: rule.OrderTime
): ExitReading =>
	rule.inTime((asked: ExitOrderRecord, proved: ExitFacts, policy) =>
		checkExit(asked, proved, profiles, policy),
	)(order, facts, ...when);
