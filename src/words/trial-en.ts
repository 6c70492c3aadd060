// What an endpoint did when it was tried out, in English.

import type { trialCodes } from "../engine/trial-codes.ts";
import type { Words } from "../protocol/message.ts";

export const trialEn: Words<typeof trialCodes> = {
	"trial.headers": "Serves signed headers.",
	"trial.newest-header": "It says its newest is {age} old.",
	"trial.behind": "Out of date: its newest header is {age} old.",
	"trial.ahead":
		"Its newest header is in the future. Check the clock of this computer.",
	"trial.no-light-data":
		"Answers, but serves no signed headers for light clients.",
	"trial.no-updates":
		"Serves the newest header, but none of the updates that lead to it.",
	"trial.no-bootstrap":
		"Does not serve the first committee of a checkpoint. Another one has to.",
	"trial.start": "Names a starting point.",
	"trial.no-start": "Answers, but names no starting point.",
	"trial.proofs": "Serves proofs {blocks?1 block|# blocks} deep.",
	"trial.proofs-newest": "Serves proofs of its newest block only.",
	"trial.no-proofs":
		"Answers, but serves no proofs. Without them nothing can be checked.",
	"trial.lacks": "It does not answer {methods}.",
	"trial.relay": "Answers. What it serves is checked when a block comes.",
	"trial.layer":
		"Answers for this chain. Whether it proves what is needed shows when it is used.",
	"trial.at-root":
		"Serves proofs at the state that Ethereum has of this chain.",
	"trial.not-at-root":
		"It gave no proof at the state that Ethereum has of this chain. Balances wait until it proved a newer one in time.",
	"trial.other-chain": "Wrong chain: this is {chain}.",
	"trial.other-chain-id": "Wrong chain: this is chain {chain}.",
	"trial.unknown-chain": "Wrong chain: it is none that this release knows.",
	"trial.is-execution":
		"Wrong kind: this is an execution node. It belongs under “Accounts with proofs”.",
	"trial.is-beacon":
		"Wrong kind: this is a beacon node. It belongs under “Signed headers”.",
	"trial.silent": "Does not answer.",
	"trial.slow": "No answer within {limit}.",
	"trial.denied": "The browser was not allowed to ask it.",
	"trial.status": "Answers with an error ({status}).",
	"trial.asks-key": "Wants a key or a login ({status}). Public use is closed.",
	"trial.too-often": "Says it is asked too often. Try again in a minute.",
	"trial.nonsense": "Answers, but not as a node does. {what}",
	"trial.stopped": "The test was stopped.",
};
