// Who may see what: the sites that are connected, refused or blocked, in English.

export const sitesEn = {
	knowsAccount: "knows account",
	mayAskTheBalanceOf: "may ask the balance of",
	blockedItSeesNothingAndMay:
		"blocked: it sees nothing and may ask you nothing",
	youRefusedItRecentlyItMay:
		"you refused it recently: it may not ask again yet",
	takeBack: "Take back",
	takeBackFrom: (account: string, origin: string) =>
		`Take back: ${account} from ${origin}`,
	usedJustNow: "used within the last minutes",
	lastUsed: (duration: string) => `last used ${duration} ago`,
	unblock: "Unblock",
	unblock2: (origin: string) => `Unblock ${origin}`,
	letItAsk: "Let it ask",
	letItAskFor: (origin: string): string => `Let it ask: ${origin}`,
	forget: "Forget",
	forget2: (origin: string) => `Forget ${origin}`,
	block: (origin: string) => `Block ${origin}`,
	block2: "Block",
	readingTheList: "Reading the list.",
	noSiteMaySeeAnything: "No site may see anything.",
	aSiteSeesWhatIsListed:
		"A site sees what is listed here and nothing else. No site can move anything.",
};
