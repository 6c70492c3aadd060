// The screens of an exit: choosing, beginning, following it, in German.

import type { ScreenWords } from "./en.ts";

export const exitsDe: ScreenWords["exits"] = {
	itWasNotBegun: "Er wurde nicht begonnen.",
	whatYouAskedForDoesNot:
		"Was du willst, passt nicht zu diesem Weg. Nichts wurde signiert.",
	itWasNotBegunNothingWas: "Er wurde nicht begonnen. Nichts wurde signiert.",
	whatShouldLeave: "Was soll weg?",
	amountIn: (symbol) => `Betrag in ${symbol}`,
	allOfTheProved: (symbol) => `Alle bewiesenen ${symbol}`,
	all: "Alles",
	nothingIsProvedThereNowIf:
		"Dort ist im Moment nichts bewiesen. Verlangst du mehr, als du hast, zahlt der Rollup nicht, und die Gebühr auf L1 ist verloren.",
	moreThanTheThatAreProved: (all, symbol) =>
		`Mehr als die ${all} ${symbol}, die dort bewiesen sind. Ist seitdem nichts gekommen, zahlt der Rollup nicht, und die Gebühr auf L1 ist verloren.`,
	theFeesArePaidOnEthereum:
		"Die Gebühren werden auf Ethereum bezahlt und gehen nicht davon ab.",
	moreArrivedThereAfterThatWas: (symbol, amount) =>
		`Seit dem Beweis sind dort mehr ${symbol} angekommen. Trotzdem ${amount} verlangen.`,
	provedOn: (title) => `Bewiesen auf ${title}`,
	hashOfTheTransactionOnThe: "Hash der Transaktion auf dem Rollup",
	whatItWithdrawsAndToWhom:
		"Was sie abhebt und für wen, wird daraus gelesen und bewiesen. Sie muss dieses Konto bezahlen.",
	withdrawHere: "Auszahlen, hier unterschrieben",
	withdrawHereSays:
		"Du unterschreibst eine Auszahlung an eben dieses Konto. Ihre Gebühr wird dort gezahlt, lass also ein wenig dafür übrig. Komm danach hierher zurück und mach mit ihr weiter.",
	signTheWithdrawal: "Auszahlung unterschreiben",
	insteadOfNumber: (nonce) =>
		`Anstelle deiner Transaktion Nummer ${nonce}, die dort unterwegs ist. Nimmt die Kette jene nicht an, bewirkt eine Auszahlung danach nichts; von beiden wird höchstens eine ausgeführt.`,
	signedHere: "Hier unterschrieben, und noch nicht als ausgeführt bewiesen:",
	goOnWith: (what) => `Mit ${what} weitermachen`,
	everythingTheAccountHoldsThere:
		"Alles, was das Konto dort hat, geht auf einmal weg.",
	howThisWayGoes: "Wie dieser Weg geht",
	nobodyCanSayHowLongIt: "Niemand kann sagen, wie lange es dauert.",
	itTakesAboutInAll: (duration) => `Es dauert insgesamt etwa ${duration}.`,
	eachStepYouSignPaysA:
		"Für jeden Schritt, den du signierst, zahlst du eine Gebühr auf Ethereum. Wie hoch sie höchstens ist, steht vor jeder Unterschrift. Du brauchst dort etwas Ether.",
	leaving: (title) => `${title} verlassen`,
	notNow: "Nicht jetzt",
	writingItDown: "Wird aufgeschrieben",
	beginningSignsNothingItIsWritten:
		"Das Beginnen signiert nichts. Es wird hier aufgeschrieben, und du signierst jeden Schritt, wenn er dran ist.",
	itCanBeRehearsedAllThe: (words) => `${words} Üben kannst du ihn trotzdem.`,
	rehearseIt: "Üben",
	rehearseWithASmallSum: "Mit einer kleinen Summe üben",
	leave: (title) => `${title} verlassen`,
	theWaysThereAre: "die Wege, die es gibt",
	theWaysCannotBeShownNow: "Die Wege lassen sich gerade nicht zeigen.",
	askAgain: "Noch einmal fragen",
	chain: (chainId) => `Chain ${chainId}`,
	readingFromEthereumWhichWaysAre:
		"Von Ethereum wird gelesen, welche Wege offen sind. Das dauert ein paar Sekunden.",
	noWayOutOfIsKnown: (title) =>
		`Diese Version kennt keinen Weg aus ${title} hinaus. Das heißt nicht, dass es keinen gibt, nur dass hier keiner geprüft werden kann.`,
	waysOutOf: (title) => `Wege aus ${title}`,
	keepThisFile: "Bewahre diese Datei auf.",
	withItYouCanFinishOn:
		"Mit ihr kannst du auf jedem Computer weitermachen, der deinen Schlüssel hat, auch wenn es keinen einzigen Server mehr gibt von",
	isGoneItHoldsNoKey: ". Sie enthält keinen Schlüssel.",
	youHaveSavedItsLatestVersion: "Du hast die neueste Fassung gesichert.",
	itsLatestVersionIsNotSaved:
		"Die neueste Fassung ist nicht gesichert. Sichere sie nach jedem Schritt.",
	saveExitFileOfLeaving: (chainTitle) =>
		`Ausstiegsdatei für ${chainTitle} sichern`,
	saveExitFile: "Ausstiegsdatei sichern",
	takeItOffTheList: "Von der Liste nehmen",
	theRecordOfItIsRemoved:
		"Die Aufzeichnung wird von diesem Gerät entfernt. Was angekommen ist, bleibt deins.",
	thisDeviceForgetsItWhatWas:
		"Dieses Gerät vergisst ihn. Was an Ethereum gesendet ist, bleibt gesendet, und nur die Datei bringt die Reise zurück.",
	keepIt: "Behalten",
	forgetThisExit: "Diesen Ausstieg vergessen",
	forgetIt: "Vergessen",
	forgetItOnThisDevice: "Auf diesem Gerät vergessen",
	itWasNotForgotten: "Er wurde nicht vergessen.",
	theHashOfATransactionIs: "Der Hash einer Transaktion ist 0x und 64 Zeichen.",
	thenNothingWouldLeave: "Dann ginge nichts weg.",
	goOnWithIt: "Weitermachen",
	beginWithEverything: "Mit allem beginnen",
	beginWith: (value, symbol) => `Mit ${value} ${symbol} beginnen`,
	begin: "Beginnen",
	leaving2: (chainTitle, what, words) =>
		`${chainTitle} verlassen${what}: ${words}`,
	aRehearsal: ", eine Übung",
	rehearsal: " (Übung)",
	goOn: "Weiter",
	by: ", bis:",
	leaveTheWaysThereAre: (title) => `${title} verlassen: die Wege, die es gibt`,
	notLookedAtOnL1Yet: "auf L1 noch nicht angesehen",
	leaveAnL2: "Eine L2 verlassen",
	byEthereumsOwnRules: "nach den eigenen Regeln von Ethereum",
	yourMoneyOnARollupCan:
		"Dein Geld auf einem Rollup kann nach Ethereum zurück, ohne den Betreiber zu fragen, wo die Verträge das erlauben.",
	underWayAndDone: "Unterwegs und erledigt",
	whichOneDoYouWantTo: "Welche willst du verlassen?",
	noRollupOfThisNetworkIs: "Hier ist kein Rollup dieses Netzwerks bekannt.",
	of: "von",
	aRehearsal2: "Eine Übung",
	withASmallSumOnA:
		"mit einer kleinen Summe auf einem Testnetzwerk. Jeder Schritt geschieht wirklich.",
	itCouldNotBeLookedAt: "Es konnte noch nicht nachgesehen werden.",
	itCouldNotBeLookedAt2: "Es konnte gerade nicht nachgesehen werden.",
	whatIsShownIs: (lookedMs) => `Gezeigt ist der Stand von ${lookedMs}.`,
	meanwhile: "Bis dahin",
	theFileWasNotSaved: "Die Datei wurde nicht gesichert.",
	couldThisStillBeWrong: "Könnte das noch falsch sein?",
	leaving3: (chainTitle) => `${chainTitle} verlassen`,
	saveTheRecord: "Aufzeichnung sichern",
	noSuchExit: "Kein solcher Ausstieg",
	thisDeviceKnowsNoExitBy:
		"Dieses Gerät kennt keinen Ausstieg dieses Namens. Hast du seine Datei, öffne sie aus der Liste der Ausstiege.",
	later: "Später",
	provingAndSimulatingIt: "Wird bewiesen und ausprobiert",
	reviewThisStep: "Diesen Schritt ansehen",
	reviewTheOrderFirst: "Zuerst den Auftrag ansehen",
	anotherOrderOfThisAccountIs:
		"Ein anderer Auftrag dieses Kontos wartet auf deine Entscheidung. Entscheide zuerst darüber.",
	nothingIsSignedNow: "Gerade wird nichts signiert.",
	theStepCouldNotBePrepared:
		"Der Schritt konnte nicht vorbereitet werden. Nichts wurde signiert.",
	done: "erledigt",
	ended: "zu Ende",
	endNotKnownYet: "Ende noch nicht bekannt",
	theLastStepIsOnIts: "der letzte Schritt ist unterwegs",
	waitingForYou: "wartet auf dich",
	theEndIsDue: "das Ende ist fällig",
	aboutToGo: (duration) => `noch etwa ${duration}`,
	started: (startedMs) => `begonnen ${startedMs}`,
	itEndsAtAbout: "Zu Ende ist es etwa",
	ifEveryoneDoesTheirPartOn: ", wenn alle ihren Teil rechtzeitig tun.",
	theKnownWaitingTimesAreOver:
		"Die bekannten Wartezeiten sind vorbei. Es endet mit den Schritten, die noch fehlen.",
	whatTheRehearsalTook: "Was die Übung gebraucht hat",
	howLongEachStepTook: "Wie lange jeder Schritt gedauert hat",
	step: "Schritt",
	took: "Dauer",
	fromTheStart: "Von Anfang an",
	togetherTheOrdersSoFarCost: "Zusammen kosten die Aufträge bisher höchstens",
	onEthereum: "auf Ethereum.",
	cannotBeSaidNow: "lässt sich gerade nicht sagen",
	openNow: "jetzt offen",
	notOpenNow: "jetzt nicht offen",
	rehearse: (title) => `Üben: ${title}`,
	takesAbout: "Dauert etwa",
	nobodyKnows: "weiß niemand",
	brings: "Bringt",
	whatYouWithdrewThere: "was du dort abgehoben hast",
	allTheAccountHolds: "alles, was das Konto hat",
	anAmountYouChoose: "einen Betrag, den du wählst",
	etherOrAToken: "Ether oder einen Token",
	inEther: "in Ether",
	choose: (title) => `Wählen: ${title}`,
	chooseThisWay: "Wählen",
	leavingRow: "Ausstieg aus",
};
