// Whose code an account runs (EIP-7702): as the engine tells it, and as the signer read it out of an order that changes it.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { gradeView } from "./grade-view.ts";

export const delegationView = d.record({
	account: d.address,
	chainId: d.int(1),
	/** Whose code it runs; null: nobody's. */
	to: d.nullable(d.address),
	/** It has code that is no delegation. */
	isOther: d.flag,
	grade: gradeView,
	blockNumber: d.int(),
});
export type DelegationView = Decoded<typeof delegationView>;

export const delegationApproval = d.record({
	/** Whose code runs now, and then; null: nobody's. All of it proved. */
	now: d.nullable(d.address),
	next: d.nullable(d.address),
	codeHash: d.nullable(d.hash),
	codeBytes: d.int(),
});
export type DelegationApproval = Decoded<typeof delegationApproval>;
