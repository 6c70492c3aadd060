// The window for decisions: what waits, what an order is, and what stops it, in German.

import type { ScreenWords } from "./en.ts";

export const approvalDe: ScreenWords["approval"] = {
	nothingWaits: "Nichts wartet",
	close: "Schließen",
	thereIsNothingToDecideNow: "Im Moment gibt es nichts zu entscheiden.",
	ofWaiting: (place, all) => `${place} von ${all} wartenden`,
	refuse: "Ablehnen",
	checkingAgainSigning: "Wird noch einmal geprüft und signiert",
	nothingIsSignedNow: "Gerade wird nichts signiert.",
	thisIsHowTheEngineTells:
		"So erzählt es die Engine. Der Signierer hat selbst geprüft; was er fand, steht auf dem Bildschirm davor.",
	thisChangedSinceYouFirstSaw:
		"Das hat sich geändert, seit du es hier zuerst gesehen hast.",
	nothingWasSignedPleaseReadIt:
		"Nichts wurde signiert. Bitte lies es noch einmal: Ein Ja gilt für das, was jetzt unten steht.",
	before: (was) => `Vorher: ${was}`,
	now: (is) => `Jetzt: ${is}`,
	signerSays: "Signierer sagt",
	doNotSignThis: "Signiere das nicht",
	engineAndSignerDisagree: "Engine und Signierer sind sich nicht einig",
	theOrderIsNotWhatThe:
		"Der Auftrag ist nicht der, den der Signierer bekommen hat.",
	somePartOfThisWalletIs:
		"Ein Teil dieser Wallet ist kaputt oder wurde verändert. Deshalb gibt es hier keinen Knopf zum Signieren.",
	whereTheyDiffer: "Worin sie sich unterscheiden",
	itCallsWhatArrives: "Was ankommt, nennt sie",
	theNetworkFileYouAcceptedDoes:
		". Die Netzwerkdatei, die du angenommen hast, nennt diesen Token nicht.",
	theEnginesWordNotCheckedBy:
		"Das Wort der Engine, vom Signierer nicht geprüft",
	itSaysThatItTriedThis:
		"Sie sagt, dass sie diesen Schritt auf bewiesenem Zustand ausprobiert hat, auf diesem Gerät,",
	withTheChangedCode: " mit dem geänderten Code,",
	andThatTheStepWentThrough: (title) =>
		`und dass der Schritt gelang. Misslingt er auf ${title} trotzdem, ist die Gebühr weg, und was mit dem Aufruf geht, kommt zurück.`,
	whereItSaysEachFactComes: "Woher nach ihren Worten jede Tatsache kommt:",
	showWhatTheEngineSaysOf: (what) =>
		`${what}: zeigen, was die Engine davon sagt`,
	fromYourAccount: "Von deinem Konto",
	gone: (what) =>
		what === "order"
			? "Dieser Auftrag ist nicht mehr da"
			: "Diese Anfrage ist nicht mehr da",
	nothingToDecideHere: "hier ist nichts zu entscheiden",
	goOn: "Weiter",
	thisIsNoLongerBeingAsked:
		"Danach wird nicht mehr gefragt. Es gibt also nichts zu entscheiden.",
	thePageThatAskedWasClosed:
		"Die Seite, die gefragt hat, wurde geschlossen, es hat zu lange gewartet, oder es wurde in einem anderen Fenster entschieden.",
	thisWindowSignedNothingYourOrders:
		"Dieses Fenster hat nichts signiert. Was daraus wurde, steht bei deinen Aufträgen.",
	thisWindowGaveNothingToThe: "Dieses Fenster hat der Website nichts gegeben.",
	became: {
		waiting: "Signiert",
		signed: "Signiert",
		sent: "Signiert",
		included: "Signiert, in einem Block",
		final: "Signiert und endgültig",
		refused: "Abgelehnt",
		lost: "Signiert, eine andere nahm ihren Platz ein",
		over: "Signiert, vorbei",
	},
	done: "Fertig",
	lookAgain: "Noch einmal ansehen",
	dropThisOrder: "Diesen Auftrag verwerfen",
	thenNothingOfThisOrderIs: "Dann wird von diesem Auftrag nichts signiert.",
	order: "Auftrag",
	unlockToDecide: "Zum Entscheiden entsperren",
	theSignerDoesNotHoldThis:
		"Der Signierer hat diesen Auftrag nicht. Er prüft gerade die Belege, oder er hat ihn abgelehnt.",
	askingTheSignerWhatItHas: "Der Signierer wird gefragt, was er geprüft hat.",
	anOrderIsWaitingOnceUnlocked:
		"Ein Auftrag wartet. Sobald entsperrt ist, zeigt der Signierer, was er geprüft hat.",
};
