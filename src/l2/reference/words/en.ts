// What a reference rollup's exit says, in English.

import type { Words } from "../../../protocol/message.ts";
import type { referenceCodes } from "../checks/codes.ts";

export const referenceEn: Words<typeof referenceCodes> = {
	"reference.deposit.click": "Open the small account",
	"reference.withdraw.click": "Take your money on L1",
	"reference.escape.click": "Escape with your money",
	"reference.deposit.title": "Open a small account",
	"reference.deposit.what":
		"For a rehearsal: puts {what} into the rollup's queue on L1, for a new account there that is yours.",
	"reference.deposit.no-key":
		"Nobody has the key of that account, so nobody can move the sum on the rollup. Only you can take it out again, through L1, as in a real exit.",
	"reference.force.title": "Force the withdrawal",
	"reference.force.what":
		"Puts a withdrawal of everything in account {account} into the rollup's queue on L1.",
	"reference.force.deadline":
		"The operator has {deadline} to take it. If they do not, anyone may freeze the rollup.",
	"reference.freeze.title": "Freeze the rollup",
	"reference.freeze.what":
		"Stops the rollup for good: the oldest entry of its queue is past its deadline.",
	"reference.freeze.then":
		"After that, every owner can escape with what the last proven root says they have.",
	"reference.escape.title": "Escape",
	"reference.escape.what":
		"Pays out account {account} by its proof against the last root that was proven.",
	"reference.reclaim.title": "Take the deposit back",
	"reference.reclaim.what": "Pays back a deposit that no proven batch took.",
	"reference.withdraw.title": "Take the withdrawal",
	"reference.withdraw.what": "Pays out what batch {batch} withdrew.",
};
