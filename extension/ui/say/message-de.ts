// A message that a site asks to sign: what it allows, and what is known of it, in German.

import type { ScreenWords } from "./en.ts";

export const messageDe: ScreenWords["message"] = {
	token: (contract) => `Token ${contract}`,
	anyAmountOf: (symbol) => `beliebig viel ${symbol}`,
	itemOf: (times, item, from) => `${times}Stück ${item} von ${from}`,
	anyItemOfASetFrom: (times, from) =>
		`${times}ein beliebiges Stück einer Auswahl von ${from}`,
	unlimited: (asset) => `unbegrenzt ${asset}`,
	ofTheSmallestUnitOf: (amount, asset) =>
		`${amount} der kleinsten Einheit von ${asset}`,
	itIsUsedOnce: "sie benutzt wird, ein einziges Mal",
	theBlockInWhichItIs: "zu dem Block, in dem sie zuerst benutzt wird",
	withoutEnd: "ohne Ende",
	takeTheAllowanceBack: "Erlaubnis zurücknehmen",
	allowTokens: (grantsCount) => `${grantsCount} Token erlauben`,
	allow: (what) => `${what} erlauben`,
	allowUpTo: (what) => `Bis zu ${what} erlauben`,
	allowThisAmount: (asset) => `Diesen Betrag von ${asset} erlauben`,
	signThisText: "Diesen Text signieren",
	signTheseBytes: "Diese Bytes signieren",
	signIn: "Anmelden",
	cancelThePayment: "Zahlung widerrufen",
	signTheOrder: "Order signieren",
	signOrders: (ordersCount) => `${ordersCount} Orders signieren`,
	agreeForTheSafe: "Für den Safe zustimmen",
	signThisMessage: "Diese Nachricht signieren",
	signInTo: (origin) => `Bei ${origin} anmelden?`,
	aText: "Text",
	aSignIn: "Anmeldung",
	aMessageWithFields: "Nachricht mit Feldern",
	whoAsks: "wer fragt",
	account: "Konto",
	chain: "Chain",
	whatIsSigned: "was signiert wird",
	pays: "Zahlt",
	upTo: "Bis zu",
	token2: "Token",
	whoMayTakeIt: "Wer es nehmen darf",
	anyoneWhoHasTheSignature: "jeder, der die Unterschrift hat",
	itGoesTo: "Es geht an",
	whereverTheyWant: "wohin sie wollen",
	notBefore: "Nicht vor",
	theSignatureCountsUntil: "Die Unterschrift gilt bis",
	theyMayTakeUntil: "Sie dürfen nehmen bis",
	on: "Auf",
	itTakesBackWhatWasAllowed:
		"Sie nimmt zurück, was erlaubt war: Durch sie kann nichts mehr genommen werden.",
	itPaysOnceWithoutAskingAgain:
		"Sie zahlt, ein einziges Mal, ohne noch einmal zu fragen. Das Ausführen kostet dich keine Gebühr.",
	itLetsSomebodyTakeTokensOf:
		"Sie lässt jemanden Token dieses Kontos nehmen, ohne noch einmal zu fragen.",
	leavesAtMost: "Geht höchstens weg",
	arrivesAtLeast: "Kommt mindestens an",
	nothing: "nichts",
	goesToOthers: "Geht an andere",
	to: (asset) => `${asset} an`,
	itCountsUntil: "Sie gilt bis",
	inParts: "In Teilen",
	yesEachAtThisPrice: "ja, jeder zu diesem Preis",
	itTells: "Damit erfährt",
	thatThisAccountIsYours: "von dir, dass dieses Konto deines ist.",
	account2: "Konto",
	siteInTheMessage: "Website in der Nachricht",
	theSiteDecides: "das entscheidet die Website",
	theMessageNamesTheSameSite:
		"Die Nachricht nennt dieselbe Website, die nach dem Wort der Engine fragt, und dieses Konto.",
	itAgreesAsAnOwnerTo:
		"Sie stimmt, als Eigentümer, einer Transaktion eines Safes zu. Stimmen genug Eigentümer zu, kann sie ausgeführt werden.",
	safe: "Safe",
	allOfThemOrNone: (count) =>
		`Der Safe tut ${count} Dinge, eines nach dem anderen: alle oder keines.`,
	itAgreesThatTheSafeSays:
		"Sie stimmt, als Eigentümer, zu, dass der Safe dies sagt:",
	numberInTheSafe: "Nummer im Safe",
	itLetsWhoeverFillsItTake: (standard) =>
		`Wer sie ausführt, darf nehmen, was weggeht, gegen das, was ankommt, nach ${standard}.`,
	itTakesBackAPaymentThat:
		"Sie widerruft eine Zahlung, die du mit einer Unterschrift erlaubt hattest, beim Token",
	itSaysInTheNameOf:
		"Sie sagt im Namen dieses Kontos den Text unten. Was daraus folgt, entscheidet die Website.",
	whatFollowsFromItIsNot:
		"Was daraus folgt, ist hier nicht bekannt. Das entscheiden die Website und ihre Verträge.",
	whatItDoes: "Was sie tut",
	itSendsNoTransactionCostsNo:
		"Sie sendet keine Transaktion, kostet keine Gebühr, bewegt nichts und erlaubt niemandem, etwas zu nehmen.",
	itSendsNoTransactionAndCosts:
		"Sie sendet keine Transaktion und kostet keine Gebühr. Manche Dienste handeln nach Texten, die Menschen signieren: Lies, was darin steht.",
	itSendsNoTransactionNowAnd:
		"Sie sendet jetzt keine Transaktion und kostet keine Gebühr. Was sie erlaubt, geschieht später, ohne dich.",
	whatItDoesNot: "Was sie nicht tut",
	whatToLookAt: "Worauf du achten solltest",
	name: "Name",
	version: "Version",
	contract: "Vertrag",
	salt: "Salt",
	itIsBoundTo: "Sie ist gebunden an:",
	everyFieldOf: "Jedes Feld von",
	allOfItWordForWord: "Alles davon, Wort für Wort",
	empty: "(leer)",
	hashThatIsSigned: "Hash, der signiert wird:",
	hash: "Hash",
	whatItRestsOn: "Worauf sie sich stützt",
	theSignerReadTheMessageItself: (steps, headSlot) =>
		`Der Signierer hat die Nachricht selbst gelesen und seine Uhr mit Ethereum verglichen: Er hat ${steps} Schritte geprüft, vom Checkpoint, den du angenommen hast, bis zum Slot ${headSlot},`,
	checkpoint: "Checkpoint:",
	checkpointRoot: "Wurzel des Checkpoints",
	refuse: "Ablehnen",
	checkingAgain: "Wird noch einmal geprüft",
	nothingIsSignedNow: "Gerade wird nichts signiert.",
	thenNothingOfThisMessageIs: "Dann wird von dieser Nachricht nichts signiert.",
	doNotSignThis: "Signiere das nicht",
	engineAndSignerDisagree: "Engine und Signierer sind sich nicht einig",
	theMessageIsNotWhatThe:
		"Die Nachricht ist nicht die, die der Signierer bekommen hat.",
	somePartOfThisWalletIs:
		"Ein Teil dieser Wallet ist kaputt oder wurde verändert. Deshalb gibt es hier keinen Knopf zum Signieren.",
	whereTheyDiffer: "Worin sie sich unterscheiden",
	engine: (engine) => `Engine: ${engine}`,
	signer: (signer) => `Signierer: ${signer}`,
	signed: "Signiert",
	done: "Fertig",
	hasYourSignature: "hat deine Unterschrift.",
	itStandsUnderSignedMessagesWith:
		"Sie steht unter den signierten Nachrichten, mit einer Quittung, die du sichern kannst.",
	message: "Nachricht",
	unlockToDecide: "Zum Entscheiden entsperren",
	askingTheSignerWhatItHas: "Der Signierer wird gefragt, was er gelesen hat.",
	theSignerDoesNotHoldThis:
		"Der Signierer hat diese Nachricht nicht. Er prüft sie gerade, oder er hat sie abgelehnt.",
	aMessageIsWaitingOnceUnlocked:
		"Eine Nachricht wartet. Sobald entsperrt ist, zeigt der Signierer, was darin steht.",
	askedYouToSignAMessage: "hat dich gebeten, eine Nachricht zu signieren.",
	lookAgain: "Noch einmal ansehen",
	refuseTheMessage: "Nachricht ablehnen",
};
