// A call of a contract: what it asks for, what leaves, what is foretold, in English.

export const callEn = {
	byTheEngine: (amount: string) =>
		`By what the engine says of this token: ${amount}`,
	smallestUnits: (amount: string) => `${amount} smallest units`,
	sendOfThisTokenTo: (amount: string, to: string) =>
		`Send ${amount} of this token to ${to}.`,
	moveOfThisTokenOrNumber: (
		amount: string,
		amount2: string,
		from: string,
		to: string,
	) =>
		`Move ${amount} of this token, or number ${amount2} of this collection, from ${from} to ${to}.`,
	letTakeUpToOfThis: (spender: string, amount: string, amount2: string) =>
		`Let ${spender} take up to ${amount} of this token, or number ${amount2} of this collection.`,
	letTakeAllOfThis: (spender: string, id: string) =>
		`Let ${spender} take as much of this token as it likes, without limit, or number ${id} if this is a collection.`,
	letTakeOfThisTokenMore: (spender: string, amount: string) =>
		`Let ${spender} take ${amount} of this token more than before.`,
	letTakeOfThisTokenLess: (spender: string, amount: string) =>
		`Let ${spender} take ${amount} of this token less than before.`,
	letTakeUpToOfThis2: (spender: string, amount: string, owner: string) =>
		`Let ${spender} take up to ${amount} of this token from ${owner}, by a signature.`,
	sendNumberOfThisCollectionFrom: (id: string, from: string, to: string) =>
		`Send number ${id} of this collection from ${from} to ${to}.`,
	sendFromTo: (what: string, from: string, to: string) =>
		`Send ${what} from ${from} to ${to}.`,
	ofNumber: (amount: string, id: string) => `${amount} of number ${id}`,
	letTakeEverythingOfThisCollection: (operator: string) =>
		`Let ${operator} take everything of this collection.`,
	letTakeNothingOfThisCollection: (operator: string) =>
		`Let ${operator} take nothing of this collection any more.`,
	payTheCoinInWhichShould:
		"Pay the coin in, which should give you this token for it.",
	giveBackOfThisTokenWhich: (amount: string) =>
		`Give back ${amount} of this token, which should pay you the coin.`,
	leaveForYourAccountOnEthereum: (to: string) =>
		`Withdraw the coin from this chain to your own account ${to} on Ethereum.`,
	letTakeUpToOfThrough: (
		spender: string,
		amount: string,
		token: string,
		expiresS: string,
	) =>
		`Let ${spender} take up to ${amount} of ${token} through Permit2${expiresS}.`,
	moveOfFromToThroughPermit2: (
		amount: string,
		token: string,
		from: string,
		to: string,
	) => `Move ${amount} of ${token} from ${from} to ${to}, through Permit2.`,
	letTakeNothingOfThroughPermit2: (spender: string, token: string) =>
		`Let ${spender} take nothing of ${token} through Permit2 any more.`,
	somethingThatThisWalletCannotRead: "Something that this wallet cannot read.",
	somethingThatThisWalletCannotRead2: (selector: string) =>
		`Something that this wallet cannot read (${selector}). It can ask for anything the contract honours.`,
	inThisBlockAlone: ", in this block alone",
	forEver: ", for ever",
	until: (at: string) => ` until ${at}`,
	mayTakeNothingAnyMore: "may take nothing any more",
	mayTakeNumber: (id: string) => `may take number ${id}`,
	mayTakeEverythingNowAndLater:
		"may take everything, now and later, without asking again,",
	mayTakeAllThereEverIs: "may take all there ever is, without asking again,",
	some: "some",
	mayTakeMore: (much: string) => `may take ${much} more`,
	mayTakeUpTo: (much: string) => `may take up to ${much}`,
	howMuchThatIsIsNot: "How much that is, is not proved; ",
	youHold: (balance: string) => `You hold ${balance}; `,
	moreThanTheYouHold: (balance: string) =>
		`More than the ${balance} you hold; `,
	thatIsAllYouHold: "That is all you hold; ",
	ofTheYouHold: (share: string, balance: string) =>
		`${share} % of the ${balance} you hold; `,
	smallestUnitsOf: (amount: string, token: string) =>
		`${amount} smallest units of ${token}`,
	of: (amount: string) => `${amount} of `,
	numberOf: (many: string, id: string, token: string) =>
		`${many}number ${id} of ${token}`,
	wouldLeaveTo: (what: string, to: string) => `${what} would leave, to ${to}.`,
	wouldArrive: (what: string) => `${what} would arrive.`,
	aContractWouldBeCreatedAt: (address: string) =>
		`A contract would be created at ${address}.`,
	wouldRunOtherCode: (account: string) => `${account} would run other code.`,
	all: "all",
	none: "none",
	couldTakeOfYourFromThen: (operator: string, much: string, token: string) =>
		`${operator} could take ${much} of your ${token} from then on.`,
	couldTakeNumberOfFromThen: (spender: string, id: string, token: string) =>
		`${spender} could take number ${id} of ${token} from then on.`,
	couldTakeNothingOfAnyMore: (spender: string, token: string) =>
		`${spender} could take nothing of ${token} any more.`,
	couldTakeFromThenOn: (spender: string, asset: string) =>
		`${spender} could take ${asset} from then on.`,
	whatItAsksFor: "What it asks for",
	severalCallsInOneIfThe:
		"Several calls in one, if the contract runs each of them:",
	ofTheContract: "of the contract",
	hashOfItsCodeProved: "Hash of its code, proved:",
	codeHash: "code hash",
	bytesOfCallData: (dataCount: string) => `${dataCount} bytes of call data:`,
	callData: "call data",
	asTheCallSays: "as the call says",
	theCallGoesToThisTokens:
		"the call goes to this token's own contract, which can do anything with it",
	aContractThatRunsHasAn: "a contract that runs has an allowance of yours",
	aContractThatRunsMayHave:
		"a contract that runs may have an allowance of yours",
	zeroIsProvedInTheSlots:
		"zero is proved in the slots that the engine names for the allowances of the contracts that it says run",
	allYouHave: "All you have",
	nothing: "Nothing",
	ofTheToken: "of the token",
	leavesAtMostCheckedByThe: "Leaves at most, checked by the signer",
	forTheFeeNoneGoesWith: "for the fee; none goes with the call",
	withTheCallAndTheFee: "with the call, and the fee",
	number: (id: string) => `Number ${id}`,
	ofIt: (amount: string) => `, ${amount} of it,`,
	ofTheCollection: "of the collection",
	ifItIsOne: ", if it is one",
	otherTokensWereNotLookedAt:
		"Other tokens were not looked at. Of those, a contract that runs can take what you allowed it before.",
	whatItAllowsLater: "What it allows later",
	thePartOfTheCallThat:
		"The part of the call that this wallet can read allows nobody anything.",
	of2: "of",
	wouldHappenTheEnginesWordNot:
		"Would happen: the engine's word, not checked by the signer",
	nothingOfYoursWouldMoveAnd:
		"Nothing of yours would move, and nothing would arrive.",
	aTokenSaysOtherThingsOf:
		"A token says other things of this call than its balances show.",
	ifItIsMinedAtOnce:
		"If it is mined at once, another result is foretold than this one, which is for the last minute it can wait.",
	triedOnBlockOnThisDevice: (blockNumber: string) =>
		`Tried on block ${blockNumber}, on this device. What arrives in the end can be less, unless the call itself sets a least amount.`,
	smallestUnitsAlone: "smallest units",
};
