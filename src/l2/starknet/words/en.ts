// What is said of Starknet, in English. Facts are of the sources that checks/ names.

import type { Words } from "../../../protocol/message.ts";
import type { starknetCodes } from "../checks/codes.ts";

export const starknetEn: Words<typeof starknetCodes> = {
	"starknet.trace.config.title": "The contract on L1 is the known one",
	"starknet.trace.config.detail":
		"It delegates to the implementation that the profile pins, and asks the profile's fact registry for proofs",
	"starknet.trace.root.title": "State root out of L1",
	"starknet.trace.root.detail":
		"Block {block}: L1 took this state over because its fact registry has a STARK proof of it on record. That proof is not checked again here",
	"starknet.trace.state.title": "Block under that hash",
	"starknet.trace.state.detail":
		"Block {block}: L1 keeps the block's hash, and the whole header was hashed again here",
	"starknet.trace.account.title": "Account on Starknet",
	"starknet.trace.account.present": "It runs the class {class}",
	"starknet.trace.account.absent": "Nothing is deployed at this address",
	"starknet.trace.balance.title": "Balance on Starknet",
	"starknet.trace.balance.detail":
		"Both halves of what the contract of {symbol} keeps for this address",
	"starknet.could-be-wrong":
		"Only if {l1}, or the fact registry on L1 took a false STARK proof: the proof was not checked again here; or those who govern Starknet change its programs, its registry or its contract.",
	"starknet.account.class": "runs the class {class}",
	"starknet.account.nonce": "nonce {nonce}",
	"starknet.account.absent": "nothing is deployed at this address yet",
	"starknet.governor": "{at} (“{says}” in the profile)",
	"starknet.upgrader.at-once":
		"Whoever governs Starknet's contract on Ethereum can change its code at once: the wait that Ethereum shows is zero. Who that is was not read.",
	"starknet.upgrader.at-once.named":
		"The code of Starknet's contract can be changed at once by {by:and}: the wait that Ethereum shows is zero. Ethereum keeps no list, so there may be others; whether one of them waits of its own accord is not read here.",
	"starknet.upgrader.waits":
		"Whoever governs Starknet's contract on Ethereum can change its code {wait} after it is announced. Who that is was not read.",
	"starknet.upgrader.waits.named":
		"The code of Starknet's contract can be changed by {by:and}, {wait} after it is announced. Ethereum keeps no list, so there may be others.",
	"starknet.no-exit.says":
		"There is no way out that works without the operator: on Ethereum you can neither force a transaction nor leave by a proof of your balance. This wallet only shows what is yours there, and signs nothing for Starknet.",
	"starknet.no-exit.possible-1":
		"A withdrawal that you made on Starknet, and that is in a state on Ethereum, can be taken out of the bridge there.",
	"starknet.no-exit.possible-2":
		"A deposit from Ethereum that Starknet never took can be cancelled on Ethereum by whoever sent it, after a wait that the contract sets.",
	"starknet.no-exit.calm":
		"If the operator has only stopped for a while, your funds are where they were. Waiting costs nothing.",
	"starknet.no-exit.impossible-1":
		"Nothing on Ethereum makes the sequencers take your transaction or your message.",
	"starknet.no-exit.impossible-2":
		"Starknet cannot be frozen, and the proof of your balance that this wallet shows gets you nothing out.",
};
