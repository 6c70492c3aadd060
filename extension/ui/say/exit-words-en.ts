// What the screens of exits say, in English.

export const exitWordsEn = {
	tomorrow: (time: string) => `tomorrow ${time}`,
	yesterday: (time: string) => `yesterday ${time}`,
	now: "now",
	in: (duration: string) => `in ${duration}`,
	ago: (duration: string) => `${duration} ago`,
	noExitEvidenceKeptYet: "no exit evidence kept yet",
	exitEvidenceFromAFileOnly: "exit evidence from a file only",
	exitEvidence: (newest: string) => `exit evidence ${newest}`,
	nothingKeptFor: (accounts: number): string =>
		`Nothing is kept for ${accounts === 1 ? "one of your accounts" : `${accounts} of your accounts`}: there are too many. Choose an account, and it is kept for that one.`,
	wasDue: (clock: string) => `was due ${clock}`,
	until: (clock: string) => `until ${clock}`,
	by: (clock: string) => `by ${clock}`,
	about: (clock: string) => `about ${clock}`,
	done: "done",
	waiting: "waiting",
	you1Click: "you, 1 click",
	later: "later",
	failed: "failed",
	notNeeded: "not needed",
	whatYouTookOut: "what you took out",
	toEthereum: "to Ethereum",
	toEthereum2: (amount: string) => `${amount} to Ethereum`,
	thisWayCannotBeFinishedOpen:
		"this way cannot be finished; open it to read why",
	yourClick: (label: string) => `your click: ${label}`,
	underWay: "under way",
	failed2: (title: string) => `failed: ${title}`,
	waiting2: (what: string, title: string) => `waiting${what}: ${title}`,
	itIsDoneWhatYouTook: "It is done. What you took out has arrived on Ethereum.",
	itIsDoneArrivedOnEthereum: (amount: string) =>
		`It is done. ${amount} arrived on Ethereum.`,
	thisWayCannotBeFinishedThe:
		"This way cannot be finished. The step that failed says why, and what to do now.",
	yourTurn: (what: string, label: string) => `${what}Your turn: ${label}.`,
	aStepFailed: (title: string) => `A step failed: ${title}. `,
	nothingForYouToDoNow: "Nothing for you to do now.",
	aStepFailedItSaysWhat: (title: string) =>
		`A step failed: ${title}. It says what to do now.`,
	waitingNothingForYouToDo: (what: string) =>
		`Waiting${what}. Nothing for you to do now.`,
	youCanCloseThisWindowWhere:
		"You can close this window. Where the journey stands is read from Ethereum again each time, so a restart loses nothing.",
	whileTheBrowserRunsTheWallet:
		"While the browser runs, the wallet looks again by itself and tells you when it is your turn.",
	nothingIsSignedWithoutYouYou:
		"Nothing is signed without you. You can also sign this step on another computer, with the file below and your key.",
	whatIsShownAsDoneWas: (what: string) =>
		`What is shown as done was proved down from the checkpoint you accepted. It is false only if that checkpoint was false, or ${what} committee members sign a lie together.`,
	twoThirdsOfThe: "two thirds of the",
	ofThe: (members: number, members2: number) => `${members} of the ${members2}`,
	aStepInABlockThat:
		"A step in a block that is not final yet can still fall back. Then this map shows it as open again.",
	timesStillToComeAreEstimates:
		"Times still to come are estimates: L1 may be slow, and others may do their part late.",
	whoCanChangeTheRollupsContracts:
		"Who can change the rollup's contracts on the way is not known here yet.",
};
