// What checked code names in words of its own, in English: what an order rests on, what a network file is about.

export const namedEn = {
	"Your nonce and balance": "Your nonce and balance",
	"The recipient": "The recipient",
	"The base fee": "The base fee",
	"The root on Ethereum": "The root on Ethereum",
	"The numbers of the fee": "The numbers of the fee",
	"The Safe": "The Safe",
	"The other Safe": "The other Safe",
	"The recipient's code": "The recipient's code",
	"The contract": "The contract",
	"Its code": "Its code",
	"The code behind it": "The code behind it",
	"The recipient's account and key": "The recipient's account and key",
	"What it runs now": "What it runs now",
	"What it would run": "What it would run",
	"The root, rechecked": "The root, rechecked",
	"Fields this release has no words for":
		"Fields this release has no words for",
	"Which chain it is": "Which chain it is",
	"Contracts, and the code they run": "Contracts, and the code they run",
	"Programs and keys by which proofs are checked":
		"Programs and keys by which proofs are checked",
	"Rules of Ethereum there": "Rules of Ethereum there",
	"Where values lie in contracts": "Where values lie in contracts",
	"What is believed, and how old it may be":
		"What is believed, and how old it may be",
	"Delays, deadlines and bonds": "Delays, deadlines and bonds",
	"Who can change the contracts": "Who can change the contracts",
	"When it is called late": "When it is called late",
	"Coins and tokens": "Coins and tokens",
	"Names and words on screen": "Names and words on screen",
};
