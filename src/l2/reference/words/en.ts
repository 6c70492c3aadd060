// What a reference rollup's exit says, in English.

import type { Words } from "../../../protocol/message.ts";
import type { referenceCodes } from "../checks/codes.ts";

export const referenceEn: Words<typeof referenceCodes> = {
	"reference.deposit.click": "Open the small account",
	"reference.withdraw.click": "Take your money on Ethereum",
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
	"reference.map.evidence.title": "The path of your account",
	"reference.map.evidence.done":
		"Your account is number {account}. Its place under the last proven root is checked and kept here, so you need nobody's help to escape.",
	"reference.map.evidence.others":
		"There {others?is 1 other account|are # other accounts} in your name; this is about the one with the most in it.",
	"reference.map.evidence.proof":
		"Its path leads to the root after batch {batch}, which Ethereum holds.",
	"reference.map.evidence.none":
		"No account under the last proven root is yours: this is about your deposits that wait in the queue.",
	"reference.map.evidence.missing":
		"The path of your account under the last proven root is not here yet: {why}. It is looked for in what was kept, at the rollup's nodes, and in Ethereum's own data.",
	"reference.map.evidence.unshown":
		"The path of your account under the last proven root is not here yet: nobody has shown it. It is looked for in what was kept, at the rollup's nodes, and in Ethereum's own data.",
	"reference.map.evidence.risk":
		"You cannot escape without it. A backup file of your exit evidence has it, and so does any node of the rollup.",
	"reference.map.force.done":
		"Your withdrawal is entry {entry} of the rollup's queue on Ethereum. The operator cannot pass it by without stopping the rollup.",
	"reference.map.force.proof":
		"The hash of the queue on Ethereum holds entry {entry}.",
	"reference.map.force.frozen":
		"The rollup is frozen already: nothing has to be forced.",
	"reference.map.taken": "The operator took it.",
	"reference.map.force.overdue":
		"Somebody's entry of the queue is past its deadline already: the rollup can be frozen at once.",
	"reference.map.force.none": "There is no account to force a withdrawal from.",
	"reference.map.force.offer":
		"Put a withdrawal of everything in your account into the rollup's queue on Ethereum. The operator then has {deadline} to take it.",
	"reference.map.force.later":
		"It begins as soon as it is known which account is yours.",
	"reference.map.wait.title": "The operator's time",
	"reference.map.wait.done":
		"The operator took your withdrawal in batch {batch}, and the batch is proven.",
	"reference.map.wait.proof":
		"The root of that batch's withdrawals on Ethereum holds yours.",
	"reference.map.wait.emptied":
		"The operator took your withdrawal, but the account had nothing at that time. If there is something in it now, begin again.",
	"reference.map.wait.frozen":
		"The operator did not take it: the rollup is frozen.",
	"reference.map.wait.overdue": "The operator let the deadline pass.",
	"reference.map.wait.overdue.proof":
		"Ethereum has on record when the oldest entry of the queue came.",
	"reference.map.wait.looked-for":
		"The operator took your withdrawal. What it paid out is being looked for.",
	"reference.map.wait.looked-for.why":
		"The operator took your withdrawal. What it paid out is being looked for: {why}.",
	"reference.map.wait.deposit":
		"The operator has until then to take your deposit. You don't have to do anything, and can close the browser. If they take it, it is in your account on the rollup; if not, you freeze the rollup and take it back.",
	"reference.map.wait.until":
		"The operator has until then to take it. You don't have to do anything, and can close the browser. If they take it, your money is paid out on Ethereum; if not, you freeze the rollup and escape.",
	"reference.map.wait.later": "The operator has {deadline} to take it.",
	"reference.map.withdraw.title": "Take what the operator paid out",
	"reference.map.withdraw.done":
		"Ethereum has paid you what the operator withdrew.",
	"reference.map.withdraw.proof":
		"Ethereum has on record that withdrawal {position} of batch {batch} was paid.",
	"reference.map.withdraw.offer":
		"Your withdrawal is in a proven batch. One transaction brings the money to your account on Ethereum.",
	"reference.map.nothing-taken": "The operator took nothing.",
	"reference.map.withdraw.later":
		"If the operator takes it, you take your money on Ethereum here.",
	"reference.map.freeze.own":
		"You froze the rollup: its last proven root stands for good.",
	"reference.map.freeze.other":
		"Somebody else froze the rollup: its last proven root stands for good.",
	"reference.map.freeze.proof": "Ethereum has on record when it was frozen.",
	"reference.map.freeze.in-time": "The operator took it in time.",
	"reference.map.freeze.offer":
		"The deadline has passed. One transaction stops {chain} for good, and everybody can escape with what the last proven root says is theirs.",
	"reference.map.freeze.later":
		"If the operator does not take it within {deadline}, anyone can stop the rollup here, for good.",
	"reference.map.freeze.risk":
		"The operator may still take it at the last moment: then you are paid out instead.",
	"reference.map.escape.done": "Ethereum has paid you what your account had.",
	"reference.map.escape.proof":
		"Ethereum has on record that account {account} has escaped.",
	"reference.map.escape.paid": "The operator paid you out.",
	"reference.map.escape.nothing":
		"Under the last proven root there is nothing in your account.",
	"reference.map.escape.no-path":
		"It waits for the path of your account: see the first stage.",
	"reference.map.escape.offer":
		"One transaction with the path of your account brings everything in it to your account on Ethereum. No node of the rollup is needed.",
	"reference.map.escape.later":
		"Once it is frozen, you take everything in your account by its path under the last proven root.",
	"reference.map.escape.risk":
		"What is not in a proven batch by then is not in your balance.",
	"reference.map.reclaim.title": "Take your deposits back",
	"reference.map.reclaim.done":
		"Ethereum has paid back your deposits that no proven batch took.",
	"reference.map.reclaim.proof":
		"Ethereum has on record that they were paid back.",
	"reference.map.reclaim.offer":
		"{left?No proven batch took a deposit of yours. One transaction pays it back.|No proven batch took # deposits of yours. One transaction each pays them back.}",
	"reference.map.reclaim.later":
		"{left?A deposit of yours waits in the queue. If the rollup is frozen before it is taken, you take it back here.|# deposits of yours wait in the queue. If the rollup is frozen before they are taken, you take them back here.}",
	"reference.map.final.title": "Made final by Ethereum",
	"reference.map.final.done":
		"The {coin} is on Ethereum for good: a final block holds the payment.",
	"reference.map.final.proof": "Proved under a final block of Ethereum.",
	"reference.map.final.waits":
		"Ethereum makes the payment final, which takes about two of its epochs. You don't have to do anything.",
	"reference.rehearsal.deposit.done":
		"Your deposit of {what} is entry {entry} of the rollup's queue on Ethereum. It is for a new account in your name, whose key nobody has.",
	"reference.rehearsal.deposit.open": "The small account is on the rollup.",
	"reference.rehearsal.deposit.frozen":
		"The rollup is frozen and takes no more deposits. Nothing of this rehearsal is in it.",
	"reference.rehearsal.deposit.overdue":
		"The operator has let the deadline of somebody's entry pass. Anyone can freeze the rollup now, so nothing more is put into it. If the operator goes on, so does the rehearsal.",
	"reference.rehearsal.deposit.offer":
		"Put {what} into the rollup's queue on Ethereum, for a new account in your name. Nobody has its key: only you can take the sum out, on Ethereum.",
	"reference.rehearsal.deposit.looked-for":
		"Your deposit is being looked for in the queue on Ethereum.",
	"reference.rehearsal.frozen": "The rollup was frozen before it came to this.",
	"reference.rehearsal.stopped.queue":
		"The operator let the deadline pass. In a real exit you would freeze the rollup now, for good. A rehearsal never does: it stops here. Your {what} waits in the queue. If the operator goes on, so does the rehearsal. If anyone freezes the rollup, you take the sum back here.",
	"reference.rehearsal.stopped.other":
		"The operator let the deadline pass. In a real exit you would freeze the rollup now, for good. A rehearsal never does: it stops here. Your {what} is in the small account; the entry that waits is somebody else's. If the operator goes on, so does the rehearsal. If anyone freezes the rollup, you take the sum back here.",
	"reference.rehearsal.stopped.account":
		"The operator let the deadline pass. In a real exit you would freeze the rollup now, for good. A rehearsal never does: it stops here. Your {what} is in the small account. If the operator goes on, so does the rehearsal. If anyone freezes the rollup, you take the sum back here.",
	"reference.rehearsal.open.title": "The operator takes the deposit",
	"reference.rehearsal.open.done":
		"The operator took your deposit: the small account is number {account}.",
	"reference.rehearsal.open.later":
		"The operator has {deadline} to take the deposit.",
	"reference.rehearsal.open.looked-for":
		"The operator took your deposit. The small account is being looked for.",
	"reference.rehearsal.open.looked-for.why":
		"The operator took your deposit. The small account is being looked for: {why}.",
	"reference.rehearsal.open.frozen":
		"The rollup was frozen before the operator took your deposit: you take it back.",
	"reference.rehearsal.open.until":
		"The operator has until then to take the deposit. You don't have to do anything, and can close the browser.",
	"reference.rehearsal.force.title": "Force it out",
	"reference.rehearsal.force.done":
		"The withdrawal of the small account is entry {entry} of the rollup's queue on Ethereum. The operator cannot pass it by without stopping the rollup.",
	"reference.rehearsal.force.offer":
		"Put a withdrawal of the small account into the rollup's queue on Ethereum, as you would with your own. The operator then has {deadline} to take it.",
	"reference.rehearsal.force.later":
		"It begins once the small account is on the rollup.",
	"reference.rehearsal.wait.done":
		"The operator took the withdrawal in batch {batch}, and the batch is proven.",
	"reference.rehearsal.wait.emptied":
		"The operator took the withdrawal, but the small account had nothing at that time: another withdrawal had paid it out.",
	"reference.rehearsal.wait.looked-for":
		"The operator took the withdrawal. What it paid out is being looked for.",
	"reference.rehearsal.wait.looked-for.why":
		"The operator took the withdrawal. What it paid out is being looked for: {why}.",
	"reference.rehearsal.wait.until":
		"The operator has until then to take it. You don't have to do anything, and can close the browser.",
	"reference.rehearsal.wait.risk":
		"If they let the deadline pass, a real exit freezes the rollup and escapes. The rehearsal stops there instead.",
	"reference.rehearsal.withdraw.done":
		"Ethereum has paid the {what} to your account.",
	"reference.rehearsal.withdraw.offer":
		"The withdrawal is in a proven batch. One transaction brings the sum back to your account on Ethereum.",
	"reference.rehearsal.withdraw.later":
		"Once the operator has taken it, you take the sum on Ethereum.",
	"reference.way.escape": "Force a withdrawal, or escape",
	"reference.way.rehearsal": "Rehearsal: force a small account out",
	"reference.offer.rehearses":
		"This way takes everything in an account. So the rehearsal opens a small one with a thousandth of this test network's coin, and forces that one out; yours is not touched. It never freezes the rollup: if the operator lets the deadline pass, it stops and says what you would do in a real exit. The sum then waits until the operator goes on, or somebody else freezes the rollup and you take it back.",
	"reference.offer.old-file":
		"The network file of this rollup is from an older release and does not say what leaving needs. Import a newer one.",
	"reference.offer.escaped":
		"Your account has escaped already. It can do so once, and Ethereum has paid it.",
	"reference.offer.deposit":
		"A deposit of yours waits in the rollup's queue and is in no account yet. If the operator does not take it within {deadline}, you freeze the rollup and take it back: two transactions on Ethereum.",
	"reference.offer.no-account": "This address has no account on the rollup.",
	"reference.offer.unshown":
		"Nothing shows an account of yours on the rollup now: {why}. Add an endpoint of the rollup, or import a file of exit evidence.",
	"reference.offer.frozen.nothing":
		"The rollup is frozen, and under its last proven root there is nothing in your account.",
	"reference.offer.frozen":
		"The rollup is frozen: it will never go on. You can take out what its last proven root says is yours, by its proof, with one transaction on Ethereum. No node of the rollup is needed.",
	"reference.offer.nothing": "There is nothing in your account on the rollup.",
	"reference.offer.overdue":
		"The operator has let the deadline of the queue pass. Anyone can freeze the rollup now, for good, and then you take out everything in your account by its proof: two transactions on Ethereum.",
	"reference.offer.escape":
		"Everything in your account is withdrawn through the queue on Ethereum. The operator has {deadline} to take it; then you take your money on Ethereum. If they do not, you freeze the rollup and take it by the proof of your account.",
	"reference.room.unknown":
		"It is not known whether the rollup has room for another account.",
	"reference.room.unknown.why":
		"It is not known whether the rollup has room for another account: {why}.",
	"reference.room.none":
		"The rollup has hardly any room for new accounts. A deposit that finds none waits until the rollup is frozen, so none is made for a rehearsal.",
	"reference.room.from-file":
		"This rehearsal came in a file, and Ethereum does not show its deposit. Whoever wrote the file may know the key of its account, so nothing is paid into it from here: begin a rehearsal of your own.",
	"reference.offer.rehearsal.frozen":
		"The rollup is frozen for good: it takes no more deposits, so nothing can be rehearsed.",
	"reference.offer.rehearsal.overdue":
		"The operator has let the deadline of the queue pass, and anyone can freeze the rollup now. Put nothing more into it. What you need now is a real exit, not a rehearsal.",
	"reference.offer.rehearsal":
		"Three transactions on Ethereum: the small account is opened, forced out, and paid to you. The operator has {deadline} each time.",
	"reference.kept.accounts":
		"The {accounts?path of your account|paths of your # accounts} after batch {batch}, the last one proven.",
	"reference.kept.before": "The same after batch {batch}.",
	"reference.kept.state":
		"The whole state after batch {batch}, {accounts?1 account|# accounts}: every path can be made from it.",
	"reference.offer.escape.costs":
		"That is two or three transactions on Ethereum, each for Ethereum's fee. It works even with every node of the rollup dead.",
	"reference.unknown.operations":
		"What this key signed outside Sextant is not known; one of those operations could use this nonce first.",
	"reference.unknown.recipient":
		"Anyone can open an account on this rollup in another's name. The money goes to the key above: that it is the recipient's own, only the recipient can tell you.",
	"reference.unknown.deposits":
		"The recheck catches a forged root, not a forged deposit: deposits rest on L1's committee.",
	"reference.receipt.signed":
		"{from} signed {what} to {to} on {chain}, chain {chainId}, nonce {nonce}",
	"reference.receipt.account": "into account {account}, whose key is {ax} {ay}",
	"reference.receipt.state":
		"allowed by the state after batch {batch}, its validity proofs checked again under the program {program}",
	"reference.receipt.deposits":
		"that catches a forged root, not a forged deposit: deposits rest on L1's committee",
	"reference.trace.config.title": "Contracts are the known ones",
	"reference.trace.config.detail":
		"Both code hashes are the ones the profile pins; last proven batch {batch}",
	"reference.trace.root.title": "Proven root out of L1",
	"reference.trace.root.detail": "Batch {batch}: L1 accepted its proof",
	"reference.trace.data.title": "Data of the batch",
	"reference.trace.data.detail":
		"Batch {batch}: its blob is the one L1 was given",
	"reference.trace.account.title": "Account under that root",
	"reference.trace.account.detail": "Merkle proof, nonce {nonce}",
	"reference.trace.account.nobody": "Merkle proof that nobody has it yet",
	"reference.trace.recheck.title": "Validity proof checked again",
	"reference.trace.recheck.detail":
		"{proofs} proofs, from batch {from} to {to}",
};
