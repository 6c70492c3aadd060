// What is said of a Taiko rollup, in English.

import type { Words } from "../../../protocol/message.ts";
import type { taikoCodes } from "../checks/codes.ts";

export const taikoEn: Words<typeof taikoCodes> = {
	"taiko.trace.config.title": "Taiko's contracts on Ethereum",
	"taiko.trace.config.detail":
		"The inbox and the signal service delegate to the code at the addresses that this release knows. What runs there is known by those addresses; code on Ethereum does not change in its place.",
	"taiko.trace.root.title": "A checkpoint of Taiko that Ethereum accepted",
	"taiko.trace.root.detail":
		"Ethereum took two proofs for block {block} and keeps its hash and its state root. By the inbox's own code at least one is a validity proof (RISC Zero or SP1); the other may be no more than the word of a locked chip (SGX), which nobody can check again. That Ethereum took them is proved; the proofs themselves were not checked again on this device.",
	"taiko.trace.state.title": "A block of Taiko",
	"taiko.trace.state.detail":
		"The header of block {block} has the very hash that Ethereum keeps, and says the same number and state root as the checkpoint. Its time is the block's own.",
	"taiko.trust":
		"Only if {l1}, or Ethereum took false proofs, which were not checked again here (in June 2026, before a validity proof was required, it took forged ones), or those who own Taiko's contracts change them or the programs that may be proved.",
	"taiko.upgrader.controller":
		"{names}: can be changed at any moment by their owner {owner}, the controller of Taiko's DAO. By its documents a vote of the DAO waits seven days, and its Security Council does not have to wait. Ethereum's proofs here show the owner and no wait.",
	"taiko.upgrader.other":
		"{names}: can be changed at any moment by their owner {owner}. This release knows another owner; who this one is was not read.",
	"taiko.upgrader.unread":
		"{names}: no owner was found on Ethereum. Who can change them, and how fast, is not known.",
	"taiko.no-exit.says":
		"This wallet cannot lead you out of Taiko against those who run it. A transaction can be forced on them, but not against a full halt: only proposers and provers on their lists may go on.",
	"taiko.no-exit.possible.claim":
		"A withdrawal that you made on Taiko and that is in a proved checkpoint can be taken out of the bridge on Ethereum with a proof, within the bridge's daily quota and unless it is paused.",
	"taiko.no-exit.possible.force":
		"Anyone can put a transaction for Taiko on Ethereum for a fee of 0.001 ether or more. Once ten minutes have passed and it is its turn, no proposal is taken without it.",
	"taiko.no-exit.possible.calm":
		"There is no deadline for you. Your balance does not expire while the chain stands still.",
	"taiko.no-exit.impossible.here":
		"Not with this wallet: a forced transaction travels in a blob, in a form of Taiko's own, and this wallet does not sign transactions that carry blobs. One in a wrong form counts as empty, and the fee is gone.",
	"taiko.no-exit.impossible.halt":
		"While nobody on the list proposes, what was forced waits too: nobody else may propose. And while nobody on the list proves, nothing that was proposed can be taken out.",
	"taiko.no-exit.impossible.state":
		"The chain cannot be frozen, and a proof of your balance alone gets nothing out of the bridge.",
	"taiko.no-exit.impossible.upgrade":
		"You cannot count on time to leave before a change of the contracts: no delay of theirs is proved here, and by its documents the Security Council has none.",
};
