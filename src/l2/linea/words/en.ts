// What is said of a Linea rollup, in English.

import type { Words } from "../../../protocol/message.ts";
import type { lineaCodes } from "../checks/codes.ts";

export const lineaEn: Words<typeof lineaCodes> = {
	"linea.no-exit.says":
		"There is no way out of Linea that works against its operator. What you see here is proved, but leaving needs the operator to take your transaction.",
	"linea.no-exit.possible.claim":
		"A withdrawal that you made on Linea and that Ethereum has as final can be claimed on Ethereum with a proof, by anyone, within the bridge's daily limit and unless payments are paused.",
	"linea.no-exit.possible.message":
		"You can leave a message to Linea on Ethereum. It cannot spend what you have on Linea.",
	"linea.no-exit.possible.operator":
		"After half a year without a finalized block, another operator, named in advance, can be given the role by anyone.",
	"linea.no-exit.possible.calm":
		"There is no deadline for you. Your balance does not expire while the chain stands still.",
	"linea.no-exit.impossible.force":
		"You cannot make the operator take your transaction. Ethereum's contract has a place for forced transactions, but who may use it is decided by others, some accounts can be left out, and a missed one stops the chain instead of paying you.",
	"linea.no-exit.impossible.state":
		"The chain cannot be frozen, and a proof of your balance alone gets nothing out of the bridge.",
	"linea.no-exit.impossible.upgrade":
		"You cannot count on time to leave before a change of the contracts: no delay of theirs is proved here, and documents say that there is none.",
	"linea.trace.config.title": "Linea's contract on Ethereum",
	"linea.trace.config.detail":
		"The contract delegates to the code at the address that this release knows. What runs there is known by that address; code on Ethereum does not change in its place.",
	"linea.trace.config.paused":
		"The contract delegates to the code at the address that this release knows. Linea's finalization is paused on Ethereum at the moment: no newer state comes until that is lifted.",
	"linea.trace.root.title": "A state of Linea that Ethereum accepted",
	"linea.trace.root.detail":
		"Ethereum took a validity proof for block {block} and keeps the root of its state. That Ethereum took it is proved here. No step here checks the proof itself again; where this device did so, the chain's own page says it.",
	"linea.trace.state.title": "Linea's state",
	"linea.trace.state.detail":
		"The root of Linea's own tree, with the number and time of its block. The block's hash is not on Ethereum. The root is {who}.",
	"linea.trace.account.title": "An account on Linea",
	"linea.trace.account.present":
		"{address} stands in Linea's tree with these values.",
	"linea.trace.account.absent":
		"{address} is proved not to be in Linea's tree: two neighbours leave no room for it. So it has nothing there.",
	"linea.trace.slot.title": "A value in a contract on Linea",
	"linea.trace.slot.detail":
		"What {address} keeps in this place of its storage, or that it keeps nothing there.",
};
