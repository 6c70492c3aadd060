// What stands on many screens, in German.

import type { ScreenWords } from "./en.ts";

export const partsDe: ScreenWords["parts"] = {
	notProved: "nicht bewiesen",
	noProvedAmountOf: "kein bewiesener Betrag in",
	sync: "Sync",
	ofCommitteePeriods: (phaseWords, done, what) =>
		`${phaseWords}, ${done} von ${what} Perioden des Komitees`,
	eachNewHeaderIsCheckedAs: "jeder neue Header wird geprüft, sobald er kommt",
	ofCommitteePeriods2: (done, what) =>
		`${done} von ${what} Perioden des Komitees`,
	askingTheEndpoints: "die Endpunkte werden gefragt",
	aboutToGo: (duration) => `, noch etwa ${duration}`,
	copy: (what) => `${what} kopieren`,
	copied: (what) => `${what} kopiert`,
	theBrowserDidNotLetUs: "Der Browser hat das Kopieren nicht erlaubt.",
	password: "Passwort",
	bytesFrom: "Bytes von",
	back: "Zurück",
	wakingUp: "wacht auf",
	noAnswer: "keine Antwort",
	openingTheEngineBeforeItShows:
		"Die Engine wird geöffnet. Bevor sie eine Zahl zeigt, prüft sie alles noch einmal, was sie aufbewahrt hat.",
	theEngineIsNotAnswering: "Die Engine antwortet nicht.",
	itIsBeingAskedAgainEvery: "Sie wird alle zwei Sekunden noch einmal gefragt.",
	hiddenAmount: "verborgener Betrag",
	showAmounts: "Beträge zeigen",
	hideAmounts: "Beträge verbergen",
	amountsAreHidden: "Beträge sind verborgen",
	youSwitchedAmountsOffThisPage:
		"Du hast Beträge ausgeblendet. Auf dieser Seite geht es um Beträge, darum zeigt sie nichts, bis du sie wieder einblendest.",
	howFarThisOrderIs: "Wie weit dieser Auftrag ist",
	done: ", erledigt",
	reached: ", erreicht",
	endedHere: ", hier zu Ende",
	notYet: ", noch nicht",
	theEarlierOrderForThisStep:
		"Der frühere Auftrag für diesen Schritt wurde zurückgezogen.",
	nothingOfItWasSignedOr: (says) =>
		`Nichts davon wurde signiert oder gesendet. ${says}`,
	theOrderThatIsWaitingNow:
		"Der Auftrag, der jetzt wartet, nimmt seinen Platz ein.",
	theButtonBelowMakesAnotherIn:
		"Der Knopf unten macht an seiner Stelle einen neuen, aus heutigen Beweisen.",
	holds: "hält",
	acceptedByYou: "von dir angenommen",
	failedTheLineBreaksHere: "misslungen, hier reißt die Kette",
	restsOnAFailedCheck: "stützt sich auf eine misslungene Prüfung",
	you: "du",
	check: "Prüfung",
	trueAt: "Wahr um",
	bytesFrom2: "Bytes von",
	took: "Dauerte",
	onThisDevice: (tookMs) => `${tookMs} auf diesem Gerät`,
	checkOf: (place, count, title, standingWords) =>
		`Prüfung ${place} von ${count}: ${title}, ${standingWords}`,
	theChainOfReasonsFromYour:
		"Die Kette der Gründe, von deinem Checkpoint abwärts",
	yourEndpointsAnswerButTheyHave:
		"Deine Endpunkte antworten, haben aber nichts Neueres. Versuche es noch einmal, oder füge einen Beacon-Endpunkt hinzu.",
	askingAgain: "Wird noch einmal gefragt",
	retry: "Noch einmal",
	endpoints: "Endpunkte",
	askingYourEndpointsAgain: "Deine Endpunkte werden noch einmal gefragt.",
	leadsTo: "führt zu",
	provedAtBlockItsOwnerCan: (blockNumber) =>
		`Bewiesen bei Block ${blockNumber}. Wem der Name gehört, der kann das jederzeit ändern. Darum geht die Zahlung an diese Adresse und nicht an den Namen.`,
	theNameIsWrittenAsAbove:
		"Der Name ist so geschrieben wie oben. Du hast ihn anders getippt.",
	itHasCharactersBesidePlainLetters: (writings) =>
		`Er enthält Zeichen neben einfachen Buchstaben und Ziffern (${writings}). Ein anderer Name kann genauso aussehen: Vergleiche die Adresse.`,
	sextantAsksEthereumsNameServiceAnd:
		"Sextant fragt den Namensdienst von Ethereum und beweist die Antwort. Dein Endpunkt sieht, welchen Namen du suchst.",
	provingTheAnswer: "Die Antwort wird bewiesen",
	lookUpTheName: "Namen nachsehen",
	useThisAddress: "Diese Adresse nehmen",
	done2: "Fertig",
	fourRandomWordsAreGoodAnd:
		"Vier zufällige Wörter sind gut und lassen sich merken.",
	itCannotBeginYetNoneOf:
		"Es kann noch nicht losgehen: Keiner deiner Endpunkte liefert den Anfang.",
	theyMayBeSlowOrNot:
		"Sie sind vielleicht langsam oder bedienen keine Light Clients. Versuche es noch einmal, füge einen Beacon-Endpunkt hinzu oder wähle den Startpunkt neu. Dein Geld ist, wo es war.",
};
