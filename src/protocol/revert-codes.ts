// Why code took back what it did, by what it returned.

import { messagesOf } from "./message.ts";

export const revertCodes = {
	/** In the contract's own words, whose truth nobody vouches for. */
	"revert.said": { text: "text" },
	"revert.empty": {},
	/** An error that is not known here. */
	"revert.other": { selector: "text", bytes: "count" },
	"revert.raw": { bytes: "count" },
	"revert.panic.assert": {},
	"revert.panic.overflow": {},
	"revert.panic.zero": {},
	"revert.panic.enum": {},
	"revert.panic.storage": {},
	"revert.panic.pop": {},
	"revert.panic.index": {},
	"revert.panic.memory": {},
	"revert.panic.function": {},
	"revert.panic.other": { text: "text" },
	"revert.token.balance": { account: "address", has: "text", needs: "text" },
	"revert.token.allowance": { account: "address", has: "text", needs: "text" },
	"revert.token.sender": { account: "address" },
	"revert.token.receiver": { account: "address" },
	"revert.token.approver": { account: "address" },
	"revert.token.spender": { account: "address" },
	"revert.token.owner": { account: "address", text: "text" },
	"revert.token.missing": { text: "text" },
	"revert.token.approval": { account: "address", text: "text" },
	"revert.token.operator": { account: "address" },
	"revert.token.lengths": {},
	"revert.transfer-failed": { account: "address" },
	"revert.transfer-from-failed": {},
	"revert.approve-failed": {},
	"revert.paused": {},
	"revert.not-owner": { account: "address" },
	"revert.not-allowed": { account: "address" },
	"revert.reentrant": {},
	"revert.expired": {},
	"revert.received-too-little": {},
	"revert.price-moved": {},
	"revert.no-liquidity": {},
	"revert.signature": {},
	"revert.nonce": {},
	"revert.no-coin": {},
	"revert.inner-failed": {},
} as const;

export const revertMessage = messagesOf(revertCodes);
