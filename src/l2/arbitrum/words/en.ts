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
	"arbitrum.no-exit.says":
		"There is a way out of this chain that its operator cannot refuse, but this wallet cannot lead you along it yet.",
	"arbitrum.no-exit.force":
		"Possible: a withdrawal that you sign can be put into the chain's inbox on Ethereum, and if the operator leaves it out for about a day, anybody may force it in. Not built yet here: other software is needed for that.",
	"arbitrum.no-exit.outbox":
		"Possible: a withdrawal that is part of a confirmed assertion can be taken out on Ethereum by anybody who has its proof. Not built yet here: other software is needed for that.",
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
