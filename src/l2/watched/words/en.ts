// What is said of chains from which nobody can leave on his own, in English. Facts are of the sources that no-exit.ts names.

import type { Words } from "../../../protocol/message.ts";
import type { watchedCodes } from "../checks/codes.ts";

export const watchedEn: Words<typeof watchedCodes> = {
	"watched.calm":
		"If the operator has only stopped for a while, your funds are where they were. Waiting costs nothing.",
	"watched.zksync.says":
		"There is no way out that works without the operator: you can leave a request on Ethereum, but nothing makes the operator follow it.",
	"watched.zksync.possible-1":
		"A withdrawal that you made on the chain, and whose batch was executed on Ethereum, can be finished by anyone, even when the operator is gone.",
	"watched.zksync.possible-2":
		"A transaction can be put into the queue on Ethereum (requestL2TransactionDirect). The operator sees it and may follow it.",
	"watched.zksync.impossible-1":
		"Nothing happens on Ethereum when the queue is left waiting: its deadline is set to zero days and no rule asks for it.",
	"watched.zksync.impossible-2":
		"The chain cannot be frozen, and a proof of your balance gets you nothing out.",
	"watched.zksync.impossible-3":
		"A request from Ethereum spends ether that you bring along with it. To move what you have on the chain, it has to call an account that holds it.",
	"watched.linea.says":
		"Today there is no way out that works without the operator: forced transactions are written, but were not switched on when this was last read.",
	"watched.linea.possible-1":
		"A withdrawal that you made on the chain and that was finalized on Ethereum can be claimed with a proof by anyone, within the bridge's daily limit.",
	"watched.linea.possible-2":
		"A message to the chain can be left on Ethereum. It cannot spend what you have there.",
	"watched.linea.possible-3":
		"After six months without a finalization, another operator, named in advance, can be given the role.",
	"watched.linea.impossible-1":
		"Nothing on Ethereum makes the operator take your transaction.",
	"watched.linea.impossible-2":
		"The chain cannot be frozen, and a proof of your balance gets you nothing out.",
	"watched.starknet.says":
		"There is no way out that works without the operator: on Ethereum you can neither force a transaction nor leave by a proof.",
	"watched.starknet.possible-1":
		"A withdrawal that you made on the chain and that is in a state update on Ethereum can be taken out of the bridge there.",
	"watched.starknet.possible-2":
		"A message from Ethereum that the chain never took, such as a deposit, can be cancelled on Ethereum by whoever sent it, after a delay set in the contract.",
	"watched.starknet.impossible-1":
		"Nothing on Ethereum makes the sequencers take your transaction or your message.",
	"watched.starknet.impossible-2":
		"The chain cannot be frozen, and a proof of your balance gets you nothing out.",
	"watched.taiko.says":
		"A transaction can be forced against a censor, but not against a full halt: only proposers on a list may propose, and none of them has to.",
	"watched.taiko.possible-1":
		"A forced inclusion can be put on Ethereum for a fee. Once it is due, after less than ten minutes, the next proposal has to take it.",
	"watched.taiko.possible-2":
		"A withdrawal that is in a proved checkpoint can be taken out of the bridge on Ethereum, within its quota.",
	"watched.taiko.impossible-1":
		"When nobody proposes, the forced inclusion waits as long as that lasts: nobody else may propose. The same holds for those who prove.",
	"watched.taiko.impossible-2":
		"The chain cannot be frozen, and a proof of your balance gets you nothing out.",
	"watched.polygon-pos.says":
		"This is a chain of its own beside Ethereum: Ethereum keeps digests of its blocks but not their state, so no exit can be forced.",
	"watched.polygon-pos.possible-1":
		"What you burned on the chain for a withdrawal can be taken out on Ethereum once a checkpoint has that block, even much later.",
	"watched.polygon-pos.impossible-1":
		"Ethereum cannot make its validators take your transaction.",
	"watched.polygon-pos.impossible-2":
		"A balance cannot be proved from Ethereum at all, so there is no exit by proof.",
	"watched.polygon-zkevm.says":
		"This chain was shut down at the beginning of July 2026 and makes no more blocks.",
	"watched.polygon-zkevm.possible-1":
		"Its makers announced a portal where you can claim what you had at the end. Go there from their own pages, never from a link that somebody sends you.",
	"watched.polygon-zkevm.impossible-1": "Nothing can be sent on the chain.",
	"watched.polygon-zkevm.impossible-2":
		"This wallet does not prove what a claim is worth and makes none.",
	"watched.other.says":
		"This wallet knows no way out of this chain that works without its operator.",
	"watched.other.impossible-1": "Whether there is one is not known here.",
};
