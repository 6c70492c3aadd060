// What the checks of a reference rollup say of the steps of its exit, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const referenceCodes = {
	"reference.deposit.click": {},
	"reference.withdraw.click": {},
	"reference.escape.click": {},
	"reference.deposit.title": {},
	"reference.deposit.what": { what: "amount" },
	"reference.deposit.no-key": {},
	"reference.force.title": {},
	"reference.force.what": { account: "number" },
	"reference.force.deadline": { deadline: "duration" },
	"reference.freeze.title": {},
	"reference.freeze.what": {},
	"reference.freeze.then": {},
	"reference.escape.title": {},
	"reference.escape.what": { account: "number" },
	"reference.reclaim.title": {},
	"reference.reclaim.what": {},
	"reference.withdraw.title": {},
	"reference.withdraw.what": { batch: "number" },
} as const;

export const referenceMessage = messagesOf(referenceCodes);
