// A call of a contract: what it asks for, what leaves, what is foretold, in German.

import type { ScreenWords } from "./en.ts";

export const callDe: ScreenWords["call"] = {
	byTheEngine: (amount) =>
		`Nach dem, was die Engine über diesen Token sagt: ${amount}`,
	smallestUnits: (amount) => `${amount} kleinste Einheiten`,
	sendOfThisTokenTo: (amount, to) => `${amount} dieses Tokens an ${to} senden.`,
	moveOfThisTokenOrNumber: (amount, amount2, from, to) =>
		`${amount} dieses Tokens, oder Nummer ${amount2} dieser Sammlung, von ${from} an ${to} bewegen.`,
	letTakeUpToOfThis: (spender, amount, amount2) =>
		`${spender} bis zu ${amount} dieses Tokens nehmen lassen, oder Nummer ${amount2} dieser Sammlung.`,
	letTakeAllOfThis: (spender, id) =>
		`${spender} von diesem Token nehmen lassen, so viel er will, ohne Grenze, oder Nummer ${id}, falls es eine Sammlung ist.`,
	letTakeOfThisTokenMore: (spender, amount) =>
		`${spender} um ${amount} mehr von diesem Token nehmen lassen als bisher.`,
	letTakeOfThisTokenLess: (spender, amount) =>
		`${spender} um ${amount} weniger von diesem Token nehmen lassen als bisher.`,
	letTakeUpToOfThis2: (spender, amount, owner) =>
		`${spender} bis zu ${amount} dieses Tokens von ${owner} nehmen lassen, durch eine Unterschrift.`,
	sendNumberOfThisCollectionFrom: (id, from, to) =>
		`Nummer ${id} dieser Sammlung von ${from} an ${to} senden.`,
	sendFromTo: (what, from, to) => `${what} von ${from} an ${to} senden.`,
	ofNumber: (amount, id) => `${amount} von Nummer ${id}`,
	letTakeEverythingOfThisCollection: (operator) =>
		`${operator} alles aus dieser Sammlung nehmen lassen.`,
	letTakeNothingOfThisCollection: (operator) =>
		`${operator} nichts mehr aus dieser Sammlung nehmen lassen.`,
	payTheCoinInWhichShould:
		"Die Münze einzahlen, wofür du diesen Token bekommen sollst.",
	giveBackOfThisTokenWhich: (amount) =>
		`${amount} dieses Tokens zurückgeben, wofür du die Münze bekommen sollst.`,
	leaveForYourAccountOnEthereum: (to) =>
		`Die Münze dieser Kette an dein eigenes Konto ${to} auf Ethereum auszahlen.`,
	letTakeUpToOfThrough: (spender, amount, token, expiresS) =>
		`${spender} über Permit2 bis zu ${amount} von ${token} nehmen lassen${expiresS}.`,
	moveOfFromToThroughPermit2: (amount, token, from, to) =>
		`${amount} von ${token} über Permit2 von ${from} an ${to} bewegen.`,
	letTakeNothingOfThroughPermit2: (spender, token) =>
		`${spender} über Permit2 nichts mehr von ${token} nehmen lassen.`,
	somethingThatThisWalletCannotRead:
		"Etwas, das diese Wallet nicht lesen kann.",
	somethingThatThisWalletCannotRead2: (selector) =>
		`Etwas, das diese Wallet nicht lesen kann (${selector}). Es kann alles verlangen, was der Vertrag gelten lässt.`,
	inThisBlockAlone: ", nur in diesem Block",
	forEver: ", für immer",
	until: (at) => ` bis ${at}`,
	mayTakeNothingAnyMore: "darf nichts mehr nehmen",
	mayTakeNumber: (id) => `darf Nummer ${id} nehmen`,
	mayTakeEverythingNowAndLater:
		"darf alles nehmen, jetzt und später, ohne noch einmal zu fragen,",
	mayTakeAllThereEverIs:
		"darf alles nehmen, was es gibt, ohne noch einmal zu fragen,",
	some: "etwas",
	mayTakeMore: (much) => `darf ${much} mehr nehmen`,
	mayTakeUpTo: (much) => `darf bis zu ${much} nehmen`,
	howMuchThatIsIsNot: "Wie viel das ist, ist nicht bewiesen; ",
	youHold: (balance) => `Du hast ${balance}; `,
	moreThanTheYouHold: (balance) => `Mehr als die ${balance}, die du hast; `,
	thatIsAllYouHold: "Das ist alles, was du hast; ",
	ofTheYouHold: (share, balance) => `${share} % der ${balance}, die du hast; `,
	smallestUnitsOf: (amount, token) =>
		`${amount} kleinste Einheiten von ${token}`,
	of: (amount) => `${amount} von `,
	numberOf: (many, id, token) => `${many}Nummer ${id} von ${token}`,
	wouldLeaveTo: (what, to) => `Weg ginge ${what}, an ${to}.`,
	wouldArrive: (what) => `Ankommen würde ${what}.`,
	aContractWouldBeCreatedAt: (address) =>
		`Unter ${address} würde ein Vertrag erschaffen.`,
	wouldRunOtherCode: (account) => `${account} würde anderen Code ausführen.`,
	all: "alles",
	none: "nichts",
	couldTakeOfYourFromThen: (operator, much, token) =>
		`${operator} könnte von da an ${much} von deinen ${token} nehmen.`,
	couldTakeNumberOfFromThen: (spender, id, token) =>
		`${spender} könnte von da an Nummer ${id} von ${token} nehmen.`,
	couldTakeNothingOfAnyMore: (spender, token) =>
		`${spender} könnte nichts mehr von ${token} nehmen.`,
	couldTakeFromThenOn: (spender, asset) =>
		`${spender} könnte von da an ${asset} nehmen.`,
	whatItAsksFor: "Was er verlangt",
	severalCallsInOneIfThe:
		"Mehrere Aufrufe in einem, wenn der Vertrag jeden davon ausführt:",
	ofTheContract: "vom Vertrag",
	hashOfItsCodeProved: "Hash seines Codes, bewiesen:",
	codeHash: "Hash des Codes",
	bytesOfCallData: (dataCount) => `${dataCount} Bytes Daten des Aufrufs:`,
	callData: "Daten des Aufrufs",
	asTheCallSays: "wie der Aufruf es sagt",
	theCallGoesToThisTokens:
		"der Aufruf geht an den eigenen Vertrag dieses Tokens, der mit ihm alles tun kann",
	aContractThatRunsHasAn:
		"ein Vertrag, der dabei läuft, hat eine Erlaubnis von dir",
	aContractThatRunsMayHave:
		"ein Vertrag, der dabei läuft, kann eine Erlaubnis von dir haben",
	zeroIsProvedInTheSlots:
		"null ist bewiesen an den Stellen, die die Engine für die Erlaubnisse der Verträge nennt, die nach ihren Worten laufen",
	allYouHave: "Alles, was du hast,",
	nothing: "Nichts",
	ofTheToken: "vom Token",
	leavesAtMostCheckedByThe: "Geht höchstens weg, vom Signierer geprüft",
	forTheFeeNoneGoesWith: "für die Gebühr; mit dem Aufruf geht nichts",
	withTheCallAndTheFee: "mit dem Aufruf, und die Gebühr",
	number: (id) => `Nummer ${id}`,
	ofIt: (amount) => `, ${amount} davon,`,
	ofTheCollection: "aus der Sammlung",
	ifItIsOne: ", falls es eine ist",
	otherTokensWereNotLookedAt:
		"Nach anderen Token wurde nicht gesehen. Von ihnen kann ein Vertrag, der dabei läuft, nehmen, was du ihm früher erlaubt hast.",
	whatItAllowsLater: "Was er für später erlaubt",
	thePartOfTheCallThat:
		"Der Teil des Aufrufs, den diese Wallet lesen kann, erlaubt niemandem etwas.",
	of2: "von",
	wouldHappenTheEnginesWordNot:
		"Würde geschehen: das Wort der Engine, vom Signierer nicht geprüft",
	nothingOfYoursWouldMoveAnd:
		"Nichts von dir würde sich bewegen, und nichts würde ankommen.",
	aTokenSaysOtherThingsOf:
		"Ein Token sagt über diesen Aufruf etwas anderes, als seine Guthaben zeigen.",
	ifItIsMinedAtOnce:
		"Kommt er sofort in einen Block, ist ein anderes Ergebnis vorhergesagt als dieses, das für die letzte Minute gilt, in der er noch warten kann.",
	triedOnBlockOnThisDevice: (blockNumber) =>
		`Ausprobiert auf Block ${blockNumber}, auf diesem Gerät. Am Ende kann weniger ankommen, wenn der Aufruf selbst keinen Mindestbetrag setzt.`,
	smallestUnitsAlone: "kleinste Einheiten",
};
