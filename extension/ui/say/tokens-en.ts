// The tokens on the list, in English.

export const tokensEn = {
	theContractAnswered: "The contract answered.",
	theseAreItsOwnWordsAnyone:
		"These are its own words: anyone may give a token any name, so be sure of the address.",
	callsItself: "Calls itself",
	contract: "Contract",
	decimals: "Decimals",
	youHold: "You hold",
	known: "Known",
	age: "Age",
	askedAtBlock: "Asked at block",
	whatItCallsItselfIsAlmost: (title: string) =>
		`What it calls itself is almost the name of ${title}'s own coin, but it is not that coin.`,
	thisContractComputesWhatYouHold:
		"This contract computes what you hold, so the number is worked out on this device, from proved state, each time it is shown.",
	askingTheContract: "Asking the contract",
	askTheContract: "Ask the contract",
	renew: "Renew",
	add: "Add",
	addAToken: "Add a token",
	allYouNeedIsTheAddress:
		"All you need is the address of its contract. The wallet asks the contract what it is, and checks every answer on this device.",
	chain: "Chain",
	theTokensAddressOn: (title: string) => `The token's address on ${title}.`,
	thisCannotBeAddedAsA: "This cannot be added as a token.",
	itWasNotAdded: "It was not added.",
	tokensYouHold: "Tokens you hold",
	sextantDoesNotLookForTokens:
		"Sextant does not look for tokens by itself. It shows those on your list.",
	aFewTimesADaySextant:
		"A few times a day, Sextant asks the contracts of well-known tokens for your balance and proves it. A token you hold appears by itself.",
	doNotLookForTokens: "Do not look for tokens",
	lookForTokens: "Look for tokens",
	itWasNotChanged: "It was not changed.",
	on: (title: string) => `on ${title}`,
	removeFromTheList: (symbol: string) => `Remove ${symbol} from the list`,
	remove: "Remove",
	take: "Take",
	offTheList: "off the list?",
	yourTokensStayYoursWhereThey:
		"Your tokens stay yours, where they are. You can add it again.",
	removeIt: "Remove it",
	keepIt: "Keep it",
	itWasNotRemoved: "It was not removed.",
	tokens: "Tokens",
	onYourList: "On your list",
	noTokenIsOnYourList: "No token is on your list yet.",
	isOffTheList: (symbol: string) => `${symbol} is off the list.`,
	isOnTheList: (symbol: string) => `${symbol} is on the list.`,
};
