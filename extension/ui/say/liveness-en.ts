// What the screens say of how a rollup does, in English.

export const livenessEn = {
	for: (duration: string) => ` for ${duration}`,
	noBatch: "no batch",
	noNewRoot: "no new root",
	alive: "Alive",
	late: "Late",
	stalled: "Stalled",
	frozen: "Frozen",
	notKnownNow: "Not known now",
	cannotBeSeenFromL1: "Cannot be seen from L1",
	aForcedTransactionIsPastIts: "a forced transaction is past its deadline",
	inEnforcedMode: "in enforced mode",
	withdrawalsArePaused: "withdrawals are paused",
	asOf: (asOfS: string) => `, as of ${asOfS}`,
	alive2: "alive",
	lastBatch: (words: string, lastBatchS: string) =>
		`${words}, last batch ${lastBatchS}`,
	late2: (alive: string, alive2: string, old: string) =>
		`late: ${alive}${alive2}${old}`,
	stalled2: (alive: string, alive2: string, old: string) =>
		`stalled: ${alive}${alive2}${old}`,
	frozen2: "frozen",
	frozen3: (sinceS: string) => `frozen ${sinceS}`,
	whetherItIsAliveIsNot: "whether it is alive is not known now",
	aStallHereCannotBeSeen: "a stall here cannot be seen from L1",
	pastADeadline: "Past a deadline",
	openToAnyone: "Open to anyone",
	contractChanged: "Contract changed",
	otherCodeThanKnown: "Other code than known",
	contractIsGone: "Contract is gone",
	anotherKindOfGame: "Another kind of game",
	gameStruckOut: "Game struck out",
	forcedTransactionWaits: "Forced transaction waits",
	opensToAnyone: "Opens to anyone",
	deadline: "Deadline",
	aForcedTransactionWaits: "A forced transaction waits",
	oneWaitsPastItsDeadline: "One waits past its deadline",
	paused: "Paused",
	andOnceBefore: ", and once before",
	andTimesBefore: (others: number) => `, and ${others} times before`,
	seen: (title: string, toS: string, more: string) =>
		`${title}: seen ${toS}${more}`,
	seenFromTo: (title: string, fromS: string, toS: string, more: string) =>
		`${title}: seen from ${fromS} to ${toS}${more}`,
	to: (fromS: string, toS: string) => `${fromS} to ${toS}`,
	nothingHasBeenLookedAtYet:
		"Nothing has been looked at yet, so there is nothing to draw.",
	andMoreTimes: (foundCount: number) => `, and ${foundCount} more times`,
	from: (words: string, shown: string, more: string) =>
		`${words} from ${shown}${more}.`,
	fromToCame: (fromS: string, toS: string, came: string) =>
		`From ${fromS} to ${toS}: ${came} came.`,
	none: "None",
	notLookedAtByThisDevice: "Not looked at by this device",
	provedAsEthereumStood: (readAsOfS: string) =>
		`Proved as Ethereum stood ${readAsOfS}.`,
	whetherForcedTransactionsAre:
		"Whether forced transactions are waiting on L1 is not known for this rollup.",
	noForcedTransactionsAreWaitingOn: "No forced transactions are waiting on L1.",
	oneForcedTransactionIsWaitingOn: "One forced transaction is waiting on L1",
	forcedTransactionsAreWaitingOnL1: (waiting: string) =>
		`${waiting} forced transactions are waiting on L1`,
	l1NamesNoDeadlineForIt: ". L1 names no deadline for it.",
	theOldestPastItsDeadlineSince: (headDeadlineS: string) =>
		`, the oldest past its deadline since ${headDeadlineS}.`,
	theOldestHasToBeTaken: (headDeadlineS: string, headDeadlineS2: string) =>
		`. The oldest has to be taken by ${headDeadlineS}, ${headDeadlineS2}.`,
	theOldestWasPutThere: "The oldest was put there",
	since: "Since",
	byL1sClock: ", by L1's clock.",
	whatCameToL1: "What came to L1",
	lastBatch2: "Last batch",
	notKnown: "not known",
	lastRoot: "Last root",
	provedAsOf: "Proved as of",
	nothingProvedYet: "nothing proved yet",
	whatTheContractsSay: "What the contracts say",
	notReadYet: "Not read yet.",
	nothingOutOfTheOrdinaryIs: "Nothing out of the ordinary is seen.",
	whoCanChangeIt: "Who can change it",
	notKnownHereYet: "Not known here yet.",
	numbersThatEthereumShows: "Numbers that Ethereum shows",
	notReadItsContractRunsOther: "not read: its contract runs other code",
	inTheOrderOfTime: "In the order of time",
	forcedTransactions: "Forced transactions",
	whatCannotBeSeenFromL1: "What cannot be seen from L1",
	nothingThatCountsForTheVerdict:
		"Nothing that counts for the verdict. Whether its servers answer you is another matter: none of them was asked.",
	facts: (asOfS: string) => `facts ${asOfS}`,
	chain: (chain: string) => `chain ${chain}`,
	isAlive: (title: string) => `Is ${title} alive?`,
	thisRollupHasNotBeenLooked:
		"This rollup has not been looked at on L1 yet. That takes one final header and an endpoint that proves storage.",
	fromEthereumsFactsAlone: "from Ethereum's facts alone",
	waysToLeave: "Ways to leave",
	done: "Done",
};
