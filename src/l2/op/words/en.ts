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
	"op.force.one-proposer":
		"Once the rollup has carried it out, it is no longer in your account there, and Ethereum pays it after a root covers it. One account alone may post roots. If it has stopped, your money waits until those who can change the contracts name another.",
	"op.force.until-a-root":
		"Once the rollup has carried it out, it is no longer in your account there, and Ethereum pays it after a root covers it. Anybody may post one for a bond; this release of Sextant does not do it for you.",
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
	"op.sum": "{what}",
	"op.sum.unknown": "what you withdrew",
	"op.forced.title": "Force a withdrawal through Ethereum",
	"op.forced.offer":
		"You order the withdrawal on Ethereum, and {chain} has to carry it out within {window}, whatever its sequencer wants. Then you prove it and wait {wait}. You need to keep nothing beforehand. Once it is carried out, one node of the rollup must serve one proof.",
	"op.forced.runs-code":
		"Your account runs code on Ethereum, by a delegation, and this wallet signs no orders for such an account. Remove the delegation first. Do not send the order through a contract instead: the rollup would take it as another account's, and what you have there would stay where it is.",
	"op.plain.title": "Go on with a withdrawal from the rollup",
	"op.plain.offer":
		"For a withdrawal that you have begun on {chain}: give the hash of its transaction there. You prove it on Ethereum once a root covers it, wait {wait}, and take it. One node of the rollup must serve one proof, once.",
	"op.plain.runs-code":
		"Your account runs code on Ethereum, by a delegation, and this wallet signs no orders for such an account. Remove the delegation first.",
	"op.offer.no-exit":
		"The network file does not say how to leave {chain}: which contracts pay out, and how long they wait. Import a newer file from somebody you trust.",
	"op.offer.unknown-code":
		"The contracts run code that this release does not know; you can go on, and each step is tried first.",
	"op.offer.unknown-pause":
		"It is not known whether withdrawals are paused on Ethereum: the contract that says so runs code that this release does not know.",
	"op.offer.paused":
		"Withdrawals are paused on Ethereum at the moment: you can begin, and the payment waits until the pause ends.",
	"op.offer.other-game":
		"The rollup wants its roots proposed in a way that this release does not know: the exit may get stuck before the proof.",
	"op.offer.one-proposer":
		"The payment needs a root on Ethereum, and one account alone may post those of this chain. While it posts them, this way works. If it has stopped, what you withdraw waits between the two chains until those who can change the contracts name another: nothing is lost, but nobody can hurry it.",
	"op.offer.until-a-root":
		"The payment needs a root on Ethereum. Anybody may post one for a bond; if nobody does, what you withdraw waits, and nothing is lost. This release of Sextant does not post roots for you.",
	"op.step.unknown-code":
		"The rollup's contracts on Ethereum run code that this release of Sextant does not know; what is read of them may mean something else by now. You can go on; each step is tried before you sign it.",
	"op.step.unknown-pause":
		"It is not known whether withdrawals are paused on Ethereum: the contract that says so runs code that this release of Sextant does not know. Each step is tried before you sign it.",
	"op.step.paused":
		"The rollup's guardian has paused withdrawals on Ethereum. Nothing is lost; this step comes back when the pause ends.",
	"op.force.stage": "Ask Ethereum for your withdrawal",
	"op.force.own-coin":
		"The coin of {chain} is not ether but a token, and its portal on Ethereum pays out no ether. A withdrawal of it would be stuck, so it is not offered. Nothing of yours has moved.",
	"op.force.claimed":
		"You ordered the withdrawal of {what} on Ethereum before: the number of that transaction is used up there. What became of it is only known from your file or an earlier look; its receipt can no longer be had.",
	"op.force.done":
		"Ethereum holds your order to withdraw {what}. Nobody at {chain} can take it back.",
	"op.force.now":
		"One transaction on Ethereum orders {chain} to withdraw {what} to your own account. Nobody has to agree to it.",
	"op.force.risk.done":
		"If your account on the rollup has less than that when the order runs, the withdrawal fails there: nothing is withdrawn, and nothing but the fee is lost.",
	"op.force.risk":
		"If your account on the rollup has less than that when the order runs, nothing is withdrawn and the fee is lost.",
	"op.force.proof":
		"The portal's event in block {block} of Ethereum, by proof.",
	"op.force.proof.final":
		"The portal's event in block {block} of Ethereum, by proof, final.",
	"op.held.runs-code":
		"Your account runs code there, by a delegation: whoever that code obeys can move the money first.",
	"op.held.proved":
		"It is proved that your account there had {amount} {ago} ago, in block {block}.",
	"op.held.proved.token":
		"It is proved that your account there had {amount} {ago} ago, in block {block}, if the network file is right about where its contract keeps balances.",
	"op.held.too-little":
		"But it is proved that your account there had {amount} {ago} ago, in block {block}, and no node says that more came since: unless you know of more, begin again with less.",
	"op.held.too-little.token":
		"But it is proved that your account there had {amount} {ago} ago, in block {block}, if the network file is right about where its contract keeps balances, and no node says that more came since: unless you know of more, begin again with less.",
	"op.held.less-proved":
		"Only {amount} is proved, {ago} ago in block {block}; the node {node} says that your account has {said} by now.",
	"op.held.less-proved.token":
		"Only {amount} is proved, {ago} ago in block {block}, if the network file is right about where its contract keeps balances; the node {node} says that your account has {said} by now.",
	"op.held.only-said":
		"None of it is proved; the node {node} says that your account has {said} by now.",
	"op.held.said-less":
		"None of it is proved; the node {node} says that your account has {said} by now, which is less.",
	"op.held.take-care":
		"Take care: the node {node} says that your account has {said} by now.",
	"op.held.empty-place":
		"How much your account has there is not known: the place that the network file names shows nothing, and its contract may keep it elsewhere.",
	"op.held.unknown-code":
		"How much your account has there is not known: a root on Ethereum proves it only in contracts of known code.",
	"op.held.silent":
		"Nobody answers for what it has now: no node shows it under a root that Ethereum has.",
	"op.included.stage": "The rollup carries it out",
	"op.included.done":
		"It is part of the rollup, under a root that Ethereum has.",
	"op.included.failed":
		"{chain} ran your order and it failed, most likely because the account had less than {what} there. Nothing was withdrawn. Begin again with less.",
	"op.included.seen":
		"The node {node} shows it in block {block}. It counts as done once Ethereum has a root that covers the block.",
	"op.included.said-failed":
		"The node {node} says that it failed in block {block}. That is not proved yet: other nodes are asked, and a root is awaited.",
	"op.included.late":
		"By the rollup's rules it is part of the chain by now, whoever refuses it. The nodes that are asked do not show it: they may be following the sequencer that leaves it out. In Settings, add a node that follows Ethereum itself.",
	"op.included.waits":
		"The sequencer may take it at once. If it refuses, the rollup's own rules take it in without anybody's help, at the latest {wait} after Ethereum had it.",
	"op.included.risk.said":
		"That is the node's word. Should it be wrong, the rollup's own rules take the order in all the same.",
	"op.included.risk":
		"A sequencer that leaves it out can delay it until that time, and no longer.",
	"op.found.stage": "Find your withdrawal on the rollup",
	"op.found.loose":
		"It is proved that the rollup withdrew {what} to your own account, and no one else is paid. That this is the withdrawal of your transaction is not proved: no accepted root near its block leads to it.",
	"op.found.loose.said":
		"It is proved that the rollup withdrew {what} to your own account, and no one else is paid. That this is the withdrawal of your transaction is the word of the node {node} alone: no accepted root near its block leads to it.",
	"op.found.done": "Your transaction withdrew {what}.",
	"op.found.failed":
		"The transaction failed on the rollup: it withdrew nothing.",
	"op.found.seen":
		"The node {node} shows your transaction in block {block}. It counts once Ethereum has a root that covers it.",
	"op.found.none":
		"No node that is asked shows this transaction. Compare its hash, or add another node of the rollup in Settings.",
	"op.found.risk":
		"If it is another withdrawal of yours, that one is taken here, and the one you meant stays where it is: begin again with its hash and another node.",
	"op.found.proof": "The withdrawal stands under a root that Ethereum has.",
	"op.found.proof.tied":
		"The withdrawal stands under a root that Ethereum has, and such a root leads back to your transaction's block.",
	"op.root.stage": "Ethereum gets a root that covers it",
	"op.root.covered": "A root that Ethereum has covers your withdrawal.",
	"op.root.covered.block": "The root of block {block} covers your withdrawal.",
	"op.root.none":
		"Nobody has proposed a root that covers it and that your nodes agree with.",
	"op.root.none-known":
		"No root that covers it and that your nodes agree with is found where the network file says; but the contracts there run code that the file does not name, so there may be one.",
	"op.root.propose":
		"You can propose one yourself: {nodes?1 of your nodes agrees|# of your nodes agree} on it. That locks {bond} as a bond, which comes back if nobody disproves the root.",
	"op.root.disputed":
		"Somebody disputes the root that covers your withdrawal. It is not used while that lasts; you wait for another one, or for the end of the dispute.",
	"op.root.risk.propose":
		"This wallet did not run the rollup's blocks. If your nodes are wrong about the root, the bond is lost.",
	"op.root.risk":
		"If nobody posts a root any more, you can do so yourself after a while; a bond is locked for that.",
	"op.root.risk.one-proposer":
		"One account alone may post roots here. If it stops, your withdrawal waits until those who can change the contracts name another. Nothing is lost.",
	"op.root.risk.not-here":
		"If nobody posts a root any more, anybody may do so for a bond. This release of Sextant does not do that for you; your withdrawal waits, and nothing is lost.",
	"op.root.silent":
		"for {wait} nobody has posted a root that covers your withdrawal and that your nodes agree with. Nothing is lost, and one is looked for again and again.",
	"op.root.proof":
		"The game {game:short}, its code, state and place in the factory's list, by proof at block {block}.",
	"op.prove.stage": "Prove it to Ethereum",
	"op.prove.by-other": "Somebody else, {submitter:short}, proved it for you.",
	"op.prove.done": "Ethereum has checked that your withdrawal happened.",
	"op.prove.later":
		"Once there is a root to use, the proof is taken from a node of the rollup and kept here. Then you give it to Ethereum with one transaction, and wait at least {wait}.",
	"op.prove.now":
		"The proof is on this device, so no node of the rollup is needed any more. With this step the waiting time begins: at least {wait}.",
	"op.prove.risk":
		"If the root turns out to be false, the proof has to be given again under another. Your withdrawal itself is safe.",
	"op.prove.proof":
		"The portal's record of {submitter:short}, by proof at block {block}.",
	"op.claim.stage": "The time to dispute the root passes",
	"op.claim.done": "Nobody can dispute the root any more.",
	"op.claim.disputed":
		"Somebody disputes the root. Those who defend it and those who attack it settle that between them. If it is lost, you prove your withdrawal again under another root.",
	"op.claim.now":
		"The time is over and nobody has closed it. Anybody may, and so may you; or wait until somebody does.",
	"op.claim.waits":
		"Everybody has time to show that the root is false. Nobody can speed that up.",
	"op.claim.risk":
		"If somebody shows that the root is false, your proof falls with it, and you give it again under another root. Your withdrawal stays.",
	"op.resolve.stage": "Ethereum accepts the root",
	"op.resolve.done":
		"The root held: the game around it is decided in its favour.",
	"op.resolve.now":
		"The game around the root can be decided now. Anybody may do that, and so may you.",
	"op.resolve.later":
		"When its time is over, one more transaction, by anybody, decides the game around the root.",
	"op.wait.stage": "The waiting times end",
	"op.wait.done": "All waiting times are over.",
	"op.wait.waits":
		"Two waiting times have to pass: {proof} from your proof on, and {root} from when the root was accepted. They run at the same time, by Ethereum's clock. There is nothing for you to do.",
	"op.wait.risk":
		"In this time the rollup's guardian may strike off a root that was accepted wrongly. Then the proof is given again.",
	"op.finalize.stage": "Take what is yours",
	"op.finalize.done":
		"Ethereum has taken the withdrawal off its list: {what}. It cannot be taken a second time, by anybody.",
	"op.finalize.paid":
		"Ethereum has paid out {what}. It becomes final within minutes.",
	"op.finalize.runs-code":
		"Your account runs code on Ethereum, by a delegation. If that code refuses ether, the payment is lost, so it is not offered. Remove the delegation first.",
	"op.finalize.now":
		"One last transaction pays {what} to your account on Ethereum.",
	"op.finalize.mark":
		"Its mark stands on Ethereum, but the contracts there run code that this release of Sextant does not know: check whether the money is in your account.",
	"op.finalize.proof":
		"The portal's record of finished withdrawals, by proof at block {block}.",
	"op.relay.stage": "The bridge pays you",
	"op.relay.done": "The bridge has paid you {what}.",
	"op.relay.now":
		"The payment failed in the bridge, which still has {what} for you. It can be tried again as often as needed.",
	"op.relay.not-here":
		"The payment failed in the bridge, which still has {what} for you. It can be tried again as often as needed, but this release of Sextant does not do so on this chain: another wallet can. Keep this journey's file.",
	"op.relay.unknown":
		"It is not known whether the bridge has paid you {what}: its messenger on Ethereum runs code that this release of Sextant does not know. Check whether it is in your account on Ethereum, and keep this journey's file.",
	"op.relay.missing":
		"The withdrawal was taken, and the bridge knows nothing of the payment in it. Keep this journey's file and ask those who run the rollup.",
	"op.relay.later":
		"It happens in the same transaction as the step before. If it fails there, it can be tried again.",
	"op.relay.proof": "The messenger's record, by proof at block {block}.",
	"op.own-claim.stage": "The time to dispute your own root passes",
	"op.own-claim.done":
		"Nobody can dispute the root that you proposed any more.",
	"op.own-claim.now":
		"Your withdrawal rests on another root, so nobody needs this one but you: closing it is what brings your bond back. Its time is over, and nobody has closed it.",
	"op.own-claim.waits":
		"Your withdrawal rests on another root. The bond for the one that you proposed stays locked until the time to dispute it is over.",
	"op.own-resolve.stage": "Ethereum accepts your own root",
	"op.own-resolve.done":
		"The game around the root that you proposed is decided.",
	"op.own-resolve.now":
		"The game around the root that you proposed can be decided now. It is the second of the two steps that bring your bond back.",
	"op.own-resolve.later":
		"When its time is over, one more transaction, by anybody, decides the game around the root that you proposed.",
	"op.own.disputed":
		"Somebody disputes the root that you proposed. Those who defend it and those who attack it settle that between them; your withdrawal rests on another root and does not wait for it.",
	"op.bond.stage": "Your bond comes back",
	"op.bond.done": "You have your bond back.",
	"op.bond.lost":
		"The root that you proposed was disproved, so the bond is lost. Your withdrawal is not: it is proved under another root.",
	"op.bond.unknown":
		"It is not known whether you have your bond back: the rollup's contracts on Ethereum run code that this release of Sextant does not know.",
	"op.bond.now": "The bond for the root that you proposed can be taken back.",
	"op.bond.waits":
		"The bond for the root that you proposed stays locked until the root is accepted, and a while after.",
	"op.setback.disproved":
		"The root that your proof rested on was disproved. Your withdrawal is still there: it is proved again under another root.",
	"op.setback.struck-off":
		"The rollup's guardian struck off the root that your proof rested on. Your withdrawal is still there: it is proved again under another root.",
	"op.setback.other-game":
		"The rollup now wants its roots proposed in another way, which this release of Sextant does not know. Your withdrawal is still there.",
	"op.setback.retired":
		"The rollup's guardian retired the root that your proof rested on. Your withdrawal is still there: it is proved again under another root.",
	"op.setback.refused":
		"The root that your proof rested on is being refused. Your withdrawal is still there: it is proved again under another root.",
	"op.setback.other-block":
		"The node that named your withdrawal was wrong: the rollup has another block there. It is looked for again.",
	"op.setback.bad-proof":
		"The proof that was in this journey's file does not hold and is not used. Another is taken from the rollup's nodes, and checked.",
	"op.hindrance.too-few":
		"a root of your own locks a bond, which is lost if the root is false, so {least} independent nodes must agree on it; {answers?1 answers|# answer}. Add one run by somebody else, or by yourself, in Settings.",
	"op.hindrance.no-node":
		"a root of your own locks a bond, which is lost if the root is false, so {least} independent nodes must agree on it; none answers. Add one run by somebody else, or by yourself, in Settings.",
	"op.hindrance.not-final":
		"the nodes call block {final} final, and your withdrawal is in block {block}.",
	"op.hindrance.differ":
		"{first} and {other} differ in block {block}: no root is proposed.",
	"op.hindrance.not-in-block": "block {block} does not have your withdrawal.",
	"op.hindrance.no-block":
		"no node shows a block {block} that fits the root posted for it, so that root is not used: it may be false, or your nodes may be behind or wrong.",
	"op.hindrance.no-headers":
		"the nodes do not have all the blocks between the root's and your withdrawal's.",
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
	"op.hindrance.retired":
		"the rollup's guardian retired the root posted for block {block}, and all older ones.",
	"op.hindrance.other-kind":
		"the root posted for block {block} was posted in a way that did not count at that time.",
	"op.hindrance.failed-unproved":
		"a node says that it failed, but the rollup's contracts on Ethereum run code that the network file does not name, so no root of theirs proves it.",
	"op.hindrance.not-in-root":
		"the root of block {block} does not have the withdrawal that {node} names.",
	"op.trace.config.title": "Contracts are the known ones",
	"op.trace.config.detail": "Every code hash is the one the profile pins",
	"op.trace.root.title": "Output root out of L1",
	"op.trace.root.unchallenged":
		"Block {block}: claimed, and unchallenged for long enough",
	"op.trace.root.signed":
		"Block {block}: claimed, and signed by the rollup's sequencer",
	"op.trace.root.anchor": "Block {block}: the anchor of the rollup on L1",
	"op.trace.root.won": "Block {block}: its game was won",
	"op.trace.root.claimed": "Block {block}: claimed, nobody stands behind it",
	"op.trace.root.unchallenged.permissioned":
		"Block {block}: claimed, and unchallenged for long enough, on a chain where one account alone may claim and one alone may challenge",
	"op.trace.root.won.permissioned":
		"Block {block}: its game was won, on a chain where one account alone may claim and one alone may challenge",
	"op.trace.root.unchallenged.tee":
		"Block {block}: Ethereum checked the signature of an enclave that the chain's operator registered, and nobody proved another root for long enough. No validity proof is there. It builds on games before it, which were not looked at: one may still be open, or answered already, and then it falls with that one",
	"op.trace.root.unchallenged.zk":
		"Block {block}: Ethereum took a validity proof that it follows from the game before it, and nobody proved another root for long enough. Games before it were not looked at: one may still be open, or answered already, and then it falls with that one",
	"op.trace.root.won.proved":
		"Block {block}: its game was won. Ethereum had taken a proof for it, by an enclave of the chain's operator or by a validity proof, and nobody proved another root in time",
	"op.trace.registry.detail":
		"Every contract is the one the profile pins; games of type {type} count",
	"op.trace.state.title": "Rollup state under that root",
	"op.trace.state.proposed": "Block {block}, proposed",
	"op.trace.state.accepted": "Block {block}, accepted",
	"op.trace.state.exit-final":
		"Block {block}, accepted, and final for withdrawals",
	"op.trace.state.other": "Block {block}, {who}",
	"op.no-exit.says":
		"There is a way out of this chain through Ethereum, but this version of Sextant does not guide you along it yet.",
	"op.no-exit.forced":
		"A withdrawal can be ordered on Ethereum, and the chain's own rules carry it out within about half a day, whatever its sequencer wants.",
	"op.no-exit.anybody":
		"Anybody may post the root that a withdrawal needs. That locks a bond, which comes back if nobody disproves the root.",
	"op.no-exit.proof":
		"Anybody with a validity proof may post the root that a withdrawal needs, with a bond. Making such a proof takes a prover of the chain; without one, only the enclaves of its operator post roots.",
	"op.no-exit.other-wallet":
		"With another wallet you can take these steps today: they are calls to the chain's portal on Ethereum.",
	"op.no-exit.not-here":
		"Sextant makes no step of that way for you, and keeps no evidence for it.",
	"op.no-exit.permissioned":
		"One account alone may post the roots that withdrawals need. If it stops, withdrawals wait until those who can change the contracts name another.",
	"op.notice.other-game":
		"Withdrawals are now proved against games of type {now}; this wallet's network file knows type {known}.",
	"op.notice.games-retired":
		"All games so far were retired: a withdrawal has to be proved again, against a newer game.",
	"op.notice.game-blacklisted":
		"The guardian has blacklisted the newest game: nothing can be withdrawn by it.",
};
