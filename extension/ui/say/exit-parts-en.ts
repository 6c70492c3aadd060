// What the screens of exits are made of: the map, the bars, the files, in English.

export const exitPartsEn = {
	howAliveItIsByEthereums: (title: string) =>
		`${title}: how alive it is, by Ethereum's facts`,
	none: "none",
	notLookedAt: "not looked at",
	whatCameToL1For: (title: string, says: string) =>
		`What came to L1 for ${title}. ${says}`,
	aFullBarBatchesCameA:
		"A full bar: batches came. A dashed box: none came. A dotted line: this device did not look.",
	hideTheNumbers: "Hide the numbers",
	showTheNumbers: "Show the numbers",
	whatCameToL1ByTime: "What came to L1, by time",
	from: "From",
	to: "To",
	came: "Came",
	showTheWay: "Show the way",
	goOnFromAFile: "Go on from a file",
	anExitBegunOnAnotherComputer:
		"An exit begun on another computer, or evidence kept elsewhere. It is checked again here before anything of it is taken.",
	openAnExitFileInA: "Open an exit file in a tab",
	openAnExitFile: "Open an exit file",
	checkingTheFile: "Checking the file",
	thisFileIsTooLargeTo:
		"This file is too large to be an exit file. Nothing of it was taken.",
	theFileWasNotTakenNothing:
		"The file was not taken. Nothing here was changed.",
	whatIsKeptForLeaving: "What is kept for leaving",
	fetchedAndCheckedWhileTheRollups:
		"Fetched and checked while the rollup's nodes still serve it, so that you can leave even when they no longer do.",
	nothingCouldBeKeptYet: "Nothing could be kept yet.",
	nothingNewerCouldBeKept: "Nothing newer could be kept.",
	nothingYetItIsFetchedWith:
		"Nothing yet. It is fetched with the next proven root.",
	saveWhatIsKeptForLeaving: (title: string) =>
		`Save it as a file: what is kept for leaving ${title}`,
	saveItAsAFile: "Save it as a file",
	itWasNotSaved: "It was not saved.",
	done: "done",
	waitedFor: "waited for",
	yourNextClick: "your next click",
	notYet: "not yet",
	failed: "failed",
	notNeeded: "not needed",
	firstSeen: "first seen ",
	why: "Why",
	theEvidence: "The evidence",
	whatCouldGoWrong: "What could go wrong",
	theNextScreenShowsWhatIt:
		"The next screen shows what it costs at most on L1, before you sign.",
	itCostsAtMost: "It costs at most",
	onL1AndIsSimulatedBefore: "on L1, and is simulated before you sign.",
	theOrderOfThisStep: (title: string) => `The order of this step: ${title}`,
	theOrderOfThisStep2: "The order of this step",
	whatCouldHaveGoneWrong: "What could have gone wrong:",
	whatCouldGoWrong2: "What could go wrong:",
	knownBy: "Known by:",
	nothingAboutThisStepIsProved: "nothing about this step is proved yet.",
	theTimeIsByL1sClock: (seenMs: string) =>
		`The time is by L1's clock. It was first seen here ${seenMs}.`,
	costOnL1: "Cost on L1:",
	atMost: "at most",
	less: "Less",
	stepOf: (place: number, count: number, saidState: string) =>
		`Step ${place} of ${count}, ${saidState}:`,
	theWayOutInSteps: (stagesCount: number) =>
		`The way out, in ${stagesCount} steps`,
	itHasNotBeenLookedAt:
		"It has not been looked at yet. What you see is the plan.",
	lookedAtOnEthereum: (lookedMs: string) =>
		`Looked at on Ethereum: ${lookedMs}.`,
	now: "now",
	notReadYet: "not read yet",
	proofs: (readAsOfS: string) => `proofs ${readAsOfS}`,
	ethereumSetsNoDateForAnything: "Ethereum sets no date for anything ahead.",
	theTimesThatFollowAreSet: "The times that follow are set by the contracts.",
};
