// Accounts and slots as premises, whatever tree of state they were proved in: Ethereum's, or one of a layer 2's own.

import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import type { Account, Slot } from "./values.ts";

/** Was a storage slot proved, in whichever tree? */
export const isSlotRule = (rule: string): boolean =>
	rule === "mpt-slot" || rule.endsWith("-tree-slot");

/** Was an account of Ethereum's kind proved, in whichever tree? */
export const isAccountRule = (rule: string): boolean =>
	rule === "mpt-account" || rule.endsWith("-tree-account");

/** @throws evidence-step for anything but an account of Ethereum's kind */
export const premiseAccount = (
	premise: AnyVerified | undefined,
): Verified<Account> =>
	premiseBy<Account>(
		premise,
		premise !== undefined && isAccountRule(premise.rule)
			? premise.rule
			: "mpt-account",
	);

/** @throws evidence-step for anything but a storage slot */
export const premiseSlot = (premise: AnyVerified | undefined): Verified<Slot> =>
	premiseBy<Slot>(
		premise,
		premise !== undefined && isSlotRule(premise.rule)
			? premise.rule
			: "mpt-slot",
	);
