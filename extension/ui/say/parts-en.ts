// What stands on many screens, in English.

export const partsEn = {
	notProved: "not proved",
	noProvedAmountOf: "no proved amount of",
	sync: "Sync",
	ofCommitteePeriods: (phaseWords: string, done: number, what: number) =>
		`${phaseWords}, ${done} of ${what} committee periods`,
	eachNewHeaderIsCheckedAs: "each new header is checked as it comes",
	ofCommitteePeriods2: (done: string, what: string) =>
		`${done} of ${what} committee periods`,
	askingTheEndpoints: "asking the endpoints",
	aboutToGo: (duration: string) => `, about ${duration} to go`,
	copy: (what: string) => `Copy ${what}`,
	copied: (what: string) => `${what} copied`,
	theBrowserDidNotLetUs: "The browser did not let us copy.",
	password: "Password",
	bytesFrom: "bytes from",
	back: "Back",
	wakingUp: "waking up",
	noAnswer: "no answer",
	openingTheEngineBeforeItShows:
		"Opening the engine. Before it shows a number, it checks again everything it has stored.",
	theEngineIsNotAnswering: "The engine is not answering.",
	itIsBeingAskedAgainEvery: "It is being asked again every two seconds.",
	hiddenAmount: "hidden amount",
	showAmounts: "Show amounts",
	hideAmounts: "Hide amounts",
	amountsAreHidden: "Amounts are hidden",
	youSwitchedAmountsOffThisPage:
		"You switched amounts off. This page is about amounts, so nothing of it is shown until you switch them on again.",
	howFarThisOrderIs: "How far this order is",
	done: ", done",
	reached: ", reached",
	endedHere: ", ended here",
	notYet: ", not yet",
	theEarlierOrderForThisStep: "The earlier order for this step was withdrawn.",
	nothingOfItWasSignedOr: (says: string) =>
		`Nothing of it was signed or sent. ${says}`,
	theOrderThatIsWaitingNow: "The order that is waiting now takes its place.",
	theButtonBelowMakesAnotherIn:
		"The button below makes another in its place, from current proofs.",
	holds: "holds",
	acceptedByYou: "accepted by you",
	failedTheLineBreaksHere: "failed, the line breaks here",
	restsOnAFailedCheck: "rests on a failed check",
	you: "you",
	check: "Check",
	trueAt: "True at",
	bytesFrom2: "Bytes from",
	took: "Took",
	onThisDevice: (tookMs: string) => `${tookMs} on this device`,
	checkOf: (
		place: number,
		count: number,
		title: string,
		standingWords: string,
	) => `Check ${place} of ${count}: ${title}, ${standingWords}`,
	theChainOfReasonsFromYour: "The chain of reasons, from your checkpoint down",
	yourEndpointsAnswerButTheyHave:
		"Your endpoints answer, but they have nothing newer. Retry, or add another beacon endpoint.",
	askingAgain: "Asking again",
	retry: "Retry",
	endpoints: "Endpoints",
	askingYourEndpointsAgain: "Asking your endpoints again.",
	leadsTo: "leads to",
	provedAtBlockItsOwnerCan: (blockNumber: string) =>
		`Proved at block ${blockNumber}. Its owner can change it at any time, so the payment is for this address and not for the name.`,
	theNameIsWrittenAsAbove:
		"The name is written as above. You typed it otherwise.",
	itHasCharactersBesidePlainLetters: (writings: string) =>
		`It has characters beside plain letters and digits (${writings}). Another name may look the same: compare the address.`,
	sextantAsksEthereumsNameServiceAnd:
		"Sextant asks Ethereum's name service and proves the answer. Your endpoint sees which name you look up.",
	provingTheAnswer: "Proving the answer",
	lookUpTheName: "Look up the name",
	useThisAddress: "Use this address",
	done2: "Done",
	fourRandomWordsAreGoodAnd:
		"Four random words are good and can be remembered.",
	itCannotBeginYetNoneOf:
		"It cannot begin yet: none of your endpoints serves the start.",
	theyMayBeSlowOrNot:
		"They may be slow, or not serve light clients. Retry, add another beacon endpoint, or choose the starting point anew. Your money is where it was.",
};
