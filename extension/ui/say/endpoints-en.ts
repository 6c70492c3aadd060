// Who is asked: the endpoints, in setting up and in settings, in English.

export const endpointsEn = {
	add: (what: string) => `Add: ${what}`,
	addOne: "Add",
	addressOf: (what: string) => `Address of the ${what}`,
	itMayContainAKeyOf: "It may contain a key of yours. It stays on this device.",
	name: "Name",
	whatErrorMessagesWillCallIt: "What error messages will call it.",
	errorMessagesWillCallIt: (called: string) =>
		`Error messages will call it “${called}”.`,
	itWasNotAdded: "It was not added.",
	itWasNotAdded2: (says: string) => `It was not added. ${says}`,
	addItAllTheSame: "Add it all the same",
	cancelAdding: (what: string) => `Cancel adding: ${what}`,
	cancel: "Cancel",
	askingIt: "Asking it",
	allowAndAdd: "Allow and add",
	servesHeadersSignedByTheSync:
		"Serves headers signed by the sync committee. Three or more can agree on a checkpoint. With fewer you bring your own.",
	servesAccountsWithProofsAndTakes:
		"Serves accounts with proofs, and takes transactions.",
	servesBlocksSignedByTheRollups:
		"Serves blocks signed by the rollup's sequencer. Not needed, but it makes young roots usable.",
	askedOnlyWhereToStartWith:
		"Asked only where to start, with the beacon endpoints. Most of all that are asked have to say the same.",
	hasNoEndpoint: (chain: string, role: string): string =>
		`${chain} has no ${role.toLowerCase()} endpoint.`,
	proves: (proofWindow: string) => `, proves ${proofWindow}`,
	allow: (name: string) => `Allow ${name}`,
	allow2: "Allow",
	askAgain: (name: string) => `Ask again: ${name}`,
	askAgain2: "Ask again",
	remove: (name: string, what: string) => `Remove ${name}, ${what}`,
	remove2: "Remove",
	endpointOf: (role: string, chain: string): string =>
		`${role.toLowerCase()} endpoint of ${chain}`,
	mayBeLeftOut: "may be left out",
	itWasNotRemoved: "It was not removed.",
	itWasNotAskedAgain: "It was not asked again.",
	tickOneForSignedHeadersAnd:
		"Tick one for signed headers and one for accounts at least.",
	tickOneForSignedHeadersAt: "Tick one for signed headers at least.",
	tickOneForAccountsAtLeast: "Tick one for accounts at least.",
	signedHeaders: "Signed headers",
	accountsWithProofs: "Accounts with proofs",
	startingPoint: "Starting point",
	hasThisAddressAlready: (operator: string) =>
		`“${operator}” has this address already.`,
	whatItIsFor: "What it is for",
	address: "Address",
	addressOfName: (name: string) => `Address of ${name}`,
	remove3: (name: string) => `Remove ${name}`,
	addIt: "Add it",
	useThisAddress: "Use this address",
	aNodeOfYourOwnTells:
		"A node of your own tells nobody what you look at. Untick the others below if you want no one else to be asked; the starting point still needs three that agree, or a block root from your node.",
	beaconNode: "Beacon node",
	itsRestAddressWithLightClient:
		"Its REST address, with light-client data switched on.",
	executionNode: "Execution node",
	itsJsonRpcAddress: "Its JSON-RPC address.",
	myNode: (url: string) => `My node (${url})`,
	putItFirst: "Put it first",
	iRunANodeOfMy: "I run a node of my own",
	addAnEndpoint: "Add an endpoint",
	theyShowWhatTheNewestBlock: "They show what the newest block is.",
	theyLearnYourIpAddressAnd:
		"They learn your IP address and when you use this wallet.",
	theyShowWhatAnAccountHolds:
		"They show what an account holds, with proof, and pass on payments.",
	theyLearnYourIpAddressThe:
		"They learn your IP address, the accounts you look at and the payments you send.",
	theyAreAskedOnceWhereTo:
		"They are asked once, where to start. Most of all that are asked have to say the same.",
	theyLearnYourIpAddress: "They learn your IP address.",
	seatNotKnown: "seat not known",
	asking: "Asking…",
	notTestedYet: "Not tested yet",
	itsAddressWasReadAt: "Its address was read at",
	on: (readOn: string) => `on ${readOn}.`,
	nobodyWhoMadeThisListHas: "Nobody who made this list has tested it.",
	itWasTestedOn: (testedOn: string) => `It was tested on ${testedOn}.`,
	tryAgain: (name: string) => `Try again: ${name}`,
	tryAgain2: "Try again",
	close: "Close",
	edit: "Edit",
	showMoreFor: (rest: number, title: string) =>
		`Show ${rest} more for: ${title}`,
	showMore: (rest: number) => `Show ${rest} more`,
	oneMoment: "One moment",
	askingOfThem: (left: number) => `Asking ${left} of them`,
	continue: "Continue",
	continueWithThese: (chosenCount: string | number) =>
		`Continue with these ${chosenCount}`,
	askThese: (chosenCount: number) => `Ask these ${chosenCount}`,
	askMoreAndContinue: (open: number) => `Ask ${open} more and continue`,
	withFewerThanThreeForHeaders:
		" With fewer than three for headers and starting point you bring your own starting point.",
	leftOut: (failed: number, more: string): string =>
		`${failed === 1 ? "One was" : `${failed} were`} left out, and it is said why.${more}`,
	theBrowserAsksYouOnceFor: (fewStart: string) =>
		`The browser asks you once, for exactly these.${fewStart}`,
	theListWasNotRead: "The list was not read.",
	suggestedFromPublicListsNobodyHas:
		"Suggested from public lists. Nobody has tested them for you: the button below does, and nobody is asked before.",
	theyWereNotAllAsked: "They were not all asked.",
	stop: "Stop",
	theEndpointsAreBeingAsked: "The endpoints are being asked.",
	itIsBestToHaveSeveral:
		"It is best to have several, run by different people. If one lies, it is named and passed over. The browser asks you about each.",
	endpointsOnlyDeliverThisDevice:
		"Endpoints only deliver. This device checks every answer, so a wrong one is found out and named.",
	network: "Network:",
	anotherNetwork: "Another network",
	theNetworkWasNotChosen: "The network was not chosen.",
};
