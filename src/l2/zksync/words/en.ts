// What a ZKsync chain says, in English.

import type { Words } from "../../../protocol/message.ts";
import type { zksyncCodes } from "../checks/codes.ts";

export const zksyncEn: Words<typeof zksyncCodes> = {
	"zksync.alert.facets":
		"Its contract on Ethereum has other parts than this release knows: it was upgraded. What its storage says cannot be read safely until Sextant is updated.",
	"zksync.alert.elsewhere":
		"The chain settles on another chain now. What stands on Ethereum of it is old, and nothing of it is proved from there.",
	"zksync.alert.zksync-os":
		"The chain runs ZKsync OS now, whose state is kept in another way. This release cannot read it.",
	"zksync.alert.admin":
		"Somebody else may change the chain's settings on Ethereum now: {now}.",
	"zksync.alert.manager":
		"Another contract may upgrade the chain on Ethereum now: {now}.",
	"zksync.alert.timelock":
		"The chain's batches no longer go through the known timelock. When they come, and how long they wait before they are executed, is not known.",
	"zksync.no-exit.says":
		"There is no way out that works without the operator: you can leave a request on Ethereum, but nothing makes the operator follow it.",
	"zksync.no-exit.finish":
		"A withdrawal that you made on the chain, and whose batch was executed on Ethereum, can be finished by anyone, even when the operator is gone.",
	"zksync.no-exit.ask":
		"A transaction can be put into the queue on Ethereum (requestL2TransactionDirect). The operator sees it and may follow it.",
	"zksync.no-exit.wait":
		"If the operator has only stopped for a while, your funds are where they were. Waiting costs nothing.",
	"zksync.no-exit.deadline":
		"Nothing happens on Ethereum when the queue is left waiting: its deadline is set to zero days and no rule asks for it.",
	"zksync.no-exit.freeze":
		"A freeze of the contract on Ethereum opens no way out, and a proof of your balance gets you nothing out.",
	"zksync.no-exit.own":
		"A request from Ethereum spends ether that you bring along with it. To move what you have on the chain, it has to call an account that holds it.",
	"zksync.trace.config.title": "The contract's parts are the known ones",
	"zksync.trace.config.detail":
		"Release {release} of its parts, protocol {version}; it settles on this L1. What its verifier checks is not known here",
	"zksync.trace.root.title": "Batch out of L1",
	"zksync.trace.root.proved":
		"Batch {batch}: L1 took its validity proof. Until it is executed, the operator can take it back",
	"zksync.trace.root.executed":
		"Batch {batch}: L1 took its validity proof and executed it, which nobody can take back",
	"zksync.trace.state.title": "State at the end of the batch",
	"zksync.trace.state.detail":
		"Batch {batch} opened by its hash; L1 names this state, and no block of it",
	"zksync.trace.account.title": "Account under that root",
	"zksync.trace.account.detail":
		"Balance, nonce and code, each a slot of a system contract, proved in the chain's own tree",
	"zksync.trace.slot.title": "Storage slot under that root",
	"zksync.trace.slot.detail": "Proved in the chain's own tree",
	"zksync.trust":
		"Only if {l1}, or L1 took a false proof: none of these steps checks it again, and whether this device did is said on the chain's own page; or the operator takes the batch back before it is executed; or those who can upgrade the contract change it.",
	"zksync.trust.executed":
		"Only if {l1}, or L1 took a false proof: none of these steps checks it again, and whether this device did is said on the chain's own page; or those who can upgrade the contract change it.",
};
