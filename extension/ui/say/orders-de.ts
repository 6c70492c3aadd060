// The orders: what waits, what was sent, sending and replacing, in German.

import type { ScreenWords } from "./en.ts";

export const ordersDe: ScreenWords["orders"] = {
	reviewAsks: (origin, says) => `Ansehen: ${origin} fragt. ${says}`,
	review: "Ansehen",
	reviewAStepOfLeaving: (title, from) =>
		`Ansehen: ${title}, ein Schritt auf dem Weg aus ${from}`,
	aStepOfLeaving: "ein Schritt auf dem Weg aus",
	reviewTheOrderTo: (to) => `Den Auftrag an ${to} ansehen`,
	yourOrder: "Dein Auftrag",
	aContractCallWith: "ein Aufruf eines Vertrags mit ",
	to: "an",
	waitingForYou: "Wartet auf dich",
	leaving: "Ausstiege",
	allExits: (count) => `Alle ${count} Ausstiege`,
	all: (sortedCount) => `Alle ${sortedCount}`,
	done: "Fertig",
	oneOfYourPaymentsIsStill:
		"Eine deiner Zahlungen wartet noch auf deine Entscheidung.",
	aStepOfYourExitIs:
		"Ein Schritt deines Ausstiegs wartet noch auf deine Entscheidung.",
	aNewOrderCanBeMade:
		"Ein neuer Auftrag geht erst, wenn dieser entschieden ist. Sieh ihn an, oder verwirf ihn: Dann wird nichts davon signiert. Was du hier tippst, bleibt stehen.",
	itWasNotDropped: "Er wurde nicht verworfen.",
	dropIt: "Verwerfen",
	orderTo: (to, state) => `Auftrag an ${to}, ${state}`,
	contractCall: "Aufruf eines Vertrags",
	send: "Zahlung",
	aStepOfAnExit: (title, state) =>
		`${title}, ein Schritt eines Ausstiegs, ${state}`,
	aStepOfLeavingAnL2: "ein Schritt auf dem Weg aus einer L2",
	aStepOfAnExitBy: (title, chain) =>
		`${title}: ein Schritt eines Ausstiegs, durch einen Aufruf auf ${chain} an`,
	callTheContract: "Aufruf des Vertrags",
	onWith: (chain) => `auf ${chain}, mit`,
	sendOn: "Zahlung:",
	onTo: (chain) => `auf ${chain} an`,
	transactionHash: "Hash der Transaktion",
	signedMessage: "signierte Nachricht",
	amount: "Betrag",
	goesWithTheCall: "Geht mit dem Aufruf",
	contract: "Vertrag",
	to2: "An",
	on: "Auf",
	transactionNumber: "Transaktionsnummer",
	fromAccountToAccount: "Von Konto, an Konto",
	toKey: "An Schlüssel",
	recipientsKey: "Schlüssel des Empfängers",
	feeAtMost: "Gebühr höchstens",
	madeAt: "Erstellt",
	hash: "Hash",
	signedMessage2: "Signierte Nachricht",
	block: "Block",
	provedAfterBatch: "Bewiesen nach Batch",
	itIsInABlockBut:
		"Er ist in einem Block, aber sein Aufruf ist misslungen. Die Gebühr ist ausgegeben, der Betrag nicht.",
	order: "Auftrag",
	yours: "deiner",
	leaving2: (view) => `Ausstieg aus ${view}`,
	exportReceipt: "Quittung sichern",
	putAway: "Weglegen",
	itWasNotPutAway: "Er wurde nicht weggelegt.",
	theReceiptWasNotSaved: "Die Quittung wurde nicht gesichert.",
	thereIsNoSuchOrder: "Diesen Auftrag gibt es nicht.",
	newOrder: "Neuer Auftrag",
	oneOlderOrderIsNotShown:
		"Ein älterer Auftrag ist hier nicht gezeigt. Er ist auf diesem Gerät aufbewahrt.",
	olderOrdersAreNotShownHere: (older) =>
		`${older} ältere Aufträge sind hier nicht gezeigt. Sie sind auf diesem Gerät aufbewahrt.`,
	orders: "Aufträge",
	allOfThemOpenOnesFirst: "Alle, offene zuerst",
	openOnesFirstThenTheNewest: "Offene zuerst, dann die neuesten",
	gaveTheBytesThatFailed: "hat die Bytes geliefert, die nicht stimmten.",
	nobodyNoAnswerCame: "Niemand. Es kam keine Antwort.",
	nobodyTooMuchWasAskedAt: "Niemand. Es wurde zu viel auf einmal gefragt.",
	weAreThisIsAMistake: "Wir. Das ist ein Fehler in Sextant.",
	nobodyARuleOfThisWallet: "Niemand. Eine Regel dieser Wallet hat Nein gesagt.",
	notDone: "Nicht getan",
	noAnswer: "Keine Antwort",
	nothingWasSigned: "nichts wurde signiert",
	lookAtYourOrdersBeforeYou:
		"sieh nach deinen Aufträgen, bevor du es noch einmal versuchst",
	endpoints: "Endpunkte",
	back: "Zurück",
	whatWasAsked: "Was verlangt war",
	whatFailed: "Was misslungen ist",
	whoIsToBlame: "Wer schuld ist",
	whatToDoNow: "Was jetzt zu tun ist",
	anotherTakesItsPlace: "Ein anderer nimmt seinen Platz ein",
	atMostOneOfBothIs:
		"Höchstens einer von beiden wird ausgeführt. Den ersten kann niemand von dort zurückholen, wohin er gesendet wurde.",
	showTheOther: "Den anderen zeigen",
	stillWaitingForABlock: "Wartet noch auf einen Block",
	anotherOrderCanTakeItsPlace:
		"Ein anderer Auftrag kann für eine höhere Gebühr seinen Platz einnehmen. Höchstens einer von beiden wird ausgeführt, und es kann immer noch dieser sein.",
	theOtherOrderWasNotMade: "Der andere Auftrag wurde nicht gemacht.",
	speedUpTheSameAgainFor:
		"Beschleunigen: noch einmal dasselbe, für eine Gebühr von bis zu",
	cancelNothingInItsPlaceFor:
		"Abbrechen: nichts an seiner Stelle, für eine Gebühr von bis zu",
	speedUp: "Beschleunigen",
	cancelIt: "Abbrechen",
	askingAgain: "Wird noch einmal gefragt",
	retry: "Noch einmal",
	theMostThatCanBeSent: (recipient) =>
		`Das Meiste, was an ${recipient} gesendet werden kann.`,
	sendOnTo: (amount, symbol, title) =>
		`Zahlung: ${amount} ${symbol} auf ${title} an`,
	changeIt: "Ändern",
	reviewIt: "Ansehen",
	provingWhatItNeeds: "Es wird bewiesen, was er braucht",
	makeTheOrder: "Auftrag machen",
	noNewOrdersOn: (title, says) => `Keine neuen Aufträge auf ${title}. ${says}`,
	theL1AddressOfSomebodyWho:
		"Die L1-Adresse von jemandem, der auf diesem Rollup ein Konto hat.",
	anAddress0xAnd40Characters:
		"Eine Adresse, 0x und 40 Zeichen, oder ein Name wie alice.eth.",
	aCollectible: "Ein Sammlerstück (NFT) …",
	what: "Was",
	theFeeIsPaidIn: (symbol) => `Die Gebühr wird in ${symbol} bezahlt.`,
	andTheFeeIn: (value, symbol, symbol2) =>
		`${value} ${symbol}, und die Gebühr in ${symbol2}`,
	thereIsNoFeeOnThis: "Auf diesem Rollup gibt es keine Gebühr.",
	theFeeComesOnTopMax: "Die Gebühr kommt dazu. Max lässt Platz dafür.",
	noFee: "keine Gebühr",
	andTheFeeOnTop: "und dazu die Gebühr",
	amountIn: (symbol) => `Betrag in ${symbol}`,
	sendTheMostThatCanBe: "Max: so viel senden, wie gesendet werden kann",
	max: "Max",
	provedOn: (title) => `Bewiesen auf ${title}`,
	ofItAreUnderWay: "davon sind unterwegs.",
	fromNothingCanBeSentYet: (what) =>
		`Von ${what} kann noch nichts gesendet werden, weil sich Transaktionsnummer und Gebühr dort nicht beweisen lassen.`,
	nonceBalanceAndTheRecipients:
		"Transaktionsnummer, Guthaben und das Konto des Empfängers werden bewiesen, und der Gültigkeitsbeweis des Rollups wird noch einmal geprüft, bevor du den Auftrag siehst. Du entscheidest auf dem nächsten Bildschirm.",
	onLayer2:
		"Nonce, Guthaben, Empfänger und was die Kette nimmt, sind unter ihrer neuesten Wurzel auf Ethereum bewiesen; die ist Stunden alt. Der Signierer prüft das alles noch einmal, bevor du entscheidest.",
	nonceBalanceRecipientAndFeeAre:
		"Transaktionsnummer, Guthaben, Empfänger und Gebühr werden für den Auftrag bewiesen, bevor du ihn siehst. Du entscheidest auf dem nächsten Bildschirm.",
	send2: "Senden",
	yourBalanceIsStillBeingChecked: "Dein Guthaben wird noch geprüft.",
	youCanSendAsSoonAs:
		"Du kannst senden, sobald auf dem ersten Bildschirm eine Zahl steht.",
	from: (title) => `von ${title}`,
	onePayment: "eine Zahlung",
	from2: "Von",
	orMore: "oder mehr.",
};
