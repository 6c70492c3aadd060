// Setting up: the steps, the network, the starting point, in English.

export const setupEn = {
	chooseANetwork: "Choose a network",
	whoShouldSextantAsk: "Who should Sextant ask?",
	steps: "Steps",
	stepOf: (i: number, stepsCount: number, stepTitles: string, what: string) =>
		`Step ${i} of ${stepsCount}: ${stepTitles}${what}`,
	done: ", done",
	fixesItsPositionWithoutAsking: "fixes its position without asking anyone",
	stepOf2: (at: number, stepsCount: number) => `Step ${at} of ${stepsCount}`,
	theEngineIsNotAnswering: "The engine is not answering.",
	network: "Network",
	endpoints: "Endpoints",
	key: "Key",
	checkpoint: "Checkpoint",
	ready: "Ready",
	noAgree: (needed: number) => `No ${needed} agree.`,
	providersWereAskedAndMoreThan: (asked: number) =>
		`${asked} providers were asked, and more than half of them have to say the same.`,
	of: (agreeCount: number, asked: number) => `${agreeCount} of ${asked}`,
	agreeAreNeededMoreThanHalf: (needed: number) =>
		`agree; ${needed} are needed, more than half of those asked.`,
	agrees: "agrees",
	countedAsOneBecauseOneCompany: (shared: string) =>
		`Counted as one, because one company could answer for both: ${shared}.`,
	blockRoot: "Block root",
	blockRoot2: "block root",
	epoch: "Epoch",
	slot: "Slot",
	from: "From",
	nothingCanBeAcceptedFromThis:
		"Nothing can be accepted from this. Ask again in a few minutes, or change the providers. If you know the root from elsewhere, type it below.",
	yourEndpointsAreAskedForThe:
		"Your endpoints are asked for the root of one finalized epoch. At least three from different companies are needed, and more than half of those asked have to agree.",
	askingEachOfThem: "Asking each of them",
	askMyEndpoints: "Ask my endpoints",
	askAgain: "Ask again",
	acceptThisCheckpoint: "Accept this checkpoint",
	orYourOwn: "Or your own",
	blockRootOfAFinalizedEpoch: "Block root of a finalized epoch",
	aRootIs0xAnd64: "A root is 0x and 64 characters.",
	fromYourOwnNodeOrFrom: "From your own node, or from somebody you trust.",
	acceptMyOwnRoot: "Accept my own root",
	theSignerSealsTheCheckpointSo:
		"The signer seals the checkpoint, so it has to be unlocked first.",
	everyNumberHereFollowsFromOne:
		"Every number here follows from one block root that you accept. It is the one thing you take on trust, so take it from several sources.",
	noCheckpointWasFound: "No checkpoint was found.",
	itWasNotAccepted: "It was not accepted.",
	sextantFollowsTheHeadOfThe: "Sextant follows the head of the chain.",
	sextantWorksItsWayFromYour:
		"Sextant works its way from your checkpoint to today, committee by committee.",
	numbersAppearAsTheyAreProved: "Numbers appear as they are proved.",
	youCanCloseThisTabSyncing:
		"You can close this tab. Syncing goes on without it.",
	openTheWallet: "Open the wallet",
	fromAFileYouImported: "From a file you imported",
	aTestNetworkItsCoinsAre: "A test network. Its coins are worth nothing.",
	whereTheMoneyIs: "Where the money is",
	knownNetworks: "Known networks",
	forgetTheFileOf: (title: string) => `Forget the file of ${title}`,
	forget: "Forget",
	orFromAFile: "Or from a file",
	aNetworkFileNamesTheChains:
		"A network file names the chain's start, its forks and its rollups. You see everything it says before it is taken.",
	openANetworkFile: "Open a network file",
	thisFileIsTooLargeTo:
		"This file is too large to be a network file. It was not read.",
	theFileWasNotRead: "The file was not read.",
	import: "Import",
	itWasNotForgotten: "It was not forgotten.",
	mostPeopleWantEthereumNothing:
		"Most people want Ethereum. Nothing leaves this device yet.",
	use: (title: string | null): string => `Use ${title ?? "it"}`,
};
