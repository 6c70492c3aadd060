// What an OP rollup's exit says, in English.

import type { Words } from "../../../protocol/message.ts";
import type { opCodes } from "../checks/codes.ts";

export const opEn: Words<typeof opCodes> = {
	"op.force.title": "Force the withdrawal",
	"op.force.what":
		"Puts a withdrawal of {what} to your own account on L1 into {chain}, past its sequencer.",
	"op.force.window":
		"The rollup has to run it within {window}: no node that follows L1 can leave it out.",
	"op.force.gas":
		"This transaction on L1 also pays for its gas on the rollup. Nothing of what you have there is spent on it, so you can withdraw all of it.",
	"op.force.too-little":
		"If your account there has less than that, nothing is withdrawn, and you lose only this transaction's fee.",
	"op.prove.title": "Prove your withdrawal",
	"op.prove.what": "Shows L1 that {chain} withdrew {what} for your account.",
	"op.prove.root":
		"The proof relies on the root of game {game}. If that root turns out to be false, you prove the withdrawal again with another root; nothing else is lost.",
	"op.prove.wait":
		"After this, at least {wait} have to pass before you can take the payment.",
	"op.resolve-claim.title": "Close the root's claim",
	"op.resolve-claim.what":
		"Tells L1 that the time to dispute the root of game {game:short} is over.",
	"op.resolve-claim.anybody":
		"Anybody may do this. It takes two steps; this is the first.",
	"op.resolve.title": "Close the root's game",
	"op.resolve.what":
		"Makes L1 decide the game {game:short}, about a root that your withdrawal or your bond relies on.",
	"op.resolve.wait":
		"Anybody may do this. After it, at least {wait} have to pass before the payment.",
	"op.propose.title": "Propose a root",
	"op.propose.what":
		"Claims on L1 that {chain} has the root {root:short} at block {block}, because nobody else proposes one any more.",
	"op.propose.bond":
		"Locks {bond} as a bond. You get it back after {wait} or more if nobody disproves the root. If somebody does, it is lost.",
	"op.propose.not-run":
		"This wallet did not run the rollup's blocks: the root is what your nodes say it is.",
	"op.finalize.title": "Take your withdrawal",
	"op.finalize.what": "Pays {what} to your account on L1.",
	"op.finalize.other-proof":
		"It relies on the proof that {submitter} gave for you.",
	"op.relay.title": "Relay the payment again",
	"op.relay.what":
		"Pays {what} to your account on L1. The payment failed when the withdrawal was taken, and the bridge still holds it for you.",
	"op.bond.title": "Take the bond back",
	"op.bond.what":
		"Pays back the {what} that you locked when you proposed a root.",
	"op.own-claim.click": "Close your root's claim",
	"op.own-resolve.click": "Close your root's game",
	"op.propose.click": "Propose the root yourself",
	"op.finalize.click": "Take {what}",
	"op.root.awaited": "The rollup's proposers post a root from time to time.",
	"op.root.not-yet": "Not yet: {why}",
	"op.hindrance.told": "{why}.",
	"op.hindrance.node": "{node}: {what}",
	"op.hindrance.disproved": "the root posted for block {block} was disproved.",
	"op.hindrance.struck-off":
		"the rollup's guardian struck off the root posted for block {block}.",
	"op.hindrance.disputed":
		"somebody disputes the root posted for block {block}, and nothing is proved under it while that lasts.",
	"op.hindrance.refused":
		"the rollup refuses the root posted for block {block}.",
	"op.hindrance.failed-unproved":
		"a node says that it failed, but the rollup's contracts on Ethereum run code that the network file does not name, so no root of theirs proves it.",
	"op.hindrance.not-in-root":
		"the root of block {block} does not have the withdrawal that {node} names.",
	"op.notice.other-game":
		"Withdrawals are now proved against games of type {now}; this wallet's network file knows type {known}.",
	"op.notice.games-retired":
		"All games so far were retired: a withdrawal has to be proved again, against a newer game.",
	"op.notice.game-blacklisted":
		"The guardian has blacklisted the newest game: nothing can be withdrawn by it.",
};
