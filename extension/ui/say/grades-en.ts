// What grades, balances and states are called, in English.

export const gradesEn = {
	proved: "proved",
	claimedNotProved: "claimed, not proved",
	proposed: "proposed",
	accepted: "accepted",
	acceptedExitsOpen: "accepted, exits open",
	windowOpen: "not settled on Ethereum yet",
	windowWon: "challenge time over",
	signedByATee: "signed by a TEE",
	developmentProofShowsNothing: "development proof, shows nothing",
	proofTakenByL1: "proof taken by L1",
	recheckedHere: "rechecked here",
	computedHere: "computed here",
	contractNotAsked: "contract not asked",
	final: "final",
	notFinalYet: "not final yet",
	l1NotFinalYet: "L1 not final yet",
	somebodyPostedThisButNobodyWho:
		"Somebody posted this, but nobody who can be held to it stands behind it.",
	aFinalizedBlockOfEthereumCommits:
		"A finalized block of Ethereum commits to this. It cannot be undone without destroying a third of all stake.",
	twoThirdsOfTheSyncCommittee:
		"Two thirds of the sync committee signed this. It can still be reorganised until it is final.",
	theRollupsOperatorStandsBehindThis:
		"The rollup's operator stands behind this root, and it can still be challenged.",
	ethereumAcceptedThisRoot: "Ethereum accepted this root.",
	ethereumAcceptedThisRootAnd:
		"Ethereum accepted this root, and withdrawals under it can be finished.",
	itsValidityProofWasCheckedAgain:
		" Its validity proof was checked again on this device: the root follows from the one before it and what L1 was given. That catches a forged root, not a forged deposit: deposits rest on L1's committee.",
	typeAPlainNumberWithA: (decimals: number) =>
		`Type a plain number with a decimal point and at most ${decimals} places after it.`,
	notStarted: "Not started",
	checkingWhatIsStored: "Checking what is stored",
	fetchingTheFirstCommittee: "Fetching the first committee",
	followingTheCommittees: "Following the committees",
	followingTheHead: "Following the head",
	stopped: "Stopped",
	waitingForYourDecisionNothingIs:
		"Waiting for your decision. Nothing is signed.",
	signedAndStoredHereNotYet:
		"Signed and stored here. Not yet known to be sent.",
	atLeastOneEndpointTookIt:
		"At least one endpoint took it. Waiting for a block.",
	inABlockThatTheCommittee:
		"In a block that the committee signed. Not final yet.",
	finalItCannotBeUndone: "Final. It cannot be undone.",
	refusedNothingWasSigned: "Refused. Nothing was signed.",
	anotherTransactionUsedItsPlaceThis:
		"Another transaction used its place. This one can never happen.",
	overItsNumberIsUsedUp:
		"Over: its number is used up for good. No endpoint shows its receipt, so either it happened, or another transaction took its place. Check the recipient's balance before you send again.",
	itWaitsThereForABatch: "it waits there for a batch",
	itIsInABatchThat: "it is in a batch that is not on L1 yet",
	itsBatchIsOnL1And: "its batch is on L1 and not proven yet",
	itsBatchIsProvenOnL1: "its batch is proven on L1. That is being checked",
	aNodeOfTheRollupTook:
		"A node of the rollup took it. Waiting for a proven batch.",
	layerSent:
		"Sent to nodes of the layer 2. The next root on Ethereum shows it by proof, often hours later.",
	layerClaimed:
		"A node says that a block of the sequencer has it. That is its word: the next root on Ethereum shows it by proof, often hours later.",
	layerPosted: (block: number) =>
		`Written to Ethereum: block ${block}. Whoever rebuilds the chain finds it there. That it stands there is proved; what comes of it the next root on Ethereum shows.`,
	layerUnread:
		"What the layer 2 writes to Ethereum in between is in a form this wallet cannot read.",
	layerUnproven:
		"What the layer 2 writes to Ethereum in between cannot be checked: your beacon nodes give it without proofs.",
	writtenToEthereum: "On Ethereum",
	layerRooted:
		"It is proved under a root on Ethereum that orders may rest on. How far that root itself can still be disputed, the screen of the layer 2 says.",
	underARoot: "Under a root",
	aNodeClaimsNothingIsProved: (claimedWords: string) =>
		`A node claims: ${claimedWords}. Nothing is proved yet.`,
	provenOnL1TheProofHas:
		"Proven on L1. The proof has not been checked again here yet.",
	provenOnL1AndTheProof:
		"Proven on L1, and the proof was checked again here. It cannot be undone.",
	proven: "proven",
	rechecked: "rechecked",
	anOrdinaryAccountItRunsNo: "An ordinary account. It runs no code.",
	aContractItsCodeRunsWhen: "A contract. Its code runs when the money arrives.",
	anAddressThatWasNeverUsed:
		"An address that was never used on this chain. Check it twice.",
	anAccountThatRunsCodeIt:
		"An account that runs code it was given. That code can change.",
	notAskedYet: "not asked yet",
	hasAnsweredTruthfullySoFar: "has answered truthfully so far",
	doesNotAnswer: "does not answer",
	setAside: "set aside",
	beacon: "Beacon",
	execution: "Execution",
	relay: "Relay",
	startingPoint: "Starting point",
	ofSigned: (signed: string, what: string) => `${signed} of ${what} signed`,
	coinOfChain: (chainId: number) => `coin of chain ${chainId}`,
	chain: (chainId: number) => `chain ${chainId}`,
	provedAgoNotSince: (ago: string) => `proved ${ago} ago, not since`,
	lastProvedAgoBeingCheckedAgain: (ago: string) =>
		`last proved ${ago} ago, being checked again`,
	nobodyHasAnswered: "Nobody has answered",
	noBeaconEndpointHasAnswered: "No beacon endpoint has answered",
	noExecutionEndpointHasAnswered: "No execution endpoint has answered",
	since: (silentWho: string, sinceMs: string) =>
		`${silentWho} since ${sinceMs}`,
	noNewHeaderHasCome: "No new header has come",
	noNewHeaderSince: (timeS: string) => `No new header since ${timeS}`,
	noNewHeader: "No new header",
	nobodyAnswers: "Nobody answers",
	noEndpointAnswers: (who: string): string => `No ${who} endpoint answers`,
	mostLikelyThisComputerIsOffline:
		"Most likely this computer is offline. Your money is where it was: it is kept on the chain, not here.",
	mostLikelyTheyAreDownOr:
		"Most likely they are down or refuse this computer, for the others answer. Your money is where it was.",
	yourEndpointsStoppedAnsweringCheck:
		"Your endpoints stopped answering. Check your connection, then retry.",
	states: {
		waiting: "waiting",
		signed: "signed",
		sent: "sent",
		included: "included",
		final: "final",
		refused: "refused",
		lost: "lost",
		over: "over",
	},
};
