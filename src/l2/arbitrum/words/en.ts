// What an Arbitrum chain's state and its watch say, in English.

import type { Words } from "../../../protocol/message.ts";
import type { arbitrumCodes } from "../checks/codes.ts";

export const arbitrumEn: Words<typeof arbitrumCodes> = {
	"arbitrum.trace.config.title": "The rollup's contract on Ethereum",
	"arbitrum.trace.config.open":
		"Its contract on Ethereum runs the code that this wallet knows, for users and for its owner. Anybody who puts up the stake may assert what the chain's state is, and may challenge what others assert.",
	"arbitrum.trace.config.listed":
		"Its contract on Ethereum runs the code that this wallet knows, for users and for its owner. Only validators that the owner listed may assert what the chain's state is, or challenge what another asserts.",
	"arbitrum.trace.root.title": "An assertion of its state on Ethereum",
	"arbitrum.trace.root.confirmed":
		"Ethereum confirmed this assertion: its time for challenges is over.",
	"arbitrum.trace.root.fast":
		"Ethereum has this assertion as confirmed. A committee may confirm at once here, so that does not say that anybody had time to challenge it.",
	"arbitrum.trace.root.unchallenged":
		"This assertion is not confirmed yet. Counted from the confirmed one it is number {after}, and none of them has a rival. Anybody may still challenge it.",
	"arbitrum.trace.root.listed":
		"This assertion is not confirmed yet. Counted from the confirmed one it is number {after}, and none of them has a rival. Only listed validators may challenge it.",
	"arbitrum.trace.root.disputed":
		"Two assertions that cannot both hold are on the way to this one. Until Ethereum has decided between them, nothing rests on it.",
	"arbitrum.trace.root.young":
		"This assertion is too new: others have hardly had time to challenge it. Nothing rests on it.",
	"arbitrum.trace.root.unfinished":
		"The machine that made this assertion did not come to its end. Nothing rests on it.",
	"arbitrum.trace.state.title": "The block that the assertion names",
	"arbitrum.trace.state.accepted":
		"Block {block} has the hash that the confirmed assertion names, and this state.",
	"arbitrum.trace.state.proposed":
		"Block {block} has the hash that the assertion names, and this state. It holds if the assertion does.",
	"arbitrum.trust.listed":
		"Only if {l1}, or the rollup's assertion is false and none of the listed validators challenges it in time, or those who can upgrade its contracts change them. No validity proof exists for this rollup.",
	"arbitrum.trust.committee":
		"Only if {l1}, or the rollup's assertion is false and none of the listed validators challenges it in time, or its committee keeps the data back that a challenge needs, or those who can upgrade its contracts change them. No validity proof exists for this rollup.",
	"arbitrum.notice.user-logic":
		"The rollup's contract runs another logic for its users than this wallet knows. What is read of it may mean something else by now, so nothing new rests on it.",
	"arbitrum.notice.rivals":
		"Two assertions about the chain's state contradict each other, and Ethereum has not decided between them yet. This wallet stays with the one that was confirmed before. You need not do anything: deciding it takes days.",
	"arbitrum.leave.what":
		"A withdrawal to yourself: the amount leaves {chain} and is paid to this same account on Ethereum, and to nobody else.",
	"arbitrum.leave.week":
		"It is paid once Ethereum has confirmed the chain's state with it: after about a week, and later if somebody challenges that. Then you take it with one transaction on Ethereum.",
	"arbitrum.leave.when":
		"It is paid once Ethereum has confirmed the chain's state with it. Then you take it with one transaction on Ethereum.",
	"arbitrum.leave.forced":
		"If the sequencer does not take it, you can force it in through Ethereum, as it is signed here; that takes about a day more. Anybody may bring it to the chain, and it always does the same, once. If gas there costs more than your cap when its turn comes, nothing happens and it can be brought again.",
	"arbitrum.send.title": "Put your withdrawal into the inbox on Ethereum",
	"arbitrum.send.what":
		"Puts the withdrawal that you signed, of {what} to your own account, into the inbox of {chain} on Ethereum. Nothing but Ethereum's fee leaves your account here.",
	"arbitrum.send.nonce":
		"It runs on the chain as number {nonce} of your account there, for at most {fee} of fees there. If your account has sent another with that number by then, it does nothing.",
	"arbitrum.force.title": "Force your withdrawal in",
	"arbitrum.force.what":
		"Forces your withdrawal of {what} into {chain}: the sequencer left it out for longer than Ethereum allows it.",
	"arbitrum.force.which":
		"It is message {message} of the inbox, of Ethereum's block {block}. All messages before it that wait come along.",
	"arbitrum.force.pays-nobody": "It pays nobody yet.",
	"arbitrum.execute.title": "Take your ether on Ethereum",
	"arbitrum.execute.what": "Pays {what} to your account on Ethereum.",
	"arbitrum.execute.proof":
		"It goes by the proof of message {index} that {chain} sent to Ethereum.",
	"arbitrum.part.rollup": "rollup",
	"arbitrum.part.bridge": "bridge",
	"arbitrum.part.sequencer-inbox": "sequencer's inbox",
	"arbitrum.part.inbox": "inbox",
	"arbitrum.part.outbox": "outbox",
	"arbitrum.changed":
		"Contracts of the chain run other code than this wallet knows ({contracts:and}). What they say may mean something else by now. Each step is tried before you sign it.",
	"arbitrum.code":
		"Your account runs code on Ethereum. This way is only for accounts that are a key and nothing else.",
	"arbitrum.way.forced": "Force a withdrawal through the inbox on Ethereum",
	"arbitrum.way.plain": "Finish a withdrawal begun on the chain",
	"arbitrum.offer.no-way":
		"This wallet does not know the contracts by which one leaves {chain}.",
	"arbitrum.offer.forced":
		"For when {chain} does not take your withdrawal of ether: you sign it for the chain and put it, as it was signed, into the chain's inbox on Ethereum. What is sent from Ethereum in any other manner would run under another address, which owns nothing.",
	"arbitrum.offer.signed":
		"You sign it here, by what is proved of your account on the chain. It is sent there too: whoever takes it first, it does the same, once. Use the account there for nothing else until then. Its fee has much room to grow; if the price is higher still when its turn comes, nothing happens, and you bring it again.",
	"arbitrum.offer.delay":
		"The sequencer has at most about {delay} to take it; after that you force it in.",
	"arbitrum.offer.confirm":
		"Then an assertion of the chain's state with your withdrawal has to be confirmed on Ethereum: about {wait} after it is made, and longer if somebody challenges it. Last you take the ether with one transaction.",
	"arbitrum.offer.rollup-paused":
		"The chain's owner has paused its assertions on Ethereum right now: until that ends, nothing new is confirmed.",
	"arbitrum.offer.listed":
		"Only listed validators may assert the chain's state. If all of them stop, others may once they have been silent for weeks.",
	"arbitrum.offer.committee":
		"The data of its transactions is with a committee. If all of its members keep it back, nobody can assert the chain's state with your withdrawal.",
	"arbitrum.offer.plain":
		"For a withdrawal of ether on {chain}: sign it here, or name the transaction of one that you made. Once Ethereum has confirmed an assertion with it, one transaction pays it out. Nothing runs out after that. If the chain takes no transactions any more, force a withdrawal instead.",
	"arbitrum.inbox.stage": "Your withdrawal in the inbox",
	"arbitrum.inbox.offer":
		"One transaction on Ethereum puts the withdrawal of {what} that you signed into the chain's inbox.",
	"arbitrum.inbox.done": "Your withdrawal of {what} is in the inbox.",
	"arbitrum.inbox.proof":
		"Message {message} of the bridge on Ethereum is your withdrawal, by its hash.",
	"arbitrum.inbox.on-its-way":
		"Your transaction is on its way. It counts once the bridge on Ethereum has the message.",
	"arbitrum.inbox.shut":
		"The chain's owner has shut the inbox on Ethereum: nothing can be put in until it is opened again. What you have stays yours.",
	"arbitrum.inbox.risk":
		"Use your account on the chain for nothing else until the withdrawal has run: another transaction with its number would take its place.",
	"arbitrum.taken.stage": "The chain takes it",
	"arbitrum.taken.done": "The chain's batches on Ethereum have taken it.",
	"arbitrum.taken.proof":
		"{taken?1 message is|# messages are} taken; yours is message {message}.",
	"arbitrum.taken.later":
		"The sequencer may take it at once. If it does not, Ethereum lets you force it in.",
	"arbitrum.taken.waits":
		"The sequencer has not taken it yet. From Ethereum's block {block} on, in about {delay}, you can force it in. You need not keep anything open until then.",
	"arbitrum.taken.offer":
		"The sequencer left it out for too long. One transaction on Ethereum forces it in, and nobody can refuse that.",
	"arbitrum.taken.on-its-way":
		"Your transaction is on its way. It counts once Ethereum has the message as taken.",
	"arbitrum.taken.risk":
		"It withdraws nothing if your account on the chain has less than the amount and the fees when it runs, or has used its number for something else.",
	"arbitrum.begun.stage": "Your withdrawal on the chain",
	"arbitrum.begun.done": "It withdrew {what} to your account.",
	"arbitrum.begun.told":
		"An endpoint says that it withdraws {what} to your account, as message {index}. That is proved once an assertion with it is confirmed.",
	"arbitrum.begun.looked-for":
		"Your transaction is being looked for at the chain's endpoints.",
	"arbitrum.begun.risk":
		"A transaction that never reaches Ethereum never happened. If so, force a withdrawal through the inbox on Ethereum.",
	"arbitrum.confirmed.stage": "An assertion with it is confirmed",
	"arbitrum.confirmed.done":
		"Ethereum has confirmed an assertion with your withdrawal, and the way from it to what Ethereum keeps is known and kept here. No endpoint of the chain is needed any more.",
	"arbitrum.confirmed.proof":
		"Message {index} leads to the root {root}, which the outbox on Ethereum has.",
	"arbitrum.confirmed.later":
		"Once your withdrawal has run on the chain, an assertion of its state with it has to be confirmed on Ethereum.",
	"arbitrum.confirmed.waits":
		"The newest confirmed assertion does not have your withdrawal yet, or nobody could prove it. An assertion is confirmed about {wait} after it was made; this goes on by itself.",
	"arbitrum.confirmed.rivals":
		"Two assertions about the chain's state contradict each other, and Ethereum has not decided between them yet. Until it has, nothing new is confirmed. You need not do anything: deciding it takes days.",
	"arbitrum.confirmed.paused":
		"The chain's owner has paused its assertions on Ethereum. Until that ends, nothing new is confirmed.",
	"arbitrum.confirmed.risk":
		"Somebody has to assert the chain's state and put up a stake for it. While nobody does, what you have stays where it is. The proof comes from any node that follows the chain; if none is left, somebody has to start one from Ethereum's data.",
	"arbitrum.pay.stage": "Take the ether on Ethereum",
	"arbitrum.pay.offer":
		"One transaction pays {what} to your account on Ethereum.",
	"arbitrum.pay.later":
		"The last step: you have it paid out. Anybody may do that for you; it pays your account in any case.",
	"arbitrum.pay.shut":
		"The bridge on Ethereum does not let this outbox pay right now. Your proof stays good; you can go on when it does again.",
	"arbitrum.pay.on-its-way":
		"Your transaction is on its way. It counts once the outbox on Ethereum has the message marked as spent.",
	"arbitrum.pay.done":
		"Paid out. Until its block is final, Ethereum could still drop it; then this step is offered again.",
	"arbitrum.pay.final": "Paid out, and final on Ethereum.",
	"arbitrum.pay.proof":
		"The outbox on Ethereum has message {index} marked as spent.",
	"arbitrum.pay.risk":
		"The proof does not run out: it can be used later just as well.",
	"arbitrum.told.no-endpoint":
		"No endpoint of the chain is left to ask. Add one in Settings.",
	"arbitrum.told.failed": "The proof could not be made yet. {endpoint}: {why}",
	"arbitrum.told.unseen":
		"No endpoint of the chain knows the transaction yet. It may not have run, or have withdrawn nothing.",
	"arbitrum.told.not-confirmed":
		"The newest assertion that Ethereum confirmed is older than your withdrawal.",
	"arbitrum.told.paid-before":
		"An endpoint says that the transaction made message {index}. Ethereum has paid that one to your account before, but nothing proves that it is this transaction's. Ask another endpoint, or end this journey if you have the money.",
	"arbitrum.no-exit.says":
		"There is a way out of this chain that its operator cannot refuse, but the network file does not name the contracts that it goes by.",
	"arbitrum.no-exit.force":
		"Possible: a withdrawal that you sign can be put into the chain's inbox on Ethereum, and if the operator leaves it out for about a day, anybody may force it in.",
	"arbitrum.no-exit.outbox":
		"Possible: a withdrawal that is part of a confirmed assertion can be taken out on Ethereum by anybody who has its proof.",
	"arbitrum.no-exit.calm":
		"As long as the chain works, its own bridge pays out once your withdrawal is confirmed on Ethereum. There is no hurry: what you have there stays yours.",
	"arbitrum.no-exit.wait":
		"Be paid out at once: an assertion with your withdrawal has to be confirmed first. On Ethereum's main network that takes about a week, and longer if somebody challenges it.",
	"arbitrum.no-exit.validators":
		"Be paid out while nobody asserts the chain's state. Anybody may, but the stake is large.",
	"arbitrum.no-exit.listed":
		"Be paid out while none of the listed validators asserts the chain's state. Others may only do so once those have been silent for weeks.",
	"arbitrum.no-exit.committee":
		"Rebuild the chain's state from Ethereum alone: the data of its transactions is with a committee. If all of its members keep it back, nobody can prove what you have.",
};
