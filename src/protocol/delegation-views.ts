// Whose code an account runs (EIP-7702): as the engine tells it, and as the signer read it out of an order that changes it.

import {
	address,
	type Decoded,
	flag,
	hash,
	int,
	nullable,
	record,
} from "../base/decode.ts";
import { gradeView } from "./grade-view.ts";

export const delegationView = record({
	account: address,
	chainId: int(1),
	/** Whose code it runs; null: nobody's. */
	to: nullable(address),
	/** It has code that is no delegation. */
	isOther: flag,
	grade: gradeView,
	blockNumber: int(),
});
export type DelegationView = Decoded<typeof delegationView>;

export const delegationApproval = record({
	/** Whose code runs now, and then; null: nobody's. All of it proved. */
	now: nullable(address),
	next: nullable(address),
	codeHash: nullable(hash),
	codeBytes: int(),
});
export type DelegationApproval = Decoded<typeof delegationApproval>;
