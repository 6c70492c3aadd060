// What a Scroll rollup's exit says, in English.

import type { Words } from "../../../protocol/message.ts";
import type { scrollCodes } from "../checks/codes.ts";

export const scrollEn: Words<typeof scrollCodes> = {
	"scroll.force.title": "Force the withdrawal",
	"scroll.force.what":
		"Puts a transaction of yours into {chain}'s queue on L1: it withdraws {what} to this same account on L1.",
	"scroll.force.token": "On L1 that is the token {token}.",
	"scroll.force.fee":
		"The ether sent with it pays the queue's fee. Anything left over comes back in the same transaction.",
	"scroll.relay.title-ether": "Take the ether",
	"scroll.relay.title-token": "Take the tokens",
	"scroll.relay.ether": "Pays {what} to your account.",
	"scroll.relay.token":
		"Pays {what} to your account, as the token {token} of L1.",
	"scroll.relay.proof":
		"It pays out message {nonce} of {chain} by its proof against the messages of batch {batch}, which L1 finalized.",
	"scroll.changed":
		"The rollup's contracts were changed ({contracts:and}), or the network file is wrong about them. What is read of them may mean something else by now, and a pause does not show. Each step is tried on the code there before you sign it.",
	"scroll.code.forced":
		"Your account runs code on Ethereum, most likely because of a delegation (EIP-7702). This wallet signs no step for such an account: its code could do more than you see, or refuse what arrives. Scroll's contracts refuse such an account too, where others finalize in the operator's place. You lose nothing by that. If you made the delegation, remove it first; then come back here.",
	"scroll.code.plain":
		"Your account runs code on Ethereum, most likely because of a delegation (EIP-7702). This wallet signs no step for such an account: its code could do more than you see, or refuse what arrives. You lose nothing by that: your withdrawal pays your account, whoever has it paid out. If you made the delegation, remove it first; then come back here.",
	"scroll.queue.stage": "Put your withdrawal into the queue on Ethereum",
	"scroll.queue.paused":
		"The rollup's operators have paused the way into the queue on Ethereum. Until they lift that, nobody can force anything, and there is nothing to do here. You lose nothing by waiting.",
	"scroll.queue.done":
		"Your withdrawal of {what} stands in the rollup's queue on Ethereum. Nobody can take it out of there or put another in front of it.",
	"scroll.queue.proof":
		"Entry {entry} of the queue: its rolling hash on Ethereum holds your transaction.",
	"scroll.queue.on-its-way":
		"Your transaction is on its way into Ethereum. It counts once the queue is proved to hold it.",
	"scroll.queue.on-its-way.risk":
		"Ethereum can drop its newest blocks. Then your transaction comes back in a later one, or this step is offered again.",
	"scroll.queue.offer":
		"One transaction on Ethereum. It makes the rollup withdraw {what} from your account there, to the same account on Ethereum.",
	"scroll.queue.fee":
		"Up to {fee} goes along for the queue's fee; what is too much comes back at once.",
	"scroll.queue.risk":
		"If your account on the rollup holds less than the amount when it runs there, nothing is withdrawn. The fee is gone then, and you can begin again.",
	"scroll.taken.stage": "The rollup takes it, and Ethereum finalizes that",
	"scroll.taken.done":
		"A finalized batch took your transaction out of the queue: it ran on the rollup.",
	"scroll.taken.unknown":
		"Whether a finalized batch took it out of the queue is not known: the queue on Ethereum runs code that the network file does not name. What your transaction withdraws is looked for all the same.",
	"scroll.taken.paused":
		"The rollup is paused on Ethereum: no batch is finalized until its operators lift that. You keep your place in the queue.",
	"scroll.taken.enforced":
		"{chain} is in enforced mode: its operator takes nothing any more. You keep your place in the queue, and nothing is lost. The next stage says who can take it now.",
	"scroll.taken.late":
		"The operator of {chain} did not take it in time. You keep your place in the queue, and nothing is lost. The next stage says who can take it now.",
	"scroll.taken.waits":
		"The operator of {chain} has to take what waits in the queue, in its order. Usually that takes minutes to hours.",
	"scroll.taken.risk":
		"The operator can ignore the queue until the delay on Ethereum is over. After that, others may finalize in their place.",
	"scroll.taken.proof":
		"The queue on Ethereum counts {taken?1 entry|# entries} as taken; yours is entry {entry}, counted from 0.",
	"scroll.enforced.stage": "If the operator does not, anyone may",
	"scroll.enforced.not-needed": "Not needed: your transaction was taken.",
	"scroll.enforced.mode":
		"The rollup is in enforced mode: from now on anyone may finalize a batch, yours included. That takes a node with the rollup's whole state and a full prover of it, on an account without code. This wallet cannot do that and does not pretend to: it waits for whoever does, and goes on by itself.",
	"scroll.enforced.late":
		"The operator let the delay pass: from now on anyone may finalize a batch, yours included. That takes a node with the rollup's whole state and a full prover of it, on an account without code. This wallet cannot do that and does not pretend to: it waits for whoever does, and goes on by itself.",
	"scroll.enforced.later":
		"Once the delay is over, Ethereum lets anyone with a full prover finalize a batch in the operator's place. That is no step of yours, and this wallet cannot do it.",
	"scroll.enforced.risk":
		"Nobody is bound to do it. As long as nobody finalizes, what you own stays where it is.",
	"scroll.nothing.stage": "It withdrew nothing",
	"scroll.nothing.done":
		"Your transaction ran on the rollup and withdrew nothing: that is proved. What you wanted to take out stayed in your account there; only the fees are gone. Most likely the account held less than the amount when it ran. Check the balance there, and begin again with a smaller sum.",
	"scroll.nothing.risk":
		"If the balance was enough, its gas ran out or the rollup's bridge was paused there. Then try a small sum first.",
	"scroll.nothing.proof":
		"{messages?1 message leads|# messages lead} from the root that Ethereum held when you began to that of batch {batch}; none is yours.",
	"scroll.nothing.relay.stage": "Take it on Ethereum",
	"scroll.nothing.relay": "There is nothing to take: nothing was withdrawn.",
	"scroll.message.stage": "Your withdrawal is proved",
	"scroll.message.unsure":
		"The way from your withdrawal to a root of messages is kept here, and not given up. Whether Ethereum holds that root is not known: the rollup's contract there runs code that the network file does not name. The next step is tried before you sign it.",
	"scroll.message.found":
		"Ethereum holds a root of all the rollup's messages, and the way from your withdrawal to that root is known and kept here. No endpoint of the rollup is needed any more.",
	"scroll.message.looked-for":
		"Your withdrawal is being looked for at the rollup's endpoints.",
	"scroll.message.later":
		"Once a finalized batch holds your withdrawal, the way from it to the root on Ethereum is worked out from what the rollup's endpoints serve.",
	"scroll.message.risk":
		"If every endpoint of the rollup is gone before this is done, the proof has to come from somebody who kept the rollup's messages, or from the data on Ethereum. What was kept here earlier is tried first.",
	"scroll.message.proof":
		"Message {nonce}, under the root of batch {batch} in Ethereum's storage.",
	"scroll.pay.stage-ether": "Take the ether on Ethereum",
	"scroll.pay.stage-token": "Take the tokens on Ethereum",
	"scroll.pay.final": "Paid out, and final on Ethereum.",
	"scroll.pay.done":
		"Paid out. Until its block is final, Ethereum could still drop it; then this step is offered again.",
	"scroll.pay.later":
		"The last step: you have the message paid out. Anybody may do that for you; it pays your account in any case.",
	"scroll.pay.on-its-way":
		"Your transaction is on its way. It counts once Ethereum has the message marked as paid.",
	"scroll.pay.paused":
		"The rollup's operators have paused payouts on Ethereum. Your proof stays good; you can go on when they lift the pause.",
	"scroll.pay.offer":
		"One transaction pays {what} to your account on Ethereum.",
	"scroll.pay.risk-ether":
		"The contract on Ethereum can be short of the ether to pay with, or be paused: then it waits. The proof does not run out.",
	"scroll.pay.risk-token":
		"The contract on Ethereum can be short of the tokens to pay with, or be paused: then it waits. The proof does not run out.",
	"scroll.pay.risk-strange":
		"It is marked as paid on Ethereum, but the messenger there runs code that the network file does not name: check whether it is in your account on Ethereum.",
	"scroll.pay.proof":
		"The messenger on Ethereum has message {nonce} marked as paid.",
	"scroll.pay.proof-told":
		"The messenger on Ethereum has the message marked as paid; that it is yours is an endpoint's word.",
	"scroll.begun.stage": "Your withdrawal on the rollup",
	"scroll.begun.done": "It withdrew {what} to your account.",
	"scroll.begun.looked-for":
		"Your transaction is being looked for at the rollup's endpoints.",
	"scroll.begun.told":
		"An endpoint says that it withdraws {what} to your account, as message {nonce}. That is proved once its batch is finalized.",
	"scroll.begun.risk":
		"A transaction that the operator never posts to Ethereum never happened. If so, force a withdrawal through the queue on Ethereum.",
	"scroll.begun.proof": "Message {nonce} of the rollup.",
	"scroll.told.no-endpoint":
		"No endpoint of the rollup is left to ask. Add one in Settings.",
	"scroll.told.failed": "The proof could not be made yet. {endpoint}: {why}",
	"scroll.told.unseen":
		"No endpoint of the rollup shows a withdrawal like this one. It may have withdrawn nothing, if your account there held less than the amount.",
	"scroll.told.unseen-strange":
		"No endpoint of the rollup shows a withdrawal like this one. It may have withdrawn nothing, if your account there held less than the amount. That cannot be settled here: the rollup's contracts on Ethereum run code that the network file does not name.",
	"scroll.told.unseen-not-final":
		"No endpoint of the rollup shows a withdrawal like this one. It may have withdrawn nothing, if your account there held less than the amount. That is settled once a final block of Ethereum shows it as taken.",
	"scroll.told.unseen-failed":
		"No endpoint of the rollup shows a withdrawal like this one. It may have withdrawn nothing, if your account there held less than the amount. Every message since you began would settle it, but the proof could not be made yet. {endpoint}: {why}",
	"scroll.told.no-root":
		"Ethereum has no root of messages for the last finalized batch yet, at the place that the network file names. Until it does, nothing that was withdrawn can be proved.",
	"scroll.told.no-root-strange":
		"Whether what was withdrawn is finalized is not known: Ethereum shows no root of messages at the place that the network file names, and the rollup's contract runs code that it does not name.",
	"scroll.told.paid-ether":
		"Message {nonce}, which is like yours, is paid out already. If the ether is in your account on Ethereum, this journey is over.",
	"scroll.told.paid-token":
		"Message {nonce}, which is like yours, is paid out already. If the tokens are in your account on Ethereum, this journey is over.",
	"scroll.offer.no-way": "The network file does not say how to leave {chain}.",
	"scroll.offer.changed":
		"Its contracts were changed ({contracts:and}), or the network file is wrong: a pause does not show, each step is tried first.",
	"scroll.offer.gas":
		"The queue on Ethereum takes transactions of at most {most} gas; a withdrawal needs more.",
	"scroll.offer.forced":
		"For when the operator does not let you out: one transaction on Ethereum puts your withdrawal into the rollup's queue, for at most {fee} besides Ethereum's own fee.",
	"scroll.offer.ether-only": "Ether only.",
	"scroll.offer.pay-paused": "Payouts are paused on Ethereum right now.",
	"scroll.offer.plain-ether":
		"For a withdrawal of ether that you made on {chain}: name its transaction. Once Ethereum has finalized its batch, usually within hours, one transaction there pays it out. Nothing waits after that. If the operator takes no transactions any more, force a withdrawal instead.",
	"scroll.offer.plain-any":
		"For a withdrawal that you made on {chain}: name its transaction. Once Ethereum has finalized its batch, usually within hours, one transaction there pays it out. Nothing waits after that. If the operator takes no transactions any more, force a withdrawal instead.",
	"scroll.kept.none":
		"No withdrawal of yours is known to be waiting for its payout: the rollup's endpoint that was asked shows none.",
	"scroll.kept.ready":
		"{ready?The proof of 1 of your withdrawals: it can be paid out without any endpoint of the rollup.|Proofs of # of your withdrawals: they can be paid out without any endpoint of the rollup.}",
	"scroll.kept.waiting":
		"{waiting?1 of your withdrawals cannot be proved yet: no finalized batch is known to hold it.|# of your withdrawals cannot be proved yet: no finalized batch is known to hold them.}",
	"scroll.kept.both":
		"{ready?The proof of 1 of your withdrawals: it can be paid out without any endpoint of the rollup.|Proofs of # of your withdrawals: they can be paid out without any endpoint of the rollup.} {waiting?1 more cannot be proved yet: no finalized batch is known to hold it.|# more cannot be proved yet: no finalized batch is known to hold them.}",
	"scroll.way.forced": "Force a withdrawal through the queue on Ethereum",
	"scroll.way.plain": "Finish a withdrawal begun on the rollup",
	"scroll.offer.delay":
		"The operator has {delay} to take it; after that anyone with a full prover may.",
	"scroll.offer.delay-unknown":
		"How long the operator has to take it is not known; after that anyone with a full prover may.",
	"scroll.offer.then":
		"Once Ethereum has finalized it, you take what it brings with a second transaction. What you withdraw has to be on the rollup when the first one runs.",
	"scroll.part.rollup": "rollup",
	"scroll.part.queue": "queue",
	"scroll.part.settings": "settings",
	"scroll.part.queue-gateway": "queue's gateway",
	"scroll.part.messenger": "messenger",
	"scroll.part.token-gateway": "gateway for tokens",
	"scroll.trace.config.title": "Contracts are the known ones",
	"scroll.trace.config.detail":
		"Each contract is the one the profile pins, by its code or its address, the proofs' verifier too",
	"scroll.trace.root.title": "State root out of L1",
	"scroll.trace.root.proof": "Batch {batch}: L1 took its validity proof",
	"scroll.trace.root.development":
		"Batch {batch}: L1 took a development proof, which anyone can make",
	"scroll.trace.state.title": "Rollup state under that root",
	"scroll.trace.state.detail":
		"{who}; L1 names this state, and not which block it is of",
};
