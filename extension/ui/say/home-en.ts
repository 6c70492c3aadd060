// The three places: assets, activity, sites. In English.

const plural = (count: number, one: string): string =>
	`${count} ${one}${count === 1 ? "" : "s"}`;

export const homeEn = {
	places: "Places",
	assets: "Assets",
	activity: "Activity",
	sites: "Sites",
	settings: "Settings",
	waiting: (count: number) => `${count} waiting for you`,
	nothingHappened:
		"Nothing yet. What you send and what you sign will stand here, with its way to being final.",

	grades: {
		final: "Final",
		signed: "Signed – not final yet",
		rechecked: "Proof checked here",
		settled: "Settled",
		proposed: "Proposed – not settled on Ethereum yet",
		claimed: "Not proved",
		development: "Development proof, shows nothing",
		tee: "Signed by a TEE, not settled",
		named: "Contract not asked",
		computed: "computed here",
		notFinal: "Ethereum not final yet",
	},
	stopped: "Stopped: its proof failed here",
	notAgain: "Not checked again yet",
	noAmount: (symbol: string) => `no proved amount of ${symbol}`,
	reasons: "Show the reasons behind this number",
	chains: (count: number) => plural(count, "chain"),
	byChain: (symbol: string) => `${symbol} by chain`,
	oldest: (age: string) => `oldest ${age} ago`,
	lastProved: (age: string) => `last proved ${age} ago`,
	aside: (count: number) =>
		count === 1
			? "One token is set aside: it is called like a known one and is another."
			: `${count} tokens are set aside: they are called like known ones and are others.`,
	asideShow: "Show",
	asideHide: "Hide",
	asideList: "Tokens that are called like others",
	impostor: (symbol: string) =>
		`Not the ${symbol} this wallet knows. Its contract only calls itself so.`,
	missing: (count: number) =>
		`${plural(count, "chain")} not proved, so not counted`,
	oldChains: (count: number) => `${plural(count, "chain")} not checked since`,
	stoppedChains: (count: number) =>
		`${plural(count, "chain")} stopped, so not counted`,
	warned: (count: number) => `${plural(count, "chain")} with a warning`,
	leave: (chain: string) => `Leave ${chain}`,
	aliveOf: (chain: string) => `${chain}: `,
	showMore: ". Show more.",
	noOrders: "No new orders here.",
	whatHappened: "What happened, and the evidence",
	troubles: "Chains with trouble",

	proved: (age: string) => `Proved, the oldest part ${age} ago`,
	provedOne: (age: string) => `Proved ${age} ago`,
	sumLast: (age: string) =>
		`Last proved ${age} ago. Grey until it is checked again.`,
	sumOld: (age: string) => `Proved ${age} ago, not checked since.`,
	sumNone: "Nothing is proved yet, so there is no number to show.",
	notSettled: "not settled yet",
	receive: "Receive",
	send: "Send",
	sendWatched: "Send: not from a watched account",
	assetList: "Assets",
	nothingProved: "nothing proved yet",
	meanwhile:
		"Numbers appear here as they are proved. Meanwhile you can receive: your address is ready.",
	olderView: "This is an older view.",
	engineSilent: "The engine is not answering. It is being asked again.",
	leftOut: "Not everything can be shown.",
	setAside: (name: string) => `Set aside: ${name} gave a wrong answer.`,
	setAsideMany: (count: number) =>
		`Set aside: ${count} endpoints gave wrong answers.`,
	caught: "It was caught; nothing you see rests on it.",
	notAskedAgain: "It was not asked again.",
	askOneAgain: (name: string) => `Ask again: ${name}`,
	askAllAgain: (count: number) => `Ask again: these ${count}`,
	askAgain: "Ask again",
	endpoints: "Endpoints",
	endpointMissing: "An endpoint is missing.",
	withoutOne:
		"Without one nothing new can be shown or sent. Your money is where it was.",
	chooseOne: "Choose one",
	underWay: "Under way",
	all: (count: number) => `All ${count}`,

	find: "Find",
	findWhat: "Search assets and pages",
	network: "Network",
	everyNetwork: "All networks",
	onlyShown: (chain: string) =>
		`Only ${chain} is shown. The sum above is of all.`,
	nothingFound: "Nothing here is called so.",
	pages: "Pages",
	pageNames: {
		receive: "Receive",
		send: "Send",
		activity: "Activity",
		sites: "Sites",
		accounts: "Accounts",
		contacts: "Address book",
		endpoints: "Endpoints",
		token: "Tokens",
		status: "How things stand",
		leave: "Leave an L2",
		settings: "Settings",
		password: "Password",
		passkeys: "Passkeys",
		diagnostics: "Diagnostics",
	},

	statusTitle: "How things stand",
	stoppedShort: "Stopped",
	newerHeaders: "Asking for newer headers",
	nothingFinal: "Nothing final yet",
	upToDate: "Up to date",
	caughtOne: "Wrong answer caught",
	trouble: (chain: string) => `Look at ${chain}`,
	showStatus: "Show how things stand",
	counts: (endpoints: number, rollups: number) =>
		rollups === 0
			? plural(endpoints, "endpoint")
			: `${plural(endpoints, "endpoint")}, ${plural(rollups, "rollup")}`,
	head: (age: string) => `head ${age}`,
	noHeader: "no header yet",
	ethereum: "Ethereum itself",
	syncMore: "The light client in full",
	whoIsAsked: "Who is asked",
	changeEndpoints: "Change endpoints",
	rollups: "Rollups",
	leaving: "Leaving, and files of exits",
	noLiveness: "nothing is known of its being alive yet",
	noAccount: "no account yet",
	watched: "watched",
	switchAccount: "Switch account",
	nothingSigned: "Nothing is signed now.",
	chooseCheckpoint: "Choose a checkpoint",
};
