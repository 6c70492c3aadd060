// Why code took back what it did, in English.

import type { Words } from "../protocol/message.ts";
import type { revertCodes } from "../protocol/revert-codes.ts";

export const revertsEn: Words<typeof revertCodes> = {
	"revert.said": "The contract stops this and says: “{text}”.",
	"revert.empty": "The contract stops this and does not say why.",
	"revert.other":
		"The contract stops this with an error that this wallet does not know: {selector}, and {bytes?1 byte|# bytes} with it.",
	"revert.raw":
		"The contract stops this and answers with {bytes?1 byte|# bytes} that say nothing.",
	"revert.panic.assert":
		"Something that must always hold in the contract does not.",
	"revert.panic.overflow":
		"A number in the contract would get too large or too small.",
	"revert.panic.zero": "The contract would divide by zero.",
	"revert.panic.enum": "The contract was given a choice that does not exist.",
	"revert.panic.storage":
		"Data in the contract is not laid out as it should be.",
	"revert.panic.pop": "The contract would take something out of an empty list.",
	"revert.panic.index": "The contract would read past the end of a list.",
	"revert.panic.memory":
		"The contract would need more memory than it can have.",
	"revert.panic.function":
		"The contract would run a function that was never set.",
	"revert.panic.other": "The contract stops itself with the error code {text}.",
	"revert.token.balance":
		"{account} has {has} of the token, and {needs} are needed (in its smallest units).",
	"revert.token.allowance":
		"{account} may take {has} of the token, and {needs} are needed (in its smallest units).",
	"revert.token.sender": "The token cannot be sent by {account}.",
	"revert.token.receiver": "The token cannot be received by {account}.",
	"revert.token.approver": "{account} cannot allow others to take this token.",
	"revert.token.spender": "{account} cannot be allowed to take this token.",
	"revert.token.owner": "Number {text} of the collection belongs to {account}.",
	"revert.token.missing": "The collection has no number {text}.",
	"revert.token.approval":
		"{account} has no leave to move number {text} of the collection.",
	"revert.token.operator":
		"{account} has no leave to move tokens of this collection for their owner.",
	"revert.token.lengths":
		"The lists of tokens and amounts are not equally long.",
	"revert.transfer-failed": "A transfer of the token {account} did not work.",
	"revert.transfer-from-failed":
		"A transfer of a token did not work: mostly the balance or the allowance is too small.",
	"revert.approve-failed": "The token does not take the allowance.",
	"revert.paused": "The contract is paused.",
	"revert.not-owner": "{account} is not the owner of the contract.",
	"revert.not-allowed": "{account} may not do this.",
	"revert.reentrant":
		"The contract does not let itself be called while it works.",
	"revert.expired": "The time limit has passed.",
	"revert.received-too-little":
		"You would get less than the least that was set. The price has moved.",
	"revert.price-moved":
		"It would cost more than the most that was set. The price has moved.",
	"revert.no-liquidity": "Too little is in the pool for this trade.",
	"revert.signature": "A signature in it is not valid.",
	"revert.nonce": "A signature in it was used already, or comes too early.",
	"revert.no-coin": "Too little of the chain's own coin was sent along.",
	"revert.inner-failed":
		"Another contract that is called does not go through with it.",
};
