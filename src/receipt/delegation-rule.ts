// The signing rule for a delegation of the person's own account (EIP-7702), in its one place: made by it, checked by it in the signer,
// read by it in a receipt. Whose code runs for the account can take everything the account has, so nobody but the person asks for it,
// it holds on one chain alone, and what the code is, now and then, is proved. It reads no clock.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	type DelegationOrder,
	delegateIn,
	noDelegate,
} from "../evidence/delegation-order.ts";
import * as rule from "../evidence/l1-order.ts";
import { takeFacts } from "../evidence/reading.ts";
import { unknownMessage } from "../evidence/unknown-codes.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Code } from "../state/values.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";

/** Intrinsic gas of a transaction with one authorization, which runs nothing: EIP-7702, `PER_EMPTY_ACCOUNT_COST` beside 21000. */
export const delegationGas = 46_000;

/** The proved values it rests on, all at one block. */
export type DelegationFacts = rule.L1Facts & {
	/** The code the account has now; null where it has none. */
	readonly own: Verified<Code> | null;
	/** Whose code it will run; null where that is taken back. */
	readonly delegate: {
		readonly account: Verified<Account>;
		readonly code: Verified<Code>;
	} | null;
};

/** The facts in the order in which evidence concludes them. */
export const delegationFactsInOrder = ({
	sender,
	header,
	own,
	delegate,
}: DelegationFacts): readonly AnyVerified[] => [
	sender,
	header,
	...(delegate === null ? [] : [delegate.account, delegate.code]),
	...(own === null ? [] : [own]),
];

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const delegationFactsOf = (
	conclusions: readonly AnyVerified[],
): DelegationFacts => {
	const [sender, header, ...rest] = conclusions;
	const hasDelegate = rest[0]?.rule === "mpt-account";
	const [own, ...more] = rest.slice(hasDelegate ? 2 : 0);
	return takeFacts(more, () => ({
		...rule.l1FactsOf(sender, header),
		delegate: hasDelegate
			? {
					account: premiseBy<Account>(rest[0], "mpt-account"),
					code: premiseBy<Code>(rest[1], "code"),
				}
			: null,
		own: own === undefined ? null : premiseBy<Code>(own, "code"),
	}));
};

export type DelegationReading = rule.L1Reading & {
	/** Whose code the account runs now; null: none. */
	readonly now: Hex | null;
	/** Whose it will run; null: none. */
	readonly next: Hex | null;
	/** Of that code; null where it is taken back. */
	readonly codeHash: Hex | null;
	readonly codeBytes: number;
};

const wrong = (why: string): Fault => new Fault("order-evidence", why);

const checkCodeOf = (
	{ value: account }: Verified<Account>,
	{ value: code }: Verified<Code>,
): void => {
	if (code.address !== account.address || code.codeHash !== account.codeHash)
		throw wrong(`the code is not that of ${account.address}`);
};

/** Whose code the account runs now. @throws order-evidence, order-delegated for code that is no delegation */
const delegateNow = ({ sender, own }: DelegationFacts): Hex | null => {
	if (sender.value.codeHash === emptyCodeHash) {
		if (own !== null) throw wrong("the account has no code");
		return null;
	}
	if (own === null) throw wrong("the account's code is missing");
	checkCodeOf(sender, own);
	const found = delegateIn(own.value.bytes);
	if (found === null)
		throw new Fault("order-delegated", `code ${sender.value.codeHash}`);
	return found;
};

/** @throws order-evidence, delegation-code */
const delegateNext = (
	{ to, from }: DelegationOrder,
	{ delegate }: DelegationFacts,
): Pick<DelegationReading, "next" | "codeHash" | "codeBytes"> => {
	if (to === noDelegate) {
		if (delegate !== null) throw wrong("nobody's code is to run");
		return { next: null, codeHash: null, codeBytes: 0 };
	}
	if (delegate === null) throw wrong("whose code is to run is not proved");
	const { account, code } = delegate;
	const { address, codeHash, exists } = account.value;
	if (address !== to) throw wrong(`${address} is proved, not the delegate`);
	if (!exists || codeHash === emptyCodeHash || to === from)
		throw new Fault("delegation-code", `${to} has no code of its own`);
	checkCodeOf(account, code);
	const { bytes } = code.value;
	// one delegation does not lead to the next: what would run is no code at all
	if (delegateIn(bytes) !== null)
		throw new Fault("delegation-code", `${to} is an account with a delegation`);
	return { next: to, codeHash, codeBytes: bytes.length / 2 - 1 };
};

/**
 * True when it returns: the person asks, and no site; sender, header and code are proved at one block; nonce, fee and funds are as
 * for every order on L1; what runs is proved code of a contract, or none any more; and something changes.
 * Says nothing of age: see `checkDelegationOrder`.
 * @throws order-evidence, delegation-site, delegation-code, delegation-none, order-delegated, order-nonce, order-fee, order-funds
 */
export const checkDelegation = (
	order: DelegationOrder,
	facts: DelegationFacts,
	policy: rule.OrderPolicy,
): DelegationReading => {
	const { origin, valueWei, gasLimit } = order;
	if (origin !== null) throw new Fault("delegation-site", origin);
	if (valueWei !== 0n) throw wrong(`${valueWei} wei go along`);
	const { delegate, own } = facts;
	const beside = [
		...(own === null ? [] : [own]),
		...(delegate === null ? [] : [delegate.account, delegate.code]),
	];
	rule.checkPremises(order, facts, beside, policy);
	if (gasLimit !== delegationGas)
		throw new Fault("order-fee", `gas limit ${gasLimit}, not ${delegationGas}`);
	const now = delegateNow(facts);
	const after = delegateNext(order, facts);
	if (now === after.next) throw new Fault("delegation-none", `${now}`);
	const read = rule.checkSpendingOf(order, facts, policy);
	return {
		...read,
		now,
		...after,
		unknowns: [
			...read.unknowns,
			...(after.next === null ? [] : [unknownMessage("unknown.delegate")]),
		],
	};
};

/** `checkDelegation`, at a time. @throws as checkDelegation; order-stale, clock */
export const checkDelegationOrder = rule.inTime(checkDelegation);
